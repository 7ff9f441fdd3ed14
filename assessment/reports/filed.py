"""A stored report as an official paper and as a Word file: the words as worded, the tables as frozen."""

from django.utils import timezone

from assessment.models import Report, ReportState
from assessment.reports.paper_numbers import paper_number
from assessment.reports.papers import issue_name, span
from assessment.reports.report_kinds import setup_of
from assessment.reports.sections import Section, stored_sections
from promo.days import show_day
from promo.paper import DOCX, PDF, Attachment, Form, Imprint, Paper, dressed, is_wide, pdf, word
from promo.tables.cells import LOCAL


def report_file(report: Report, form: Form | None = None) -> tuple[str, bytes, str]:
    """(name, content, content type) of the report as a Word file, in the form of the office where none is asked for;
    the same report gives the same bytes."""
    return f"{file_name(report)}.docx", word(report_paper(report, form)), DOCX


def report_pdf(report: Report, form: Form | None = None) -> tuple[str, bytes, str]:
    """The same as PDF. Raises Refused where LibreOffice is missing."""
    return f"{file_name(report)}.pdf", pdf(word(report_paper(report, form))), PDF


def file_name(report: Report) -> str:
    """Without a suffix. A draft says that it is one."""
    draft = "（草稿）" if report.state == ReportState.DRAFT else ""
    return f"{report.title}（{issue_name(report)}）{draft}"


def issuer_of(report: Report) -> str:
    """Who signs: what the office's rule says, else the supervision office of the place."""
    return setup_of(report).issuer or f"{report.region.name}督查办"


def report_paper(report: Report, form: Form | None = None) -> Paper:
    sections = stored_sections(report.tables, report.words)
    is_draft = report.state == ReportState.DRAFT
    made_at = report.published_at or report.edited_at or report.drafted_at
    setup, issuer = setup_of(report), issuer_of(report)
    day = None if is_draft else timezone.localdate(made_at)
    form = form or setup.form
    number = paper_number(report) if form != Form.PLAIN else ""
    issue = issue_name(report)
    return Paper(
        form=form,
        title=report.title,
        parts=[part for section in sections for part in _parts(section)],
        attachments=_attachments(sections),
        made_at=made_at,
        issuer=issuer,
        signer=issuer,
        number=(number or issue) + ("（草稿）" if is_draft else ""),
        mark=setup.mark,
        addressee=setup.addressee,
        under_title=f"（{issue}，{span(report)}）" if number else f"（{span(report)}）",
        day=day,
        remarks=_remarks(report, is_draft=is_draft),
        imprint=Imprint(setup.copies, setup.printer, day) if setup.copies or setup.printer else None,
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
