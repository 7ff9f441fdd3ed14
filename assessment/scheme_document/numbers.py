"""Exact numbers as a document writes them."""

from fractions import Fraction

from promo.rounding import round_to

LONGEST = 8  # decimals


def write_number(x: Fraction | None) -> int | str | None:
    """Whole numbers as they are, others as the shortest text that reads back to the same number: "1.2", "1/3"."""
    if x is None or x.denominator == 1:
        return None if x is None else x.numerator
    places = next((n for n in range(1, LONGEST + 1) if Fraction(round_to(x, n)) == x), None)
    return f"{x.numerator}/{x.denominator}" if places is None else f"{round_to(x, places):f}"
