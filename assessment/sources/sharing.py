"""How one sum of a project becomes the sums of its units, where a scheme does not follow the ledger's own shares."""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from assessment.sources.leaves import Shares

Key = TypeVar("Key", bound=Hashable)


def credited(shares: Shares, amount: Fraction, ledger: Mapping[Key, Fraction], lead: Key | None = None):
    """unit -> its part of `amount`. `ledger` are the shares of the ledger (they add up to 1).

    EQUAL divides among the units that have a share (S18), WHOLE gives each of them all of it (S24: both count),
    LEAD gives all of it to one unit (S27). Except for WHOLE the parts add up to the amount exactly.
    """
    if shares == Shares.EQUAL:
        return {unit: amount / len(ledger) for unit in ledger}
    if shares == Shares.WHOLE:
        return dict.fromkeys(ledger, amount)
    if shares == Shares.LEAD:
        return {_owner(ledger, lead): amount}
    return {unit: amount * share for unit, share in ledger.items()}


def _owner(ledger: Mapping[Key, Fraction], lead: Key | None) -> Key:
    """The lead unit; otherwise the unit with the greatest share, the first of them among equals."""
    return lead if lead is not None else max(_in_order(ledger), key=lambda unit: ledger[unit])


def _in_order(units: Mapping[Key, Fraction]) -> Sequence[Key]:
    return list(units)
