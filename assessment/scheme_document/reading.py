"""From JSON to a Scheme, or to the full list of what is wrong with it."""

import json
from fractions import Fraction
from typing import Any

from assessment.rules import Rounding
from assessment.scheme_document.consequences import read_consequences
from assessment.scheme_document.grammar import Box
from assessment.scheme_document.groups import read_group
from assessment.scheme_document.problems import Problem, SchemeError
from assessment.scheme_document.scheme import FORMAT, RANK_BY, Group, Scheme
from promo.rounding import MODES


def load(data: Any) -> Scheme:
    """The scheme that `data` (parsed JSON) describes. Raises SchemeError with every problem found."""
    problems: list[Problem] = []
    try:
        scheme = _scheme(Box(with_rates(data), "方案", problems))
    except RecursionError as fault:
        raise SchemeError([Problem("方案", "嵌套层数过多")]) from fault
    if problems:
        raise SchemeError(problems)
    return scheme


def with_rates(data: Any) -> Any:
    """The document with the scheme's fixed rates put in where a term of a sum names one: {"of": ..., "rate": "USD"}.

    A rate nobody states stays named, and is refused where it stands.
    """
    rates = data.get("rates") if isinstance(data, dict) else None
    return _rated(data, rates) if isinstance(rates, dict) else data


def _rated(data: Any, rates: dict[str, Any]) -> Any:
    if isinstance(data, list):
        return [_rated(one, rates) for one in data]
    if not isinstance(data, dict):
        return data
    found = {name: _rated(value, rates) for name, value in data.items()}
    if "of" in found and isinstance(found.get("rate"), str) and found["rate"] in rates:
        found["times"] = rates[found.pop("rate")]
    return found


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
        "first_month": box.whole("first_month", least=1, most=12, default=1),
        "effective_from": box.day("effective_from", default=None),
        "effective_to": box.day("effective_to", default=None),
        "rates": _rates(box),
        "groups": _groups(box),
    }
    fields["consequences"] = read_consequences(box, fields["groups"])
    _check_days(box, fields)
    box.close()
    return None if len(box.problems) > before else Scheme(**fields)


def _check_days(box: Box, fields: dict[str, Any]) -> None:
    start, end = fields["effective_from"], fields["effective_to"]
    if start and end and end < start:
        box.note("effective_to", "不能早于施行日期")


def _rates(box: Box) -> tuple[tuple[str, Fraction], ...]:
    """{"USD": "7.1"}: the fixed rates of the paper, in yuan."""
    if not box.has("rates"):
        box.take("rates", None)
        return ()
    inner = box.inner("rates")
    found = tuple((name[:8], inner.number(name, above=0, most=1000)) for name in inner.names())
    inner.close()
    return found


def _rounding(box: Box) -> Rounding | None:
    places = box.whole("places", least=0, most=6, default=2)
    mode = box.choice("mode", MODES, default="half_up")
    box.close()
    return None if places is None or mode is None else Rounding(places, mode)


def _groups(box: Box) -> tuple[Group, ...]:
    """A class, and a unit named by its code, belongs to one group only; group codes are unique."""
    found: list[Group] = []
    seen: dict[str, set[str]] = {"classes": set(), "units": set(), "code": set()}
    for number, data in enumerate(box.items("groups", least=1, most=40), start=1):
        inner = Box(data, f"第{number}组", box.problems)
        group = read_group(inner)
        _unique(inner, "unit_class", group.classes, seen["classes"], "前面已有这一类单位的分组")
        _unique(inner, "units", group.units, seen["units"], "前面已有分组列入这个单位")
        _unique(inner, "code", (group.code,) if group.code else (), seen["code"], "前面已有同一代码的分组")
        found.append(group)
    return tuple(found)


def _unique(box: Box, key: str, given: tuple[str, ...], seen: set[str], sentence: str) -> None:
    if seen & set(given):
        box.note(key, sentence)
    seen |= set(given)
