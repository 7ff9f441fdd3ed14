"""Worked examples over several units: for items that compare units, for shared sums and for places."""

from collections.abc import Mapping
from typing import Any

from assessment.scheme_document.grammar import Box
from assessment.scheme_document.nodes import read_points
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.scheme import Group, GroupExample, SharedSum, UnitExample
from assessment.sources import Source


def read_group_examples(box: Box, given: list[Any], group: Group) -> tuple[GroupExample, ...]:
    return tuple(
        _example(Box(data, f"{box.where}·分组算例{turn}", box.problems), group)
        for turn, data in enumerate(given, start=1)
    )


def _example(box: Box, group: Group) -> GroupExample:
    name = box.text("name", longest=100, default="") or ""
    inner = box.inner("units")
    units = tuple(_unit(inner, unit, group) for unit in inner.names())
    inner.close()
    sums = tuple(_sum(one, {unit.name for unit in units}, group) for one in _sums(box))
    box.close()
    return GroupExample(name, units, tuple(one for one in sums if one is not None))


def _sums(box: Box) -> list[Box]:
    return box.boxes("sums", least=0, most=100, called="笔", default=())


def _unit(box: Box, name: str, group: Group) -> UnitExample:
    inner = box.inner(name)
    known = {one.code: {need.name: need.source for need in one.needs} for one in group.indicators}
    given = []
    numbers = inner.inner("inputs", {})
    for code in numbers.names():
        item = numbers.inner(code)
        if code not in known:
            numbers.note(code[:40], "没有这一指标")
        for need in item.names():
            if code in known and not _reaches(known[code], need):
                item.note(need[:40], "这一指标没有这个数")
            given.append((code, need, item.number(need, may_be_null=True)))
        item.close()
    numbers.close()
    points = _by_name(inner, "points")
    values = tuple((*key.partition(".")[::2], value) for key, value in _by_name(inner, "values"))
    found = UnitExample(
        name,
        tuple(given),
        points,
        values,
        read_points(inner, "total", default=None),
        inner.whole("rank", least=1, most=10_000, default=None)
        if inner.has("rank")
        else inner.take("rank", None),
    )
    inner.close()
    return found


def _reaches(known: Mapping[str, Source], need: str) -> bool:
    """Whether 'actual', 'actual.part2' or 'actual.part2.part1' is a number of the item."""
    whole, *parts = need.split(".part")
    source = known.get(whole)
    for part in parts:
        inner = getattr(source, "parts", ())
        if not (part.isdigit() and 0 < int(part) <= len(inner)):
            return False
        source = inner[int(part) - 1]
    return source is not None


def _by_name(box: Box, key: str) -> tuple[tuple[str, Any], ...]:
    if not box.has(key):
        box.take(key, None)
        return ()
    inner = box.inner(key)
    found = tuple((name, read_points(inner, name)) for name in inner.names())
    inner.close()
    return found


def _sum(box: Box, units: set[str], group: Group) -> SharedSum | None:
    item, need = box.code("item"), box.text("need", longest=40)
    amount, by = box.number("amount", least=0), box.texts("by")
    if unknown := [name for name in by if name not in units]:
        box.note("by", f"算例中没有单位“{unknown[0]}”")
    if item and not any(one.code == item and need in {n.name for n in one.needs} for one in group.indicators):
        box.note("item", "没有这一指标，或指标没有这个数")
    box.close()
    return None if amount is None or not by else SharedSum(item, need, amount, by)


def write_group_example(one: GroupExample) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "units": {unit.name: _write_unit(unit) for unit in one.units}}
    if one.sums:
        found["sums"] = [
            {"item": s.item, "need": s.need, "amount": write_number(s.amount), "by": list(s.by)}
            for s in one.sums
        ]
    return found


def _write_unit(unit: UnitExample) -> dict[str, Any]:
    inputs: dict[str, dict[str, Any]] = {}
    for code, need, value in unit.given:
        inputs.setdefault(code, {})[need] = write_number(value)
    found: dict[str, Any] = {"inputs": inputs}
    if unit.points:
        found["points"] = {code: _text(value) for code, value in unit.points}
    if unit.values:
        found["values"] = {f"{code}.{need}": _text(value) for code, need, value in unit.values}
    if unit.total is not None:
        found["total"] = _text(unit.total)
    if unit.rank is not None:
        found["rank"] = unit.rank
    return found


def _text(value: Any) -> str | None:
    return None if value is None else f"{value:f}"
