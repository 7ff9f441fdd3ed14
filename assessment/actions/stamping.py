"""A recorded moment that no earlier run can have seen, so that a run worked out again finds what it found before."""

from datetime import datetime

from projects import ledger


def stamp(at: datetime) -> datetime:
    """The first moment after `at` and after every `as_of` given out so far; later runs include it."""
    return ledger.stamp(at)
