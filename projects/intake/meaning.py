"""What one column of a ledger was taken for."""

from dataclasses import dataclass

from projects.intake.fields import FIELDS
from projects.intake.units import NONE, Unit, unit_in_head


@dataclass(frozen=True)
class Meaning:
    """One column: its letter, its head as written, the field it fills ('' when none), the unit of its money.

    `source` says who told its meaning: '' the dictionary, asked a person of this file, remembered one of an earlier.
    """

    col: str
    header: str
    field: str = ""
    unit: Unit = NONE
    is_hidden: bool = False
    source: str = ""

    @property
    def field_name(self) -> str:
        return FIELDS[self.field].name if self.field else ""

    @property
    def named(self) -> Unit:
        """The unit that its head names, whatever the column was taken for."""
        return next((unit for part in reversed(self.header.split("/")) if (unit := unit_in_head(part))), NONE)

    def as_json(self) -> dict:
        return {
            "col": self.col, "header": self.header, "field": self.field, "field_name": self.field_name,
            "unit": str(self.unit), "is_hidden": self.is_hidden, "source": self.source,
        }  # fmt: skip
