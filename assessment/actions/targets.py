"""Targets: given to a unit or to the region for a year, revised by a new version with its paper."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.models import Target
from projects.measures import MEASURES
from promo.days import show_day
from promo.models.event import record
from promo.money import LIMIT
from promo.refusal import Refused
from promo.versions import STALE
from units.models import Region, Unit

MOST = int(LIMIT) * 100  # the ledger's integers: 分, cents, 1/10000 of a project
GIVEN = "这项目标已经下达，请在“目标历史”中调整。"


@transaction.atomic
def record_target(
    *, region: Region, unit: Unit | None, year: int, measure: str, quantity: int, effective_from: date, document: str,
    by, at: datetime, expected: int = 0,
) -> Target:  # fmt: skip
    """A new version of a target. `quantity` is an integer as in the ledger; `unit` None is the region's own.

    `expected` is the version the person saw (0 for none). Raises Refused when somebody revised it meanwhile, when it
    takes effect before the version it replaces, or outside its year.
    """
    latest = _latest(region, unit, year, measure)
    _check(region, unit, measure, quantity)
    if (latest.version if latest else 0) != expected:
        raise Refused(STALE if expected else GIVEN, field=None if expected else "measure")
    _check_day(effective_from, year, latest, timezone.localdate(at))
    try:
        with transaction.atomic():
            row = Target.objects.create(
                region=region, unit=unit, year=year, measure=measure, version=expected + 1, quantity=quantity,
                effective_from=effective_from, document=document, recorded_by=by, recorded_at=stamp(at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(STALE) from error
    record(
        row, "target_revised" if latest else "target_recorded", by=by, at=at, holder=(unit or region).name,
        year=year, measure=measure, quantity=[latest.quantity if latest else None, quantity], document=document,
    )  # fmt: skip
    return row


def _latest(region: Region, unit: Unit | None, year: int, measure: str) -> Target | None:
    rows = Target.objects.filter(region=region, unit=unit, year=year, measure=measure)
    return rows.order_by("-version").first()


def _check(region: Region, unit: Unit | None, measure: str, quantity: int) -> None:
    if measure not in MEASURES:
        raise Refused("请从列表中选择指标。", field="measure")
    if unit is not None and unit.region_id != region.pk:
        raise Refused("只能给本地区的单位下达目标。", field="unit")
    if quantity <= 0:
        raise Refused("目标数必须大于0；没有任务的单位不必填写。", field="quantity")
    if quantity > MOST:
        raise Refused("目标数过大，请核对数字和单位。", field="quantity")


def _check_day(effective_from: date, year: int, latest: Target | None, today: date) -> None:
    if effective_from.year != year:
        raise Refused(f"生效日期应在{year}年度之内。", field="effective_from")
    if latest and effective_from < latest.effective_from:
        day = show_day(latest.effective_from)
        raise Refused(f"生效日期不能早于上一版的生效日期（{day}）。", field="effective_from")
    if not 1978 <= year <= today.year + 1:
        raise Refused("年度只能是往年、本年或下一年。", field="year")
