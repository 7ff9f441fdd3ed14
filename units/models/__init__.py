"""Who there is."""

from units.models.region import Region, RegionLevel
from units.models.unit import Unit, UnitClass, UnitClassing
from units.models.user import Membership, Role, User

__all__ = ["Membership", "Region", "RegionLevel", "Role", "Unit", "UnitClass", "UnitClassing", "User"]
