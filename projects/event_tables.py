"""Events as a table: who did what, when, from what to what; for pages and workbooks alike."""

from collections.abc import Sequence

from promo.models import Event
from promo.tables import Column, Table
from promo.web.verbs import verb_name

SYSTEM = "系统"


def event_columns() -> list[Column]:
    return [
        Column("时间", "at", kind="moment", width=16),
        Column("办理人", lambda event: event.by.name if event.by else SYSTEM, width=10),
        Column("事项", lambda event: verb_name(event.verb), width=14),
        Column("内容", lambda event: "；".join(event.lines) or None, width=60),
    ]


def event_table(events: Sequence[Event], *, title: str) -> Table:
    """`events` carry `lines` (projects.telling)."""
    return Table(title, event_columns(), events)
