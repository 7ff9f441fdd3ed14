"""Everything that can happen to regions, units and people."""

from units.actions.memberships import end_membership, give_membership
from units.actions.papers import keep_paper
from units.actions.people import (
    change_own_email,
    change_password,
    change_user,
    create_user,
    open_account,
    reset_password,
    switch_user,
)
from units.actions.places import change_unit, classify_unit, create_region, create_unit
from units.actions.start import start_empty

__all__ = [
    "change_own_email",
    "change_password",
    "change_unit",
    "change_user",
    "classify_unit",
    "create_region",
    "create_unit",
    "create_user",
    "end_membership",
    "give_membership",
    "keep_paper",
    "open_account",
    "reset_password",
    "start_empty",
    "switch_user",
]
