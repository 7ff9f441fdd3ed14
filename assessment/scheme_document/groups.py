"""Groups of units with everything that is said of them: from JSON, and back."""

from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.group_examples import read_group_examples, write_group_example
from assessment.scheme_document.group_rules import Grading, Joint, Overlap, RankRule
from assessment.scheme_document.items import Block, Indicator, walk
from assessment.scheme_document.nodes import read_nodes, write_node
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.problems import Problem
from assessment.scheme_document.ruling import (
    or_usual,
    read_conversions,
    read_grading,
    read_progress,
    read_rank,
    read_vetoes,
    write_conversion,
    write_grading,
    write_progress,
    write_rank,
)
from assessment.scheme_document.scheme import Group
from assessment.scheme_document.sources import write_source
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
        "ranked": or_usual(box.flag("ranked", default=True), True),
        "day": box.choice("day", DAYS, default="until") or "until",
        "joint": _joint(box),
        "overlaps": _overlaps(box),
        "left_out": box.choice("left_out", LEFT_OUT, default="keep") or "keep",
        "least": box.number("least", default=None, most=BOUND, may_be_null=True),
        "most": box.number("most", default=None, most=BOUND, may_be_null=True),
        "rank": read_rank(box),
        "grading": read_grading(box),
        "vetoes": read_vetoes(box),
        "conversions": read_conversions(box),
        "progress": read_progress(box),
        "nodes": read_nodes(box, "indicators"),
    }
    examples = box.items("examples", least=0, most=30, default=())
    box.close()
    group = Group(**fields)
    check_together(box, group)
    return Group(**fields, examples=read_group_examples(box, examples, group))


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
        "rank": write_rank(one.rank) if one.rank != RankRule() else None,
        "grading": write_grading(one.grading) if one.grading != Grading() else None,
        "vetoes": [{"name": v.name, "source": write_source(v.source), "effect": v.effect} for v in one.vetoes],
        "conversions": [write_conversion(c) for c in one.conversions],
        "progress": write_progress(one.progress) if one.progress else None,
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
