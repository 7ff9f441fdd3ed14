"""One value of a table and the words it is shown with: figures become words for tables only here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from promo.days import PartialDay, show_iso
from promo.money.showing import show_wan, show_yi, show_yuan, stripped
from promo.rounding import round_to

DASH = "—"
LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯"}  # a colour in words; what has none stays blank
LOCAL = ZoneInfo("Asia/Shanghai")


class Lit(str):
    """Words of a cell with the tone of a badge (neutral, blue, green, amber, red); a sheet holds the words alone."""

    tone: str

    def __new__(cls, words: str, tone: str = "neutral") -> "Lit":
        lit = super().__new__(cls, words)
        lit.tone = tone
        return lit


@dataclass(frozen=True)
class Cell:
    """A value, its text, its kind, and the address it opens."""

    value: Any
    text: str
    kind: str = "text"
    link: str | None = None


def shown(value: Any, kind: str, places: int = 2) -> str:
    """The text of `value` in a column of `kind`; None is '—'. Rounds once, half up."""
    return DASH if value is None else KINDS[kind](value, places)


def _text(value: Any, places: int) -> str:
    return str(value)


def _count(value: int | Decimal | Fraction, places: int) -> str:
    """Whole numbers plain; shared projects give fractions, shown without zeros behind ('2.5')."""
    return stripped(f"{round_to(value, places):,f}")


def _rate(value: Decimal | Fraction, places: int) -> str:
    return f"{round_to(Fraction(value) * 100, places):,f}%"


def _points(value: Decimal | Fraction, places: int) -> str:
    return f"{round_to(value, places):,f}"


def _percentage_points(value: Decimal | Fraction, places: int) -> str:
    digits = round_to(value, places)
    return f"{digits:+,f}" if digits else f"{digits:,f}"


def _day(value: date | PartialDay, places: int) -> str:
    return show_iso(value.day, value.precision) if isinstance(value, PartialDay) else show_iso(value)


def _moment(value: datetime, places: int) -> str:
    local = value.astimezone(LOCAL) if value.tzinfo else value
    return f"{local:%Y-%m-%d %H:%M}"


def _light(value: str, places: int) -> str:
    return LIGHTS.get(value, "")


KINDS: dict[str, Callable[[Any, int], str]] = {
    "text": _text,
    "count": _count,
    "amount_yuan": show_yuan,
    "amount_wan": show_wan,
    "amount_yi": show_yi,
    "rate": _rate,
    "points": _points,
    "pp": _percentage_points,
    "rank": _text,
    "serial": _text,
    "light": _light,
    "day": _day,
    "moment": _moment,
}
NUMBERS = frozenset(
    {"count", "amount_yuan", "amount_wan", "amount_yi", "rate", "points", "pp", "rank", "serial"}
)
