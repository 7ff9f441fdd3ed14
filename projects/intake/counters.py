"""Rows that only number the columns of a printed form: 甲 乙 1 2 3."""

import re
from decimal import Decimal
from typing import Any

from projects.intake.grid import squeezed
from promo.reading import fold

COUNTERS = "甲乙丙丁戊己庚辛壬癸"


def is_counter_row(cells: list[Any]) -> bool:
    if any(
        not isinstance(cell, str | Decimal) or (isinstance(cell, str) and len(cell) > 6) for cell in cells
    ):
        return False
    marks = [fold(squeezed(cell)).strip("()") if isinstance(cell, str) else cell for cell in cells]
    numbers = [int(mark) for mark in marks if _is_small(mark)]
    rest = [mark for mark in marks if not _is_small(mark)]
    if len(marks) < 3 or any(
        not isinstance(mark, str) or mark not in COUNTERS and not re.fullmatch("[A-Z]", mark) for mark in rest
    ):
        return False
    if not numbers:
        return "".join(rest[:3]) in ("甲乙丙", "ABC")
    return (
        len(marks) >= 3
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and (len(numbers) >= 3 or bool(rest))
    )


def _is_small(mark: Any) -> bool:
    if isinstance(mark, Decimal):
        return mark == mark.to_integral_value() and 0 < mark < 200
    return isinstance(mark, str) and mark.isdecimal() and len(mark) <= 3
