"""Targets: given to a unit or to the region for a year or a part of it, revised by a new version with its paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment import parts
from assessment.actions.stamping import stamp
from assessment.countable import BELOW_ZERO, Countable, countables
from assessment.facts import Key, Years, latest_targets, year_words
from assessment.models import Target, TargetSet
from assessment.sources import Clock
from promo.days import show_day
from promo.models.event import record
from promo.money import LIMIT
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Region, Unit

MOST = int(LIMIT) * 100  # the ledger's integers: 分, cents, 1/10000 of a project
GIVEN = "这项目标已经下达，请在“目标历史”中调整。"
AT_ONCE = 500


@dataclass(frozen=True)
class TargetEntry:
    """One target to be written: `unit` None is the region's own, `expected` the version the person saw, 0 for none."""

    unit: Unit | None
    measure: str
    quantity: int
    target_set: str = TargetSet.OWN
    part: str = parts.YEAR
    expected: int = 0

    @property
    def key(self) -> Key:
        return (self.unit.pk if self.unit else None), self.measure, str(self.target_set), self.part


def record_target(
    *, region: Region, unit: Unit | None, year: int, measure: str, quantity: int, effective_from: date, document: str,
    by, at: datetime, expected: int = 0, target_set: str = TargetSet.OWN, part: str = parts.YEAR,
) -> Target:  # fmt: skip
    """A new version of one target; see record_targets."""
    entry = TargetEntry(unit, measure, quantity, target_set, part, expected)
    (row,) = record_targets(
        region=region, year=year, entries=[entry], effective_from=effective_from, document=document, by=by, at=at
    )  # fmt: skip
    return row


@transaction.atomic
def record_targets(
    *, region: Region, year: int, entries: Sequence[TargetEntry], effective_from: date, document: str, by, at: datetime
) -> list[Target]:  # fmt: skip
    """New versions of several targets by one document, all or none. Quantities are integers as in the ledger.

    Zero is a target: the unit is asked for nothing, which is not the same as no target. Raises Refused for the first
    that cannot be: not a target of this region, revised meanwhile, taking effect before the version it replaces or
    outside its assessment year, or a cumulative target below that of an earlier quarter or month.
    """
    recorded_at = stamp(at)  # every writer of targets waits here for the one before
    latest, known = latest_targets(region, year=year), countables(region)
    today = timezone.localdate(at)
    clock = Years(region).clock(year, until=today)
    for entry in entries:
        _check(entry, region, known)
        _check_version(entry, latest)
        _check_day(effective_from, clock, latest.get(entry.key), today)
    _check_parts(entries, latest, known, clock.first_month)
    rows = [
        Target(
            region=region, unit=entry.unit, year=year, measure=entry.measure, target_set=entry.target_set,
            part=entry.part, version=entry.expected + 1, quantity=entry.quantity, effective_from=effective_from,
            document=document, recorded_by=by, recorded_at=recorded_at,
        )
        for entry in entries
    ]  # fmt: skip
    try:
        with transaction.atomic():
            kept = Target.objects.bulk_create(rows, batch_size=AT_ONCE)
    except IntegrityError as error:
        raise Stale() from error
    for row in kept:
        _tell(row, latest.get(row.key), by, at)
    return kept


def _tell(row: Target, before: Target | None, by, at: datetime) -> None:
    record(
        row, "target_revised" if before else "target_recorded", by=by, at=at, holder=(row.unit or row.region).name,
        year=row.year, measure=row.measure, set=str(row.target_set), part=row.part,
        quantity=[before.quantity if before else None, row.quantity], document=row.document,
    )  # fmt: skip


def _check(entry: TargetEntry, region: Region, known: Mapping[str, Countable]) -> None:
    if entry.measure not in known or not (known[entry.measure].is_active or entry.expected):
        raise Refused("请从列表中选择指标。", field="measure")
    if entry.target_set not in TargetSet.values:
        raise Refused("请从列表中选择目标类别。", field="target_set")
    if entry.part not in parts.PARTS:
        raise Refused("请从列表中选择时段。", field="part")
    if entry.unit is not None and entry.unit.region_id != region.pk:
        raise Refused("只能给本地区的单位下达目标。", field="unit")
    if entry.quantity < 0:
        raise Refused(BELOW_ZERO, field="quantity")
    if entry.quantity > MOST:
        raise Refused("目标数过大，请核对数字和单位。", field="quantity")


def _check_version(entry: TargetEntry, latest: Mapping[Key, Target]) -> None:
    row = latest.get(entry.key)
    if (row.version if row else 0) != entry.expected:
        raise Stale() if entry.expected else Refused(GIVEN, field="measure")


def _check_day(effective_from: date, clock: Clock, latest: Target | None, today: date) -> None:
    if not clock.contains(effective_from):
        raise Refused(f"生效日期应在{year_words(clock)}之内。", field="effective_from")
    if latest and effective_from < latest.effective_from:
        day = show_day(latest.effective_from)
        raise Refused(f"生效日期不能早于上一版的生效日期（{day}）。", field="effective_from")
    if not 1978 <= clock.year <= today.year + 1:
        raise Refused("年度只能是往年、本年或下一年。", field="year")


def _check_parts(
    entries: Sequence[TargetEntry],
    latest: Mapping[Key, Target],
    known: Mapping[str, Countable],
    first_month: int,
) -> None:
    """Cumulative targets never fall from one quarter to the next, nor from one month to the next."""
    then = {key: row.quantity for key, row in latest.items()} | {one.key: one.quantity for one in entries}
    for entry in entries:
        by_part = {part: then[key] for part in parts.PARTS if (key := (*entry.key[:3], part)) in then}
        for earlier, later in parts.falls(by_part, entry.part, first_month):
            who = f"{entry.unit.name if entry.unit else '总目标'}{known[entry.measure].name}："
            sentence = f"时序目标为累计数，{parts.NAMES[later]}不能少于{parts.NAMES[earlier]}。"
            raise Refused(who + sentence if len(entries) > 1 else sentence, field="quantity")
