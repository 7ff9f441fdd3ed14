"""A published ranking beside the same question asked of today's facts, and what moved in between."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse

from assessment.countable import Countable
from assessment.facts import Moved, exact
from assessment.functions import Kind
from assessment.functions.words import quantity
from assessment.models import ManualMark, MarkedUnit, ScoreLine, Target
from assessment.reports.ranking import class_name
from assessment.reports.rounds import unit_address
from assessment.reports.standing import Placed, Standing
from assessment.reports.target_history import address_of
from assessment.reports.target_places import which_words
from assessment.scheme_document import Scheme as Document
from projects.measures import MEASURES
from projects.models import Posting
from promo.tables import Column, Table

Changed = Target | ManualMark | MarkedUnit


@dataclass(frozen=True)
class Pair:
    """One unit then and now; one of the two may be missing when a unit came, went or changed its class."""

    name: str
    then: ScoreLine | None
    now: Placed | None

    @property
    def total_then(self) -> Fraction | None:
        return Fraction(self.then.exact) if self.then and self.then.exact else None

    @property
    def total_now(self) -> Fraction | None:
        return self.now.score.total if self.now else None

    @property
    def difference(self) -> Fraction | None:
        if self.total_then is None or self.total_now is None:
            return None
        return self.total_now - self.total_then


def comparison_tables(lines: Sequence[ScoreLine], standing: Standing) -> list[Table]:
    """One table per class: place and total as kept in the run, and by today's facts."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    now = {(one.member.unit_class, one.member.unit_id): one for one in standing.placed}
    for line in lines:
        found = now.pop((line.unit_class, line.unit_id), None)
        pairs[line.unit_class].append(Pair(line.unit_name, line, found))
    for (unit_class, _), one in now.items():
        pairs[unit_class].append(Pair(one.member.name, None, one))
    return [_comparison(code, rows, standing) for code, rows in pairs.items()]


def _comparison(unit_class: str, rows: list[Pair], standing: Standing) -> Table:
    rounding = standing.document.rounding
    points = {"kind": "points", "places": rounding.places}
    return Table(
        title=class_name(unit_class),
        columns=[
            Column("单位", "name", width=10),
            Column("名次", "then.rank", kind="rank", group="按发布时"),
            Column("总分", lambda pair: rounding.of(pair.total_then), group="按发布时", **points),
            Column("名次", "now.rank", kind="rank", group="按今日数据"),
            Column("总分", lambda pair: rounding.of(pair.total_now), group="按今日数据", **points),
            Column("总分增减", lambda pair: _signed(rounding.of(pair.difference)), width=6),
        ],
        rows=rows,
        unit_note="单位：分",
        as_of=standing.as_of,
    )


def _signed(difference) -> str | None:
    if difference is None:
        return None
    return f"{difference:+,f}" if difference else "无变化"


def moved_table(moved: Moved) -> Table:
    """What was posted since, oldest first; each opens its fact."""
    return Table(
        title="此后入账的事项",
        columns=[
            Column("序号", "number", kind="rank"),
            Column("单位", "unit.short_name"),
            Column("项目", "project.name", width=18, link=_project),
            Column("指标", "get_measure_display"),
            Column("数量", _quantity, width=12, link=_fact),
            Column("统计日期", "statistical_on", kind="day"),
            Column("入账时间", "posted_at", kind="moment"),
        ],
        rows=moved.postings,
        notes=[f"共{moved.count}笔，只列前{len(moved.postings)}笔。"]
        if moved.count > len(moved.postings)
        else [],
    )


def _project(posting: Posting) -> str:
    return reverse("projects:project_show", args=[posting.project_id])


def _quantity(posting: Posting) -> str:
    amount = exact(posting.measure, posting.quantity)
    sign = "+" if amount > 0 else ""
    also = "（兼计）" if posting.is_also else ""
    return f"{sign}{quantity(amount, MEASURES[posting.measure].unit)}{also}"


def _fact(posting: Posting) -> str | None:
    kind, pk = ("arrival", posting.arrival_id) if posting.arrival_id else ("milestone", posting.milestone_id)
    return reverse("projects:fact_show", args=[kind, pk]) if pk else None


def changed_table(rows: Sequence[Changed], names: Mapping[str, str], known: Mapping[str, Countable]) -> Table:
    """What was recorded or confirmed since; `names` are the names of what is marked, `known` what has targets."""
    return Table(
        title="此后调整的目标和评分",
        columns=[
            Column("单位", "unit.short_name"),
            Column("内容", lambda row: _what(row, names, known), width=14, link=_where),
            Column("版本", lambda row: "—" if isinstance(row, MarkedUnit) else f"第{row.version}版"),
            Column("依据", _ground, width=18),
            Column("登记时间", "recorded_at", kind="moment"),
        ],
        rows=rows,
    )


def _ground(row: Changed) -> str:
    if isinstance(row, MarkedUnit):
        return row.round.title
    return row.document if isinstance(row, Target) else row.reason


def _what(row: Changed, names: Mapping[str, str], known: Mapping[str, Countable]) -> str:
    if isinstance(row, Target):
        return f"{known[row.measure].name}目标{which_words(row.target_set, row.part)}"
    code = row.round.code if isinstance(row, MarkedUnit) else row.indicator
    return f"{names.get(code, code)}{'多人' if isinstance(row, MarkedUnit) else ''}评分"


def _where(row: Any) -> str:
    if isinstance(row, Target):
        return address_of(row)
    if isinstance(row, MarkedUnit):
        return unit_address(row.round_id, row.unit_id)
    return reverse("assessment:mark_history", args=[row.scheme_id, row.unit_id, row.indicator])


def names_of_marks(document: Document) -> dict[str, str]:
    """Code -> name of what people enter or a panel marks."""
    leaves = [leaf for group in document.groups for leaf in group.leaves]
    return {leaf.code: leaf.label for leaf in leaves if leaf.kind in (Kind.MARK, Kind.PANEL)}
