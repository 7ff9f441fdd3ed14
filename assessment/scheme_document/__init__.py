"""A scheme as one validated document: JSON in, frozen dataclasses out, and back again."""

from assessment.scheme_document.examples import Difference, check_examples
from assessment.scheme_document.problems import Problem, SchemeError
from assessment.scheme_document.reading import load, load_text
from assessment.scheme_document.scheme import Example, Group, Indicator, Scheme
from assessment.scheme_document.writing import dump

__all__ = [
    "Difference",
    "Example",
    "Group",
    "Indicator",
    "Problem",
    "Scheme",
    "SchemeError",
    "check_examples",
    "dump",
    "load",
    "load_text",
]
