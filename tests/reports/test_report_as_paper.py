"""The Word file of a report: its words as worded, its figures as frozen, in the hands of those who may read it."""

import pytest

from assessment.actions.reports import publish_report
from assessment.reports.filed import report_file, report_paper
from assessment.reports.sections import stored_sections
from promo.models import Event
from promo.paper import DOCX, PDF, Form, is_wide, printing
from tests.factories import NOW
from tests.ground.papers import document, tables_in, texts, words_in
from tests.reports.drafting import draft


@pytest.fixture
def report(judged, town):
    return draft(town)


def test_every_figure_is_the_frozen_one(report):
    name, content, content_type = report_file(report)
    assert (name, content_type) == (f"{report.title}（2026年第23期）（草稿）.docx", DOCX)
    sections = stored_sections(report.tables, report.words)
    tables = [table for one in sections for table in one.tables]
    assert tables
    near_first = sorted(tables, key=is_wide)
    assert tables_in(content) == [texts(table) for table in near_first]
    said = words_in(document(content))
    for section in sections:
        assert section.heading in said
        assert all(line in said for text in section.paragraphs for line in text.splitlines())


def test_a_published_report_is_dated_and_sealed(report, town):
    publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)
    report.refresh_from_db()
    paper = report_paper(report, Form.RED_HEAD)
    assert paper.day is not None
    assert report.sha256[:16] in "".join(paper.remarks)
    assert report_file(report) == report_file(report)
    assert "草稿" not in report_file(report)[0]


def test_a_wide_table_is_named_in_the_text_and_attached(report):
    paper = report_paper(report, Form.PLAIN)
    attached = [one.name for one in paper.attachments]
    assert all(f"《{name}》附后。" in paper.parts for name in attached)


def test_readers_take_it_away_and_leave_a_record(report, town, login):
    address = f"/reports/{report.pk}/word/"
    session = login(town.people["supervisor"])
    for form in Form:
        answer = session.get(address, {"form": form})
        assert (answer.status_code, answer["Content-Type"]) == (200, DOCX)
        assert answer.content == report_file(report, form)[1]
    taken = Event.objects.filter(verb="downloaded").order_by("pk")
    assert [one.detail["filter"] for one in taken] == ["红头文件", "信函", "内部报告"]
    assert session.get(address, {"form": "gold"}).status_code == 404
    assert taken.count() == 3
    assert login(town.people["unit_head"]).get(address).status_code == 404


def test_without_libreoffice_a_pdf_is_refused_in_words(report, town, login, monkeypatch):
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    session = login(town.people["supervisor"])
    answer = session.get(f"/reports/{report.pk}/word/", {"as": "pdf"}, follow=True)
    html = answer.content.decode()
    assert printing.ABSENT in html
    assert "as=pdf" not in html
    assert not Event.objects.filter(verb="downloaded").exists()


def test_a_program_that_fails_is_no_error_of_the_page(report, town, login, monkeypatch):
    monkeypatch.setattr(printing.shutil, "which", lambda name: "/bin/false")
    session = login(town.people["supervisor"])
    answer = session.get(f"/reports/{report.pk}/word/", {"as": "pdf"}, follow=True)
    assert printing.FAILED in answer.content.decode()
    assert not Event.objects.filter(verb="downloaded").exists()


def test_a_pdf_is_given_and_recorded_as_one(report, town, login, monkeypatch):
    monkeypatch.setattr("assessment.reports.filed.pdf", lambda content: b"%PDF-" + content[:2])
    answer = login(town.people["supervisor"]).get(f"/reports/{report.pk}/word/", {"as": "pdf"})
    assert (answer["Content-Type"], answer.content) == (PDF, b"%PDF-PK")
    assert Event.objects.get(verb="downloaded").detail["what"].endswith(".pdf")
