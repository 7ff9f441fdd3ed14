"""A stored report as an official paper and as a Word file: the words as worded, the tables as frozen."""

from django.utils import timezone

from assessment.models import Report, ReportState
from assessment.reports.papers import issue_name, span
from assessment.reports.sections import Section, stored_sections
from promo.days import show_day
from promo.paper import DOCX, PDF, Attachment, Form, Paper, dressed, is_wide, pdf, word
from promo.tables.cells import LOCAL

MARK = "内部资料"


def report_file(report: Report, form: Form = Form.RED_HEAD) -> tuple[str, bytes, str]:
    """(name, content, content type) of the report as a Word file; the same report gives the same bytes."""
    return f"{file_name(report)}.docx", word(report_paper(report, form)), DOCX


def report_pdf(report: Report, form: Form = Form.RED_HEAD) -> tuple[str, bytes, str]:
    """The same as PDF. Raises Refused where LibreOffice is missing."""
    return f"{file_name(report)}.pdf", pdf(word(report_paper(report, form))), PDF


def file_name(report: Report) -> str:
    """Without a suffix. A draft says that it is one."""
    draft = "（草稿）" if report.state == ReportState.DRAFT else ""
    return f"{report.title}（{issue_name(report)}）{draft}"


def report_paper(report: Report, form: Form) -> Paper:
    sections = stored_sections(report.tables, report.words)
    is_draft = report.state == ReportState.DRAFT
    made_at = report.published_at or report.edited_at or report.drafted_at
    issuer = f"{report.region.name}督查办"
    return Paper(
        form=form,
        title=report.title,
        parts=[part for section in sections for part in _parts(section)],
        attachments=_attachments(sections),
        made_at=made_at,
        issuer=issuer,
        signer=issuer,
        number=issue_name(report) + ("（草稿）" if is_draft else ""),
        mark=MARK,
        under_title=f"（{span(report)}）",
        day=None if is_draft else timezone.localdate(made_at),
        remarks=_remarks(report, is_draft=is_draft),
    )


def _parts(section: Section) -> list:
    """The heading, the paragraphs, the tables that stand upright; the others are named and follow as attachments."""
    words = [dressed(line) for text in section.paragraphs for line in text.splitlines() if line.strip()]
    near = [table for table in section.tables if not is_wide(table)]
    far = [f"《{table.title}》附后。" for table in section.tables if is_wide(table)]
    return [dressed(section.heading, is_heading=True), *words, *far, *near]


def _attachments(sections: list[Section]) -> list[Attachment]:
    wide = [table for section in sections for table in section.tables if is_wide(table)]
    return [Attachment(table.title, [table]) for table in wide]


def _remarks(report: Report, *, is_draft: bool) -> list[str]:
    moment = f"{report.as_of.astimezone(LOCAL):%H:%M}"
    day = show_day(timezone.localdate(report.as_of))
    said = [f"数据时点：{day}{moment}，统计以经核实入账的数据为准。"]
    return said if is_draft else [*said, f"校验值：{report.sha256[:16]}。"]
