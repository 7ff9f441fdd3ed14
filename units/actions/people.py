"""People: accounts, roles from a day to a day, passwords. An account is switched off, never deleted."""

from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from promo.models.event import record
from promo.refusal import Refused
from units.models import Membership, Unit, User


@transaction.atomic
def create_user(
    *, username: str, name: str, password: str, by, at: datetime, phone: str = "", first_password=True
):
    """An account; its first password must be changed at the first login unless `first_password` is False."""
    if User.objects.filter(username=username).exists():
        raise Refused("这个用户名已有人使用。", field="username")
    user = User.objects.create_user(
        username, name=name, password=password, phone=phone, must_change_password=first_password
    )
    record(user, "user_created", by=by, at=at, username=username, name=name)
    return user


@transaction.atomic
def give_membership(*, user: User, unit: Unit, role: str, valid_from: date, by, at: datetime, valid_to=None):
    """A role in a unit from a day on."""
    if Membership.objects.filter(user=user, unit=unit, role=role).in_force(on=valid_from).exists():
        raise Refused("此人已在该单位担任这一岗位。", field="role")
    if valid_to and valid_to <= valid_from:
        raise Refused("截止日期应晚于起始日期。", field="valid_to")
    row = Membership.objects.create(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    record(user, "membership_given", by=by, at=at, unit=unit.name, role=role, valid_from=valid_from)
    return row


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by, at: datetime) -> Membership:
    """The role ends before `on`; what the person entered stays with the unit."""
    if membership.valid_to is not None:
        raise Refused("这个岗位已经结束。")
    if on <= membership.valid_from:
        raise Refused("截止日期应晚于起始日期。", field="valid_to")
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    record(
        membership.user,
        "membership_ended",
        by=by,
        at=at,
        unit=membership.unit.name,
        role=membership.role,
        on=on,
    )
    return membership


@transaction.atomic
def switch_user(*, user: User, is_active: bool, by, at: datetime) -> User:
    """Off: the person is out at the next request, on every device."""
    if user.pk == by.pk:
        raise Refused("不能停用自己的账号。")
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    if not is_active:
        _end_sessions(user)
    record(user, "user_switched_on" if is_active else "user_switched_off", by=by, at=at)
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, by, at: datetime) -> None:
    """A new first password from the administrator; every session of the person ends."""
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    record(user, "password_reset", by=by, at=at)


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """The person's own new password."""
    if user.check_password(password):
        raise Refused("新密码不能与原密码相同。", field="new_password1")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(user, "password_changed", by=user, at=at)


def _end_sessions(user: User) -> None:
    """Sessions die by themselves when the password hash changes; a switched-off account loses them at once."""
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
