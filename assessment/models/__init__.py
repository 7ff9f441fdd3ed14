"""What is worth what: targets, schemes, runs and reports."""

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
from assessment.models.report import Report, ReportState
from assessment.models.run import RunState, ScoreItem, ScoreLine, ScoreRun
from assessment.models.scheme import Scheme, SchemeState
from assessment.models.target import Target

__all__ = [
    "RUNNING",
    "ManualMark",
    "MarkedUnit",
    "Marker",
    "MarkingRound",
    "PanelMark",
    "Report",
    "ReportState",
    "RoundKind",
    "RoundState",
    "RunState",
    "Scheme",
    "SchemeState",
    "ScoreItem",
    "ScoreLine",
    "ScoreRun",
    "Target",
]
