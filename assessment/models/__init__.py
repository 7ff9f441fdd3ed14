"""What is worth what: targets, schemes, runs and reports; and the figures, events and reports of units beside them."""

from assessment.models.campaign import WEEKDAYS, Campaign, CampaignCheckpoint, CampaignTarget
from assessment.models.campaign_decisions import CampaignRecognition, CheckpointDecision
from assessment.models.decision import ConsequenceDecision
from assessment.models.erratum import Erratum, ErratumState
from assessment.models.exemption import Exemption, ExemptionRevocation, ExemptionState
from assessment.models.field_check import CheckState, FieldCheck, FieldCheckPart, Part, Verdict
from assessment.models.figure_kind import SMALLEST, FigureKind, FigureUnit
from assessment.models.finding import Finding, FindingKind, FindingState
from assessment.models.kept_file import KeptFile
from assessment.models.mark import ManualMark
from assessment.models.marking import (
    RUNNING,
    MarkedUnit,
    Marker,
    MarkingRound,
    PanelMark,
    RoundKind,
    RoundState,
)
from assessment.models.period_return import WORDS_MOST, PeriodReturn
from assessment.models.record_import import ImportState, RecordImport
from assessment.models.report import Readers, Report, ReportState
from assessment.models.report_copy import ReportCopy, ReportReading, ReportRecipient
from assessment.models.report_duty import (
    DutyWithdrawal,
    ReportDuty,
    Submission,
)
from assessment.models.run import RunState, ScoreItem, ScoreLine, ScoreRun
from assessment.models.run_check import RunCheck
from assessment.models.run_file import RunFile
from assessment.models.run_notice import RunNotice
from assessment.models.run_objection import Remedy, RunFinding, RunObjection, RunObjectionState
from assessment.models.scheme import Scheme, SchemeState
from assessment.models.scheme_draft import SchemeDraft
from assessment.models.slip import Colour, Slip, SlipFinding, SlipSource, SlipState, SlipStep, StepKind
from assessment.models.superior_figure import SuperiorFigure
from assessment.models.supervision_file import SupervisionFile
from assessment.models.talk import Talk, TalkKind
from assessment.models.target import Target, TargetSet
from assessment.models.target_import import TargetImport
from assessment.models.unit_record import RecordState, UnitRecord

__all__ = [
    "CheckState",
    "Colour",
    "Campaign",
    "CampaignCheckpoint",
    "CampaignRecognition",
    "CampaignTarget",
    "CheckpointDecision",
    "ConsequenceDecision",
    "DutyWithdrawal",
    "Erratum",
    "ErratumState",
    "Exemption",
    "ExemptionRevocation",
    "ExemptionState",
    "FieldCheck",
    "FieldCheckPart",
    "FigureKind",
    "FigureUnit",
    "Finding",
    "FindingKind",
    "FindingState",
    "ImportState",
    "KeptFile",
    "ManualMark",
    "MarkedUnit",
    "Marker",
    "MarkingRound",
    "PanelMark",
    "PeriodReturn",
    "Part",
    "RUNNING",
    "RecordImport",
    "RecordState",
    "Remedy",
    "Readers",
    "Report",
    "ReportCopy",
    "ReportDuty",
    "ReportReading",
    "ReportRecipient",
    "ReportState",
    "RoundKind",
    "RoundState",
    "RunCheck",
    "RunFile",
    "RunFinding",
    "RunNotice",
    "RunObjection",
    "RunObjectionState",
    "RunState",
    "SMALLEST",
    "Scheme",
    "SchemeDraft",
    "SchemeState",
    "ScoreItem",
    "ScoreLine",
    "ScoreRun",
    "Slip",
    "SlipFinding",
    "SlipSource",
    "SlipState",
    "SlipStep",
    "StepKind",
    "Submission",
    "SuperiorFigure",
    "SupervisionFile",
    "Talk",
    "TalkKind",
    "Target",
    "TargetImport",
    "TargetSet",
    "UnitRecord",
    "WEEKDAYS",
    "WORDS_MOST",
    "Verdict",
]
