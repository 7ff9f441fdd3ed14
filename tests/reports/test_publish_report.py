"""A supervisor changes words, never figures; what is published is changed by nobody."""

import pytest
from django.db import DatabaseError, transaction

from assessment.actions.reports import publish_report, report_digest, reword_report
from assessment.models import Report
from promo.refusal import Refused
from tests.factories import NOW
from tests.reports.drafting import draft, words


def test_the_words_may_change_but_no_figure(judged, town):
    report, by = draft(town), town.people["supervisor"]
    overview = next(one for one in report.words if one["section"] == "overview")["paragraphs"]
    forged = [overview[0], overview[1].replace("个", "个，完成99.99%", 1), *overview[2:]]
    with pytest.raises(Refused, match="99.99%") as refused:
        reword_report(report=report, words={"overview": forged}, version=report.version, by=by, at=NOW)
    assert refused.value.field == "overview_1"
    edited = [f"总的看，{overview[0]}", *overview[1:-1], ""]
    frozen = report.tables
    reword_report(report=report, words={"overview": edited}, version=report.version, by=by, at=NOW)
    report.refresh_from_db()
    assert report.words[0]["paragraphs"] == edited[:-1]
    assert (report.tables, report.edited_by) == (frozen, by)
    assert report.sha256 == report_digest(report)
    assert report.drafted_words[0]["paragraphs"] == overview


def test_demands_may_name_sums_of_their_own(judged, town):
    report, by = draft(town), town.people["supervisor"]
    asked = ["年底前到位资金力争达到9亿元。"]
    reword_report(report=report, words={"demands": asked}, version=report.version, by=by, at=NOW)
    assert words(report, "demands") == asked[0]


def test_a_second_editor_is_told_and_loses_nothing_silently(judged, town):
    report = draft(town)
    stale = Report.objects.get(pk=report.pk)
    reword_report(
        report=report, words={"demands": ["先改的。"]}, version=1, by=town.people["supervisor"], at=NOW
    )
    with pytest.raises(Refused, match="刚被别人修改过"):
        reword_report(
            report=stale,
            words={"demands": ["后改的。"]},
            version=1,
            by=town.people["other_supervisor"],
            at=NOW,
        )
    with pytest.raises(Refused, match="刚被别人修改过"):
        publish_report(report=stale, version=1, by=town.people["other_supervisor"], at=NOW)
    report.refresh_from_db()
    assert words(report, "demands") == "先改的。"


def test_what_is_published_can_be_changed_by_nobody(judged, town):
    report, by = draft(town), town.people["supervisor"]
    publish_report(report=report, version=report.version, by=by, at=NOW)
    report.refresh_from_db()
    assert report.sha256 == report_digest(report)
    with pytest.raises(Refused, match="已经发布"):
        reword_report(report=report, words={"demands": ["改。"]}, version=report.version, by=by, at=NOW)
    with pytest.raises(Refused, match="已经发布"):
        publish_report(report=report, version=report.version, by=by, at=NOW)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(title="别的")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Report.objects.filter(pk=report.pk).delete()


def test_the_digest_notices_a_changed_table(judged, town):
    report = draft(town)
    report.tables[0]["tables"][0]["rows"][0][3]["text"] = "999"
    assert report_digest(report) != report.sha256
