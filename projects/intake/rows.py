"""Rows of a ledger as they were understood: values in plain JSON, problems with sentences, or why it is no project."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from projects.intake.cells import Around, as_text, read_cell
from projects.intake.faults import Problem, Unclear
from projects.intake.fields import AMOUNTS, FIELDS, KEPT
from projects.intake.firm_cells import firm_in, names_a_contact
from projects.intake.layout import Layout
from projects.intake.meaning import Meaning
from projects.intake.phones import NUMBER, hear_phones
from projects.intake.row_units import counted_in
from projects.intake.units import NONE, Unit
from projects.intake.words import DITTO, KINDS, OWNERSHIPS, fold_letters, one_of

FIRST = ("tags", "ownership", "currency")  # money is read with them


@dataclass(slots=True)
class RowReading:
    """One row. `values` has a key for every field the ledger has a column for; None where the cell has no value.

    Amounts are {"value", "currency", "approximate"} in major units, days {"value", "precision"}, phones a list.
    `unread` keeps the words of cells that gave no value, `said` the words of every amount with its unit, `proposed` a
    sum that may be offered for a phased amount. `skipped` says why a row is no project; then `title` is what a heading
    or total calls itself, `count` how many projects and `stated` which sums it states, by field and currency (None: a
    formula never worked out). `table` numbers the tables of a sheet. `edited` are the fields that stand otherwise than
    when we sent the list out; None for a row of any other ledger.
    """

    sheet: str
    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, dict] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: str = ""
    line: int | None = None
    table: int = 0
    level: int = 0
    title: str = ""
    count: int | None = None
    stated: dict[str, dict[str, Decimal | None]] = field(default_factory=dict)
    columns: dict[str, Meaning] = field(default_factory=dict, repr=False)
    edited: list[str] | None = None

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.number

    @property
    def is_refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return date.fromisoformat(value["value"]) if value else None

    def amount(self, name: str) -> tuple[str, Decimal] | None:
        value = self.values.get(name)
        return (value["currency"], Decimal(value["value"])) if value else None

    def add(
        self, code: str, why: str, *, field_name: str = "", refuses: bool = True, about: str = "register"
    ) -> None:
        """A problem of the row as a whole, or of one field where it has its column."""
        meaning = self.columns.get(field_name)
        column = meaning.header if meaning else FIELDS[field_name].name if field_name else ""
        col = meaning.col if meaning else ""
        self.problems.append(Problem(code, why, col, column, field_name, refuses, about))


@dataclass
class Reader:
    """Reads the cells of projects under one head. `unit` counts the money whose column names no unit of its own."""

    layout: Layout
    unit: Unit
    latest: date
    from_1904: bool = False
    shared: dict[tuple[str, str | None], Around] = field(default_factory=dict)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """For each field of money the unit of its column, or else that of the caption.

        A caption with two units (万元、万美元) means the second for a column of foreign money; where there is one, the
        first for all others.
        """
        money = [meaning for meaning in self.layout.columns if meaning.field in AMOUNTS]
        heads = {
            meaning: re.sub(r"内外资|外资/|/外资", "", meaning.header) for meaning in self.layout.columns
        }
        abroad = {meaning.field for meaning, head in heads.items() if "外资" in head and "比" not in head}
        found = {}
        for meaning in money:
            unit = meaning.unit or self.unit
            if unit.is_divided and not meaning.unit and abroad:
                unit = Unit(unit.foreign) if meaning.field in abroad else Unit(unit.plain)
            found[meaning.field] = unit
        return found

    @cached_property
    def counted(self) -> tuple[Meaning, ...]:
        """The columns, those of money with the unit in which it is counted, wherever that was said."""
        return tuple(
            replace(meaning, unit=self.units[meaning.field]) if meaning.field in AMOUNTS else meaning
            for meaning in self.layout.columns
        )

    @cached_property
    def columns(self) -> dict[str, Meaning]:
        return {meaning.field: meaning for meaning in self.layout.columns if meaning.field}

    @cached_property
    def order(self) -> list[tuple[int, Meaning]]:
        known = [(index, meaning) for index, meaning in enumerate(self.layout.columns) if meaning.field]
        return sorted(known, key=lambda one: one[1].field not in FIRST)

    def read(self, row: RowReading, cells: dict[int, Any], before: dict[int, Any]) -> None:
        """`cells` by column; `before` are those of the project above, for 同上. The cells are put right in place."""
        for index, cell in cells.items():
            if isinstance(cell, str) and cell.strip() in DITTO:
                cells[index] = before.get(index)
        row.columns = self.columns
        for index, meaning in self.order:
            cell = cells.get(index)
            if cell is None:
                row.values[meaning.field] = None
            else:
                self.take(row, meaning, cell)
            if meaning.field == "tags":
                self.from_tags(row)
        if "contact_phones" in row.values:
            both = row.values.pop("contact_phones") or {}
            for name in ("contact", "phones"):
                row.values[name] = row.values.get(name) or both.get(name)
        if row.values.get("contact") and self.contact is not None:
            self.from_contact(row, cells.get(self.contact))
        if self.firm_and_person is not None:
            self.from_firm(row, cells.get(self.firm_and_person))

    @cached_property
    def firm_and_person(self) -> int | None:
        """The column of the investor where its head asks for a person as well."""
        found = (index for index, meaning in self.order if meaning.field == "investor")
        index = next(found, None)
        return index if index is not None and names_a_contact(self.layout.columns[index].header) else None

    @staticmethod
    def from_firm(row: RowReading, cell: Any) -> None:
        """Whom the cell of the investor names besides; columns of their own go before."""
        firm = firm_in(as_text(cell))
        row.values["contact"] = row.values.get("contact") or firm.contact or None
        if not row.values.get("phones") and "phones" not in row.unread:
            row.values["phones"] = list(firm.phones) or None

    @cached_property
    def contact(self) -> int | None:
        return next((index for index, meaning in self.order if meaning.field == "contact"), None)

    @staticmethod
    def from_contact(row: RowReading, cell: Any) -> None:
        """张某13800000031 under 联系人: the number is one of the phones."""
        text = as_text(cell)
        if text.isalpha() or not NUMBER.search(fold_letters(text)):
            return
        heard = hear_phones(text)
        row.values["contact"] = "、".join(heard.people) or None
        if "phones" not in row.unread:
            known = row.values.get("phones") or []
            row.values["phones"] = [*known, *(one for one in heard.numbers if one not in known)]

    def _around(self, name: str, ownership: str | None) -> Around:
        """Shared by the rows of one ownership."""
        key = name, ownership
        if key not in self.shared:
            self.shared[key] = Around(self.latest, self.units.get(name, NONE), ownership, self.from_1904)
        return self.shared[key]

    def take(self, row: RowReading, meaning: Meaning, cell: Any) -> None:
        name = meaning.field
        is_money = name in AMOUNTS
        around = self._around(name if is_money else "", row.values.get("ownership"))
        said = row.values.get("currency") if is_money else None
        if is_money and cell is not None and name in KEPT:
            text = as_text(cell)
            row.said[name] = text + (
                around.unit.of(around.ownership) if text.replace(".", "").isdigit() else ""
            )
        try:
            if said and cell is not None:
                around = replace(around, unit=counted_in(said, cell, around.unit, around.ownership))
            read = read_cell(cell, meaning, around)
        except Unclear as unclear:
            row.values[name] = None
            row.unread[name] = as_text(cell)
            if unclear.proposed:
                row.proposed[name] = unclear.proposed
            _point_out(row, meaning, unclear)
            return
        row.values[name] = read.value
        for unclear in read.pointed_out:
            _point_out(row, meaning, unclear)

    @staticmethod
    def from_tags(row: RowReading) -> None:
        """内资、招商、增资: a list of marks also says whose money it is and what is built."""
        words = "、".join(row.values.get("tags") or ())
        row.values.setdefault("ownership", one_of(OWNERSHIPS, words))
        kind = one_of({code: KINDS[code] for code in ("expansion", "upgrade")}, words)
        if kind:
            row.values.setdefault("kind", kind)


# What is wrong for the register though the file may say it.
FOR_THE_REGISTER = {"too_long": "register", "unknown_word": "both"}


def _point_out(row: RowReading, meaning: Meaning, unclear: Unclear) -> None:
    refuses, about = unclear.refuses, "file"
    if unclear.code in FOR_THE_REGISTER:
        refuses, about = meaning.field in KEPT, FOR_THE_REGISTER[unclear.code]
    elif unclear.code == "negative" and meaning.field in KEPT:
        refuses, about = True, "both"
    row.problems.append(
        Problem(unclear.code, unclear.why, meaning.col, meaning.header, meaning.field, refuses, about)
    )


def cells_as_text(cells: dict[int, Any], layout: Layout) -> dict[str, str]:
    return {
        layout.columns[index].col: as_text(cell)
        for index, cell in cells.items()
        if index < len(layout.columns)
    }
