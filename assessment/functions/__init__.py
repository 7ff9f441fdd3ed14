"""The scoring functions a scheme may use. A new one is a class beside these and its line in FUNCTIONS."""

from assessment.functions.base import Grammar, Outcome, ScoringFunction, Status, parameters
from assessment.functions.marks import ManualMark
from assessment.functions.proportion import CappedProportion, Ratio
from assessment.functions.sources import Entered, Input, Kind, Measured, Need, Source, Targeted, Window

FUNCTIONS: dict[str, type[ScoringFunction]] = {
    function.code: function for function in (CappedProportion, Ratio, ManualMark)
}

__all__ = [
    "FUNCTIONS",
    "CappedProportion",
    "Entered",
    "Grammar",
    "Input",
    "Kind",
    "ManualMark",
    "Measured",
    "Need",
    "Outcome",
    "Ratio",
    "ScoringFunction",
    "Source",
    "Status",
    "Targeted",
    "Window",
    "parameters",
]
