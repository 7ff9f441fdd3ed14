"""Everything that can happen to regions, units and people."""

from units.actions.calendar import confirm_calendar_year, remove_calendar_day, set_calendar_day
from units.actions.changes import Handover, change_units, ended_units, staff_of
from units.actions.exports import ask_for_export, expire_exports, keep_export
from units.actions.layouts import change_layout, delete_layout, save_layout, use_layout
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
from units.actions.rosters import create_units, open_accounts
from units.actions.start import start_empty

__all__ = [
    "Handover",
    "ask_for_export",
    "change_layout",
    "change_own_email",
    "change_password",
    "change_unit",
    "change_units",
    "change_user",
    "classify_unit",
    "confirm_calendar_year",
    "create_region",
    "create_unit",
    "create_units",
    "create_user",
    "delete_layout",
    "end_membership",
    "ended_units",
    "expire_exports",
    "give_membership",
    "keep_export",
    "keep_paper",
    "open_account",
    "open_accounts",
    "remove_calendar_day",
    "reset_password",
    "save_layout",
    "set_calendar_day",
    "staff_of",
    "start_empty",
    "switch_user",
    "use_layout",
]
