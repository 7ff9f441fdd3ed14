"""What every action on a record shares: its checks, the one conditional change, the event it leaves, its authors."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from assessment.models import FigureKind, RecordState, UnitRecord
from assessment.models.unit_record import MOST
from promo.days import show_day
from promo.models import Event
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit

WROTE = ("record_entered", "record_amended")
OPEN = (RecordState.RECORDED, RecordState.RETURNED)
TWIN = "已经登记过相同的记录（同一单位、同一事项、同一日期、同一数值、同一依据），请核对是否重复。"


def take_kind(kind: FigureKind) -> None:
    """Who records of a kind goes one after the other: each must see what the one before has entered."""
    FigureKind.objects.select_for_update(no_key=True).values_list("pk").get(pk=kind.pk)


def has_written(row: UnitRecord, user) -> bool:
    return bool(written_by(user, [row]))


def written_by(user, rows: Iterable[UnitRecord]) -> set[int]:
    """Ids of those of the rows that the person ever entered or amended: the last hand on a row is not the only one.
    One statement; the rule that acts and pages share."""
    by_row = {row.pk: row.recorded_by_id for row in rows}
    events = Event.objects.filter(subject=UnitRecord._meta.label_lower, subject_id__in=list(by_row), by=user)
    wrote = set(events.filter(verb__in=WROTE).order_by().values_list("subject_id", flat=True))
    return wrote | {pk for pk, recorded_by in by_row.items() if recorded_by == user.pk}


def tell(row: UnitRecord, verb: str, *, by, at: datetime, **detail) -> None:
    record(row, verb, by=by, at=at, unit=row.unit.name, kind=row.kind.name, quantity=row.quantity, **detail)


def check_days(happened_on: date, statistical_on: date, today: date) -> None:
    if happened_on > today:
        raise Refused("发生日期不能晚于今天。", field="happened_on")
    if statistical_on > today:
        raise Refused("统计日期不能晚于今天。", field="statistical_on")


def check_figure(kind: FigureKind, quantity: int, document: str) -> None:
    if quantity <= 0:
        raise Refused(f"{'次数' if kind.is_event else '数值'}应大于0。", field="figure")
    if quantity > MOST:
        raise Refused("数值过大，请核对数字和单位。", field="figure")
    if not document.strip():
        raise Refused("请填写依据。", field="document")


def check_unit(kind: FigureKind, unit: Unit, happened_on: date) -> None:
    if unit.region_id != kind.region_id:
        raise Refused("只能登记本地区的单位。", field="unit")
    if not Unit.objects.active(on=happened_on).filter(pk=unit.pk).exists():
        raise Refused(f"{show_day(happened_on)}该单位尚未启用或已停用。", field="unit")


def refuse_twin(
    kind: FigureKind, unit: Unit, quantity: int, happened_on: date, document: str, besides: int | None = None
) -> None:
    """The very same figure on the same paper was entered before: counted twice, most likely."""
    same = UnitRecord.objects.standing().filter(
        kind=kind, unit=unit, quantity=quantity, happened_on=happened_on, document=document
    )
    if same.exclude(pk=besides).exclude(reversals__state=RecordState.VERIFIED).exists():
        raise Refused(TWIN, field="document")


def change(row: UnitRecord, version: int, **changes) -> None:
    """Conditional on the version and on being open: two people at one record cannot both succeed."""
    open_row = UnitRecord.objects.filter(pk=row.pk, version=version, state__in=OPEN)
    if not open_row.update(version=F("version") + 1, **changes):
        raise Stale()
    row.refresh_from_db()


def today_of(at: datetime) -> date:
    return timezone.localdate(at)
