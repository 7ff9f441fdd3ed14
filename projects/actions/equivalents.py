"""Yuan and dollar equivalents of a sum, frozen when it is verified, by the dated rate table."""

from decimal import Decimal

from projects.investors import foreign_part
from projects.known import Known
from projects.models import Arrival, ExchangeRate, Milestone
from promo.money import CURRENCIES
from promo.refusal import Refused
from promo.rounding import round_to

NOTHING = {"rate": None, "rate_on": None, "rate_source": "", "cny": None, "usd": None}


def frozen_equivalents(fact: Milestone | Arrival, recognised: Decimal | None, known: Known) -> dict:
    """The fields to freeze. Cross rates go through yuan of the same table. Refused where a rate is missing."""
    if recognised is None:
        return NOTHING
    own = _rate(fact, fact.currency, known)
    cny = recognised if own is None else round_to(recognised * own.rate, 2)
    return {
        "rate": own.rate if own else Decimal(1),
        "rate_on": own.valid_on if own else fact.event_on,
        "rate_source": own.source if own else "人民币",
        "cny": cny,
        "usd": _in_dollars(fact, recognised, cny, known),
    }


def _in_dollars(fact, recognised: Decimal, cny: Decimal, known: Known) -> Decimal | None:
    if fact.currency == "USD":
        return recognised
    if not foreign_part(fact, known.investor_splits.get(fact.project_id, ())):
        return None
    return round_to(cny / _rate(fact, "USD", known).rate, 2)


def _rate(fact, currency: str, known: Known) -> ExchangeRate | None:
    if currency == "CNY":
        return None
    row = known.rate(currency, fact.event_on)
    if row is None:
        name = CURRENCIES[currency].name
        raise Refused(f"没有{fact.event_on:%Y-%m-%d}可用的{name}汇率，请管理员先登记汇率。")
    return row
