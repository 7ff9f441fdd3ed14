"""A draft of a scheme as a list: groups, blocks and items with what each rule says, whole or not yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.functions import FUNCTIONS
from assessment.reports.ranking import class_name
from assessment.scheme_document import Indicator, read_item


@dataclass(frozen=True)
class Line:
    """One item or block; `place` names it in addresses, `next` the place behind the last item of a block."""

    place: str
    depth: int
    name: str
    code: str
    points: str
    method: str
    sentence: str
    is_block: bool
    may_go_in: bool
    next: str = ""


@dataclass
class Outlined:
    number: int
    name: str
    is_ranked: bool
    lines: list[Line] = field(default_factory=list)
    next: int = 0


def outline(content: Mapping[str, Any]) -> list[Outlined]:
    return [_group(number, group) for number, group in enumerate(content.get("groups", []))]


def _group(number: int, group: Mapping[str, Any]) -> Outlined:
    nodes = group.get("indicators", [])
    found = Outlined(number, group_name(group), group.get("ranked", True) is not False, next=len(nodes))
    _walk(found.lines, nodes, ())
    return found


def group_name(group: Mapping[str, Any]) -> str:
    classes = [group["unit_class"]] if "unit_class" in group else group.get("classes", [])
    return (
        group.get("name")
        or "、".join(map(class_name, classes))
        or "、".join(group.get("units", []))
        or "未命名"
    )


def _walk(lines: list[Line], nodes: list, path: tuple[int, ...]) -> None:
    for turn, node in enumerate(nodes):
        here = (*path, turn)
        place = "-".join(map(str, here))
        after_block = turn > 0 and "items" in nodes[turn - 1]
        if "items" in node:
            behind = f"{place}-{len(node['items'])}"
            lines.append(_line(node, place, len(path), "", "", is_block=True, after=after_block, next=behind))
            _walk(lines, node["items"], here)
        else:
            function = FUNCTIONS.get(node.get("function"))
            sentence = node.get("sentence") or _said(node)
            method = function.name if function else ""
            lines.append(_line(node, place, len(path), method, sentence, is_block=False, after=after_block))


def _line(
    node: dict, place: str, depth: int, method: str, sentence: str, *, is_block: bool, after: bool, next: str = ""
) -> Line:  # fmt: skip
    name, code, points = (str(node.get(key, "")) for key in ("name", "code", "points"))
    return Line(place, depth, name, code, points, method, sentence, is_block, after, next)


def _said(node: dict) -> str:
    item, _ = read_item(node)
    return item.function.sentence(item.points) if isinstance(item, Indicator) else ""
