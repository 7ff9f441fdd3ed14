"""The money of a ledger's row as it is recorded: one sum, or what had arrived when the year began and this year's."""

from collections.abc import Mapping
from decimal import Decimal

WHOLE, OF_THE_YEAR = "cumulative", "year_sum"  # projects.models.ArrivalKind


def parts_of(arrival: Mapping) -> list[dict]:
    """What a planned arrival becomes, the earlier part first: kind, value, currency, and `on` where the day is not that
    of the ledger. `before` of the plan is the part of an earlier year."""
    before = arrival.get("before")
    if not before:
        own = {"on": arrival["on"]} if "on" in arrival else {}
        return [{"kind": WHOLE, "value": arrival["value"], "currency": arrival["currency"], **own}]
    rest = Decimal(arrival["value"]) - Decimal(before["value"])
    return [
        {"kind": WHOLE, "value": before["value"], "currency": arrival["currency"], "on": before["on"]},
        {"kind": OF_THE_YEAR, "value": f"{rest.normalize():f}", "currency": arrival["currency"]},
    ]
