"""The first minute of an empty house: region, economic office and administrator in one act."""

from datetime import date, datetime

from django.db import transaction

from promo.refusal import Refused
from units.actions.memberships import give_membership
from units.actions.people import create_user
from units.actions.places import create_region, create_unit
from units.models import Role, User

FIRST_DAY = date(2000, 1, 1)


@transaction.atomic
def start_empty(*, county: str, town: str, username: str, name: str, password: str, at: datetime) -> User:
    """County, town, 党政办 as the administrator's unit, and the first administrator. Works once only."""
    if User.objects.exists():
        raise Refused("系统已经启用，请直接登录。")
    user = create_user(username=username, name=name, password=password, by=None, at=at, first_password=False)
    region = create_region(
        name=town, parent=create_region(name=county, parent=None, by=user, at=at), by=user, at=at
    )
    unit = create_unit(
        code="001", name=f"{town}党政综合办公室", short_name="党政办", region=region, unit_class="",
        valid_from=FIRST_DAY, by=user, at=at, is_assessed=False,
    )  # fmt: skip
    give_membership(user=user, unit=unit, role=Role.ADMINISTRATOR, valid_from=FIRST_DAY, by=None, at=at)
    return user
