"""The rules that differ from office to office, as data: what kinds there are and what holds by default."""

from projects.rulebook.integrity import INTEGRITY
from projects.rulebook.leads import CLOCKS, PROTECTION, SCREENING
from projects.rulebook.periods import PERIODS
from projects.rulebook.referral import REFERRAL
from projects.rulebook.reports import REPORTS
from projects.rulebook.road import ARRIVALS, GATES
from projects.rulebook.service import BLOCKERS, ENDINGS, LIGHTS, PERMITS, SHARING
from projects.rulebook.settings import Choice, Flag, Number, Problem, Rows, RuleKind, Words
from projects.rulebook.supervision import SUPERVISION

KINDS: dict[str, RuleKind] = {
    kind.code: kind
    for kind in (
        CLOCKS, SCREENING, REFERRAL, PROTECTION, GATES, ARRIVALS, SHARING, LIGHTS, PERMITS, BLOCKERS, ENDINGS,
        INTEGRITY, PERIODS, SUPERVISION, *REPORTS.values(),
    )
}  # fmt: skip
CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]

__all__ = [
    "CHOICES", "KINDS", "Choice", "Flag", "Number", "Problem", "RuleKind", "Rows", "Words",
]  # fmt: skip
