"""What had arrived when the year began: with this year's it is all that arrived, alone it holds for its own day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from projects.intake.meaning import Meaning
from projects.intake.rows import RowReading
from projects.intake.years import FIRST_QUARTER, OPENING, PAST, holds_for, names_the_year, until_of
from promo.days import show_day

Money = tuple[str, Decimal]
WHOLE, YEAR = "arrived_amount", "arrived_year_amount"


def carry(row: RowReading, latest: date) -> None:
    """All that arrived, where the ledger has no column of it but one of the time before this year."""
    columns = row.columns
    if OPENING not in columns or WHOLE in columns:
        return
    names = (OPENING, YEAR) if _goes_on(columns, latest) else (OPENING,)
    row.values[WHOLE] = None
    if any(name in row.unread for name in names):
        return
    sums = [amount for name in names if (amount := row.values.get(name))]
    moved = [amount for amount in sums if amount["value"] != "0"] or sums[:1]
    if len({amount["currency"] for amount in moved}) > 1:
        why = "上年底累计到位资金与当年到位资金币种不同，没有相加，请导入后补录。"
        row.add("arrived_two_currencies", why, field_name=OPENING, refuses=False, about="file")
    elif moved:
        total = sum((Decimal(amount["value"]) for amount in moved), Decimal(0))
        row.values[WHOLE] = {
            "value": f"{total.normalize():f}", "currency": moved[0]["currency"],
            "approximate": any(amount["approximate"] for amount in moved),
        }  # fmt: skip


def ask_for_this_year(row: RowReading, latest: date) -> None:
    """Say of a row that fills in the whole and leaves this year's cell empty that all of it will count this year."""
    whole = row.amount(WHOLE)
    asks = YEAR in row.columns and YEAR not in row.unread and OPENING not in row.columns
    if (
        not asks
        or not whole
        or whole[1] <= 0
        or row.values.get(YEAR)
        or not _is_this_year(row.columns, latest)
    ):
        return
    if arrived_until(row.columns, latest) == latest:
        why = f"当年到位资金没有填写，累计到位资金将全部计入{latest.year}年；今年没有到位的请填0。"
        row.add("year_blank", why, field_name=YEAR, refuses=False)


def arrived_until(columns: Mapping[str, Meaning], latest: date) -> date:
    """The day for which a row's whole holds: that of the ledger, or that which the head of its column names."""
    if WHOLE in columns:
        return holds_for(columns[WHOLE].header, latest)
    if OPENING not in columns or _goes_on(columns, latest):
        return latest
    return until_of(columns[OPENING].header, latest)


def arrived_before(row: RowReading, latest: date) -> dict | None:
    """Of a whole that holds for the cut-off day, what had arrived when the year began; None where nothing tells it.

    The column of this year's money says it, or the one of the time before, or both where they make up the whole.
    """
    whole = row.amount(WHOLE)
    if not whole or arrived_until(row.columns, latest) != latest:
        return None
    told = {
        before
        for before in (_less_this_year(row, whole, latest), _opening(row, whole, latest))
        if before is not None
    }
    if len(told) != 1 or not 0 <= (before := told.pop()) <= whole[1]:
        return None
    return {"value": f"{before.normalize():f}", "on": date(latest.year - 1, 12, 31).isoformat()}


def _less_this_year(row: RowReading, whole: Money, latest: date) -> Decimal | None:
    year = row.amount(YEAR) if YEAR in row.columns and _is_this_year(row.columns, latest) else None
    return whole[1] - year[1] if year and year[0] == whole[0] else None


def _opening(row: RowReading, whole: Money, latest: date) -> Decimal | None:
    until = until_of(row.columns[OPENING].header, latest) if OPENING in row.columns else None
    before = row.amount(OPENING) if until == date(latest.year - 1, 12, 31) else None
    return before[1] if before and before[0] == whole[0] else None


def _is_this_year(columns: Mapping[str, Meaning], latest: date) -> bool:
    """In the first months of a year 当年 may still be the old one."""
    return latest.month > FIRST_QUARTER or names_the_year(columns[YEAR].header, latest)


def _goes_on(columns: Mapping[str, Meaning], latest: date) -> bool:
    """Whether this year's column takes up where the time before it ended."""
    if YEAR not in columns or until_of(columns[OPENING].header, latest) != date(latest.year - 1, 12, 31):
        return False
    return _is_this_year(columns, latest)


def tells_the_whole_alone(fields: Iterable[str]) -> bool:
    """Whether columns of these meanings leave open what of the money arrived this year. A list that we sent out adds
    nothing up anew."""
    return WHOLE in (known := set(fields)) and not known & {YEAR, OPENING, "row_key"}


def notes_of(tables: Iterable[tuple[Meaning, ...]], latest: date) -> list[dict]:
    """What must be said of columns of years gone by, each once."""
    found: dict[str, dict] = {}
    for table in tables:
        columns = {meaning.field: meaning for meaning in table if meaning.field}
        for field in (WHOLE, OPENING, PAST):
            if field in columns and (why := _why(field, columns, latest)):
                one = columns[field]
                found.setdefault(
                    one.col, {"col": one.col, "column": one.header, "why": f"“{one.header}”{why}"}
                )
    return list(found.values())


def _why(field: str, columns: Mapping[str, Meaning], latest: date) -> str:
    until = until_of(columns[field].header, latest)
    if field == PAST:
        return "是以前年度的到位资金，不计入本年，也不登记。"
    if field == WHOLE:
        until = holds_for(columns[field].header, latest)
        return "" if until == latest else f"是截至{show_day(until)}的累计数，按该日登记。"
    said = f"是截至{show_day(until)}的累计数，"
    if WHOLE in columns:
        return f"{said}仅供核对。"
    if _goes_on(columns, latest):
        return f"{said}与“{columns[YEAR].header}”相加为累计到位资金。"
    rest = f"“{columns[YEAR].header}”未计入，请核对。" if YEAR in columns else ""
    return f"{said}按该日登记{'；' if rest else '。'}{rest}"
