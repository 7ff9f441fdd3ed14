"""How far money is behind its plan: pure arithmetic over planned days and sums; every amount in one currency.

Two answers are given. In points: the share of the whole plan that should have come by a day, less the share that came
(what lights ask). In days: how long the oldest planned sum that has not come is overdue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

Planned = Sequence[tuple[date, Decimal]]
NOTHING = Decimal(0)


def planned_by(planned: Planned, on: date) -> Decimal:
    """What was to have arrived before `on`: a sum is due until the end of its own day."""
    return sum((amount for day, amount in planned if day < on), NOTHING)


def points_behind(
    planned: Planned, arrived: Decimal, on: date, total: Decimal | None = None
) -> Fraction | None:
    """Percentage points of `total` (the whole plan when None or 0) by which the money is behind on `on`.

    Below zero when it is ahead; None without a plan, because nothing can be behind it.
    """
    whole = total or sum((amount for _, amount in planned), NOTHING)
    if not planned or not whole:
        return None
    return Fraction(planned_by(planned, on) - arrived) * 100 / Fraction(whole)


def days_behind(planned: Planned, arrived: Decimal, on: date) -> int:
    """Days since the first planned day whose cumulative sum has not come in full; 0 when nothing is overdue."""
    due = NOTHING
    for day, amount in sorted(planned):
        due += amount
        if due > arrived:
            return max(0, (on - day).days)
    return 0


@dataclass(frozen=True)
class Standing:
    """One line of a plan beside what came: `planned` and `arrived` are cumulative, `arrived` None for a day to come."""

    due_on: date
    amount: Decimal
    planned: Decimal
    arrived: Decimal | None

    @property
    def short(self) -> Decimal | None:
        """What is missing of the cumulative plan; 0 when nothing is."""
        return None if self.arrived is None else max(NOTHING, self.planned - self.arrived)


def standings(planned: Planned, came: Planned, on: date) -> list[Standing]:
    """The plan line by line, each with what had come by the end of its day; `came` are days and sums that arrived."""
    rows, due = [], NOTHING
    for day, amount in sorted(planned):
        due += amount
        so_far = sum((sum_ for when, sum_ in came if when <= day), NOTHING) if day < on else None
        rows.append(Standing(day, amount, due, so_far))
    return rows
