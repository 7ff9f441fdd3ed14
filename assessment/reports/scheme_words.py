"""A scheme as people read it: what is asked, how it is worked out, worked examples, points over completion."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.functions import CappedProportion, Kind, Measured, Ratio, Window
from assessment.functions.words import percent, plain, quantity
from assessment.reports.ranking import class_name
from assessment.rules import Rounding, capped_proportion
from assessment.scheme_document import Group, Indicator
from assessment.scheme_document import Scheme as Document
from promo.days import show_day
from promo.tables import Column, Table

STEPS = range(0, 151, 10)  # per cent of completion that a curve shows


@dataclass(frozen=True)
class Tried:
    """A worked example: the numbers given and what comes out."""

    given: str
    words: str


@dataclass(frozen=True)
class Explained:
    """One indicator, said in full."""

    indicator: Indicator
    points: str
    method: str
    facts: list[tuple[str, str]]
    examples: list[Tried]


def explain(document: Document) -> list[tuple[str, Group, list[Explained], dict | None]]:
    """(name of the class, group, its indicators explained, curve) for each group."""
    return [
        (
            class_name(group.unit_class),
            group,
            [_explained(one, document.rounding) for one in group.indicators],
            curve(group),
        )
        for group in document.groups
    ]


def _explained(one: Indicator, rounding: Rounding) -> Explained:
    return Explained(
        indicator=one,
        points=plain(one.points),
        method=one.function.name,
        facts=[*((need.source.label, _origin(need.source)) for need in one.needs), *_parameters(one)],
        examples=[_tried(one, example, rounding) for example in one.examples],
    )


def _origin(source) -> str:
    if isinstance(source, Measured):
        if source.window == Window.CUMULATIVE_SINCE:
            return f"入账数据，{show_day(source.since)}至截止日期"
        return "入账数据，当年1月1日至截止日期"
    return "年度目标任务" if source.kind == Kind.TARGET else "人工填报"


def _parameters(one: Indicator) -> list[tuple[str, str]]:
    found = []
    if isinstance(one.function, Ratio) and one.function.full_at != 1:
        found.append(("满分线", percent(one.function.full_at)))
    if isinstance(one.function, CappedProportion | Ratio):
        cap = one.function.cap
        found.append(
            ("封顶", "不封顶" if cap is None else f"{percent(cap)}（最高{plain(one.points * cap)}分）")
        )
    return found


def _tried(one: Indicator, example, rounding: Rounding) -> Tried:
    given = dict(example.inputs)
    inputs = {need.name: need.filled(given[need.name]) for need in one.needs}
    said = "，".join(
        f"{need.source.label} {'—' if given[need.name] is None else quantity(given[need.name], need.source.unit)}"
        for need in one.needs
    )
    return Tried(said, one.function.score(one.points, inputs, rounding).words)


def curve(group: Group) -> dict | None:
    """Points over completion for the indicators that are worked out from a rate, as a chart's plain data."""
    series = [
        {
            "name": one.name,
            "type": "line",
            "showSymbol": False,
            "data": [_points_at(one, step) for step in STEPS],
        }
        for one in group.indicators
        if isinstance(one.function, CappedProportion | Ratio)
    ]
    if not series:
        return None
    return {
        "unit": "分",
        "xAxis": {"data": [f"{step}%" for step in STEPS], "boundaryGap": False},
        "yAxis": {"min": 0},
        "series": series,
    }


def _points_at(one: Indicator, step: int) -> Fraction:
    full_at = one.function.full_at if isinstance(one.function, Ratio) else 1
    return capped_proportion(one.points, Fraction(step, 100), full_at, one.function.cap)


def weights_table(document: Document) -> Table:
    """Full marks per indicator and class."""
    names = list(dict.fromkeys(one.name for group in document.groups for one in group.indicators))
    rows = [(name, {group.unit_class: _full(group, name) for group in document.groups}) for name in names]
    columns = [_weights(group.unit_class) for group in document.groups]
    return Table(
        f"{document.name}分值表",
        [Column("指标", lambda row: row[0], width=12), *columns],
        rows,
        unit_note="单位：分",
        total_row=True,
    )


def _weights(code: str) -> Column:
    return Column(
        class_name(code), lambda row: row[1][code], kind="count", total=lambda rows: _all(rows, code)
    )


def _all(rows, code: str) -> Fraction:
    return sum((row[1][code] for row in rows if row[1][code] is not None), Fraction(0))


def _full(group: Group, name: str) -> Fraction | None:
    points = [one.points for one in group.indicators if one.name == name]
    return sum(points, Fraction(0)) if points else None
