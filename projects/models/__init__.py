"""What happened."""

from projects.models.arrival_kind import ArrivalKind
from projects.models.credit import CreditSplit, CreditSplitLine, LedgerHead, Posting
from projects.models.duplicate import DuplicateHint, Grade, HintState, ProjectMerge
from projects.models.evidence import Evidence
from projects.models.fact import Arrival, FactState, Milestone
from projects.models.intake import (
    CHECKERS,
    MAY_COME_IN,
    BatchState,
    ImportBatch,
    ImportRow,
    LedgerLayout,
    RowOutcome,
    Verdict,
)
from projects.models.investors import InvestorLine, InvestorSplit
from projects.models.label import ProjectLabel
from projects.models.note import NoteKind, ProgressNote
from projects.models.party import Party
from projects.models.period import PeriodClosing, PeriodReopening, PeriodStep
from projects.models.plan import ArrivalPlan, ArrivalPlanLine
from projects.models.project import Channel, Kind, LeadState, Ownership, Project, Status
from projects.models.rate import ExchangeRate
from projects.models.referral import ClaimantKind, ReferralClaim
from projects.models.referral_case import (
    CaseState,
    DecisionOutcome,
    DecisionWay,
    FindingRole,
    FirstReferrer,
    Objection,
    ObjectionState,
    Protection,
    ReferralCase,
    ReferralDecision,
    ReferralFinding,
)
from projects.models.review import DepartmentOpinion, Dispute, DisputeState, OpinionResult
from projects.models.rule import OfficeRule
from projects.models.sampling import ImportSample, SampledRow, SampleVerdict
from projects.models.screening import (
    LeadDraft,
    LeadFeedback,
    Opinion,
    Screening,
    ScreeningLine,
    ScreeningResult,
    ScreeningState,
)
from projects.models.service import Blocker, NextStep, ServiceItem, ServiceList
from projects.models.set_aside import SetAside
from projects.models.trait import ProjectTrait, TraitHead
from projects.models.transfer import CLOSED_TRANSFERS, Transfer, TransferKind, TransferState
from projects.models.unit_name import LedgerUnitName

__all__ = [
    "CHECKERS",
    "CLOSED_TRANSFERS",
    "Arrival",
    "ArrivalKind",
    "ArrivalPlan",
    "ArrivalPlanLine",
    "BatchState",
    "Blocker",
    "CaseState",
    "Channel",
    "ClaimantKind",
    "CreditSplit",
    "CreditSplitLine",
    "DecisionOutcome",
    "DecisionWay",
    "DepartmentOpinion",
    "Dispute",
    "DisputeState",
    "DuplicateHint",
    "Evidence",
    "ExchangeRate",
    "FactState",
    "FindingRole",
    "FirstReferrer",
    "Grade",
    "HintState",
    "ImportBatch",
    "ImportRow",
    "ImportSample",
    "LedgerLayout",
    "LedgerUnitName",
    "MAY_COME_IN",
    "RowOutcome",
    "Verdict",
    "InvestorLine",
    "InvestorSplit",
    "Kind",
    "LeadDraft",
    "LeadFeedback",
    "LeadState",
    "LedgerHead",
    "Milestone",
    "NextStep",
    "NoteKind",
    "Objection",
    "ObjectionState",
    "OfficeRule",
    "Opinion",
    "OpinionResult",
    "Ownership",
    "Party",
    "Posting",
    "ProgressNote",
    "PeriodClosing",
    "PeriodReopening",
    "PeriodStep",
    "Project",
    "ProjectLabel",
    "ProjectMerge",
    "ProjectTrait",
    "Protection",
    "ReferralCase",
    "ReferralClaim",
    "ReferralDecision",
    "ReferralFinding",
    "SampledRow",
    "SampleVerdict",
    "Screening",
    "ScreeningLine",
    "ScreeningResult",
    "ScreeningState",
    "ServiceItem",
    "ServiceList",
    "SetAside",
    "Status",
    "TraitHead",
    "Transfer",
    "TransferKind",
    "TransferState",
]
