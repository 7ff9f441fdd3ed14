"""Records of units: entered with a paper, verified by another person, taken back by a new row."""

from assessment.actions.records.entering import amend_record, enter_record, withdraw_record
from assessment.actions.records.importing import (
    confirm_record_import,
    discard_record_import,
    read_record_import,
)
from assessment.actions.records.reversing import reverse_record
from assessment.actions.records.reviewing import return_record, verify_record, verify_records

__all__ = [
    "amend_record",
    "confirm_record_import",
    "discard_record_import",
    "enter_record",
    "read_record_import",
    "return_record",
    "reverse_record",
    "verify_record",
    "verify_records",
    "withdraw_record",
]
