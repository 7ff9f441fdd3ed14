"""Regions and units: made, renamed, classed, closed; never deleted."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from promo.days import show_day
from promo.models.event import record
from promo.pinyin import initials
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Region, RegionLevel, Unit, UnitClassing

LEVEL_BELOW = {
    None: RegionLevel.COUNTY,
    RegionLevel.COUNTY: RegionLevel.TOWN,
    RegionLevel.TOWN: RegionLevel.VILLAGE,
}


@transaction.atomic
def create_region(*, name: str, parent: Region | None, by, at: datetime, order: int = 0) -> Region:
    """A region one level below `parent`; a county where there is none."""
    level = LEVEL_BELOW.get(parent.level if parent else None)
    if level is None:
        raise Refused("村（社区）下面不能再设地区。", field="parent")
    if Region.objects.filter(parent=parent, name=name).exists():
        raise Refused(f"“{name}”已经存在。", field="name")
    region = Region.objects.create(name=name, level=level, parent=parent, order=order)
    region.path = f"{parent.path if parent else '/'}{region.pk}/"
    region.save(update_fields=["path"])
    record(region, "region_created", by=by, at=at, name=name)
    return region


@transaction.atomic
def create_unit(
    *, code: str, name: str, short_name: str, region: Region, unit_class: str, valid_from: date, by, at: datetime,
    order: int = 0, is_assessed: bool = True,
) -> Unit:  # fmt: skip
    """A unit with its first class; `unit_class` may be '' for offices that are not assessed."""
    if Unit.objects.filter(code=code).exists():
        raise Refused("这个编码已有单位使用。", field="code")
    _refuse_namesake(region, name)
    try:
        with transaction.atomic():
            unit = Unit.objects.create(
                code=code, name=name, short_name=short_name, region=region, valid_from=valid_from, order=order,
                is_assessed=is_assessed, initials=_initials(name, short_name),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("编码或名称与其他单位重复。") from error
    if unit_class:
        UnitClassing.objects.create(unit=unit, unit_class=unit_class, valid_from=valid_from)
    record(unit, "unit_created", by=by, at=at, name=name, unit_class=unit_class)
    return unit


def _initials(name: str, short_name: str) -> str:
    return initials(name + short_name)[:60]


def _refuse_namesake(region: Region, name: str, *, besides: int | None = None) -> None:
    if Unit.objects.filter(region=region, name=name).exclude(pk=besides).exists():
        raise Refused("本地区已有同名单位。", field="name")


@transaction.atomic
def change_unit(*, unit: Unit, version: int, by, at: datetime, **changes) -> Unit:
    """New name, order, or the day it closes; refused when somebody else changed it first."""
    name, short_name = changes.get("name", unit.name), changes.get("short_name", unit.short_name)
    if {"name", "short_name"} & set(changes):
        _refuse_namesake(unit.region, name, besides=unit.pk)
        changes["initials"] = _initials(name, short_name)
    if closes_on := changes.get("valid_to"):
        _refuse_closing(unit, closes_on)
    try:
        with transaction.atomic():
            differs = update_if_unchanged(unit, version=version, **changes)
    except IntegrityError as error:
        raise Refused("名称与其他单位重复，或停用日期不晚于启用日期。") from error
    differs.pop("initials", None)
    if differs:
        record(unit, "unit_changed", by=by, at=at, changes=differs)
    return unit


def _refuse_closing(unit: Unit, day: date) -> None:
    """A unit closes when nobody works there any more: a role in a closed unit would still open doors."""
    if day <= unit.valid_from:
        raise Refused(f"停用日期应晚于启用日期（{show_day(unit.valid_from)}）。", field="valid_to")
    people = unit.memberships.not_ended(on=day).values("user").distinct().count()
    if people:
        raise Refused(
            f"该日之后还有{people}人在本单位任职，请先办理离岗，离岗日期不晚于停用日期。", field="valid_to"
        )


@transaction.atomic
def classify_unit(*, unit: Unit, unit_class: str, valid_from: date, by, at: datetime) -> UnitClassing:
    """From `valid_from` on the unit belongs to another class; what was ranked before stays as it was."""
    Unit.objects.select_for_update().get(pk=unit.pk)  # two at once: one after the other
    last = unit.classings.order_by("-valid_from").first()
    if valid_from < unit.valid_from:
        raise Refused(f"起始日期不能早于单位启用日期（{show_day(unit.valid_from)}）。", field="valid_from")
    if last and valid_from <= last.valid_from:
        raise Refused(f"起始日期应晚于上一次调整的日期（{show_day(last.valid_from)}）。", field="valid_from")
    if last and last.unit_class == unit_class:
        raise Refused("单位已经属于这一类别。", field="unit_class")
    row = UnitClassing.objects.create(unit=unit, unit_class=unit_class, valid_from=valid_from)
    record(unit, "unit_classified", by=by, at=at, unit_class=unit_class, valid_from=valid_from)
    return row
