"""Numbers under short names, and the conditions that speak of them: a table of tiers, a case, a rule of a group."""

from collections.abc import Callable, Sequence

from assessment.editing.register import Register
from assessment.editing.shapes import ABSENT, Group, Leaf, Rows
from assessment.editing.sources import source
from assessment.functions import OPERATORS

OPERATOR_WORDS = [(code, words) for code, (_, words, _) in OPERATORS.items()]


def when(name: str, label: str, register: Register) -> Group:
    """The numbers, what must hold of all of them, and the words of the paper for it."""
    values = named_values(register)

    def fields(value: dict) -> list:
        why = Leaf("why", "文件表述", help="写入结果的理由，可不填")
        return [values, conditions_on(names_in(value), "all"), why]

    return Group(name, label, fields, picks=(values,))


def named_values(register: Register) -> Rows:
    row = source("", "数", register)
    named = Group(
        "", "数",
        lambda value: [Leaf("_name", "简称", help="字母，条件中引用；留空自动编号"), *row.fields(value)],
        picks=row.picks, pack=_keep_name(row.pack), unpack=row.unpack,
    )  # fmt: skip
    return Rows("values", "据以判断的数", named, "个数", least=1, pack=_by_name, unpack=_rows_of)


def _keep_name(pack: Callable) -> Callable:
    return lambda value: (
        {"_name": value.get("_name", "")} | {k: v for k, v in pack(value).items() if k != "_name"}
    )


def _by_name(rows: list[dict]) -> dict:
    found: dict[str, dict] = {}
    for turn, row in enumerate(rows, start=1):
        inner = {name: one for name, one in row.items() if name != "_name"}
        found[row.get("_name") or next(f"n{n}" for n in range(turn, turn + 99) if f"n{n}" not in found)] = (
            inner
        )
    return found


def _rows_of(value: dict) -> list[dict]:
    return [
        {"_name": name} | (inner if isinstance(inner, dict) else {})
        for name, inner in dict(value or {}).items()
    ]


def conditions_on(names: Sequence[tuple[str, str]], name: str = "when") -> Rows:
    row = Group(
        "", "条件",
        lambda _: [
            Leaf("_name", "数", "choice", names, keep=True, initial=names[0][0] if names else ABSENT),
            Leaf("operator", "关系", "choice", OPERATOR_WORDS, initial="at_least"),
            Leaf("line", "界线", "number", must=True, help="可写 30%、500万"),
        ],
    )  # fmt: skip
    return Rows(name, "条件（须同时符合）", row, "个条件", pack=_lines, unpack=_line_rows)


def _lines(rows: list[dict]) -> dict:
    found: dict[str, dict] = {}
    for row in rows:
        found.setdefault(row.get("_name", ""), {})[row.get("operator", "at_least")] = row.get("line", "")
    return found


def _line_rows(value: dict) -> list[dict]:
    return [
        {"_name": name, "operator": operator, "line": line}
        for name, lines in dict(value or {}).items()
        for operator, line in (lines.items() if isinstance(lines, dict) else ())
    ]


def names_in(table: dict) -> list[tuple[str, str]]:
    values = table.get("values")
    return [
        (name, f"{name}　{inner.get('name', '')}" if isinstance(inner, dict) else name)
        for name, inner in (values.items() if isinstance(values, dict) else ())
    ]
