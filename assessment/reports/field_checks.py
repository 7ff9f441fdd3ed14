"""Field checks as Tables, and the few lines of them that stand beside a project."""

from collections.abc import Sequence

from django.urls import reverse

from assessment.models import FieldCheck, FieldCheckPart, Part
from promo.tables import Column, Lit, Table

TONES = {"good": "green", "fair": "amber", "poor": "red", "unseen": "neutral"}
STATE_TONES = {"recorded": "amber", "confirmed": "green"}
BESIDE_MOST = 3


def verdict_of(part: FieldCheckPart | None) -> Lit | None:
    return Lit(part.get_verdict_display(), TONES[part.verdict]) if part else None


def state_of(row: FieldCheck) -> Lit:
    return Lit(row.get_state_display(), STATE_TONES[row.state])


def latest_parts(row: FieldCheck) -> dict[str, FieldCheckPart]:
    """Of each part what was written last; needs the parts prefetched."""
    return {one.part: one for one in sorted(row.parts.all(), key=lambda one: one.revision)}


def field_check_table(rows: Sequence[FieldCheck]) -> Table:
    """One line a check; needs unit, recorded_by, confirmed_by and the parts."""
    parts = {row.pk: latest_parts(row) for row in rows}
    return Table(
        "实地核查",
        [
            Column("核查日期", "checked_on", "day", link=lambda row: row.get_absolute_url()),
            Column("被核查单位", "unit.short_name", width=10),
            Column("核查地点", "place", width=16),
            *(Column(part.label, _verdict(parts, part), width=8, group="评价") for part in Part),
            Column("综合意见", lambda row: row.summary or None, width=18),
            Column("核查人员", "people", width=10),
            Column("状态", state_of, width=6),
            Column("登记人", "recorded_by.name", width=8),
            Column("确认人", "confirmed_by.name", width=8),
        ],
        rows,
    )  # fmt: skip


def _verdict(parts: dict, part: str):
    return lambda row: verdict_of(parts[row.pk].get(part))


def beside_project(project, access) -> list[tuple[str, str, str]]:
    """(words, address, what was found) of the newest confirmed checks of a project that the person may see."""
    rows = FieldCheck.objects.visible_to(access).confirmed().filter(projects=project)
    rows = rows.prefetch_related("parts").order_by("-checked_on", "-pk")[:BESIDE_MOST]
    return [
        (f"{row.checked_on}实地核查", reverse("assessment:field_check_show", args=[row.pk]), _found(row))
        for row in rows
    ]


def _found(row: FieldCheck) -> str:
    parts = latest_parts(row)
    found = (parts[part] for part in Part.values if part in parts)
    return "，".join(f"{one.get_part_display()}{one.get_verdict_display()}" for one in found)
