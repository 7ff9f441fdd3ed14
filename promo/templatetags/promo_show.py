"""Filters that show a value as an office writes it; each gives a plain string and shows None as —."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone

from promo.days import show_day
from promo.money import round_to, show_money, show_wan, show_yi, show_yuan

register = template.Library()
DASH = "—"
Number = int | Decimal | Fraction


@register.filter
def yuan(amount: Number | None) -> str:
    """'12,345.60', the unit written elsewhere."""
    return DASH if amount is None or amount == "" else show_yuan(amount)


@register.filter
def wan(amount: Number | None, places: int = 2) -> str:
    """Yuan in 万元 without the unit: '5,000.00'."""
    return DASH if amount is None or amount == "" else show_wan(amount, places)


@register.filter
def yi(amount: Number | None, places: int = 2) -> str:
    """Yuan in 亿元 without the unit: '1.25'."""
    return DASH if amount is None or amount == "" else show_yi(amount, places)


@register.filter
def money(amount: Number | None, currency: str = "CNY") -> str:
    """With its unit: '5,000万元', '1.25亿元', '800万美元'."""
    return DASH if amount is None or amount == "" else show_money(amount, currency or "CNY")


@register.filter
def count(number: int | None) -> str:
    """'1,284'."""
    return DASH if number is None or number == "" else f"{number:,}"


@register.filter
def day(value: date | datetime | None, precision: str = "day") -> str:
    """'2026年3月5日', or as much of it as is known."""
    if not value:
        return DASH
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return show_day(value, precision or "day")


@register.filter
def moment(value: datetime | None) -> str:
    """'2026-11-21 15:30' in local time."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else DASH


@register.filter
def percent(rate: Number | None, places: int = 2) -> str:
    """A rate: 0.4231 -> '42.31%'."""
    return DASH if rate is None or rate == "" else f"{round_to(Fraction(rate) * 100, places):,f}%"


@register.filter
def pp(points: Number | None, places: int = 2) -> str:
    """A difference of two rates in percentage points: Fraction(321, 100) -> '+3.21个百分点'."""
    if points is None or points == "":
        return DASH
    shown = round_to(Fraction(points), places)
    return f"{shown:+,f}个百分点" if shown else f"{abs(shown):f}个百分点"


@register.filter
def dash(value) -> str:
    return DASH if value is None or value == "" else value


@register.filter
def filesize(size: int | None) -> str:
    """'860字节', '345KB', '12.3MB'."""
    if size is None or size == "":
        return DASH
    if size < 1024:
        return f"{size}字节"
    if size < 1024**2:
        return f"{round_to(Fraction(size, 1024), 0)}KB"
    return f"{round_to(Fraction(size, 1024**2), 1)}MB"
