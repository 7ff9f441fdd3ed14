"""People: accounts and passwords. An account is switched off, never deleted."""

from datetime import date, datetime

from axes.utils import reset as forget_failed_logins
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.access import Access
from units.actions.memberships import give_membership
from units.models import Membership, Unit, User

TAKEN = "这个用户名已有人使用。"
ELSEWHERE = "此人在其他地区还有岗位，账号请由上级管理员办理。"


@transaction.atomic
def create_user(
    *, username: str, name: str, password: str, by, at: datetime, phone: str = "", first_password=True
) -> User:
    """An account; its first password must be changed at the first login unless `first_password` is False."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(TAKEN, field="username")
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username, name=name, password=password, phone=phone, must_change_password=first_password
            )
    except IntegrityError as error:
        raise Refused(TAKEN, field="username") from error
    record(user, "user_created", by=by, at=at, username=username, name=name)
    return user


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, unit: Unit, role: str, valid_from: date, by, at: datetime,
    phone: str = "",
) -> User:  # fmt: skip
    """An account together with its first role: neither is of use alone."""
    user = create_user(username=username, name=name, password=password, phone=phone, by=by, at=at)
    give_membership(user=user, unit=unit, role=role, valid_from=valid_from, by=by, at=at)
    return user


@transaction.atomic
def change_user(*, user: User, version: int, by, at: datetime, **changes) -> User:
    """Another name or phone number; the user name stays for ever."""
    _refuse_beyond_reach(user, by, at)
    differs = update_if_unchanged(user, version=version, **changes)
    if differs:
        record(user, "user_changed", by=by, at=at, changes=differs)
    return user


@transaction.atomic
def switch_user(*, user: User, is_active: bool, by, at: datetime) -> User:
    """Off: the person is out at the next request, on every device."""
    if by and user.pk == by.pk:
        raise Refused("不能停用或启用自己的账号，请由其他管理员办理。")
    _refuse_beyond_reach(user, by, at)
    if user.is_active == is_active:
        raise Refused("这个账号已经启用。" if is_active else "这个账号已经停用。")
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    if not is_active:
        _end_sessions(user)
    record(user, "user_switched_on" if is_active else "user_switched_off", by=by, at=at)
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, by, at: datetime) -> None:
    """A new first password from the administrator; every session of the person ends, a lock-out is lifted."""
    if by and user.pk == by.pk:
        raise Refused("自己的密码请在“修改密码”中修改。")
    _refuse_beyond_reach(user, by, at)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    forget_failed_logins(username=user.username)
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


@transaction.atomic
def change_own_email(*, user: User, email: str, by, at: datetime) -> None:
    """Where the person's notices are sent as well; '' for nowhere."""
    if by.pk != user.pk:
        raise Refused("只能修改自己的电子邮箱。")
    before = User.objects.select_for_update().get(pk=user.pk).email
    if before == email:
        return
    User.objects.filter(pk=user.pk).update(email=email)
    user.email = email
    record(user, "user_changed", by=by, at=at, changes={"email": [before, email]})


def _refuse_beyond_reach(user: User, by, at: datetime) -> None:
    """Who resets a password could come in as that person, who renames could pass one off as another: no role of the
    person may lie outside the administrator's regions."""
    if by is None:
        return
    today = timezone.localdate(at)
    held = Membership.objects.filter(user=user).not_ended(on=today)
    within = held.administered_by(Access.of(by, on=today))
    if held.exclude(pk__in=within.values("pk")).exists():
        raise Refused(ELSEWHERE)


def _end_sessions(user: User) -> None:
    """Sessions die by themselves when the password hash changes; a switched-off account loses them at once."""
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
