"""What happened."""

from projects.models.credit import CreditSplit, CreditSplitLine, LedgerHead, Posting
from projects.models.duplicate import DuplicateHint
from projects.models.evidence import Evidence
from projects.models.fact import Arrival, ArrivalKind, FactState, Milestone
from projects.models.intake import BatchState, ImportBatch, ImportRow, RowOutcome
from projects.models.note import ProgressNote
from projects.models.party import Party
from projects.models.project import Channel, Kind, Ownership, Project, Status
from projects.models.rate import ExchangeRate
from projects.models.referral import ClaimantKind, ReferralClaim

__all__ = [
    "Arrival",
    "ArrivalKind",
    "BatchState",
    "Channel",
    "ClaimantKind",
    "CreditSplit",
    "CreditSplitLine",
    "DuplicateHint",
    "Evidence",
    "ExchangeRate",
    "FactState",
    "ImportBatch",
    "ImportRow",
    "Kind",
    "LedgerHead",
    "Milestone",
    "Ownership",
    "Party",
    "Posting",
    "ProgressNote",
    "Project",
    "ReferralClaim",
    "RowOutcome",
    "Status",
]
