"""What differs between two versions of a scheme, item by item, for its page and on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.functions.words import plain
from assessment.reports.ranking import class_name
from assessment.reports.scheme_words import parameter_lines
from assessment.scheme_document import Block, Group, Node, dump, walk
from assessment.scheme_document import Scheme as Document
from promo.tables import Column, Table

HEAD = {
    "name": "办法名称", "document": "依据文件", "note": "说明", "rounding": "得分取舍", "first_month": "考核年度起始月",
    "effective_from": "施行日期", "effective_to": "失效日期", "rates": "固定汇率", "consequences": "奖惩规则",
}  # fmt: skip
GROUP = {
    "classes": "单位类别", "units": "另列单位", "without": "不含单位", "ranked": "是否排名", "day": "归类日期",
    "joint": "联合单位", "overlaps": "包含关系", "left_out": "不计分处理", "least": "总分下限", "most": "总分上限",
    "rank": "排名依据", "grading": "等次", "vetoes": "一票否决", "conversions": "折算计入", "progress": "时序进度",
    "examples": "分组算例",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    group: str
    item: str
    what: str
    old: str
    new: str


def changes_table(old: Document, new: Document) -> Table:
    return Table(
        title="与上一版的差异",
        columns=[
            Column("分组", "group", width=10), Column("指标", "item", width=12), Column("事项", "what", width=10),
            Column("原规定", "old", width=30), Column("新规定", "new", width=30),
        ],
        rows=list(changes(old, new)),
    )  # fmt: skip


def changes(old: Document, new: Document) -> Iterator[Change]:
    before, after = dump(old), dump(new)
    yield from _differences("", "", HEAD, before, after)
    groups = {_key(one): one for one in old.groups}
    for one in new.groups:
        former = groups.pop(_key(one), None)
        yield from _of_group(former, one) if former else [Change(_name(one), "", "新增分组", "", "")]
    for one in groups.values():
        yield Change(_name(one), "", "取消分组", "", "")


def _key(group: Group) -> tuple:
    return ("code", group.code) if group.code else ("of", group.classes, group.units)


def _name(group: Group) -> str:
    return group.name or "、".join(map(class_name, group.classes)) or "、".join(group.units)


def _of_group(old: Group, new: Group) -> Iterator[Change]:
    name = _name(new)
    yield from _differences(
        name, "", GROUP, {key: getattr(old, key) for key in GROUP}, {key: getattr(new, key) for key in GROUP}
    )  # fmt: skip
    before = {one.code: one for one, _ in walk(old.nodes)}
    for one, _ in walk(new.nodes):
        former = before.pop(one.code, None)
        if former is None:
            yield Change(name, one.name, "新增", "", _summary(one))
        elif former != one:
            yield from _of_node(name, former, one)
    for one in before.values():
        yield Change(name, one.name, "取消", _summary(one), "")


def _of_node(group: str, old: Node, new: Node) -> Iterator[Change]:
    before, after = dict(parameter_lines(old)), dict(parameter_lines(new))
    for label in dict.fromkeys([*before, *after]):
        if before.get(label) != after.get(label):
            yield Change(group, new.name, label, before.get(label, ""), after.get(label, ""))
    inner = [[one.code for one in node.nodes] if isinstance(node, Block) else [] for node in (old, new)]
    if inner[0] != inner[1]:
        yield Change(group, new.name, "所含指标", *("、".join(codes) for codes in inner))


def _summary(one: Node) -> str:
    return dict(parameter_lines(one)).get("计分规则", "板块")


def _differences(
    group: str, item: str, names: Mapping[str, str], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for key, label in names.items():
        if old.get(key) != new.get(key):
            yield Change(group, item, label, _text(old.get(key)), _text(new.get(key)))


def _text(value: Any) -> str:
    """Short values as they are; of rules with parts of their own how many there are, the file shows them in full."""
    if value in (None, "", (), [], {}):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list):
        is_plain = all(isinstance(one, str) for one in value)
        return "、".join(value) if is_plain else f"{len(value)}条"
    return (
        str(value)
        if isinstance(value, str | int)
        else plain(value)
        if isinstance(value, Fraction)
        else "另有规定"
    )
