"""The scoring functions a scheme may use (F1-F17). A new one is a class beside these and its line in FUNCTIONS."""

from assessment.functions.base import (
    GAPS,
    Grammar,
    Outcome,
    ScoringFunction,
    Status,
    parameter,
    parameters,
)
from assessment.functions.base_steps import UNDER, BaseSteps, Threshold
from assessment.functions.growth_points import Bracket, OwnBaseYear, Piecewise, ToFull
from assessment.functions.items import Band, Check, Checklist, Deduction, DeductList, PerItem, ShortfallBands
from assessment.functions.marks import ManualMark, PanelMarks
from assessment.functions.proportion import CappedProportion, Ratio
from assessment.functions.rank_points import RankPoints
from assessment.functions.relative import AgainstMean, Efficacy, ShareOfBest
from assessment.functions.scoring_base import OPERATORS, Condition, Named
from assessment.functions.steps import Steps
from assessment.functions.tiers import Case, Cases, CaseTable, Tier, Tiers, TierTable
from assessment.sources import Entered, Input, Kind, Measured, Need, Source, Targeted, Window

FUNCTIONS: dict[str, type[ScoringFunction]] = {
    function.code: function
    for function in (
        CappedProportion, BaseSteps, Tiers, Threshold, PerItem, ShareOfBest, AgainstMean, Efficacy, RankPoints,
        OwnBaseYear, DeductList, ShortfallBands, Piecewise, Cases, Checklist, PanelMarks, ManualMark, Ratio, ToFull,
    )
}  # fmt: skip

__all__ = [
    "AgainstMean",
    "Band",
    "BaseSteps",
    "Bracket",
    "CappedProportion",
    "Case",
    "CaseTable",
    "Cases",
    "Check",
    "Checklist",
    "Condition",
    "DeductList",
    "Deduction",
    "Efficacy",
    "Entered",
    "FUNCTIONS",
    "GAPS",
    "Grammar",
    "Input",
    "Kind",
    "ManualMark",
    "Measured",
    "Named",
    "Need",
    "OPERATORS",
    "Outcome",
    "OwnBaseYear",
    "PanelMarks",
    "PerItem",
    "Piecewise",
    "RankPoints",
    "Ratio",
    "ScoringFunction",
    "ShareOfBest",
    "ShortfallBands",
    "Source",
    "Status",
    "Steps",
    "Targeted",
    "Threshold",
    "Tier",
    "TierTable",
    "Tiers",
    "ToFull",
    "UNDER",
    "Window",
    "parameter",
    "parameters",
]
