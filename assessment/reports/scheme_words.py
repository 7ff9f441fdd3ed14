"""A scheme as people read it: what is asked, how it is worked out, worked examples, points over what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.functions.words import plain
from assessment.reports.parameter_words import block_facts, item_facts
from assessment.reports.ranking import class_name
from assessment.reports.scheme_curve import Curve, curve
from assessment.reports.scheme_trying import Tried, tried
from assessment.rules import Rounding
from assessment.scheme_document import Block, Group, Node, walk
from assessment.scheme_document import Scheme as Document
from promo.tables import Column, Table


@dataclass(frozen=True)
class Explained:
    """One item or block, said in full; `indicator` is the node, `depth` how deep it stands in blocks."""

    indicator: Node
    depth: int
    is_block: bool
    points: str
    method: str = ""
    rule: str = ""
    facts: Sequence[tuple[str, str]] = ()
    examples: Sequence[Tried] = ()
    curve: Curve | None = None


def explain(document: Document) -> list[tuple[str, Group, list[Explained]]]:
    """(name, group, its blocks and items explained) for each group."""
    return [
        (
            group_title(group),
            group,
            [_explained(one, depth, document.rounding) for one, depth in walk(group.nodes)],
        )
        for group in document.groups
    ]


def group_title(group: Group) -> str:
    return group.name or "、".join(map(class_name, group.classes)) or "、".join(group.units)


def _explained(one: Node, depth: int, rounding: Rounding) -> Explained:
    if isinstance(one, Block):
        return Explained(one, depth, True, plain(one.points), "板块", facts=block_facts(one))
    return Explained(
        one, depth, False, plain(one.points), one.function.name, one.function.sentence(one.points), item_facts(one),
        tried(one, rounding), curve(one.function, one.points, rounding),
    )  # fmt: skip


def parameter_lines(one: Node) -> list[tuple[str, str]]:
    """(label, value) of all that a version may change of an item or block."""
    common = [("名称", one.name), ("分值", plain(one.points)), ("附加分", "是" if one.bonus else "否")]
    if isinstance(one, Block):
        return [*common, *block_facts(one), ("说明", one.note)]
    examples = "；".join(f"{t.given}，应得{t.expected}" for t in tried(one))
    return [
        *common, ("文件原文", one.sentence), ("计分办法", one.function.name),
        ("计分规则", one.function.sentence(one.points)), *item_facts(one), ("说明", one.note), ("算例", examples),
    ]  # fmt: skip


def weights_table(document: Document) -> Table:
    """Full marks per item and group."""
    names = list(dict.fromkeys(one.name for group in document.groups for one in group.indicators))
    rows = [(name, [_full(group, name) for group in document.groups]) for name in names]
    columns = [_weights(turn, group) for turn, group in enumerate(document.groups)]
    return Table(
        f"{document.name}分值表",
        [Column("指标", lambda row: row[0], width=12), *columns],
        rows,
        unit_note="单位：分",
        total_row=True,
    )


def _weights(turn: int, group: Group) -> Column:
    return Column(
        group_title(group), lambda row: row[1][turn], kind="count", total=lambda rows: _all(rows, turn)
    )


def _all(rows, turn: int) -> Fraction:
    return sum((row[1][turn] for row in rows if row[1][turn] is not None), Fraction(0))


def _full(group: Group, name: str) -> Fraction | None:
    points = [one.points for one in group.indicators if one.name == name]
    return sum(points, Fraction(0)) if points else None


def rules_table(document: Document) -> Table:
    """Every rule in full, for paper and workbook."""
    rows = [(name, one) for name, _, explained in explain(document) for one in explained if not one.is_block]
    return Table(
        f"{document.name}计分规则",
        [
            Column("分组", lambda row: row[0], width=10), Column("指标", lambda row: row[1].indicator.name, width=12),
            Column("分值", lambda row: row[1].indicator.points, kind="count"),
            Column("文件原文", lambda row: row[1].indicator.sentence or None, width=30),
            Column("计分规则", lambda row: row[1].rule, width=40),
            Column("参数", lambda row: "；".join(f"{label}：{said}" for label, said in row[1].facts) or None, width=40),
        ],
        rows,
    )  # fmt: skip
