"""Who there is."""

from units.models.change import (
    ChangeKind,
    Handovers,
    UnitChange,
    UnitChangeLine,
    UnitName,
    unit_name_on,
    unit_names_on,
)
from units.models.export import ExportFile, ExportState
from units.models.layout import KEEPERS, TableLayout
from units.models.paper import Paper
from units.models.region import Region, RegionLevel
from units.models.unit import Unit, UnitClass, UnitClassing
from units.models.user import Membership, Role, User

__all__ = [
    "KEEPERS",
    "ChangeKind",
    "ExportFile",
    "ExportState",
    "Handovers",
    "Membership",
    "Paper",
    "Region",
    "RegionLevel",
    "Role",
    "TableLayout",
    "Unit",
    "UnitChange",
    "UnitChangeLine",
    "UnitClass",
    "UnitClassing",
    "UnitName",
    "User",
    "unit_name_on",
    "unit_names_on",
]
