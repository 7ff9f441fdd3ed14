"""Many units or people by one act: all of them, or none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from promo.refusal import Refused
from units.actions.memberships import give_membership
from units.actions.people import create_user
from units.actions.places import create_unit
from units.models import Region, Unit, User


@transaction.atomic
def create_units(*, rows: Sequence[dict], region: Region, valid_from: date, by, at: datetime) -> list[Unit]:
    """`rows`: number, name, short_name, unit_class and code of each; they stand in the list in this order."""
    last = Unit.objects.filter(region=region).aggregate(last=Max("order"))["last"] or 0
    units = []
    for place, row in enumerate(rows, start=last + 1):
        told = {name: row[name] for name in ("name", "short_name", "unit_class", "code")}
        with _of_row(row["number"]):
            units.append(
                create_unit(
                    **told,
                    region=region,
                    order=place,
                    is_assessed=bool(row["unit_class"]),
                    valid_from=valid_from,
                    by=by,
                    at=at,
                )  # fmt: skip
            )
    return units


@transaction.atomic
def open_accounts(*, rows: Sequence[dict], valid_from: date, by, at: datetime) -> list[User]:
    """`rows`: number, username, name, phone, unit, role and the hash of a first password of each."""
    users = []
    for row in rows:
        with _of_row(row["number"]):
            user = create_user(
                username=row["username"], name=row["name"], phone=row["phone"], password=None, by=by, at=at
            )
            User.objects.filter(pk=user.pk).update(password=row["hash"])
            give_membership(
                user=user, unit=row["unit"], role=row["role"], valid_from=valid_from, by=by, at=at
            )
            users.append(user)
    return users


@contextmanager
def _of_row(number: int) -> Iterator[None]:
    """A refusal says which row it is about."""
    try:
        yield
    except Refused as refused:
        raise Refused(f"第{number}行：{refused.sentence}", field="block") from refused
