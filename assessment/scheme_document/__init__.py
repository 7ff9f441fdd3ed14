"""A scheme as one validated document: JSON in, frozen dataclasses out, and back again."""

from assessment.scheme_document.consequence_rules import KINDS, ConsequenceRule, Probe, Task
from assessment.scheme_document.group_rules import (
    Conversion,
    Grade,
    Grading,
    Joint,
    Move,
    Overlap,
    Progress,
    RankRule,
    Veto,
    When,
)
from assessment.scheme_document.items import (
    DEFAULT_GAPS,
    Block,
    Example,
    Gap,
    Indicator,
    Node,
    walk,
)
from assessment.scheme_document.nodes import read_item
from assessment.scheme_document.numbers import write_number
from assessment.scheme_document.problems import Problem, SchemeError
from assessment.scheme_document.reading import load, load_text
from assessment.scheme_document.scheme import Group, GroupExample, Scheme, SharedSum, UnitExample
from assessment.scheme_document.writing import dump

__all__ = [
    "DEFAULT_GAPS",
    "Block",
    "ConsequenceRule",
    "Conversion",
    "Example",
    "Gap",
    "Grade",
    "Grading",
    "Group",
    "GroupExample",
    "Indicator",
    "Joint",
    "KINDS",
    "Move",
    "Node",
    "Overlap",
    "Problem",
    "Progress",
    "RankRule",
    "Scheme",
    "SchemeError",
    "SharedSum",
    "Task",
    "Probe",
    "UnitExample",
    "Veto",
    "When",
    "dump",
    "load",
    "load_text",
    "read_item",
    "walk",
    "write_number",
]
