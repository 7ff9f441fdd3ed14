"""Totals of a sheet against what its rows add up to; and totals that are known by their sums alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from projects.intake.captions import Captions
from projects.intake.fields import AMOUNTS
from projects.intake.rows import RowReading
from projects.intake.stage_words import hear_stage

LEAST = Decimal("0.01")
Sums = dict[str, dict[str, Decimal]]


@dataclass(frozen=True)
class TotalCheck:
    """`matches` is None where the file states nothing (a formula that was never worked out)."""

    sheet: str
    row: int
    column: str
    col: str
    field: str
    currency: str
    stated: Decimal | None
    computed: Decimal

    @property
    def matches(self) -> bool | None:
        return None if self.stated is None else abs(self.stated - self.computed) <= LEAST


@dataclass(frozen=True)
class CountCheck:
    sheet: str
    row: int
    what: str
    stated: int
    computed: int

    @property
    def matches(self) -> bool:
        return self.stated == self.computed


def sums_of(rows: Iterable[RowReading]) -> Sums:
    found: Sums = {}
    for row in rows:
        for name in AMOUNTS:
            amount = row.amount(name) if not row.skipped else None
            if amount:
                by_currency = found.setdefault(name, {})
                by_currency[amount[0]] = by_currency.get(amount[0], Decimal(0)) + amount[1]
    return found


def mark_totals_without_words(rows: list[RowReading]) -> None:
    """A row without a name whose every sum is that of the rows above is a total, also with a serial number."""
    since = begin = 0
    for index, row in enumerate(rows):
        if row.skipped in ("subtotal", "total", "group heading"):
            since = index + 1
            continue
        if row.skipped or not _may_be_total(row):
            continue
        own = {name: amount for name in AMOUNTS if (amount := row.amount(name)) and amount[1]}
        for first, why in ((since, "subtotal"), (begin, "total")):
            above = [one for one in rows[first:index] if not one.skipped]
            if own and len(above) > 1 and _is_sum(own, sums_of(above)):
                _becomes(row, why)
                since = index + 1
                break


def _may_be_total(row: RowReading) -> bool:
    name = row.values.get("name") or ""
    said = ("investor", "contact", "phones", "signed_on", "summary", "code")
    return len(name) <= 8 and "项目" not in name and not any(row.values.get(field) for field in said)


def _is_sum(own: dict[str, tuple[str, Decimal]], sums: Sums) -> bool:
    return all(
        abs(sums.get(name, {}).get(currency, Decimal(0)) - value) <= LEAST
        for name, (currency, value) in own.items()
    )


def _becomes(row: RowReading, why: str) -> None:
    row.skipped = why
    for name in AMOUNTS:
        amount = row.amount(name)
        if amount:
            row.stated[name] = {amount[0]: amount[1]}
    row.values, row.unread, row.problems = {}, {}, [one for one in row.problems if one.code == "hidden_row"]


def tables_of(rows: list[RowReading]) -> list[list[RowReading]]:
    """The rows of a sheet by the table they stand in."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row.table)]


def check_totals(rows: list[RowReading], *, whole: Sums | None = None) -> list[TotalCheck]:
    """Each stated sum of a table with the sum of the rows it covers. `whole` are the sums of all sheets so far."""
    checks: list[TotalCheck] = []
    for index, row in enumerate(rows):
        if not row.stated or row.skipped not in ("total", "subtotal", "group heading"):
            continue
        covered = sums_of(_covered(rows, index))
        if row.skipped == "total" and whole and _agrees(row, whole) and not _agrees(row, covered):
            covered = whole
        for name, sums in row.stated.items():
            meaning = row.columns[name]
            checks += [
                TotalCheck(
                    row.sheet, row.number, meaning.header, meaning.col, name, currency, stated,
                    covered.get(name, {}).get(currency, Decimal(0)),
                )
                for currency, stated in sums.items()
            ]  # fmt: skip
    return checks


def _agrees(row: RowReading, sums: Sums) -> bool:
    said = [
        (name, currency, stated)
        for name, by in row.stated.items()
        for currency, stated in by.items()
        if stated
    ]
    return bool(said) and all(abs(sums.get(n, {}).get(c, Decimal(0)) - s) <= LEAST for n, c, s in said)


def _covered(rows: list[RowReading], index: int) -> list[RowReading]:
    """The projects a total speaks of: all, those of its heading, or those since the last subtotal."""
    row = rows[index]
    if row.skipped == "group heading":
        return _under_heading(rows, index)
    if row.skipped == "subtotal":
        return _since_last(rows, index)
    totals = [number for number, one in enumerate(rows) if one.skipped == "total"]
    if len(totals) > 1 and not _is_grand(rows, index, totals):
        return rows[max((number for number in totals if number < index), default=-1) + 1 : index]
    return rows


def _is_grand(rows: list[RowReading], index: int, totals: list[int]) -> bool:
    """Of several totals the one that says 总计, agrees with all rows, or stands before every project."""
    if rows[index].title.startswith(("总计", "全", "共计")) or _agrees(rows[index], sums_of(rows)):
        return True
    if any(rows[number].title.startswith("总计") for number in totals):
        return False
    return not any(not one.skipped for one in rows[:index])


def _under_heading(rows: list[RowReading], index: int) -> list[RowReading]:
    level = rows[index].level
    end = next(
        (
            n
            for n in range(index + 1, len(rows))
            if rows[n].skipped == "group heading" and rows[n].level <= level
        ),
        len(rows),
    )
    return rows[index + 1 : end]


def _since_last(rows: list[RowReading], index: int) -> list[RowReading]:
    """The rows since the last heading or subtotal; a subtotal before its rows covers those until the next one."""
    stops = [n for n, one in enumerate(rows) if one.skipped in ("subtotal", "group heading", "total")]
    before = max((n for n in stops if n < index), default=-1)
    above = rows[before + 1 : index]
    if any(not one.skipped for one in above):
        return above
    after = min((n for n in stops if n > index), default=len(rows))
    below = rows[index + 1 : after]
    if any(not one.skipped for one in below) and _comes_first(rows):
        return below
    return _of_outer_group(rows, index)


def _comes_first(rows: list[RowReading]) -> bool:
    """Whether the sheet's subtotals stand before their rows: nothing stands before the first of them."""
    first = next((n for n, one in enumerate(rows) if one.skipped == "subtotal"), None)
    return first is not None and not any(not one.skipped for one in rows[:first])


def _of_outer_group(rows: list[RowReading], index: int) -> list[RowReading]:
    """A subtotal right below another one sums the whole group up to the heading of the first level."""
    begin = max(
        (n for n in range(index) if rows[n].skipped == "group heading" and rows[n].level <= 1), default=-1
    )
    return rows[begin + 1 : index]


def check_counts(rows: list[RowReading], captions: Captions | None, sheet: str) -> list[CountCheck]:
    """Numbers of projects that headings, totals and captions state."""
    checks = [
        CountCheck(
            row.sheet,
            row.number,
            row.title or row.skipped,
            row.count,
            sum(not one.skipped for one in _covered(rows, index)),
        )
        for index, row in enumerate(rows)
        if row.count is not None and row.skipped in ("total", "subtotal", "group heading")
    ]
    projects = [row for row in rows if not row.skipped]
    for number, what, stated in captions.counts if captions else ():
        stage = hear_stage(what).stage if what else None
        if what and stage is None:
            continue
        computed = sum(stage is None or row.values.get("stage") == stage for row in projects)
        checks.append(CountCheck(sheet, number, what, stated, computed))
    return checks
