"""Two sets of lines compared field by field, as far as the older of them has the field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessment.reports.verifying.differences import Difference, shown

Row = Mapping[str, Any]
LINE = {"total": "总分", "exact": "总分（未取舍）", "rank": "名次", "rank_before": "上期名次", "unit_class": "类别",
        "unit_name": "单位名称"}  # fmt: skip
ITEM = {"points": "得分", "exact": "得分（未取舍）", "possible": "满分"}
BESIDE = {"sum": "总分算式", "verdict": "等次、否决和折算"}
WORDS = {"name": "指标名称", "sentence": "指标说明", "words": "算式"}
INPUT_WORDS = ("label", "unit", "kind", "measure", "start", "end", "indicator", "version")


def differences(kept: Sequence[Row], found: Sequence[Row], *, step: str, words: bool) -> Iterator[Difference]:
    """Every total, place, point and number that differs. `words` compares names and arithmetic too: a later product
    may say the same sum in other words, so they count only where the stored lines themselves are in doubt."""
    again = {row["unit_code"]: row for row in found}
    for row in kept:
        other = again.pop(row["unit_code"], None)
        if other is None:
            yield Difference(step, row["unit_name"], "", "单位", "有", "无")
        else:
            yield from _line(row, other, step, words)
    for row in again.values():
        yield Difference(step, row["unit_name"], "", "单位", "无", "有")


def _line(row: Row, other: Row, step: str, words: bool) -> Iterator[Difference]:
    unit = row["unit_name"]
    beside = BESIDE if words else {}
    yield from _fields(row, other, LINE | beside, step, unit, "")
    yield from _blocks(row, other, step, unit)
    items = {one["code"]: one for one in other["items"]}
    for item in row["items"]:
        fresh = items.pop(item["code"], None)
        if fresh is None:
            yield Difference(step, unit, item["name"], "指标", "有", "无")
            continue
        yield from _fields(item, fresh, ITEM | (WORDS if words else {}), step, unit, item["name"])
        yield from _inputs(item, fresh, step, unit, words)
    for item in items.values():
        yield Difference(step, unit, item["name"], "指标", "无", "有")


def _blocks(row: Row, other: Row, step: str, unit: str) -> Iterator[Difference]:
    """Sums of items between the items and the total, where the scheme has such."""
    fresh = {one["code"]: one for one in other.get("blocks") or ()}
    for block in row.get("blocks") or ():
        yield from _fields(block, fresh.get(block["code"], {}), ITEM, step, unit, block["name"])


def _inputs(item: Row, fresh: Row, step: str, unit: str, words: bool) -> Iterator[Difference]:
    given = {one["name"]: one for one in fresh["inputs"]}
    for one in item["inputs"]:
        other = given.pop(one["name"], None)
        if other is None:
            yield Difference(step, unit, item["name"], one["label"], shown(one["value"]), "无")
            continue
        names = {"value": one["label"]}
        if words:
            names |= {name: f"{one['label']}（依据）" for name in INPUT_WORDS if name in one}
        yield from _fields(one, other, names, step, unit, item["name"])
        if "parts" in one:
            made_of = {"name": item["name"], "inputs": _apart(one["parts"])}
            yield from _inputs(made_of, {"inputs": _apart(other.get("parts", ()))}, step, unit, words)
    for one in given.values():
        yield Difference(step, unit, item["name"], one["label"], "无", shown(one["value"]))


def _apart(parts: Sequence[Row]) -> list[Row]:
    """What a number was made of; the parts of several may bear one name."""
    return [part | {"name": f"{place}:{part['name']}"} for place, part in enumerate(parts)]


def _fields(
    kept: Row, found: Row, names: Mapping[str, str], step: str, unit: str, item: str
) -> Iterator[Difference]:
    for name, label in names.items():
        if name in kept and kept[name] != found.get(name):
            yield Difference(step, unit, item, label, shown(kept[name]), shown(found.get(name)))


def count_of(rows: Sequence[Row]) -> str:
    """'30个单位、150项得分、390个数据'."""
    items = [item for row in rows for item in row["items"]]
    inputs = sum(len(item["inputs"]) for item in items)
    return f"{len(rows)}个单位、{len(items)}项得分、{inputs}个数据"
