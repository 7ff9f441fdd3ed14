"""The number of an issued paper (发文字号): letters of the office, year and running number, as GB/T 9704 writes it."""

from datetime import date

from django.db.models import Max

from assessment.models import Report, ReportState
from assessment.reports.report_kinds import setup_of

NUMBER_MOST = 9999
BLANK = "\u3000"  # where the number is still to be given


def paper_number(report: Report) -> str:
    """'高山镇政办〔2026〕12号'; of a draft with a blank for the number, '' where its paper has none."""
    if report.paper_number:
        return f"{head_of(report.paper_code, report.paper_year)}{report.paper_number}号"
    setup = setup_of(report)
    if report.state == ReportState.PUBLISHED or not setup.is_numbered:
        return ""
    return f"{setup.paper_code}〔{BLANK * 2}〕{BLANK}号"


def head_of(code: str, year: int) -> str:
    """'高山镇政办〔2026〕'."""
    return f"{code}〔{year}〕"


def next_number(report: Report, *, on: date) -> int | None:
    """The next after those that the office has given in the year; None for a paper without numbers."""
    setup = setup_of(report)
    if not setup.is_numbered:
        return None
    given = Report.objects.filter(region=report.region_id, paper_code=setup.paper_code, paper_year=on.year)
    return 1 + (given.aggregate(last=Max("paper_number"))["last"] or 0)
