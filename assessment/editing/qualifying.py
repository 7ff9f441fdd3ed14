"""Conditions on projects and tables of coefficients as rows that are picked and filled in."""

from typing import Any

from assessment.editing.register import CODES
from assessment.editing.shapes import ABSENT, Group, Leaf, Rows
from assessment.sources import CONDITIONS

OFFERED = [(name, rule["words"].replace("{}", "…").partition("|")[0]) for name, rule in CONDITIONS.items()]
HELP = {
    "list": "多个用顿号分开",
    "yuan": "可写 500万、1.2亿，单位元",
    "usd": "可写 500万，单位美元",
    "rate": "例如 30%",
}


def conditions(name: str, label: str, help: str = "") -> Rows:
    """{"industry": [...]} as rows of a condition and its value."""
    row = Group("", "条件", _fields, picks=(_PICK,))
    return Rows(name, label, row, "个条件", pack=_packed, unpack=_unpacked, help=help)


_PICK = Leaf("_name", "条件", "choice", [("", "请选择"), *OFFERED], keep=True, redraws=True)


def _fields(value: dict) -> list[Leaf]:
    rule = CONDITIONS.get(value.get("_name"))
    return [_PICK, _value(rule)] if rule else [_PICK]


def _value(rule: dict) -> Leaf:
    grammar = rule["grammar"]
    if grammar == "choices":
        return Leaf("value", "内容", "many", CODES[rule["kind"]])
    if grammar == "flag":
        yes, no = rule["words"].split("|")
        return Leaf("value", "内容", "flag", (("yes", yes), ("no", no)), initial=True)
    kind = {"list": "texts", "day": "day"}.get(grammar, "number")
    return Leaf("value", "内容", kind, help=HELP.get(grammar, ""), keep=True)


def _packed(rows: list[dict]) -> dict[str, Any]:
    return {row.get("_name", ""): row.get("value", "") for row in rows}


def _unpacked(value: dict) -> list[dict]:
    return [
        {"_name": name} | ({} if said == "" else {"value": said}) for name, said in dict(value or {}).items()
    ]


def table(name: str, label: str) -> Rows:
    """Coefficients, or points per project: the first line that fits counts."""
    row = Group(
        "", "行", lambda _: [conditions("where", "适用项目"), Leaf("factor", "系数（分值）", "number", must=True)],
        pack=lambda one: {"where": {}} | one,
    )  # fmt: skip
    return Rows(name, label, row, help="从上到下，符合哪一行就用哪一行的系数；都不符合的用下面的“其余系数”。")


def pruned(value: Any) -> Any:
    """Without the rows that were added and never filled in."""
    if isinstance(value, dict):
        return {k: pruned(one) for k, one in value.items() if not (k == "" and one in ("", None, ABSENT, []))}
    return [pruned(one) for one in value] if isinstance(value, list) else value
