"""Numbers as a clerk reads them in a line of arithmetic, so that the line can be checked with a calculator.

Inputs are shown to their last digit (money in 万元 down to 分), results are rounded by the scheme; "≈" stands
wherever what is printed is not the whole number.
"""

from fractions import Fraction
from functools import lru_cache
from math import gcd

from assessment.rules import Rounding
from assessment.sources import Input
from promo.rounding import as_fraction, digits, in_last_places

NO_SCORE = "不计分（—）"

# unit -> (times, divided by, fewest decimals, most decimals, word)
_SHOWN = {
    "yuan": (1, 10_000, 2, 6, "万元"),
    "usd": (1, 10_000, 2, 6, "万美元"),
    "count": (1, 1, 0, 4, "个"),
    "points": (1, 1, 0, 6, "分"),
    "rate": (100, 1, 2, 6, "%"),
    "days": (1, 1, 0, 4, "天"),
}


def number(x: Fraction, fewest: int, most: int) -> str:
    """`x` with as many decimals as it has, within bounds; "约" in front when there would be more."""
    return _number(*as_fraction(x).as_integer_ratio(), fewest, most)


def _number(over: int, under: int, fewest: int, most: int) -> str:
    """`over` ÷ `under` in lowest terms, in integers throughout: a run writes tens of thousands of them."""
    places = min(max(_decimals(under, most), fewest), most)
    whole, rest = divmod(abs(over) * 10**places, under)
    if 2 * rest >= under:
        whole += 1
    return f"{'约' if rest else ''}{digits(-whole if over < 0 else whole, places, grouped=True)}"


@lru_cache(maxsize=4096)
def _decimals(under: int, most: int) -> int:
    """How many decimals show a number of this denominator in full; `most` where no number of them does."""
    twos = (under & -under).bit_length() - 1
    rest = under >> twos
    fives = 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else most


def quantity(x: Fraction, unit: str) -> str:
    times, divisor, fewest, most, word = _SHOWN[unit]
    over, under = as_fraction(x).as_integer_ratio()
    over, under = over * times, under * divisor
    common = gcd(over, under)
    return f"{_number(over // common, under // common, fewest, most)}{word}"


def shown(given: Input) -> str:
    return quantity(given.value, given.unit)


def plain(x: Fraction) -> str:
    """A parameter of the scheme: 40, 12.5."""
    return number(x, 0, 6)


def percent(x: Fraction) -> str:
    """A parameter of the scheme as a percentage: 100%, 120%."""
    return f"{plain(x * 100)}%"


def equals_percent(x: Fraction) -> str:
    """'= 30.00%', or '≈ 33.33%' where two decimals are not the whole rate."""
    whole, is_all = in_last_places(x * 100, 2)
    return f"{'=' if is_all else '≈'} {digits(whole, 2, grouped=True)}%"


def is_whole_percent(x: Fraction) -> bool:
    """Whether two decimals of a percentage show the rate in full, so that one can go on reckoning with it."""
    return in_last_places(x * 100, 2)[1]


def equals_points(points: Fraction, rounding: Rounding) -> str:
    """'= 10.50' or '≈ 11.67'."""
    whole, is_all = in_last_places(points, rounding.places, rounding.mode)
    return f"{'=' if is_all else '≈'} {digits(whole, rounding.places)}"
