"""Everything that can happen to regions, units and people."""

from units.actions.people import (
    change_password,
    create_user,
    end_membership,
    give_membership,
    reset_password,
    switch_user,
)
from units.actions.places import change_unit, classify_unit, create_region, create_unit
from units.actions.start import start_empty

__all__ = [
    "change_password",
    "change_unit",
    "classify_unit",
    "create_region",
    "create_unit",
    "create_user",
    "end_membership",
    "give_membership",
    "reset_password",
    "start_empty",
    "switch_user",
]
