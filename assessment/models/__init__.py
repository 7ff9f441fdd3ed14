"""What is worth what: targets, schemes, runs and reports."""

from assessment.models.mark import ManualMark
from assessment.models.report import Report, ReportState
from assessment.models.run import RunState, ScoreItem, ScoreLine, ScoreRun
from assessment.models.scheme import Scheme, SchemeState
from assessment.models.target import Target

__all__ = [
    "ManualMark",
    "Report",
    "ReportState",
    "RunState",
    "Scheme",
    "SchemeState",
    "ScoreItem",
    "ScoreLine",
    "ScoreRun",
    "Target",
]
