"""Items and blocks of a group: from JSON, and back."""

from collections.abc import Mapping
from typing import Any

from assessment.functions import GAPS, Status
from assessment.scheme_document.grammar import Box, read_number
from assessment.scheme_document.items import DEFAULT_GAPS, Block, Example, Gap, Indicator, Node
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.parameter_writing import write_function
from assessment.scheme_document.parameters import read_function
from assessment.scheme_document.problems import Problem

GAP_KINDS = ("leave_out", "zero", "full", "otherwise")
BOUND = 100_000


def read_nodes(box: Box, key: str, *, depth: int = 0) -> tuple[Node, ...]:
    """The items and blocks under `key`; what is unfit is noted and left out."""
    found = []
    for number, data in enumerate(box.items(key, least=1, most=60), start=1):
        code = data.get("code") if isinstance(data, dict) else None
        word = "板块" if isinstance(data, dict) and "items" in data else "指标"
        named = isinstance(code, str) and code
        called = f"{word} {code[:40]}" if named else f"第{number}项{word}"
        inner = Box(data, f"{box.where}·{called}", box.problems, prefix="参数 ")
        found.append(_block(inner, depth) if word == "板块" else _indicator(inner))
    return tuple(one for one in found if one is not None)


def read_item(data: Any) -> tuple[Node | None, list[Problem]]:
    """One item or block by itself, and what is wrong with it; for a form that edits one at a time."""
    problems: list[Problem] = []
    box = Box(data, "指标", problems, prefix="参数 ")
    found = _block(box, 0) if isinstance(data, dict) and "items" in data else _indicator(box)
    return (None if problems else found), problems


def _block(box: Box, depth: int) -> Block | None:
    before = len(box.problems)
    if depth >= 3:
        box.note("items", "板块最多三层")
        return None
    fields = {
        "code": box.code("code"),
        "name": box.text("name", longest=40),
        "is_weighted": box.flag("weighted", default=False) or False,
        "pass_mark": box.number("pass_mark", default=None, least=0, most=BOUND, may_be_null=True),
        "note": box.text("note", longest=1000, default=""),
        "least": _bound(box, "least"),
        "most": _bound(box, "most"),
        **_common(box),
    }
    # Places inside a block are those of the group: codes are unique there.
    group = Box({"items": box.take("items")}, box.where.rpartition("·")[0], box.problems)
    nodes = read_nodes(group, "items", depth=depth + 1)
    box.close()
    return None if len(box.problems) > before else Block(nodes=nodes, **fields)


def _bound(box: Box, key: str):
    return box.number(key, default=None, most=BOUND, may_be_null=True)


def _common(box: Box) -> dict[str, Any]:
    """What items and blocks have in common."""
    return {
        "weight": box.number("weight", default=1, above=0, most=1000),
        "bonus": box.flag("bonus", default=False) or False,
    }


def _indicator(box: Box) -> Indicator | None:
    before = len(box.problems)
    fields = {
        "code": box.code("code"),
        "name": box.text("name", longest=40),
        "sentence": box.text("sentence", longest=500, default=""),
        "note": box.text("note", longest=1000, default=""),
        "points": box.number("points", above=0, most=10_000),
        "least": _bound(box, "floor"),  # of the item; the function may have bounds of its own
        "most": _bound(box, "ceiling"),
        **_common(box),
        "function": read_function(box),
    }
    fields["gaps"], fields["otherwise"] = _gaps(box)
    examples = box.items("examples", least=0, most=50, default=())
    box.close()
    if len(box.problems) > before:
        return None
    indicator = Indicator(**fields)
    names = [need.name for need in indicator.needs]
    read = tuple(_example(box, n, data, names) for n, data in enumerate(examples, start=1))
    return None if len(box.problems) > before else Indicator(**fields, examples=read)


def _gaps(box: Box) -> tuple[Mapping[Status, Gap], Any]:
    """{"no_target": "zero", "not_entered": {"points": 2}, "no_base": "otherwise"}; the usual rules for the rest."""
    found = dict(DEFAULT_GAPS)
    if box.has("missing"):
        inner = box.inner("missing")
        for status in GAPS:
            if inner.has(status):
                found[status] = _gap(inner, status)
        inner.close()
    else:
        box.take("missing", None)
    asks = any(gap.kind == "otherwise" for gap in found.values())
    other = None
    if asks or box.has("otherwise"):
        inner = box.inner("otherwise")
        other = read_function(inner)
        inner.close()
        if not asks:
            box.note("otherwise", "没有哪一种缺数情形规定“另行计分”，请删除")
    return found, other


def _gap(box: Box, key: str) -> Gap:
    if isinstance(box.take(key), dict):
        inner = box.inner(key)
        points = inner.number("points", most=BOUND)
        inner.close()
        return Gap("points", points)
    return Gap(box.choice(key, GAP_KINDS) or "leave_out")


def _example(box: Box, number: int, data: Any, names: list[str]) -> Example:
    inner = Box(data, f"{box.where}·算例{number}", box.problems)
    given = inner.inner("inputs")
    inputs = tuple((name, given.number(name, may_be_null=True)) for name in names if _asked(given, name))
    given.close()
    inner.take("points", None)
    inner.close()
    points = read_points(inner, "points")
    return Example(inputs, points)


def _asked(given: Box, name: str) -> bool:
    """Inputs of cases and of other ways of scoring may be left out of an example that does not reach them."""
    return given.has(name) or "." not in name


def read_points(box: Box, key: str, *, default: Any = ...):
    """Points as written, so that they can be compared at the decimals written; None for "—"."""
    points = box.take(key) if default is ... else box.take(key, default)
    if points is not None:
        points = read_number(points)
        if isinstance(points, str):
            box.note(key, points)
            return None
    return points


def write_node(one: Node) -> dict[str, Any]:
    return _write_block(one) if isinstance(one, Block) else _write_indicator(one)


def _write_block(one: Block) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "note": one.note,
        "weighted": one.is_weighted,
        "bonus": one.bonus,
        "weight": write_number(one.weight),
        "least": write_number(one.least),
        "most": write_number(one.most),
        "pass_mark": write_number(one.pass_mark),
        "items": [write_node(node) for node in one.nodes],
    }


def _write_indicator(one: Indicator) -> dict[str, Any]:
    optional = {
        "floor": write_number(one.least),
        "ceiling": write_number(one.most),
        "weight": write_number(one.weight) if one.weight != 1 else None,
        "bonus": one.bonus or None,
        "otherwise": write_function(one.otherwise) if one.otherwise else None,
    }
    return {
        "code": one.code,
        "name": one.name,
        "sentence": one.sentence,
        "note": one.note,
        "points": write_number(one.points),
        **write_function(one.function),
        **{name: value for name, value in optional.items() if value is not None},
        "missing": {str(status): _write_gap(gap) for status, gap in one.gaps.items()},
        "examples": [_write_example(example) for example in one.examples],
    }


def _write_gap(gap: Gap) -> Any:
    return {"points": write_number(gap.points)} if gap.kind == "points" else gap.kind


def _write_example(example: Example) -> dict[str, Any]:
    return {
        "inputs": {name: write_number(value) for name, value in example.inputs},
        "points": None if example.points is None else f"{example.points:f}",
    }
