"""Days as people write them: read one strictly, keep how precise it was, show it the official way."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import models

from promo.reading import Unreadable, fold

EARLIEST = date(
    1978, 1, 1
)  # investment promotion begins with the reform; anything older is a slip of the finger
DASH = "—"

WHOLE = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})[日号]|(?P<m3>[0-9]{2})(?P<d3>[0-9]{2}))"
)
MONTH = re.compile(
    r"(?P<y>[0-9]{4})(?:[-/.](?P<m>[0-9]{1,2})|年(?P<m2>[0-9]{1,2})月(?:份|初|底|末|[上中下]旬)?)"
)
YEAR = re.compile(r"(?P<y>[0-9]{4})(?:年(?:初|底|末|度)?)?")
YEARLESS = re.compile(r"[0-9]{1,2}(?:月|[-/.][0-9]{1,2}$).*")


class Precision(models.TextChoices):
    """How exactly a day is known."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"
    UNTIL = "until", "截至"  # known to have happened by this day


@dataclass(frozen=True, order=True)
class PartialDay:
    """A day with its precision; a month or a year stands on its first day."""

    day: date
    precision: str = Precision.DAY.value


def read_day(text: str, *, earliest: date = EARLIEST, latest: date | None = None) -> date:
    """A full day: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日 or 20260305; the year always comes first.

    `earliest` and `latest` are both allowed. Raises Unreadable with one Chinese sentence.
    """
    words = re.sub(r"\s+", "", fold(text))
    if not words:
        raise Unreadable("请填写日期。")
    match = WHOLE.fullmatch(words)
    if not match:
        raise Unreadable("日期格式不对，请按“2026-03-05”填写。")
    return _within(_day_of(match), earliest, latest)


def read_partial_day(text: str, *, earliest: date = EARLIEST, latest: date | None = None) -> PartialDay:
    """A day, a month (2024年3月, 2024.3, 2024年3月底), a year (2024年, 2024) or 截至 with a day.

    The period must not begin after `latest`, nor end before `earliest`'s month or year.
    A date without a year is refused. Raises Unreadable with one Chinese sentence.
    """
    words = re.sub(r"\s+", "", fold(text))
    if words.startswith("截至"):
        day = read_day(words.removeprefix("截至"), earliest=earliest, latest=latest)
        return PartialDay(day, Precision.UNTIL.value)
    if match := MONTH.fullmatch(words):
        first = _real(int(match["y"]), int(match["m"] or match["m2"]), 1, "月份")
        return PartialDay(_within(first, earliest.replace(day=1), latest), Precision.MONTH.value)
    if match := YEAR.fullmatch(words):
        first = _real(int(match["y"]), 1, 1, "年份")
        return PartialDay(_within(first, earliest.replace(month=1, day=1), latest), Precision.YEAR.value)
    if YEARLESS.fullmatch(words):
        raise Unreadable("日期缺少年份，请补充。")
    return PartialDay(read_day(words, earliest=earliest, latest=latest))


def show_day(day: date | None, precision: str = Precision.DAY.value) -> str:
    """'2026年3月5日', '2026年3月', '2026年', '截至2026年3月5日'; None is '—'."""
    if day is None:
        return DASH
    if precision == Precision.YEAR:
        return f"{day.year}年"
    if precision == Precision.MONTH:
        return f"{day.year}年{day.month}月"
    return f"{'截至' if precision == Precision.UNTIL else ''}{day.year}年{day.month}月{day.day}日"


def show_iso(day: date | None, precision: str = Precision.DAY.value) -> str:
    """The short form for tables: '2026-03-05', '2026-03', '2026', '截至2026-03-05'; None is '—'."""
    if day is None:
        return DASH
    length = {Precision.YEAR.value: 4, Precision.MONTH.value: 7}.get(str(precision), 10)
    return f"{'截至' if precision == Precision.UNTIL else ''}{day.isoformat()[:length]}"


def _day_of(match: re.Match) -> date:
    month = match["m"] or match["m2"] or match["m3"]
    day = match["d"] or match["d2"] or match["d3"]
    return _real(int(match["y"]), int(month), int(day), "日期")


def _real(year: int, month: int, day: int, what: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"没有这个{what}，请核对。") from None


def _within(day: date, earliest: date, latest: date | None) -> date:
    if day < earliest:
        raise Unreadable(f"日期不能早于{show_day(earliest)}。")
    if latest is not None and day > latest:
        raise Unreadable(f"日期不能晚于{show_day(latest)}。")
    return day
