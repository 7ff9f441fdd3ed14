"""How a scheme document writes each kind of parameter of a scoring function, and back."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any

from assessment.functions import (
    FUNCTIONS,
    OPERATORS,
    Band,
    Bracket,
    Case,
    CaseTable,
    Check,
    Condition,
    Deduction,
    Grammar,
    Named,
    ScoringFunction,
    Steps,
    Tier,
    TierTable,
    parameters,
)
from assessment.scheme_document.grammar import Box
from assessment.scheme_document.sources import read_source

BY = ("rate", "amount")


def read_parameter(box: Box, one: Any) -> Any:
    """The value of a dataclass field of a scoring function; None and a note where it is unfit."""
    rule = one.metadata
    has_default = one.default is not MISSING
    if rule.get("may_be_null") and box.has(one.name) and box.take(one.name) is None:
        return None
    if has_default and not box.has(one.name) and rule["grammar"] not in PLAIN:
        box.take(one.name, None)
        return one.default
    return READERS[rule["grammar"]](box, one)


def _default(one: Any) -> dict[str, Any]:
    return {} if one.default is MISSING else {"default": one.default}


def _number(box: Box, one: Any) -> Any:
    asked = {
        name: one.metadata[name] for name in ("above", "least", "most", "may_be_null") if name in one.metadata
    }
    return box.number(one.name, **asked, **_default(one))


def _flag(box: Box, one: Any) -> bool:
    found = box.flag(one.name, **_default(one))
    return one.default if found is None and one.default is not MISSING else found


def _choice(box: Box, one: Any) -> str | None:
    found = box.choice(one.name, tuple(one.metadata["choices"]), **_default(one))
    return one.default if found is None and not box.has(one.name) else found


def _source(box: Box, one: Any):
    return read_source(box, one.name)


def _steps(box: Box, one: Any) -> Steps | None:
    inner = box.inner(one.name)
    before = len(box.problems)
    found = Steps(
        inner.number("step", above=0),
        inner.number("points", least=0, most=10_000),
        inner.number("most", default=None, least=0, most=10_000, may_be_null=True),
        _or(inner.flag("whole", default=True), True),
        inner.choice("by", BY, default="rate") or "rate",
    )
    inner.close()
    return None if len(box.problems) > before else found


def _or(found: Any, default: Any) -> Any:
    return default if found is None else found


def read_values(box: Box, key: str) -> tuple[Named, ...]:
    """Numbers under short names, for conditions to speak of."""
    inner = box.inner(key)
    names = inner.names()
    if not names:
        inner.note(None, "至少写明一个数")
    for name in names:
        if not name.isascii() or not name.isidentifier() or len(name) > 30:
            inner.note(name[:30], "名称只用字母、数字和下划线")
    found = tuple(Named(name, read_source(inner, name)) for name in names)
    inner.close()
    return tuple(one for one in found if one.source is not None)


def read_when(box: Box, key: str, names: set[str], *, may_be_empty: bool = False) -> tuple[Condition, ...]:
    """{"rate": {"at_least": "1"}, "capital": {"at_least": "0.2"}}: all must hold."""
    if may_be_empty and not box.has(key):
        box.take(key, None)
        return ()
    inner = box.inner(key)
    found = []
    for name in inner.names():
        if name not in names:
            inner.take(name)
            inner.note(name[:40], "没有这个数，请先在 values 中写明")
            continue
        line = inner.inner(name)
        for operator in line.names():
            if operator in OPERATORS:
                found.append(Condition(name, operator, line.number(operator)))
        line.close()
    if not found and not may_be_empty:
        inner.note(None, "至少写明一个条件")
    inner.close()
    return tuple(found)


def _tiers(box: Box, one: Any) -> TierTable | None:
    inner = box.inner(one.name)
    before = len(box.problems)
    values = read_values(inner, "values")
    names = {named.name for named in values}
    rows = []
    for row in inner.boxes("rows", least=1, most=30, called="档"):
        rows.append(Tier(read_when(row, "when", names), row.number("points", most=10_000)))
        row.close()
    otherwise = inner.number("otherwise", default=0, most=10_000)
    inner.close()
    return None if len(box.problems) > before else TierTable(values, tuple(rows), _or(otherwise, 0))


def _cases(box: Box, one: Any) -> CaseTable | None:
    inner = box.inner(one.name)
    before = len(box.problems)
    values = read_values(inner, "values")
    names = {named.name for named in values}
    boxes = inner.boxes("cases", least=1, most=20, called="种情形")
    cases = []
    for turn, case in enumerate(boxes, start=1):
        when = read_when(case, "when", names, may_be_empty=turn == len(boxes))
        cases.append(Case(when, read_function(case)))
        case.close()
    inner.close()
    if boxes and cases[-1].when:
        inner.note("cases", "最后一种情形不写条件，用于其余单位")
    return None if len(box.problems) > before else CaseTable(values, tuple(cases))


def _numbers(box: Box, one: Any) -> tuple:
    given = box.items(one.name, least=0, most=200, **({"default": ()} if one.default is not MISSING else {}))
    found = []
    for turn, number in enumerate(given, start=1):
        cell = Box({"n": number}, f"{box.place(one.name)}·第{turn}个", box.problems)
        found.append(cell.number("n", most=10_000))
    return tuple(found)


def _brackets(box: Box, one: Any) -> tuple[Bracket, ...]:
    found = []
    for inner in box.boxes(one.name, least=1, most=20, called="段"):
        upto = inner.number("upto", default=None, above=0, may_be_null=True)
        found.append(Bracket(upto, inner.number("step", above=0), inner.number("points", most=10_000)))
        inner.close()
    return tuple(found)


def _deductions(box: Box, one: Any) -> tuple[Deduction, ...]:
    found = []
    for inner in box.boxes(one.name, least=1, most=30, called="项"):
        most = inner.number("most", default=None, least=0, may_be_null=True)
        found.append(Deduction(read_source(inner, "measure"), inner.number("each", least=0), most))
        inner.close()
    return tuple(found)


def _bands(box: Box, one: Any) -> tuple[Band, ...]:
    found = []
    for inner in box.boxes(one.name, least=1, most=20, called="档"):
        measure, required = read_source(inner, "measure"), read_source(inner, "required")
        found.append(Band(measure, required, inner.number("each", least=0)))
        inner.close()
    return tuple(found)


def _checks(box: Box, one: Any) -> tuple[Check, ...]:
    found = []
    for inner in box.boxes(one.name, least=1, most=60, called="项"):
        found.append(
            Check(inner.code("code"), inner.text("name", longest=40), inner.number("points", above=0))
        )
        inner.close()
    return tuple(found)


PLAIN = (Grammar.NUMBER, Grammar.FLAG, Grammar.CHOICE, Grammar.NUMBERS)
READERS: Mapping[Grammar, Callable[[Box, Any], Any]] = {
    Grammar.NUMBER: _number,
    Grammar.FLAG: _flag,
    Grammar.CHOICE: _choice,
    Grammar.SOURCE: _source,
    Grammar.TARGET: _source,
    Grammar.STEPS: _steps,
    Grammar.TIERS: _tiers,
    Grammar.CASES: _cases,
    Grammar.NUMBERS: _numbers,
    Grammar.BRACKETS: _brackets,
    Grammar.DEDUCTIONS: _deductions,
    Grammar.BANDS: _bands,
    Grammar.CHECKS: _checks,
}


def read_function(box: Box) -> ScoringFunction | None:
    """The scoring function named under "function" with its parameters beside it; None and notes where unfit."""
    code = box.choice("function", tuple(FUNCTIONS))
    if code is None:
        # Without the function its parameters have no meaning; only the function is reported.
        for function in FUNCTIONS.values():
            for one in parameters(function):
                box.take(one.name, None)
        return None
    before = len(box.problems)
    values = {one.name: read_parameter(box, one) for one in parameters(FUNCTIONS[code])}
    if len(box.problems) > before:
        return None
    function = FUNCTIONS[code](**values)
    for parameter, sentence in function.problems():
        box.note(parameter, sentence)
    return None if len(box.problems) > before else function
