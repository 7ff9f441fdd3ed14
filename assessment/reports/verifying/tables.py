"""Frozen tables compared cell by cell, and with the lines they were made from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessment.reports.verifying.differences import LINES, Difference, shown
from promo.tables import NUMBERS

Frozen = Mapping[str, Any]
OF_LINE = {"名次": "rank", "单位": "unit_name", "总分": "total", "上期名次": "rank_before"}


def with_lines(
    frozen: Sequence[Frozen], rows: Sequence[Mapping], groups: Mapping[str, Any]
) -> Iterator[Difference]:
    """A ranking's tables against its stored lines, row by row: names, places, totals and points."""
    found: dict[Any, list] = {}
    for row in rows:
        found.setdefault(groups.get(row["unit_code"]), []).append(row)
    if len(found) != len(frozen):
        yield Difference(LINES, "", "", "表数", str(len(frozen)), str(len(found)))
        return
    for table, lines in zip(frozen, found.values(), strict=True):
        yield from _one_group(table, lines)


def _one_group(table: Frozen, lines: Sequence[Mapping]) -> Iterator[Difference]:
    if len(table["rows"]) != len(lines):
        yield Difference(LINES, "", "", f"《{table['title']}》行数", str(len(table["rows"])), str(len(lines)))
        return
    titles = [column["title"] for column in table["columns"]]
    for cells, line in zip(table["rows"], lines, strict=True):
        for title, item, value in _expected(line):
            kept = plain(cells[titles.index(title)]["value"]) if title in titles else value
            if kept != value:
                yield Difference(
                    LINES, line["unit_name"], item, f"排名表“{title}”", shown(kept), shown(value)
                )


def _expected(line: Mapping) -> Iterator[tuple[str, str, Any]]:
    """(title of a column, its indicator, what stands there); columns that a table has not are passed over."""
    for title, name in OF_LINE.items():
        yield title, "", "" if line[name] is None else line[name]
    for item in line["items"]:
        yield f"{item['name']}（{item['possible']}分）", item["name"], item["points"]


def plain(value: Any) -> Any:
    """A packed value without its type; nothing is ''."""
    if isinstance(value, dict):
        value = next(iter(value.values()))
    return "" if value is None else value


def compare(kept: Sequence[Frozen], found: Sequence[Frozen], *, step: str) -> Iterator[Difference]:
    """Numbers of tables with one title, row by row under the name that a row begins with; rows that are in one of the
    two alone are told."""
    again = {table["title"]: table for table in found}
    for table in kept:
        other = again.get(table["title"])
        if other is None:
            yield Difference(step, "", "", f"《{table['title']}》", "有", "无")
        else:
            yield from _cells(table, other, step)


def by_place(kept: Sequence[Frozen], found: Sequence[Frozen], *, step: str) -> Iterator[Difference]:
    """Numbers and days of tables with one title, row by row in their order: names may have been put right since."""
    again = {table["title"]: table for table in found}
    for table in kept:
        title, rows = table["title"], table["rows"]
        fresh = again.get(title, {"rows": []})["rows"]
        if len(rows) != len(fresh):
            yield Difference(step, "", "", f"《{title}》行数", str(len(rows)), str(len(fresh)))
            continue
        for row, other in zip(rows, fresh, strict=True):
            for column, cell, twin in zip(table["columns"], row, other, strict=True):
                if column["kind"] in NUMBERS | {"day"} and cell["value"] != twin["value"]:
                    yield Difference(
                        step, row[0]["text"], column["title"], f"《{title}》", cell["text"], twin["text"]
                    )


def _cells(table: Frozen, other: Frozen, step: str) -> Iterator[Difference]:
    title = table["title"]
    numbers = [
        (place, column["title"]) for place, column in enumerate(table["columns"]) if column["kind"] in NUMBERS
    ]
    heads = [(column["title"], *column["group"]) for column in table["columns"]]
    there = {(column["title"], *column["group"]): place for place, column in enumerate(other["columns"])}
    name = next((i for i, column in enumerate(table["columns"]) if column["kind"] == "text"), 0)
    rows = {row[name]["text"]: row for row in other["rows"]}
    for row in table["rows"]:
        label = row[name]["text"]
        fresh = rows.get(label)
        if fresh is None:
            yield Difference(step, label, "", f"《{title}》行", "有", "无")
            continue
        for place, column in numbers:
            twin = there.get(heads[place])
            if twin is not None and row[place]["value"] != fresh[twin]["value"]:
                yield Difference(step, label, column, f"《{title}》", row[place]["text"], fresh[twin]["text"])
    for label in sorted(rows.keys() - {row[name]["text"] for row in table["rows"]}):
        yield Difference(step, label, "", f"《{title}》行", "无", "有")
