"""From JSON to a Scheme, or to the full list of what is wrong with it."""

import json
from dataclasses import MISSING
from typing import Any

from assessment.functions import FUNCTIONS, Grammar, ScoringFunction, parameters
from assessment.rules import Rounding
from assessment.scheme_document.grammar import Box, read_number
from assessment.scheme_document.problems import Problem, SchemeError
from assessment.scheme_document.scheme import FORMAT, RANK_BY, Example, Group, Indicator, Scheme
from assessment.scheme_document.sources import read_source, read_target
from promo.rounding import MODES


def load(data: Any) -> Scheme:
    """The scheme that `data` (parsed JSON) describes. Raises SchemeError with every problem found."""
    problems: list[Problem] = []
    scheme = _scheme(Box(data, "方案", problems))
    if problems:
        raise SchemeError(problems)
    return scheme


def load_text(text: str) -> Scheme:
    """The same from the text of a file. Broken JSON, names given twice and NaN are problems as well."""
    try:
        data = json.loads(
            text, object_pairs_hook=_no_twins, parse_constant=_no_constants, parse_int=_short_int
        )
    except json.JSONDecodeError as fault:
        sentence = f"不是有效的JSON文件，第{fault.lineno}行第{fault.colno}个字符处有误"
        raise SchemeError([Problem("文件", sentence)]) from fault
    except RecursionError as fault:
        raise SchemeError([Problem("文件", "嵌套层数过多")]) from fault
    except ValueError as fault:
        raise SchemeError([Problem("文件", str(fault))]) from fault
    return load(data)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"同一层中“{twin[:40]}”出现了两次")
    return found


def _short_int(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError("数字过长")
    return int(digits)


def _no_constants(name: str) -> None:
    raise ValueError(f"{name} 不是数字")


def _scheme(box: Box) -> Scheme | None:
    box.whole("format", least=FORMAT, most=FORMAT)
    before = len(box.problems)
    fields = {
        "name": box.text("name", longest=100),
        "year": box.whole("year", least=1978, most=2100),
        "document": box.text("document", longest=120, default=""),
        "rounding": _rounding(box.inner("rounding", {})),
        "rank_by": box.choice("rank_by", RANK_BY, default="total"),
        "note": box.text("note", longest=2000, default=""),
        "groups": _groups(box),
    }
    box.close()
    return None if len(box.problems) > before else Scheme(**fields)


def _rounding(box: Box) -> Rounding | None:
    places = box.whole("places", least=0, most=6, default=2)
    mode = box.choice("mode", MODES, default="half_up")
    box.close()
    return None if places is None or mode is None else Rounding(places, mode)


def _groups(box: Box) -> tuple[Group, ...]:
    found = []
    seen: set[str] = set()
    for number, data in enumerate(box.items("groups", least=1, most=20), start=1):
        inner = Box(data, f"第{number}组", box.problems)
        unit_class = inner.code("unit_class")
        if unit_class in seen:
            inner.note("unit_class", "前面已有这一类单位的分组")
        seen.add(unit_class or "")
        found.append(_group(inner, unit_class))
    return tuple(found)


def _group(box: Box, unit_class: str | None) -> Group:
    indicators = []
    for number, data in enumerate(box.items("indicators", least=1, most=60), start=1):
        code = data.get("code") if isinstance(data, dict) else None
        called = f"指标 {code[:40]}" if isinstance(code, str) and code else f"第{number}项指标"
        indicators.append(_indicator(Box(data, f"{box.where}·{called}", box.problems, prefix="参数 ")))
    box.close()
    complete = [one for one in indicators if one is not None]
    _check_together(box, complete)
    return Group(unit_class or "", tuple(complete))


def _check_together(box: Box, indicators: list[Indicator]) -> None:
    """Codes are unique in a group, and one source has one name and unit wherever it is used."""
    codes: set[str] = set()
    called: dict[str, tuple[str, str]] = {}
    for one in indicators:
        where = f"{box.where}·指标 {one.code}"
        if one.code in codes:
            box.problems.append(Problem(where, "本组前面已有同一代码的指标"))
        codes.add(one.code)
        for need in one.needs:
            said = (need.source.label, need.source.unit)
            if called.setdefault(need.source.key, said) != said:
                sentence = f"填报数 {need.source.code} 在本组前面用了另一名称或计量单位"
                box.problems.append(Problem(where, sentence))


def _indicator(box: Box) -> Indicator | None:
    before = len(box.problems)
    fields = {
        "code": box.code("code"),
        "name": box.text("name", longest=40),
        "sentence": box.text("sentence", longest=500, default=""),
        "note": box.text("note", longest=1000, default=""),
        "points": box.number("points", above=0, most=10_000),
        "function": _function(box),
    }
    examples = box.items("examples", least=0, most=50, default=())
    box.close()
    if len(box.problems) > before:
        return None
    indicator = Indicator(**fields)
    names = [need.name for need in indicator.needs]
    read = tuple(_example(box, n, data, names) for n, data in enumerate(examples, start=1))
    return None if len(box.problems) > before else Indicator(**fields, examples=read)


def _function(box: Box) -> ScoringFunction | None:
    code = box.choice("function", tuple(FUNCTIONS))
    if code is None:
        # Without the function its parameters have no meaning; only the function is reported.
        for function in FUNCTIONS.values():
            for one in parameters(function):
                box.take(one.name, None)
        return None
    before = len(box.problems)
    values = {one.name: _parameter(box, one) for one in parameters(FUNCTIONS[code])}
    if len(box.problems) > before:
        return None
    function = FUNCTIONS[code](**values)
    for parameter, sentence in function.problems():
        box.note(parameter, sentence)
    return function


def _parameter(box: Box, one: Any) -> Any:
    rule = one.metadata
    if rule["grammar"] == Grammar.SOURCE:
        return read_source(box, one.name)
    if rule["grammar"] == Grammar.TARGET:
        return read_target(box, one.name)
    asked = {name: rule[name] for name in ("above", "most", "may_be_null")}
    if one.default is not MISSING:
        asked["default"] = one.default
    return box.number(one.name, **asked)


def _example(box: Box, number: int, data: Any, names: list[str]) -> Example:
    inner = Box(data, f"{box.where}·算例{number}", box.problems)
    given = inner.inner("inputs")
    inputs = tuple((name, given.number(name, may_be_null=True)) for name in names)
    given.close()
    points = inner.take("points")
    inner.close()
    if points is not None:
        points = read_number(points)
        if isinstance(points, str):
            inner.note("points", points)
    return Example(inputs, points)
