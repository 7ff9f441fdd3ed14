"""Worked examples over several units of a group, as rows: what is given of each unit, and what must come out."""

from assessment.editing.register import Register
from assessment.editing.shapes import Group, Leaf, Rows
from assessment.scheme_document import Indicator, read_item

HELP = "比较各单位的指标、合计数和名次，用几个单位的算例来核对。"


def group_examples(register: Register) -> Rows:
    given = Group("", "个数", lambda _: [
        Leaf("need", "指标的数", "choice" if register.needs else "text", register.needs, must=True, keep=True),
        Leaf("value", "给定的数", "number", null=True, help="留空即“—”"),
    ])  # fmt: skip
    points = Group("", "项", lambda _: [
        Leaf("item", "指标", "choice" if register.items else "text", register.items, must=True, keep=True), _points(),
    ])  # fmt: skip
    values = Group("", "个数", lambda _: [
        Leaf("need", "指标的数", "choice" if register.needs else "text", register.needs, must=True, keep=True),
        Leaf("points", "应为", "points", keep=True),
    ])  # fmt: skip
    unit = Group("", "个单位", lambda _: [
        Leaf("_name", "单位", must=True, keep=True),
        Rows("inputs", "给定的数", given, "个数", pack=_inputs, unpack=_input_rows),
        Rows("points", "应得分", points, "项", pack=_pairs("item"), unpack=_rows_of("item")),
        Rows("values", "应算出的数", values, "个数", pack=_pairs("need"), unpack=_rows_of("need")),
        Leaf("total", "应得总分", "points"),
        Leaf("rank", "应排名次", "whole"),
    ], pack=lambda row: {"inputs": {}} | row)  # fmt: skip
    shared = Group("", "笔", lambda _: [
        Leaf("item", "指标", "choice" if register.items else "text", register.items, must=True, keep=True),
        Leaf("need", "数", must=True, initial="actual", help="actual 为完成数"),
        Leaf("amount", "数额", "number", must=True),
        Leaf("by", "共有的单位", "texts", must=True, help="算例中的单位，用顿号分开"),
    ])  # fmt: skip
    row = Group("", "个算例", lambda _: [
        Leaf("name", "名称", help="例如 文件附件2的例子"),
        Rows("units", "各单位", unit, "个单位", least=2, pack=_units, unpack=_unit_rows),
        Rows("sums", "几个单位共有的数额", shared, "笔"),
    ])  # fmt: skip
    return Rows("examples", "分组算例", row, "个算例", help=HELP, folds=True)


def needs_of(node: dict) -> list[tuple[str, str]]:
    """How the list calls the numbers that an item asks for; none of an item that cannot be read yet."""
    item, _ = read_item({name: one for name, one in node.items() if name != "examples"})
    if not isinstance(item, Indicator):
        return []
    return [(f"{item.code}.{one.name}", f"{item.name}：{one.source.label}") for one in item.needs]


def _points() -> Leaf:
    return Leaf("points", "应得分", "points", keep=True, help="不计分的填“—”")


def _units(rows: list[dict]) -> dict:
    return {row.get("_name", ""): {name: one for name, one in row.items() if name != "_name"} for row in rows}


def _unit_rows(value: dict) -> list[dict]:
    return [
        {"_name": name} | (one if isinstance(one, dict) else {}) for name, one in dict(value or {}).items()
    ]


def _inputs(rows: list[dict]) -> dict:
    found: dict[str, dict] = {}
    for row in rows:
        code, _, need = str(row.get("need", "")).partition(".")
        found.setdefault(code, {})[need] = row.get("value")
    return found


def _input_rows(value: dict) -> list[dict]:
    return [
        {"need": f"{code}.{need}", "value": one}
        for code, needs in dict(value or {}).items()
        for need, one in (needs.items() if isinstance(needs, dict) else ())
    ]


def _pairs(key: str):
    return lambda rows: {row.get(key, ""): row.get("points") for row in rows}


def _rows_of(key: str):
    return lambda value: [{key: name, "points": one} for name, one in dict(value or {}).items()]
