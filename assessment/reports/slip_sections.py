"""What a report says about slips: issued, answered and closed in its days, overdue at their end."""

from collections.abc import Sequence

from django.urls import reverse

from assessment.models import Colour
from assessment.reports import wording
from assessment.reports.slips import SlipLine, SlipsIn
from promo.tables import Column, Table

LISTS = (("issued", "下达"), ("answered", "回复"), ("closed", "办结"))


def slip_words(found: SlipsIn) -> list[str]:
    """'本期下达督办单3件：石桥村2件、柳河村1件。', and so on; whoever is overdue is named."""
    said = [_sentence(f"本期{word}督办单", getattr(found, name)) for name, word in LISTS]
    return [*said, _sentence("逾期未回复的督办单", found.overdue)]


def _sentence(begins: str, lines: Sequence[SlipLine]) -> str:
    if not lines:
        return f"{begins}：无。"
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.unit_name] = counts.get(line.unit_name, 0) + 1
    named = wording.listed(f"{name}{count}件" for name, count in counts.items())
    return f"{begins}{len(lines)}件：{named}。"


def slip_tables(found: SlipsIn) -> list[Table]:
    named = [*((f"本期{word}的督办单", f"{word}日期", getattr(found, name)) for name, word in LISTS)]
    tables = [_table(title, day, lines) for title, day, lines in named if lines]
    return tables + ([_table("逾期未回复的督办单", "办理时限", found.overdue)] if found.overdue else [])


def _table(title: str, day: str, lines: Sequence[SlipLine]) -> Table:
    return Table(
        title=title,
        columns=[
            Column(
                "编号",
                "code",
                width=10,
                link=lambda line: reverse("assessment:slip_show", args=[line.slip_id]),
            ),
            Column("承办单位", "unit_name", width=10),
            Column("督办事项", "title", width=20),
            Column("等级", lambda line: Colour(line.colour).label, width=6),
            Column(day, "on", "day"),
        ],
        rows=list(lines),
    )
