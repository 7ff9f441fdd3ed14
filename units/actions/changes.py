"""Units are renamed, merged, split or closed by a decision with its document; the day decides which name holds.

What follows for credit and projects is done by projects.actions.decide_unit_change, which calls this first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from promo.days import show_day
from promo.models.event import record
from promo.pinyin import initials
from promo.refusal import Refused
from units.models import ChangeKind, Paper, Region, Role, Unit, UnitChange, UnitChangeLine, UnitName

WHOLE = 10_000


@dataclass(frozen=True)
class Handover:
    """`to_unit` takes `share`/10000 of `from_unit`; None where it ends without a successor, and for a new name."""

    from_unit: Unit
    to_unit: Unit | None = None
    share: int = WHOLE


@transaction.atomic
def change_units(
    *, region: Region, kind: str, effective_on: date, lines: Sequence[Handover], document: str, by, at: datetime,
    carry_from: date | None = None, reason: str = "", name: str = "", short_name: str = "", paper: Paper | None = None,
) -> UnitChange:  # fmt: skip
    """Write the decision and what follows for the units themselves: the new name, or the day on which they end."""
    _check(region, kind, effective_on, lines, carry_from, at)
    change = UnitChange.objects.create(
        region=region, kind=kind, effective_on=effective_on, carry_from=carry_from, document=document, reason=reason,
        paper=paper, decided_by=by, decided_at=at,
    )  # fmt: skip
    UnitChangeLine.objects.bulk_create(
        UnitChangeLine(change=change, from_unit=row.from_unit, to_unit=row.to_unit, share=row.share, order=i)
        for i, row in enumerate(lines)
    )
    for unit in ended_units(lines):
        if kind == ChangeKind.RENAME:
            _rename(unit, name=name, short_name=short_name, on=effective_on)
        else:
            _end(unit, on=effective_on)
        record(
            unit, "unit_reorganised", by=by, at=at, kind=kind, document=document, valid_from=effective_on,
            heirs=[[row.to_unit.name, row.share] for row in lines if row.from_unit.pk == unit.pk and row.to_unit],
            **({"name": name} if name else {}),
        )  # fmt: skip
    return change


def ended_units(lines: Sequence[Handover]) -> list[Unit]:
    """The units that a decision is about, each once."""
    return list({row.from_unit.pk: row.from_unit for row in lines}.values())


def _check(region, kind, effective_on, lines, carry_from, at: datetime) -> None:
    if effective_on > timezone.localdate(at):
        raise Refused("生效日期不能晚于今天，请在生效当日办理。", field="effective_on")
    units = ended_units(lines)
    if not units:
        raise Refused("请选择变动的单位。", field="units")
    for unit in units:
        _check_unit(unit, region, effective_on)
    if kind == ChangeKind.RENAME:
        return
    if carry_from and carry_from > effective_on:
        raise Refused("业绩划转起始日期不能晚于生效日期。", field="carry_from")
    for unit in units:
        _check_heirs(unit, [row for row in lines if row.from_unit.pk == unit.pk], kind, units, effective_on)
        _refuse_people(unit, effective_on)


def _check_unit(unit: Unit, region: Region, day: date) -> None:
    if unit.region_id != region.pk:
        raise Refused("只能办理本地区单位的变动。", field="units")
    if unit.valid_from >= day or (unit.valid_to and unit.valid_to <= day):
        raise Refused(f"“{unit.name}”在{show_day(day)}尚未启用或已经停用。", field="effective_on")
    taken_on = unit.changes_towards.order_by("-change__effective_on").values_list(
        "change__effective_on", flat=True
    )
    if (last := taken_on.first()) and day < last:
        raise Refused(
            f"“{unit.name}”在{show_day(last)}承接过其他单位，不能早于该日停用。", field="effective_on"
        )


def _check_heirs(unit: Unit, lines: Sequence[Handover], kind: str, ending: Sequence[Unit], day: date) -> None:
    heirs = [row.to_unit for row in lines if row.to_unit]
    if kind == ChangeKind.CLOSE and not heirs:
        return
    if not heirs or sum(row.share for row in lines) != WHOLE or any(row.share <= 0 for row in lines):
        raise Refused(f"“{unit.name}”的承接份额应大于0，合计应为100%。", field="heirs")
    if kind == ChangeKind.MERGE and len(heirs) > 1:
        raise Refused("合并只有一个承接单位，多个承接单位请选拆分。", field="heirs")
    for heir in heirs:
        if heir.pk in {one.pk for one in ending}:
            raise Refused(f"“{heir.name}”本次同时停用，不能作为承接单位。", field="heirs")
        if heir.region_id != unit.region_id:
            raise Refused("承接单位应为本地区单位。", field="heirs")
        if heir.valid_from > day or (heir.valid_to and heir.valid_to <= day):
            raise Refused(f"“{heir.name}”在{show_day(day)}尚未启用或已经停用。", field="heirs")


def staff_of(unit: Unit, *, on: date) -> list[tuple[str, str]]:
    """(name, role in words) of those who hold a role in the unit that day or later: they must be moved by hand."""
    rows = unit.memberships.not_ended(on=on).select_related("user").order_by("role", "user__name")
    return [(row.user.name, Role(row.role).label) for row in rows]


def _refuse_people(unit: Unit, day: date) -> None:
    staff = staff_of(unit, on=day)
    if staff:
        names = "、".join(f"{name}（{role}）" for name, role in staff)
        raise Refused(
            f"“{unit.name}”还有人员任职：{names}。请管理员先办理离岗或调任，离岗日期不晚于生效日期。",
            field="units",
        )


def _rename(unit: Unit, *, name: str, short_name: str, on: date) -> None:
    """The old name is kept from the day the unit began, so that every day has its name."""
    if not name.strip() or not short_name.strip():
        raise Refused("请填写新名称和新简称。", field="name")
    if Unit.objects.filter(region=unit.region, name=name).exclude(pk=unit.pk).exists():
        raise Refused("本地区已有同名单位。", field="name")
    last = unit.names.order_by("-valid_from").first()
    if last is None:
        UnitName.objects.create(
            unit=unit, name=unit.name, short_name=unit.short_name, valid_from=unit.valid_from
        )
    elif last.valid_from >= on:
        raise Refused(
            f"生效日期应晚于上一次更名的日期（{show_day(last.valid_from)}）。", field="effective_on"
        )
    try:
        with transaction.atomic():
            UnitName.objects.create(unit=unit, name=name, short_name=short_name, valid_from=on)
            Unit.objects.filter(pk=unit.pk).update(
                name=name,
                short_name=short_name,
                initials=initials(name + short_name)[:60],
                version=F("version") + 1,
            )
    except IntegrityError as error:
        raise Refused("本地区已有同名单位。", field="name") from error
    unit.refresh_from_db()


def _end(unit: Unit, *, on: date) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=on, version=F("version") + 1)
    unit.refresh_from_db()
