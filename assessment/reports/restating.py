"""What a correction makes of a published ranking: the lines in its scope by later knowledge, placed anew.

Only what the correction names is taken from the later working out; everything else stays as it was published, so that
money that was merely verified late does not slip in. Pure: rows in, rows out.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessment.ranking import rank
from assessment.rules import Rounding

Row = dict[str, Any]
WHOLE = ("exact", "total", "items", "blocks", "sum", "verdict")  # of a line that is exchanged as a whole


class NotAdditive(ValueError):
    """Totals follow from more than the sum of the items, or places from more than totals: no part can be exchanged
    without working the group out again; or even that does not give the lines a correction starts from."""


def restated(
    base: Sequence[Row], later: Sequence[Row], *, unit_code: str, item: str, order: Mapping[str, int],
    groups: Mapping[str, Any], rounding: Rounding,
) -> list[Row]:  # fmt: skip
    """`base` with the lines of `unit_code` ('' for all), or their `item` alone, as in `later`, and the places that
    follow. `order` is the fixed place of each unit, `groups` what it is ranked with."""
    if not unit_code and not item:
        return list(later)
    now = {row["unit_code"]: row for row in later}
    rows = [
        _restated(row, now[row["unit_code"]], item, rounding) if _is_meant(row, unit_code, now) else row
        for row in base
    ]
    if _places(base, order, groups) != {row["unit_code"]: row["rank"] for row in base}:
        raise NotAdditive
    return _placed(rows, order, groups)


def _is_meant(row: Row, unit_code: str, now: Mapping[str, Row]) -> bool:
    return row["unit_code"] in now and unit_code in ("", row["unit_code"])


def _restated(row: Row, later: Row, item: str, rounding: Rounding) -> Row:
    if not item:
        return row | {name: later[name] for name in WHOLE if name in later}
    if not (_adds_up(row) and _adds_up(later)) or bool(row["exact"]) != bool(later["exact"]):
        raise NotAdditive  # whether a unit is ranked at all is a matter of its whole line
    fresh = {one["code"]: one for one in later["items"]}
    items = [fresh[one["code"]] if one["code"] == item else one for one in row["items"]]
    if items == row["items"]:
        return row
    if not row["exact"]:
        return row | {"items": items}
    total = sum((number(one["exact"]) for one in items if one["exact"]), Fraction(0))
    words = {
        name: None for name in ("blocks", "sum") if name in row
    }  # those of the published line are no longer true
    return row | words | {"items": items, "exact": text(total), "total": f"{rounding.of(total):f}"}


def _adds_up(row: Row) -> bool:
    points = [number(one["exact"]) for one in row["items"] if one["exact"]]
    return not row["exact"] or sum(points, Fraction(0)) == number(row["exact"])


def _places(
    rows: Sequence[Row], order: Mapping[str, int], groups: Mapping[str, Any]
) -> dict[str, int | None]:
    """By the totals alone; a group without places has none."""
    found: dict[str, int | None] = {}
    for group in dict.fromkeys(groups[row["unit_code"]] for row in rows):
        inside = [row for row in rows if groups[row["unit_code"]] == group]
        is_ranked = any(row["rank"] is not None for row in inside)
        placed = rank([(row["unit_code"], number(row["exact"]), order[row["unit_code"]]) for row in inside])
        found |= placed if is_ranked else dict.fromkeys(row["unit_code"] for row in inside)
    return found


def _placed(rows: Sequence[Row], order: Mapping[str, int], groups: Mapping[str, Any]) -> list[Row]:
    """With their places, in the order of presentation."""
    by_code = {row["unit_code"]: row for row in rows}
    return [by_code[code] | {"rank": place} for code, place in _places(rows, order, groups).items()]


def number(text: str) -> Fraction | None:
    """An exact number kept as 'n/d'; '' is "—"."""
    return Fraction(text) if text else None


def text(x: Fraction) -> str:
    return f"{x.numerator}/{x.denominator}"


def changed_lines(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of lines whose total, place, points or numbers differ; other words for the same sum are no change."""
    now = {row["unit_code"]: row for row in after}
    for row in before:
        other = now.get(row["unit_code"])
        if other and _figures(row) != _figures(other):
            yield row, other


def _figures(row: Row) -> tuple:
    return row["exact"], row["rank"], [(one["code"], one["exact"], _values(one)) for one in row["items"]]


def _values(item: Row) -> dict[str, str]:
    return {one["name"]: one["value"] for one in item["inputs"]}


def changed_items(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row, Row, Row]]:
    """(line, item then, item now) for every item whose points or numbers differ."""
    for row, other in changed_lines(before, after):
        now = {one["code"]: one for one in other["items"]}
        for item in row["items"]:
            fresh = now.get(item["code"])
            if fresh and (item["exact"] != fresh["exact"] or _values(item) != _values(fresh)):
                yield row, item, fresh
