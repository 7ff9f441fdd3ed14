"""What is said of a group beside its items: places, grades, vetoes, conversions, progress; from JSON, and back."""

from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.group_rules import (
    Conversion,
    Grade,
    Grading,
    Move,
    Progress,
    RankRule,
    Veto,
    When,
)
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.parameter_writing import write_values, write_when
from assessment.scheme_document.parameters import read_values, read_when
from assessment.scheme_document.sources import read_source, write_source

TIES = ("share", "dense", "order")
BOUND = 1_000_000


def or_usual(found: Any, usual: Any) -> Any:
    return usual if found is None else found


def read_rank(box: Box) -> RankRule:
    if not box.has("rank"):
        box.take("rank", None)
        return RankRule()
    inner = box.inner("rank")
    by = inner.take("by", "total")
    if isinstance(by, dict):
        by = read_source(inner, "by")
    elif not isinstance(by, str):
        inner.note("by", "应为 total、指标代码或一个数的来源")
        by = "total"
    found = RankRule(
        by or "total",
        inner.flag("lowest_first", default=False) or False,
        inner.choice("ties", TIES, default="share") or "share",
        inner.texts("then", most=10) if inner.has("then") else inner.take("then", ()),
    )
    inner.close()
    return found


def _when(box: Box, key: str) -> When | None:
    if not box.has(key):
        box.take(key, None)
        return None
    inner = box.inner(key)
    values = read_values(inner, "values")
    found = When(
        values,
        read_when(inner, "all", {one.name for one in values}),
        inner.text("why", longest=200, default="") or "",
    )
    inner.close()
    return found


def read_grading(box: Box) -> Grading:
    if not box.has("grading"):
        box.take("grading", None)
        return Grading()
    inner = box.inner("grading")
    grades = []
    for one in inner.boxes("grades", least=1, most=10, called="等"):
        grades.append(Grade(one.text("name", longest=20), one.number("at_least", most=BOUND)))
        one.close()
    lines = [one.at_least for one in grades if one.at_least is not None]
    if lines != sorted(set(lines), reverse=True):
        inner.note("grades", "等次应从高到低排列，分数线依次降低")
    moves = []
    for one in inner.boxes("moves", least=0, most=10, called="项升降", default=()):
        moves.append(Move(one.whole("steps", least=-5, most=5), _when(one, "when")))
        if moves[-1].when is None:
            one.note("when", "缺少此项")
        one.close()
    rest = inner.text("rest", longest=20)
    failed = or_usual(inner.whole("failed", least=0, most=5, default=1), 1)
    inner.close()
    return Grading(tuple(grades), rest or "", tuple(moves), failed)


def read_vetoes(box: Box) -> tuple[Veto, ...]:
    found = []
    for inner in box.boxes("vetoes", least=0, most=20, called="项否决", default=()):
        name, source = inner.text("name", longest=40), read_source(inner, "source")
        found.append(Veto(name, source, inner.text("effect", longest=100)))
        inner.close()
    return tuple(found)


def read_conversions(box: Box) -> tuple[Conversion, ...]:
    found = []
    for inner in box.boxes("conversions", least=0, most=5, called="项折算", default=()):
        name, factor = inner.text("name", longest=40), inner.number("factor", above=0, most=1000)
        most = inner.number("most", default=None, above=0, most=BOUND, may_be_null=True)
        floor = inner.number("floor", default=None, least=0, most=BOUND, may_be_null=True)
        when = _when(inner, "when")
        if (floor is None) != (when is None):
            inner.note("floor", "保底分与保底条件应同时写明")
        inner.close()
        found.append(Conversion(name, factor, most, floor, when))
    return tuple(found)


def read_progress(box: Box) -> Progress | None:
    if not box.has("progress"):
        box.take("progress", None)
        return None
    inner = box.inner("progress")
    measure, target = read_source(inner, "measure"), read_source(inner, "target")
    mode = inner.choice("mode", ("month", "day"), default="month") or "month"
    half = (
        inner.number("half", default="0.5", above=0, most=1)
        if inner.has("half")
        else inner.take("half", None)
    )
    inner.close()
    if measure is None or target is None:
        return None
    return Progress(measure, target, mode) if half is None else Progress(measure, target, mode, half)


def write_rank(one: RankRule) -> dict[str, Any]:
    by = one.by if isinstance(one.by, str) else write_source(one.by)
    return {"by": by, "lowest_first": one.lowest_first, "ties": one.ties, "then": list(one.then)}


def _write_when(one: When) -> dict[str, Any]:
    return {"values": write_values(one.values), "all": write_when(one.conditions), "why": one.why}


def write_grading(one: Grading) -> dict[str, Any]:
    return {
        "grades": [{"name": g.name, "at_least": write_number(g.at_least)} for g in one.grades],
        "rest": one.rest,
        "moves": [{"steps": m.steps, "when": _write_when(m.when)} for m in one.moves],
        "failed": one.failed,
    }


def write_conversion(one: Conversion) -> dict[str, Any]:
    found = {"name": one.name, "factor": write_number(one.factor), "most": write_number(one.most)}
    if one.when:
        found |= {"floor": write_number(one.floor), "when": _write_when(one.when)}
    return found


def write_progress(one: Progress) -> dict[str, Any]:
    return {
        "measure": write_source(one.measure), "target": write_source(one.target), "mode": one.mode,
        "half": write_number(one.half),
    }  # fmt: skip
