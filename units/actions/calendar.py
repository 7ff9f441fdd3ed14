"""The office's calendar: a day that is worked or free against the rule of the week; what was set is told by events."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from promo.days import show_day
from promo.models import CalendarDay
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale, update_if_unchanged
from promo.workdays import SATURDAY


@transaction.atomic
def set_calendar_day(
    *, day: date, is_workday: bool, name: str, version: int, by, at: datetime, is_confirmed: bool = True
) -> CalendarDay:
    """A new exception (`version` 0) or another word about one that stands. Deadlines given before stay as given."""
    row = CalendarDay.objects.filter(day=day).first()
    if row is None:
        return _new_day(day, is_workday, name, is_confirmed, version, by, at)
    if version == 0:
        raise Refused(f"{show_day(day)}已经设置，请修改原有的设置。", field="day")
    differs = update_if_unchanged(
        row, version=version, is_workday=is_workday, name=name, is_confirmed=is_confirmed, changed_by=by, changed_at=at
    )  # fmt: skip
    changes = {key: pair for key, pair in differs.items() if not key.startswith("changed_")}
    record(row, "calendar_changed", by=by, at=at, day=day, name=name, changes=changes)
    return row


def _new_day(day: date, is_workday: bool, name: str, is_confirmed: bool, version: int, by, at) -> CalendarDay:
    if version:
        raise Stale()
    if is_workday == (day.weekday() < SATURDAY):
        usual = "工作日" if is_workday else "休息日"
        raise Refused(f"{show_day(day)}按星期本来就是{usual}，不需要设置。", field="is_workday")
    try:
        with transaction.atomic():
            row = CalendarDay.objects.create(
                day=day,
                is_workday=is_workday,
                name=name,
                is_confirmed=is_confirmed,
                changed_by=by,
                changed_at=at,
            )
    except IntegrityError as error:
        raise Refused(f"{show_day(day)}刚被别人设置过，请刷新后再试。", field="day") from error
    record(row, "calendar_set", by=by, at=at, day=day, name=name, is_workday=is_workday)
    return row


@transaction.atomic
def remove_calendar_day(*, day: date, version: int, by, at: datetime) -> None:
    """The rule of the week holds again; the event keeps what stood there."""
    row = CalendarDay.objects.select_for_update().filter(day=day).first()
    if row is None:
        raise Refused("这一天没有设置，可能已被别人取消。")
    if row.version != version:
        raise Stale()
    record(row, "calendar_removed", by=by, at=at, day=day, name=row.name, is_workday=row.is_workday)
    row.delete()


@transaction.atomic
def confirm_calendar_year(*, year: int, by, at: datetime) -> int:
    """The State Council's notice is out and what stands here agrees with it; how many days were confirmed."""
    waiting = CalendarDay.objects.select_for_update().filter(day__year=year, is_confirmed=False)
    rows = list(waiting)
    if not rows:
        raise Refused(f"{year}年没有待确认的假期。")
    CalendarDay.objects.filter(pk__in=[row.pk for row in rows]).update(
        is_confirmed=True, changed_by=by, changed_at=at
    )
    record(rows[0], "calendar_confirmed", by=by, at=at, year=year, days=len(rows))
    return len(rows)
