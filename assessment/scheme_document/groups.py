"""Groups of units with everything that is said of them: from JSON, and back."""

from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.group_examples import read_group_examples, write_group_example
from assessment.scheme_document.nodes import read_nodes, write_node
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.parameters import read_values, read_when, write_values, write_when
from assessment.scheme_document.problems import Problem
from assessment.scheme_document.scheme import (
    Block,
    Conversion,
    Grade,
    Grading,
    Group,
    Indicator,
    Joint,
    Move,
    Overlap,
    Progress,
    RankRule,
    Veto,
    When,
    walk,
)
from assessment.scheme_document.sources import read_source, write_source
from assessment.sources import leaves_of

DAYS = ("until", "start")
TIES = ("share", "dense", "order")
LEFT_OUT = ("keep", "rescale")
BOUND = 1_000_000


def read_group(box: Box) -> Group:
    """One group; its faults are noted with their places."""
    first = box.code("unit_class") if box.has("unit_class") or not box.has("classes") else None
    classes = box.texts("classes", default=()) if box.has("classes") else box.take("classes", ())
    classes = tuple(dict.fromkeys([*([first] if first else []), *classes]))
    units = _codes(box, "units")
    if not classes and not units and box.has("classes"):
        box.note("classes", "至少写明一类单位或一个单位")
    fields = {
        "unit_class": first or (classes[0] if classes else ""),
        "code": (box.code("code") if box.has("code") else box.take("code", "")) or "",
        "name": box.text("name", longest=40, default="") or "",
        "classes": classes,
        "units": units,
        "without": _codes(box, "without"),
        "ranked": _or(box.flag("ranked", default=True), True),
        "day": box.choice("day", DAYS, default="until") or "until",
        "joint": _joint(box),
        "overlaps": _overlaps(box),
        "left_out": box.choice("left_out", LEFT_OUT, default="keep") or "keep",
        "least": box.number("least", default=None, most=BOUND, may_be_null=True),
        "most": box.number("most", default=None, most=BOUND, may_be_null=True),
        "rank": _rank(box),
        "grading": _grading(box),
        "vetoes": _vetoes(box),
        "conversions": _conversions(box),
        "progress": _progress(box),
        "nodes": read_nodes(box, "indicators"),
    }
    examples = box.items("examples", least=0, most=30, default=())
    box.close()
    group = Group(**fields)
    check_together(box, group)
    return Group(**fields, examples=read_group_examples(box, examples, group))


def _or(found: Any, default: Any) -> Any:
    return default if found is None else found


def _codes(box: Box, key: str) -> tuple[str, ...]:
    return box.texts(key, most=1000, longest=20, default=()) if box.has(key) else box.take(key, ())


def _joint(box: Box) -> tuple[Joint, ...]:
    found = []
    for inner in box.boxes("joint", least=0, most=50, called="个联合单位", default=()):
        name, units = inner.text("name", longest=60), inner.texts("units", longest=20)
        if len(units) < 2:
            inner.note("units", "联合单位至少由两个单位组成")
        inner.close()
        found.append(Joint(name, units))
    return tuple(found)


def _overlaps(box: Box) -> tuple[Overlap, ...]:
    found = []
    for inner in box.boxes("overlaps", least=0, most=50, called="个包含关系", default=()):
        unit, includes = inner.text("unit", longest=20), inner.texts("includes", longest=20)
        if unit in includes:
            inner.note("includes", "单位不能包含自己")
        inner.close()
        found.append(Overlap(unit, includes))
    return tuple(found)


def _rank(box: Box) -> RankRule:
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


def _grading(box: Box) -> Grading:
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
    failed = _or(inner.whole("failed", least=0, most=5, default=1), 1)
    inner.close()
    return Grading(tuple(grades), rest or "", tuple(moves), failed)


def _vetoes(box: Box) -> tuple[Veto, ...]:
    found = []
    for inner in box.boxes("vetoes", least=0, most=20, called="项否决", default=()):
        name, source = inner.text("name", longest=40), read_source(inner, "source")
        found.append(Veto(name, source, inner.text("effect", longest=100)))
        inner.close()
    return tuple(found)


def _conversions(box: Box) -> tuple[Conversion, ...]:
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


def _progress(box: Box) -> Progress | None:
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


def check_together(box: Box, group: Group) -> None:
    """Codes are unique, one source has one name and unit wherever it is used, and nothing reads itself."""
    codes: set[str] = set()
    called: dict[str, tuple[str, str]] = {}
    for one, _ in walk(group.nodes):
        where = f"{box.where}·{'板块' if isinstance(one, Block) else '指标'} {one.code}"
        if one.code in codes:
            box.problems.append(Problem(where, "本组前面已有同一代码的指标"))
        codes.add(one.code)
        for need in one.needs if isinstance(one, Indicator) else ():
            for leaf in leaves_of(need.source):
                if called.setdefault(leaf.key, (leaf.label, leaf.unit)) != (leaf.label, leaf.unit):
                    code = getattr(leaf, "code", leaf.key)
                    sentence = f"填报数 {code} 在本组前面用了另一名称或计量单位"
                    box.problems.append(Problem(where, sentence))
    _check_readings(box, group, codes)
    for code in [*group.rank.then, *([group.rank.by] if isinstance(group.rank.by, str) else [])]:
        if code != "total" and code not in codes:
            box.problems.append(Problem(f"{box.where}·rank", f"没有代码为 {code[:40]} 的指标"))


def _check_readings(box: Box, group: Group, codes: set[str]) -> None:
    """Every item that is read exists, and following the readings never comes back to where it began."""
    nodes = {one.code: one for one, _ in walk(group.nodes)}
    reads = {code: _direct(node) for code, node in nodes.items()}
    for code, read in reads.items():
        for other in sorted(read - codes):
            box.problems.append(Problem(f"{box.where}·指标 {code}", f"引用了不存在的指标 {other}"))
        if code in _reached(read & codes, reads):
            box.problems.append(Problem(f"{box.where}·指标 {code}", "得分互相引用，无法计算"))


def _direct(node) -> frozenset[str]:
    inner = {one.code for one in node.nodes} if isinstance(node, Block) else set()
    return frozenset(inner | (node.reads if isinstance(node, Indicator) else set()))


def _reached(start, reads) -> set[str]:
    found, ahead = set(), list(start)
    while ahead:
        code = ahead.pop()
        if code not in found:
            found.add(code)
            ahead += reads.get(code, ())
    return found


def write_group(one: Group) -> dict[str, Any]:
    """What is left at its usual value is not written, so that a plain scheme stays a plain document."""
    usual = Group("", ())
    own = one.classes == (one.unit_class,)
    optional = {
        "code": one.code, "name": one.name, "classes": None if own else list(one.classes), "units": list(one.units),
        "without": list(one.without), "ranked": one.ranked, "day": one.day, "left_out": one.left_out,
        "joint": [{"name": j.name, "units": list(j.units)} for j in one.joint],
        "overlaps": [{"unit": o.unit, "includes": list(o.includes)} for o in one.overlaps],
        "least": write_number(one.least), "most": write_number(one.most),
        "rank": _write_rank(one.rank) if one.rank != RankRule() else None,
        "grading": _write_grading(one.grading) if one.grading != Grading() else None,
        "vetoes": [{"name": v.name, "source": write_source(v.source), "effect": v.effect} for v in one.vetoes],
        "conversions": [_write_conversion(c) for c in one.conversions],
        "progress": _write_progress(one.progress) if one.progress else None,
    }  # fmt: skip
    plain = {"ranked": usual.ranked, "day": usual.day, "left_out": usual.left_out}
    kept = {
        name: value
        for name, value in optional.items()
        if value not in (None, "", []) and plain.get(name, ...) != value
    }
    examples = [write_group_example(example) for example in one.examples]
    return {
        **({"unit_class": one.unit_class} if own else {}),
        **kept,
        "indicators": [write_node(node) for node in one.nodes],
        **({"examples": examples} if examples else {}),
    }


def _write_rank(one: RankRule) -> dict[str, Any]:
    by = one.by if isinstance(one.by, str) else write_source(one.by)
    return {"by": by, "lowest_first": one.lowest_first, "ties": one.ties, "then": list(one.then)}


def _write_when(one: When) -> dict[str, Any]:
    return {"values": write_values(one.values), "all": write_when(one.conditions), "why": one.why}


def _write_grading(one: Grading) -> dict[str, Any]:
    return {
        "grades": [{"name": g.name, "at_least": write_number(g.at_least)} for g in one.grades],
        "rest": one.rest,
        "moves": [{"steps": m.steps, "when": _write_when(m.when)} for m in one.moves],
        "failed": one.failed,
    }


def _write_conversion(one: Conversion) -> dict[str, Any]:
    found = {"name": one.name, "factor": write_number(one.factor), "most": write_number(one.most)}
    if one.when:
        found |= {"floor": write_number(one.floor), "when": _write_when(one.when)}
    return found


def _write_progress(one: Progress) -> dict[str, Any]:
    return {
        "measure": write_source(one.measure), "target": write_source(one.target), "mode": one.mode,
        "half": write_number(one.half),
    }  # fmt: skip
