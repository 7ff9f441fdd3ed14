"""Targets in a workbook: its blank form, the reading of one that came in, and what it would change.

Reading and judging are two steps: what was read is kept with the import and judged anew whenever it is looked at.
"""

from assessment.target_sheet.judging import judged
from assessment.target_sheet.plan import Cell, Plan, Row
from assessment.target_sheet.reading import MOST_BYTES, read_sheets
from assessment.target_sheet.showing import imports_table, sums_table
from assessment.target_sheet.template import template_workbook

__all__ = [
    "MOST_BYTES",
    "Cell",
    "Plan",
    "Row",
    "imports_table",
    "judged",
    "read_sheets",
    "sums_table",
    "template_workbook",
]
