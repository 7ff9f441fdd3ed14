"""How a scheme document names the place a number comes from."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.qualifying import (
    read_qualification,
    read_table,
    write_qualification,
    write_table,
)
from assessment.sources import (
    EVERYTHING,
    FAULTS,
    Combined,
    Elapsed,
    Entered,
    Fixed,
    Growth,
    Measured,
    OfGroup,
    Panelled,
    Place,
    PointsOf,
    Quotient,
    Recorded,
    Reports,
    Shares,
    Source,
    Stat,
    Targeted,
    Window,
)
from projects.measures import MEASURES

UNITS = ("yuan", "usd", "count", "points", "rate", "days")
ENTERED_UNITS = ("count", "points")  # the table of marks has no room for sums of money
TARGET_SETS = ("own", "superior", "base", "stretch")
PRORATE = ("", "month", "day", "issued")
METHODS = ("mean", "weighted", "trimmed", "ballots")
MISSING = ("no_score", "rescale")
DEEPEST = 6


def read_source(box: Box, key: str, *, depth: int = 0) -> Source | None:
    """The number described under `key`; the first word that names a form decides which form it is."""
    inner = box.inner(key)
    if depth > DEEPEST:
        inner.note(None, "嵌套层数过多")
        return None
    return _read(inner, depth)


def _read(box: Box, depth: int):
    form = next((form for form in FORMS if box.has(form)), "code")
    before = len(box.problems)
    found = FORMS[form](box, depth + 1)
    box.close()
    return None if len(box.problems) > before else found


def _name(box: Box) -> str:
    return box.text("name", longest=40, default="") or ""


def _window(box: Box, default: str | None = None) -> dict:
    """window, since and last, as the window needs them."""
    choice = box.choice("window", tuple(Window), **({} if default is None else {"default": default}))
    if choice is None and default is not None and not box.has("window"):
        choice = default
    since = box.day("since") if choice in (Window.CUMULATIVE_SINCE, Window.BETWEEN) else None
    last = box.day("last") if choice == Window.BETWEEN else None
    if since and last and last < since:
        box.note("last", "不能早于起始日期")
    return {"window": Window(choice) if choice else None, "since": since, "last": last}


def _measured(box: Box, depth: int) -> Measured:
    code = box.choice("code", tuple(MEASURES))
    asked = _window(box)
    return Measured(
        code,
        **asked,
        where=read_qualification(box, "where"),
        table=read_table(box, "table"),
        otherwise=box.number("otherwise", default=1, least=0) or Fraction(0),
        in_points=box.flag("in_points", default=False) or False,
        highest=box.flag("highest", default=False) or False,
        shares=Shares(box.choice("shares", tuple(Shares), default="ledger") or "ledger"),
        shift=box.whole("shift", least=-10, most=0, default=0) or 0,
        reported=box.flag("reported", default=False) or False,
        name=_name(box),
    )


def _targeted(box: Box, depth: int) -> Targeted:
    code = box.code("measure")
    unit = box.choice("unit", UNITS, default=None) if box.has("unit") else None
    if code and code not in MEASURES and unit is None:
        box.note("measure", "没有这个台账指标；台账以外的目标须在 unit 写明计量单位")
    return Targeted(
        code,
        box.choice("set", TARGET_SETS, default="own") or "own",
        (box.choice("prorate", PRORATE, default="") or ""),
        _name(box),
        unit,
    )


def _entered(box: Box, depth: int) -> Entered:
    return Entered(box.code("entered"), box.text("name", longest=40), box.choice("unit", ENTERED_UNITS))


def _recorded(box: Box, depth: int) -> Recorded:
    code, name, unit = box.code("recorded"), box.text("name", longest=40), box.choice("unit", UNITS)
    shift = box.whole("shift", least=-10, most=0, default=0) or 0
    return Recorded(code, name, unit, **_window(box, "year_to_date"), shift=shift)


def _panelled(box: Box, depth: int) -> Panelled:
    code, name = box.code("panel"), box.text("name", longest=40)
    method = box.choice("method", METHODS, default="mean") or "mean"
    weights = _weights(box) if box.has("weights") else ()
    trim = box.whole("trim", least=0, most=20, default=0) or 0
    missing = box.choice("missing", MISSING, default="no_score") or "no_score"
    if (method == "weighted") != bool(weights):
        box.note("weights", "加权平均须写明各类评分人的权重，其他方法不写")
    if weights and sum(weight for _, weight in weights) != 1:
        box.note("weights", "各类评分人的权重之和应为1")
    if (method == "trimmed") != (trim > 0):
        box.note("trim", "去掉最高最低分须写明去掉几个，其他方法不写")
    return Panelled(code, name, method, weights, trim, missing)


def _weights(box: Box) -> tuple[tuple[str, Fraction], ...]:
    inner = box.inner("weights")
    found = tuple((name, inner.number(name, above=0, most=1)) for name in inner.names())
    inner.close()
    known = [(name, weight) for name, weight in found if weight is not None]
    return tuple(sorted(known, key=lambda pair: (-pair[1], pair[0])))


def _reports(box: Box, depth: int) -> Reports:
    return Reports(box.choice("reports", tuple(FAULTS)), **_window(box, "year_to_date"))


def _elapsed(box: Box, depth: int) -> Elapsed:
    return Elapsed(box.choice("elapsed", ("month", "day")) or "month")


def _fixed(box: Box, depth: int) -> Fixed:
    return Fixed(box.number("fixed"), box.text("name", longest=40), box.choice("unit", UNITS))


def _quotient(box: Box, depth: int) -> Quotient | None:
    parts = [_read(inner, depth) for inner in box.boxes("ratio", least=2, most=2, called="项")]
    name = _name(box)
    if len(parts) != 2 or None in parts:
        return None
    if parts[0].unit != parts[1].unit and {parts[0].unit, parts[1].unit} - {"yuan", "usd", "count"}:
        box.note("ratio", "两项的计量单位不能相除")
    return Quotient(*parts, name)


def _growth(box: Box, depth: int) -> Growth | None:
    of = read_source(box, "growth", depth=depth)
    if of is not None and not isinstance(of, Measured | Recorded):
        box.note("growth", "只有台账数和记录数有上年同期")
        return None
    return Growth(of, _name(box))


def _combined(box: Box, depth: int) -> Combined:
    terms = []
    for inner in box.boxes("sum", least=1, most=20, called="项"):
        of = read_source(inner, "of", depth=depth)
        times = inner.number("times", default=1)
        inner.close()
        terms.append((of, Fraction(1) if times is None else Fraction(times)))
    name, unit = box.text("name", longest=40), box.choice("unit", UNITS)
    return Combined(tuple(terms), name, unit)


def _of_group(box: Box, depth: int) -> OfGroup | None:
    stat = box.choice("group", tuple(Stat))
    of = read_source(box, "of", depth=depth)
    if stat == Stat.OVERALL and of is not None and not isinstance(of, Quotient | Growth):
        box.note("group", "总体水平只用于比率和增幅")
    return OfGroup(Stat(stat), of) if stat and of else None


def _place(box: Box, depth: int) -> Place:
    return Place(read_source(box, "place", depth=depth), box.flag("lowest_first", default=False) or False)


def _points_of(box: Box, depth: int) -> PointsOf:
    return PointsOf(box.code("points_of"), _name(box))


FORMS: Mapping[str, Callable[[Box, int], Any]] = {
    "code": _measured,
    "measure": _targeted,
    "entered": _entered,
    "recorded": _recorded,
    "panel": _panelled,
    "reports": _reports,
    "elapsed": _elapsed,
    "fixed": _fixed,
    "ratio": _quotient,
    "growth": _growth,
    "sum": _combined,
    "group": _of_group,
    "place": _place,
    "points_of": _points_of,
}


def write_source(source: Source) -> dict[str, Any]:
    """What `read_source` reads back to an equal source; what is left at its usual value is not written."""
    return {name: value for name, value in WRITERS[type(source)](source).items() if value is not None}


def _dates(source) -> dict[str, Any]:
    days = {name: getattr(source, name) for name in ("since", "last")}
    return {"window": str(source.window)} | {
        name: day.isoformat() if day else None for name, day in days.items()
    }


def _write_measured(one: Measured) -> dict[str, Any]:
    return {
        "code": one.code, **_dates(one),
        "where": write_qualification(one.where) if one.where != EVERYTHING else None,
        "table": write_table(one.table) if one.table else None,
        "otherwise": write_number(one.otherwise) if one.otherwise != 1 else None,
        "in_points": one.in_points or None, "highest": one.highest or None,
        "shares": str(one.shares) if one.shares != Shares.LEDGER else None,
        "shift": one.shift or None, "reported": one.reported or None, "name": one.name or None,
    }  # fmt: skip


def _write_targeted(one: Targeted) -> dict[str, Any]:
    of_set = one.target_set if one.target_set != "own" else None
    return {
        "measure": one.code, "set": of_set, "prorate": one.prorate or None, "name": one.name or None,
        "unit": one.measured_in,
    }  # fmt: skip


def _write_panelled(one: Panelled) -> dict[str, Any]:
    return {
        "panel": one.code, "name": one.label, "method": one.method,
        "weights": {name: write_number(weight) for name, weight in one.weights} or None,
        "trim": one.trim or None, "missing": one.missing if one.missing != "no_score" else None,
    }  # fmt: skip


def _write_recorded(one: Recorded) -> dict[str, Any]:
    found = {"recorded": one.code, "name": one.label, "unit": one.unit}
    return found | _dates(one) | {"shift": one.shift or None}


def _write_combined(one: Combined) -> dict[str, Any]:
    terms = [{"of": write_source(source), "times": write_number(factor)} for source, factor in one.terms]
    return {"sum": terms, "name": one.name, "unit": one.unit}


WRITERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Measured: _write_measured,
    Targeted: _write_targeted,
    Entered: lambda one: {"entered": one.code, "name": one.label, "unit": one.unit},
    Recorded: _write_recorded,
    Panelled: _write_panelled,
    Reports: lambda one: {"reports": one.what, **_dates(one)},
    Elapsed: lambda one: {"elapsed": one.mode},
    Fixed: lambda one: {"fixed": write_number(one.value), "name": one.label, "unit": one.unit},
    Quotient: lambda one: {
        "ratio": [write_source(part) for part in one.parts],
        "name": one.name or None,
    },
    Growth: lambda one: {"growth": write_source(one.of), "name": one.name or None},
    Combined: _write_combined,
    OfGroup: lambda one: {"group": str(one.stat), "of": write_source(one.of)},
    Place: lambda one: {"place": write_source(one.of), "lowest_first": one.lowest_first or None},
    PointsOf: lambda one: {"points_of": one.code, "name": one.name or None},
}
