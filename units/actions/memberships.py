"""Roles in units, from a day to a day: given and ended by an administrator, never by the person himself."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from units.models import Membership, Unit, User

OWN_ROLE = "不能给自己授予岗位，请由其他管理员办理。"
OWN_END = "不能结束自己的岗位，请由其他管理员办理。"
ENDS_BEFORE_START = "截止日期应晚于起始日期。"


@transaction.atomic
def give_membership(*, user: User, unit: Unit, role: str, valid_from: date, by, at: datetime, valid_to=None):
    """A role in a unit from a day on, up to but not including `valid_to`; nobody gives one to himself."""
    if by and by.pk == user.pk:
        raise Refused(OWN_ROLE)
    if valid_to and valid_to <= valid_from:
        raise Refused(ENDS_BEFORE_START, field="valid_to")
    _refuse_closed(unit, valid_from, valid_to)
    User.objects.select_for_update().get(pk=user.pk)  # two administrators at once: one after the other
    held = Membership.objects.filter(user=user, unit=unit, role=role)
    if held.overlapping(start=valid_from, end=valid_to).exists():
        raise Refused("此人在这段时间已担任该单位的这一岗位。", field="role")
    row = Membership.objects.create(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    record(
        user, "membership_given", by=by, at=at, unit=unit.name, role=role, valid_from=valid_from,
        valid_to=valid_to,
    )  # fmt: skip
    return row


def _refuse_closed(unit: Unit, valid_from: date, valid_to: date | None) -> None:
    if unit.valid_to is None:
        return
    if unit.valid_to <= valid_from:
        raise Refused(f"{unit.name}自{show_day(unit.valid_to)}起已停用。", field="unit")
    if valid_to is None or valid_to > unit.valid_to:
        raise Refused(
            f"{unit.name}自{show_day(unit.valid_to)}起停用，截止日期不能晚于该日。", field="valid_to"
        )


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by, at: datetime) -> Membership:
    """The role ends before `on`; what the person entered stays with the unit. An end to come may be moved."""
    if by and by.pk == membership.user_id:
        raise Refused(OWN_END)
    row = Membership.objects.select_for_update().select_related("unit", "user").get(pk=membership.pk)
    if row.valid_to is not None and row.valid_to <= timezone.localdate(at):
        raise Refused("这个岗位已经结束。")
    if on <= row.valid_from:
        raise Refused(ENDS_BEFORE_START, field="valid_to")
    if row.valid_to is not None and on > row.valid_to:
        raise Refused("只能提前结束，不能延长。需要延长的，请另行授予岗位。", field="valid_to")
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(row.user, "membership_ended", by=by, at=at, unit=row.unit.name, role=row.role, on=on)
    return row
