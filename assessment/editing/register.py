"""What the register and the office know by code, for the lists of a form."""

from collections.abc import Sequence
from dataclasses import dataclass

from projects.models import ArrivalKind
from projects.models.project import Channel, Kind, Ownership
from units.models import UnitClass

Choices = Sequence[tuple[str, str]]
CODES: dict[str, Choices] = {
    "ownership": Ownership.choices,
    "kind": Kind.choices,
    "channel": Channel.choices,
    "form": ArrivalKind.choices,
}


@dataclass(frozen=True)
class Register:
    """Kinds of records and units of the region; `items` are the items and blocks of the group, by code.

    `needs` are the numbers that its items ask for, 'code.need'; `groups` the scheme's own groups.
    """

    record_kinds: Choices = ()
    units: Choices = ()
    items: Choices = ()
    needs: Choices = ()
    groups: Choices = ()
    classes: Choices = tuple(UnitClass.choices)
