"""The number of an issued paper (发文字号): given once when it goes out, in its official place, and in no figure."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.report_checks import check_report
from assessment.actions.reports import publish_report
from assessment.models import Report
from assessment.reports.filed import report_paper
from assessment.reports.paper_numbers import next_number, paper_number
from assessment.reports.papers import report_digest, report_table
from projects import actions
from projects.rulebook import KINDS as RULES
from promo.paper import Form, word
from promo.periods import month_of
from promo.refusal import Refused
from tests.factories import NOW, at
from tests.ground.papers import document, words_in
from tests.reports.drafting import draft

MONTH = month_of(NOW.date()).previous()


@pytest.fixture
def numbered(judged, town):
    """Three monthly reports of an office that numbers its papers."""
    actions.set_rule(
        region=town.region, kind="report_month", document=RULES["report_month"].default | {"paper_code": "高政办"},
        valid_from=date(2026, 6, 1), basis="公文处理办法", by=town.people["supervisor"], at=NOW,
    )  # fmt: skip
    return [draft(town, period) for period in (MONTH.previous().previous(), MONTH.previous(), MONTH)]


def issue(town, report: Report, number: int | None, *, on=NOW) -> Report:
    return publish_report(
        report=report, version=report.version, by=town.people["supervisor"], at=on, paper_number=number
    )


def test_it_stands_under_the_red_head_without_leading_zeros_and_the_issue_under_the_title(town, numbered):
    draft_paper = report_paper(numbered[0])
    assert draft_paper.number == "高政办〔\u3000\u3000〕\u3000号（草稿）"
    paper = report_paper(issue(town, numbered[0], 12))
    assert paper.number == "高政办〔2026〕12号"
    assert "年第" in paper.under_title
    said = words_in(document(word(paper)))
    assert said.index(f"{paper.issuer}文件") < said.index(paper.number) < said.index(paper.title[:6])
    assert "高政办" not in report_paper(numbered[0], Form.PLAIN).number, "an internal report has none"


def test_a_number_is_given_once_in_a_year_and_begins_anew_in_the_next(town, numbered):
    first, second, third = numbered
    assert next_number(first, on=NOW.date()) == 1
    issue(town, first, 7)
    assert next_number(second, on=NOW.date()) == 8
    with pytest.raises(Refused, match="高政办〔2026〕7号已经使用") as refusal:
        issue(town, second, 7)
    assert refusal.value.field == "paper_number"
    for number in (None, 0, 10_000):
        with pytest.raises(Refused, match="请填写发文字号的序号"):
            issue(town, second, number)
    january = at(date(2027, 1, 4))
    assert next_number(second, on=january.date()) == 1
    assert paper_number(issue(town, second, 7, on=january)) == "高政办〔2027〕7号"
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=third.pk).update(paper_code="高政办", paper_year=2026, paper_number=7)


def test_it_is_no_figure_the_checksum_and_the_check_are_the_same_without_it(town, numbered):
    before = report_digest(numbered[0])
    report = issue(town, numbered[0], 3)
    assert report.sha256 == before
    assert check_report(report=report, by=town.people["leader"], at=NOW).is_sound
    assert "发文字号" in [column.title for column in report_table([report]).columns]


def test_an_office_without_letters_issues_by_the_issue_alone(judged, town):
    report = issue(town, draft(town, MONTH), None)
    assert (report.paper_number, paper_number(report)) == (None, "")
    assert "期" in report_paper(report).number


def test_the_page_proposes_the_next_number_and_keeps_what_was_refused(town, numbered, login):
    first, second, _ = numbered
    issue(town, first, 7)
    session, url = login(town.people["leader"]), f"/reports/{second.pk}/"
    proposed = session.get(url).context["publish"]["paper_number"].value()
    assert proposed == next_number(second, on=timezone.localdate())

    def send(number):
        sent = {"form_key": uuid4(), "version": second.version, "paper_number": number}
        return session.post(f"{url}publish/", sent)

    year = session.get(url).context["number_head"]
    Report.objects.filter(pk=numbered[2].pk).update(
        paper_code="高政办", paper_year=int(year[-5:-1]), paper_number=31
    )
    taken = send("31")
    assert taken.status_code == 422 and f"{year}31号已经使用" in taken.text and 'value="31"' in taken.text
    for wrong in ("", "0", "x", "9" * 30):
        assert send(wrong).status_code == 422
    assert send("32").status_code == 302
    assert paper_number(Report.objects.get(pk=second.pk)) == f"{year}32号"
