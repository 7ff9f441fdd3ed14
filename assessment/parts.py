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


def series_of(part: str) -> tuple[str, ...]:
    """The quarters or the months a part stands among; () for the year."""
    return next((series for series in SERIES.values() if part in series), ())


def falls(by_part: Mapping[str, int], part: str) -> list[tuple[str, str]]:
    """(earlier part, later part) wherever the series that `part` stands in falls; what was not given is passed over."""
    series = [one for one in series_of(part) if one in by_part]
    return [(a, b) for a, b in zip(series, series[1:], strict=False) if by_part[b] < by_part[a]]
