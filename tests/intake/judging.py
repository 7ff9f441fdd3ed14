"""Hold a reading against what a careful clerk would read: every value, every remark that is due, no other."""

import re
from decimal import Decimal

CORE = {"name", "investor", "lead_unit", "kind", "stage", "ownership", "phones"}
OF_THE_WHOLE = {"total", "hidden_column"}  # remarks with lists of their own


def place(row: dict) -> tuple:
    return row["sheet"], row["row"]


def cell(row: dict) -> tuple:
    return *place(row), row.get("col") or ""


def pairs(found: list) -> set:
    return {frozenset(place(side) for side in pair) for pair in found}


def differences(expected: dict, read: dict) -> list[str]:
    """In words, each on a line; empty for a reading that is right."""
    return [
        *_rows(expected, read),
        *_values(expected, read),
        *_remarks(expected, read),
        *_likenesses(expected, read),
    ]


def _rows(expected: dict, read: dict):
    wanted, found = ({place(row) for row in side["projects"]} for side in (expected, read))
    yield from (f"{row} is a project" for row in wanted - found)
    yield from (f"{row} is no project" for row in found - wanted)
    passed = {place(row) for row in read["skipped_rows"]}
    due = {place(row) for row in expected["skipped_rows"] if row["why"] != "blank"}
    yield from (f"{row} should be named as skipped" for row in due - passed)


def _values(expected: dict, read: dict):
    found = {place(row): row for row in read["projects"]}
    for row in expected["projects"]:
        mine = found.get(place(row), {})
        for field, value in row.items():
            if field not in CORE and not field.endswith(("_on", "_amount")):
                continue
            right = [value, *row.get("accept", {}).get(field, ())]
            if not any(_plain(one) == _plain(mine.get(field)) for one in right):
                yield f"{place(row)} {field}: {mine.get(field)!r} is not {value!r}"


def _plain(value):
    """What two spellings of one value have in common."""
    if isinstance(value, str):
        return re.sub(r"\s", "", value)
    if isinstance(value, list):
        return sorted(re.sub(r"[\s-]", "", one) for one in value)
    if isinstance(value, dict) and "currency" in value:
        return Decimal(value["value"]), value["currency"], bool(value["approximate"])
    return value


def _remarks(expected: dict, read: dict):
    warned, refused = ({cell(row) for row in read[key]} for key in ("warnings", "rejects"))
    must_warn, must_refuse = ({cell(row) for row in expected[key]} for key in ("must_warn", "must_reject"))
    yield from (f"{one} must be pointed out" for one in must_warn - warned)
    yield from (f"{one} must be refused" for one in must_refuse - refused)
    yield from (f"{one} must not be refused" for one in refused - must_refuse)
    fair = must_warn | must_refuse | {cell(row) for row in expected["may_warn"]}
    loud = {cell(row) for row in read["warnings"] if row["code"] not in OF_THE_WHOLE}
    yield from (f"{one} is a false alarm" for one in loud - fair)


def _likenesses(expected: dict, read: dict):
    for key in ("suspected_duplicates", "suspected_expansions"):
        yield from (f"{set(pair)} should be {key}" for pair in pairs(expected[key]) - pairs(read[key]))
    wrong = pairs(expected["not_duplicates"]) & pairs(read["suspected_duplicates"])
    yield from (f"{set(pair)} are two projects" for pair in wrong)
    off = [
        {(*cell(row), row["currency"]) for row in side["totals_check"] if not row["matches"]}
        for side in (expected, read)
    ]
    yield from (f"{one} does not add up in one of the two" for one in off[0] ^ off[1])
