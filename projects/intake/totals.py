"""Totals of a sheet against what its rows add up to; and totals that are known by their sums alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from projects.intake.captions import Captions
from projects.intake.fields import AMOUNTS
from projects.intake.rows import RowReading
from projects.intake.scopes import STOPS, Scopes
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
    scopes = Scopes(rows, lambda row: agrees(row, own))
    own = sums_of(rows)
    for index, row in enumerate(rows):
        if not row.stated or row.skipped not in STOPS:
            continue
        begin, end = scopes.of(index)
        covered = own if (begin, end) == (0, len(rows)) else sums_of(rows[begin:end])
        if row.skipped == "total" and whole and agrees(row, whole) and not agrees(row, covered):
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


def agrees(row: RowReading, sums: Sums) -> bool:
    said = [
        (name, currency, stated)
        for name, by in row.stated.items()
        for currency, stated in by.items()
        if stated
    ]
    return bool(said) and all(abs(sums.get(n, {}).get(c, Decimal(0)) - s) <= LEAST for n, c, s in said)


def check_counts(rows: list[RowReading], captions: Captions | None, sheet: str) -> list[CountCheck]:
    """Numbers of projects that headings, totals and captions of a sheet state."""
    checks = [check for table in tables_of(rows) for check in _counts_of(table)]
    projects = [row for row in rows if not row.skipped]
    for number, what, stated in captions.counts if captions else ():
        stage = hear_stage(what).stage if what else None
        if what and stage is None:
            continue
        computed = sum(stage is None or row.values.get("stage") == stage for row in projects)
        checks.append(CountCheck(sheet, number, what, stated, computed))
    return checks


def _counts_of(rows: list[RowReading]) -> Iterator[CountCheck]:
    scopes = Scopes(rows, lambda row: False)
    for index, row in enumerate(rows):
        if row.count is not None and row.skipped in STOPS:
            begin, end = scopes.of(index)
            computed = scopes.projects(begin, end)
            yield CountCheck(row.sheet, row.number, row.title or row.skipped, row.count, computed)
