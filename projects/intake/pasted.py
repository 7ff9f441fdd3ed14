"""A block pasted from a spreadsheet: tab-separated words become a small ledger file that is read like any other."""

from collections.abc import Collection

from projects.intake.around import unit_key
from projects.intake.fields import FIELDS
from projects.intake.headers import claims_of
from projects.intake.words import DITTO

COLUMNS = (
    "name", "investor", "lead_unit", "host", "industry", "stage", "contract_amount", "arrived_amount",
    "arrived_year_amount", "signed_on", "started_on", "contact", "phones", "remark",
)  # fmt: skip
IN_WAN = ("contract_amount", "arrived_amount", "arrived_year_amount")
MOST_ROWS = 2_000
UNIT = COLUMNS.index("lead_unit")


def heads() -> list[str]:
    return [FIELDS[code].name + ("（万元）" if code in IN_WAN else "") for code in COLUMNS]


def has_heads(rows: list[list[str]]) -> bool:
    """Whether the first row names the columns: then it is the head, and the columns may be in any order."""
    first = [cell for cell in rows[0] if cell.strip()] if rows else []
    return len(first) >= 3 and sum(bool(claims_of((cell,))) for cell in first) * 2 > len(first)


def unknown_units(rows: list[list[str]], known: Collection[str]) -> list[tuple[int, int, str]]:
    """(row, column, name) of every unit that is in no directory, rows and columns counted from 0."""
    names, column, start = set(known), UNIT, 0
    if has_heads(rows):
        claims = [dict(claims_of((cell,))).get("lead_unit", 0) for cell in rows[0]]
        column, start = (claims.index(max(claims)), 1) if any(claims) else (-1, len(rows))
    return [
        (place, column, row[column])
        for place, row in enumerate(rows[start:], start=start)
        if column < len(row) and row[column].strip() and unit_key(row[column]) not in names
        and row[column].strip() not in DITTO
    ]  # fmt: skip


def ledger_of(rows: list[list[str]]) -> bytes:
    """The block as a csv file with the heads of the grid, or its own."""
    lines = rows if has_heads(rows) else [heads(), *rows]
    return "\r\n".join(",".join(map(_in_quotes, line)) for line in lines).encode("utf-8-sig")


def _in_quotes(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
