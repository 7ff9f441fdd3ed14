"""What a periodic report says of supervision slips: issued, answered, closed, and those past their last day."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from assessment.models import Colour
from assessment.reports import wording
from assessment.reports.material import Material
from assessment.reports.sections import Section
from assessment.reports.slips import SlipLine, slips_in
from promo.days import show_day
from promo.tables import Column, Table

NAMED_MOST = 10


def slip_section(found: Material) -> Section | None:
    """None where there is nothing to say."""
    told = slips_in(found.region, start=found.period.start, end=found.period.end, as_of=found.as_of)
    if not any((told.issued, told.answered, told.closed, told.overdue)):
        return None
    words = [
        f"{issued_words(told.issued)}，单位回复{len(told.answered)}张，办结{len(told.closed)}张。",
        overdue_words(told.overdue, until=show_day(found.until)),
    ]
    tables = [
        slip_table(title, rows)
        for title, rows in (("本期下达的督办单", told.issued), ("逾期未办的督办单", told.overdue))
        if rows
    ]
    return Section("slips", "督办情况", words, tables)


def issued_words(issued: Sequence[SlipLine]) -> str:
    """'本期下达督办单3张（蓝色2张、红色1张）'."""
    if not issued:
        return "本期没有下达督办单"
    by_colour = Counter(one.colour for one in issued)
    parts = [f"{colour.label}{by_colour[colour]}张" for colour in Colour if by_colour[colour]]
    return f"本期下达督办单{len(issued)}张（{'、'.join(parts)}）"


def overdue_words(overdue: Sequence[SlipLine], *, until: str) -> str:
    if not overdue:
        return f"截至{until}逾期未办的督办单：{wording.NONE}。"
    if len(overdue) > NAMED_MOST:
        return f"截至{until}逾期未办的督办单有{len(overdue)}张，名单见表。"
    names = wording.listed(f"{one.unit_name}（{one.code}）" for one in overdue)
    return f"截至{until}逾期未办的督办单有{len(overdue)}张：{names}。"


def slip_table(title: str, rows: Sequence[SlipLine]) -> Table:
    return Table(
        title,
        [
            Column("编号", "code", width=12, link=lambda row: reverse("assessment:slip_show", args=[row.slip_id])),
            Column("等级", lambda row: Colour(row.colour).label, width=6),
            Column("承办单位", "unit_name", width=14),
            Column("督办事项", "title", width=24),
            Column("办理时限", "due_on", "day"),
        ],
        rows,
    )  # fmt: skip
