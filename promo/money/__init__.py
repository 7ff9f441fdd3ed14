"""Money: the only place that stores, reads, splits and shows it."""

from promo.money.currencies import CURRENCIES, CURRENCY_CHOICES, UNIT_WORDS, Currency, unit_of
from promo.money.field import LIMIT, AmountField, amount_range, hundredths, major_units
from promo.money.hearing import Said, hear_amount
from promo.money.showing import (
    in_wan,
    round_half_up,
    show_money,
    show_wan,
    show_yi,
    show_yuan,
    stripped,
)
from promo.money.splitting import split_exactly
from promo.money.typed import read_amount
from promo.reading import Unreadable
from promo.rounding import round_to

__all__ = [
    "CURRENCIES",
    "CURRENCY_CHOICES",
    "LIMIT",
    "UNIT_WORDS",
    "AmountField",
    "Currency",
    "Said",
    "Unreadable",
    "amount_range",
    "hear_amount",
    "hundredths",
    "in_wan",
    "major_units",
    "read_amount",
    "round_half_up",
    "round_to",
    "show_money",
    "show_wan",
    "show_yi",
    "show_yuan",
    "split_exactly",
    "stripped",
    "unit_of",
]
