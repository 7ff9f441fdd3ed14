"""First-talk protection: granted for a time, extended with proof, ended only by a person."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.turns import take_turn
from projects.models import ExchangeRate, Project, Protection, Status
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.models.event import record
from promo.money import show_money
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from promo.workdays import ONE_DAY
from units.models import Unit

WAN = 10_000


@transaction.atomic
def grant_protection(
    *, project: Project, unit: Unit, starts_on: date, basis: str, by, at: datetime, files=()
) -> Protection:
    """The days of the rule from `starts_on` on. One at a time: an expired one must be released before."""
    take_turn(project)
    today = timezone.localdate(at)
    rule = rule_for("protection", region=project.region, on=today)
    _check(project, unit, starts_on, today)
    _refuse_small(project, rule["least_amount"], today)
    ends_on = starts_on + timedelta(days=rule["days"])
    if ends_on <= today:
        raise Refused(f"按保护期{rule['days']}天计算，至今已经届满，请核对起始日期。", field="starts_on")
    row = _create(
        project=project,
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=basis,
        granted_by=by,
        granted_at=at,
    )
    attach(project=project, files=files, by=by, at=at, about=row, kind="protection")
    record(
        project,
        "protection_granted",
        by=by,
        at=at,
        name=unit.name,
        valid_from=starts_on,
        ends_on=ends_on,
        reason=basis,
    )
    return row


def _check(project: Project, unit: Unit, starts_on: date, today: date) -> None:
    if project.status == Status.MERGED or not project.is_open:
        raise Refused("项目不在库，不能给予首谈保护。")
    if unit.region_id != project.region_id:
        raise Refused("首谈单位应为本地区单位。", field="unit")
    if starts_on > today:
        raise Refused("起始日期不能晚于今天。", field="starts_on")


def _refuse_small(project: Project, least: int | None, today: date) -> None:
    """`least` in 万元; a sum in another currency is taken at the rate of the day."""
    if least is None:
        return
    amount = project.amount
    if amount is not None and project.currency != "CNY":
        rate = ExchangeRate.objects.in_force(currency=project.currency, on=today).first()
        amount = amount * rate.rate if rate else None
    if amount is None or amount < Decimal(least) * WAN:
        asked = show_money(Decimal(least) * WAN)
        raise Refused(f"投资额达到{asked}的项目才给予首谈保护，请核对项目的投资额。")


def _create(**fields) -> Protection:
    try:
        with transaction.atomic():
            return Protection.objects.create(**fields)
    except IntegrityError as error:
        raise Refused("该项目已有首谈保护，到期的须先解除。") from error


@transaction.atomic
def extend_protection(
    *, protection: Protection, basis: str, version: int, by, at: datetime, files=()
) -> Protection:
    """A further row until the rule's days after the last one, while it still protects; as often as the rule allows."""
    project = protection.project
    take_turn(project)
    today = timezone.localdate(at)
    protection.refresh_from_db()
    if protection.ended_at:
        raise Refused("首谈保护已经解除，不能延期。")
    if today >= protection.ends_on:
        raise Refused("保护期已届满，不能延期，请解除后重新办理。")
    rule = rule_for("protection", region=project.region, on=today)
    if renewals_of(protection) >= rule["renewals"]:
        raise Refused(f"按规定最多延期{rule['renewals']}次，不能再延。")
    if not files:
        raise Refused("延期须上传证明仍在推进的材料。", field="files")
    update_if_unchanged(protection, version=version, ended_at=at, ended_by=by, end_reason="延期")
    row = _create(
        project=project, unit=protection.unit, starts_on=max(today, protection.starts_on),
        ends_on=protection.ends_on + timedelta(days=rule["renewal_days"]), basis=basis, granted_by=by, granted_at=at,
        renews=protection,
    )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, about=row, kind="protection")
    record(
        project,
        "protection_extended",
        by=by,
        at=at,
        name=row.unit.name,
        until=row.ends_on - ONE_DAY,
        basis=basis,
    )
    return row


def renewals_of(protection: Protection) -> int:
    """How often it was extended; a statement each."""
    count, row = 0, protection
    while row.renews_id:
        count, row = count + 1, row.renews
    return count


@transaction.atomic
def release_protection(*, protection: Protection, reason: str, version: int, by, at: datetime) -> Protection:
    """A person ends it, before its day or after; nothing ends by itself."""
    take_turn(protection.project)
    protection.refresh_from_db(fields=["ended_at"])
    if protection.ended_at:
        raise Refused("首谈保护已经解除。")
    if not reason.strip():
        raise Refused("请填写解除原因。", field="reason")
    update_if_unchanged(protection, version=version, ended_at=at, ended_by=by, end_reason=reason)
    record(protection.project, "protection_released", by=by, at=at, name=protection.unit.name, reason=reason,
           ended=show_day(timezone.localdate(at)))  # fmt: skip
    return protection
