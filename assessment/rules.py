"""The arithmetic of assessment: exact numbers in, exact rationals out, None ("—") where nothing can be said.

Every function takes Fraction, Decimal or int and refuses floats. A denominator that is missing, zero or
negative gives None, never an exception and never 0: a unit without a target has not failed (INV-20,
taxonomy section 4). Nothing is rounded here except by `rounded`, which callers use once, at the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from promo.rounding import MODES, as_fraction, digits, in_last_places, round_to

Number = Fraction | Decimal | int


@dataclass(frozen=True)
class Rounding:
    """How a scheme shows its points: decimals, and 四舍五入 (half_up), 进一 (up) or 去尾 (cut)."""

    places: int = 2
    mode: str = "half_up"

    def __post_init__(self) -> None:
        if self.mode not in MODES or self.places < 0:
            raise ValueError(f"no such rounding: {self.places} places, {self.mode!r}")

    def of(self, x: Number | None) -> Decimal | None:
        return rounded(x, self.places, self.mode)

    def text(self, x: Number) -> str:
        """The digits of `of(x)`, without the number between."""
        return digits(in_last_places(x, self.places, self.mode)[0], self.places)


def added(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum; reduced to lowest terms once at the end, not at every step."""
    over, under = 0, 1
    for one in numbers:
        more, part = one.as_integer_ratio()
        if part == under:
            over += more
        else:
            whole = lcm(under, part)
            over, under = over * (whole // under) + more * (whole // part), whole
    return Fraction(over, under)


def rounded(x: Number | None, places: int, mode: str = "half_up") -> Decimal | None:
    """The figure as printed; None stays None. See promo.rounding for the three modes."""
    return None if x is None else round_to(x, places, mode)


def rate(actual: Number | None, target: Number | None) -> Fraction | None:
    """完成率: recognised done ÷ target, 1 for 100 % (practice 2.e; Panzhihua 2006, Diqing 2014)."""
    return _quotient(actual, target)


def time_lead(completion: Number | None, elapsed: Number) -> Fraction | None:
    """超（欠）时序进度 in percentage points: completion less the elapsed share of the year (Panzhihua 2006).

    Worked out from the exact rate, not from the printed one. Ahead is positive.
    """
    return None if completion is None else (as_fraction(completion) - as_fraction(elapsed)) * 100


def clamped(x: Number, cap: Number | None) -> Fraction:
    """`x` held between 0 and `cap`; no cap when None (taxonomy F1: caps of 1, 1.2, 2 and none are in use)."""
    exact = max(as_fraction(x), Fraction(0))
    return exact if cap is None else min(exact, as_fraction(cap))


def capped_proportion(
    points: Number, actual: Number | None, target: Number | None, cap: Number | None = 1
) -> Fraction | None:
    """F1, `points × clamp(actual ÷ target, 0, cap)`: items of S04, S20, S21, S35. None without a target."""
    completion = rate(actual, target)
    return None if completion is None else as_fraction(points) * clamped(completion, cap)


def ratio(numerator: Number | None, denominator: Number | None) -> Fraction | None:
    """M3, one measure ÷ another: 履约率, 开工率, 资金到位率 (S21; practice 2.e, cohort rule);
    占比, a part ÷ the whole it belongs to (Panzhihua 2006, Bazhong 2016)."""
    return _quotient(numerator, denominator)


def year_on_year(now: Number | None, base: Number | None) -> Fraction | None:
    """同比: change against the same period last year, -0.0892 for 下降8.92%; None without a base (M4)."""
    quotient = _quotient(now, base)
    return None if quotient is None else quotient - 1


def _quotient(part: Number | None, whole: Number | None) -> Fraction | None:
    if part is None or whole is None:
        return None
    below = as_fraction(whole)
    return as_fraction(part) / below if below > 0 else None
