"""Numbers as a clerk types them (30%, 500万, 1.2亿) and as a scheme document keeps them."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.scheme_document import write_number

_TYPED = re.compile(r"(-?\d{1,16}(?:\.\d{1,8})?)(%|万|亿)?(?:元|美元|个|分|天)?", re.ASCII)
_TIMES = {None: Fraction(1), "%": Fraction(1, 100), "万": Fraction(10_000), "亿": Fraction(100_000_000)}
_BETWEEN = re.compile(r"\s*[、，,;；\n]\s*")
_OR_SPACE = re.compile(r"[、，,;；\s]+")


def number(text: str) -> Any:
    """What the document keeps for a typed number; a text that is none stays as it was typed, to be refused."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if not (found := _TYPED.fullmatch(plain)):
        return plain if "/" in plain else text
    return write_number(Fraction(Decimal(found[1])) * _TIMES[found[2]])


def show(value: Any) -> str:
    """The same number in a box: whole 万 and 亿 in words, everything else as the document has it."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        for size, word in ((100_000_000, "亿"), (10_000, "万")):
            if value and value % size == 0:
                return f"{value // size}{word}"
    return str(value)


def divided(text: str) -> list[str]:
    """The names of a list typed in one box; a name may hold spaces."""
    return [one for one in _BETWEEN.split(text.strip()) if one]


def numbers(text: str) -> list:
    return [number(one) for one in _OR_SPACE.split(text.strip()) if one]
