"""Which part of a sum is foreign capital: by the shares of the investors where there are several, else by the project.

Joint ventures (中外合资) count a contract by the foreign share of the investment, and an arrival by who paid it
(Yinzhou 2008: total times the external share of the registered capital).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects.models import Arrival, InvestorLine, InvestorSplit, Milestone, Ownership, Project
from projects.models.credit import WHOLE

JOINT_VENTURE = "中外合资"


@dataclass(frozen=True)
class Investor:
    """One line as it is decided; `share` in 1/10000."""

    name: str
    share: int
    is_foreign: bool = False
    credit_code: str = ""


def investor_split(
    project: Project, *, on: date, splits: Sequence[InvestorSplit] | None = None
) -> InvestorSplit | None:
    """The investors in force on a day, None where the project has one only; `splits` are all of the project, where they
    are known with their lines."""
    if splits is None:
        splits = project.investor_splits.prefetch_related("lines__party")
    begun = [split for split in splits if split.valid_from <= on]
    return max(begun, key=lambda split: (split.valid_from, split.revision), default=None)


def foreign_share(lines: Iterable[InvestorLine]) -> int:
    """In 1/10000."""
    return sum(line.share for line in lines if line.is_foreign)


def foreign_part(fact: Milestone | Arrival, splits: Sequence[InvestorSplit]) -> int:
    """How much of a fact's sum is foreign capital, in 1/10000; `splits` as investor_split takes them."""
    split = investor_split(fact.project, on=fact.event_on, splits=splits)
    lines = list(split.lines.all()) if split else []
    part = foreign_share(lines)
    if not 0 < part < WHOLE:
        return WHOLE if fact.project.ownership == Ownership.FOREIGN else 0
    payer = getattr(fact, "payer_id", None)
    own = [line for line in lines if line.party_id == payer]
    return (WHOLE if own[0].is_foreign else 0) if own else part


def ownership_words(project: Project, *, on: date) -> str:
    """'内资', '外资', or '中外合资' where investors of both kinds share the project on the day."""
    split = investor_split(project, on=on)
    is_joint = split is not None and 0 < foreign_share(split.lines.all()) < WHOLE
    return JOINT_VENTURE if is_joint else project.get_ownership_display()
