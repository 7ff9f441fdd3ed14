"""The parts of a year that have targets of their own (时序目标): quarters and months, each counted from the first day
of the year to the end of the part."""

from collections.abc import Mapping

YEAR = ""
QUARTERS = ("q1", "q2", "q3", "q4")
MONTHS = tuple(f"m{month:02d}" for month in range(1, 13))
PARTS = (YEAR, *QUARTERS, *MONTHS)
SERIES = {"quarters": QUARTERS, "months": MONTHS}
SERIES_NAMES = {"quarters": "按季度", "months": "按月"}
NAMES = {YEAR: "年度"}
NAMES |= {part: f"{digit}季度" for part, digit in zip(QUARTERS, "一二三四", strict=True)}
NAMES |= {part: f"{number}月" for number, part in enumerate(MONTHS, start=1)}
CHOICES = [(part, NAMES[part]) for part in PARTS]


def words(part: str) -> str:
    """'至二季度末', '至6月末': a time target is never that of the quarter alone; '' for the year."""
    return f"至{NAMES[part]}末" if part else ""


def series_of(part: str) -> str:
    """'quarters' or 'months', among which a part stands; '' for the year."""
    return next((named for named in SERIES if part in SERIES[named]), "")


def in_order(named: str, first_month: int = 1) -> tuple[str, ...]:
    """The parts of a series as they end one after the other: a year that begins in December has 12月 first, and its
    quarters are its own."""
    turn = first_month - 1 if named == "months" else 0
    return SERIES[named][turn:] + SERIES[named][:turn]


def falls(by_part: Mapping[str, int], part: str, first_month: int = 1) -> list[tuple[str, str]]:
    """(earlier part, later part) wherever the series that `part` stands in falls; what was not given is passed over."""
    named = series_of(part)
    series = [one for one in (in_order(named, first_month) if named else ()) if one in by_part]
    return [(a, b) for a, b in zip(series, series[1:], strict=False) if by_part[b] < by_part[a]]
