"""The parameters of a way of scoring as a form, made from what the function itself says of them."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from fractions import Fraction
from typing import Any

from assessment.editing.codes import code_of
from assessment.editing.named import conditions_on, named_values, names_in
from assessment.editing.register import Register
from assessment.editing.shapes import ABSENT, Group, Leaf, Optional, Rows
from assessment.editing.sources import source
from assessment.functions import FUNCTIONS, Grammar, parameters
from assessment.scheme_document import write_number

OFFERED = [(code, function.name) for code, function in FUNCTIONS.items()]
FUNCTION = Leaf("function", "计分办法", "choice", OFFERED, initial=OFFERED[0][0], redraws=True)
DOUBT = Leaf("points", "得分", "number", must=True)


def function_fields(value: dict, register: Register) -> list:
    """The pick of the function and, below it, its parameters."""
    chosen = FUNCTIONS.get(value.get("function"), FUNCTIONS[OFFERED[0][0]])
    return [FUNCTION, *(shape_of(one, register) for one in parameters(chosen))]


def shape_of(one: Field, register: Register) -> Any:
    return SHAPES[one.metadata["grammar"]](one, register)


def _initial(one: Field) -> Any:
    if one.default is MISSING:
        return ABSENT
    return write_number(one.default) if isinstance(one.default, Fraction) else one.default


def _number(one: Field, register: Register) -> Leaf:
    rule = one.metadata
    may_be_null = bool(rule.get("may_be_null"))
    bounds = [
        f"大于{rule['above']}" if "above" in rule else "",
        f"不小于{rule['least']}" if "least" in rule else "",
        f"不超过{rule['most']}" if "most" in rule else "",
        "留空即不设" if may_be_null else "",
    ]
    help = rule.get("help") or "，".join(one for one in bounds if one)
    must = one.default is MISSING and not may_be_null
    return Leaf(
        one.name, rule["label"], "number", initial=_initial(one), null=may_be_null, must=must, help=help
    )


def _flag(one: Field, register: Register) -> Leaf:
    return Leaf(one.name, one.metadata["label"], "flag", initial=_initial(one))


def _choice(one: Field, register: Register) -> Leaf:
    return Leaf(
        one.name, one.metadata["label"], "choice", list(one.metadata["choices"].items()),
        initial=_initial(one), redraws=True,
    )  # fmt: skip


def _source(one: Field, register: Register) -> Any:
    first = "measure" if one.metadata["grammar"] == Grammar.TARGET else "code"
    found = source(one.name, one.metadata["label"], register, first=first, only=one.metadata.get("only", ""))
    return Optional(found) if one.metadata.get("may_be_null") else found


def _steps(one: Field, register: Register) -> Any:
    found = Group(one.name, one.metadata["label"], _steps_fields)
    return Optional(found) if one.metadata.get("may_be_null") else found


def _steps_fields(_: dict) -> list[Leaf]:
    return [
        Leaf("step", "每一档", "number", must=True, help="按完成率的写 1%，按数额的写 500万"),
        Leaf("points", "加（扣）分", "number", must=True),
        Leaf("most", "最多", "number", null=True, initial=None, help="留空即不封顶"),
        Leaf("whole", "不满一档", "flag", (("yes", "不计（每满一档）"), ("no", "按比例计")), initial=True),
        Leaf("by", "按什么计档", "choice", [("rate", "完成率"), ("amount", "数额")], initial="rate"),
    ]


class _Table:
    """A table whose conditions speak of the numbers named above them: those must be read first."""

    def __init__(self, name: str, label: str, fields: Callable[[dict], list], register: Register) -> None:
        self.name, self.values = name, named_values(register)
        self.group = Group(name, label, lambda value: [self.values, *fields(value)], picks=(self.values,))

    def read(self, asked: Any, path: str) -> Any:
        return self.group.read(asked, path)

    def draw(self, value: Any, path: str, errors: Any) -> Any:
        return self.group.draw(value, path, errors)


def _tiers(one: Field, register: Register) -> _Table:
    def fields(value: dict) -> list:
        row = Group("", "档", lambda _: [conditions_on(names_in(value)), DOUBT])
        return [
            Rows("rows", "各档", row, "档", least=1, help="从高档到低档依次填写"),
            Leaf("otherwise", "其余得分", "number", initial=0),
        ]

    return _Table(one.name, one.metadata["label"], fields, register)


def _cases(one: Field, register: Register) -> _Table:
    def fields(value: dict) -> list:
        row = Group(
            "", "种情形",
            lambda case: [conditions_on(names_in(value)), *function_fields(case, register)], picks=(FUNCTION,),
        )  # fmt: skip
        help = "最后一种情形不设条件，用于其余单位"
        return [Rows("cases", "各种情形", row, "种情形", least=1, help=help)]

    return _Table(one.name, one.metadata["label"], fields, register)


def _numbers(one: Field, register: Register) -> Leaf:
    initial = list(one.default) if one.default is not MISSING else ABSENT
    return Leaf(
        one.name, one.metadata["label"], "numbers", initial=initial, help="依次填写，用顿号或空格分开"
    )


def _rows(called: str, fields: Callable[[Register], list], pack: Callable = lambda row: row) -> Callable:
    def build(one: Field, register: Register) -> Rows:
        row = Group("", called, lambda _: fields(register), pack=pack)
        return Rows(one.name, one.metadata["label"], row, called, least=1)

    return build


def _brackets(register: Register) -> list:
    return [
        Leaf("upto", "到", "number", null=True, help="最后一段可留空"),
        Leaf("step", "每", "number", must=True),
        DOUBT,
    ]


def _deductions(register: Register) -> list:
    return [
        source("measure", "扣分依据", register, first="entered"),
        Leaf("each", "每次扣分", "number", must=True),
        Leaf("most", "最多扣分", "number", null=True, help="留空即不封顶"),
    ]


def _bands(register: Register) -> list:
    return [
        source("measure", "完成数", register),
        source("required", "应完成数", register, first="fixed"),
        Leaf("each", "每缺一个扣分", "number", must=True),
    ]


def _checks(register: Register) -> list:
    return [Leaf("name", "对照内容", must=True), DOUBT, Leaf("code", "代码", help="留空则按名称拼音生成")]


def _coded(row: dict) -> dict:
    name = row.get("name")
    return row | {"code": code_of(name)} if isinstance(name, str) and not row.get("code") else row


SHAPES: Mapping[Grammar, Callable[[Field, Register], Any]] = {
    Grammar.NUMBER: _number, Grammar.WHOLE: _number, Grammar.FLAG: _flag, Grammar.CHOICE: _choice,
    Grammar.SOURCE: _source, Grammar.TARGET: _source, Grammar.STEPS: _steps, Grammar.TIERS: _tiers,
    Grammar.CASES: _cases, Grammar.NUMBERS: _numbers, Grammar.BRACKETS: _rows("段", _brackets),
    Grammar.DEDUCTIONS: _rows("项", _deductions), Grammar.BANDS: _rows("档", _bands),
    Grammar.CHECKS: _rows("项", _checks, _coded),
}  # fmt: skip
