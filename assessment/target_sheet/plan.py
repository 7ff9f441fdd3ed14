"""What an import of targets would write: its sheets, rows and cells, once they are judged."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.countable import Countable
from assessment.facts import Key
from assessment.models import Target
from units.models import Unit


@dataclass
class Cell:
    """One target as the workbook states it. `outcome`: blank, same, new, revised or problem."""

    text: str
    key: Key | None = None
    quantity: int | None = None
    before: Target | None = None
    problem: str = ""
    hint: str = ""
    was: str = ""  # what stood before, as it would be typed

    @property
    def outcome(self) -> str:
        if self.problem:
            return "problem"
        if self.quantity is None:
            return "blank"
        if self.before is None:
            return "new"
        return "same" if self.before.quantity == self.quantity else "revised"

    @property
    def changes(self) -> bool:
        return self.key is not None and self.outcome in ("new", "revised")


@dataclass
class Row:
    """A unit's, the region's or a sums row; a row with any problem stays out as a whole."""

    number: int
    name: str
    unit: Unit | None = None
    is_sum: bool = False
    is_region: bool = False
    problem: str = ""
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return bool(self.problem) or any(cell.problem for cell in self.cells)

    @property
    def why(self) -> str:
        return "".join(filter(None, [self.problem, *(cell.problem for cell in self.cells)]))

    @property
    def outcome(self) -> str:
        if self.is_refused:
            return "problem"
        return next((cell.outcome for cell in self.cells if cell.changes), "same")


@dataclass
class Sheet:
    """One sheet of the workbook; a `problem` keeps all of it out. `unknown` are columns that are no targets."""

    name: str
    part: str
    target_set: str
    heads: Sequence[Mapping]
    problem: str = ""
    unknown: Sequence[Mapping] = ()
    rows: list[Row] = field(default_factory=list)


@dataclass
class Plan:
    """Everything that a confirmation would write, and what stays out. `then` are the targets as they would stand."""

    sheets: list[Sheet]
    known: Mapping[str, Countable]
    then: dict[Key, int]

    @property
    def changes(self) -> list[tuple[Row, Cell]]:
        return changes_of(self.sheets)

    @property
    def refused(self) -> list[str]:
        """A sentence for each row, and each sheet, that stays out."""
        found = [f"{sheet.name}：{sheet.problem}" for sheet in self.sheets if sheet.problem]
        return found + [
            f"{sheet.name}第{row.number}行（{row.name or '未填单位'}）：{row.why}"
            for sheet in self.sheets
            for row in sheet.rows
            if row.is_refused
        ]

    @property
    def digest(self) -> str:
        """What the person saw: it differs as soon as a target was given or revised meanwhile."""
        seen = [
            [*cell.key, cell.quantity, cell.before.version if cell.before else 0] for _, cell in self.changes
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def changes_of(sheets: Iterable[Sheet]) -> list[tuple[Row, Cell]]:
    """What the rows without a problem would write."""
    rows = [row for sheet in sheets for row in sheet.rows if not row.is_refused]
    return [(row, cell) for row in rows for cell in row.cells if cell.changes]
