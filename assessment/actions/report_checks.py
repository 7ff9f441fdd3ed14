"""A published report held against the ledger; who asked and what was found is kept."""

from datetime import datetime

from django.db import transaction

from assessment.models import Report, ReportState
from assessment.reports.verifying.differences import Checked
from assessment.reports.verifying.papers import check_report as worked_out_again
from promo.models.event import record
from promo.refusal import Refused

MOST_KEPT = 50


@transaction.atomic
def check_report(*, report: Report, by, at: datetime) -> Checked:
    """All tables worked out again as of the report's own moment."""
    if report.state != ReportState.PUBLISHED:
        raise Refused("本期通报尚未发布。")
    found = worked_out_again(report)
    told = [one.sentence for one in found.differences[:MOST_KEPT]]
    record(
        report, "report_checked", by=by, at=at, counted=found.counted, count=len(found.differences), found=told,
        notes=list(found.notes),
    )  # fmt: skip
    return found
