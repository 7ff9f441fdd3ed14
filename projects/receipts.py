"""When news counts as received: the moment that was said, if it was registered soon enough, else its registration.

A cadre who hears of an investor in a field is as good as an office, but only for some working days (the rule "clocks").
What is equal to the minute stands equal: people settle it, never the number of a row (INV-03).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from promo.workdays import add_workdays


@dataclass(frozen=True)
class Receipt:
    """`due_on` is the last day on which registering `received_at` was in time; `effective_at` has no seconds."""

    key: int
    received_at: datetime
    registered_at: datetime
    due_on: date
    effective_at: datetime

    @property
    def is_late(self) -> bool:
        return timezone.localdate(self.registered_at) > self.due_on


def receipt(
    key: int,
    received_at: datetime,
    registered_at: datetime,
    *,
    workdays: int,
    exceptions: Mapping[date, bool],
) -> Receipt:
    """`workdays` from the day of receipt are given for registering; with 0 the same day, or the next one worked."""
    due = add_workdays(timezone.localdate(received_at), workdays, exceptions)
    in_time = timezone.localdate(registered_at) <= due
    effective = received_at if in_time else registered_at
    return Receipt(key, received_at, registered_at, due, effective.replace(second=0, microsecond=0))


def in_order(receipts: Iterable[Receipt]) -> list[tuple[int, Receipt]]:
    """(place, receipt) from the earliest on; equal minutes share a place, the next is left out."""
    rows = sorted(receipts, key=lambda row: row.effective_at)
    first = {}
    for number, row in enumerate(rows, 1):
        first.setdefault(row.effective_at, number)
    return [(first[row.effective_at], row) for row in rows]


def tied(receipts: Sequence[Receipt]) -> frozenset[int]:
    """Keys of those that share their minute with another."""
    same = Counter(row.effective_at for row in receipts)
    return frozenset(row.key for row in receipts if same[row.effective_at] > 1)
