"""What a report presses for: what the last one asked, open difficulties, opinions that did not come."""

from datetime import date, timedelta

import pytest

from assessment.actions.report_checks import check_report
from assessment.actions.reports import draft_report, publish_report
from assessment.models import Report
from assessment.reports.report_kinds import KINDS
from assessment.reports.verifying.papers import check_report as worked_out_again
from projects import actions
from projects.models import Posting, Project
from promo.models import Event
from promo.refusal import Refused
from tests.assessment import scenario
from tests.factories import NOW, make_unit, signed_project
from tests.reports.drafting import ENDED, draft, table, words
from tests.services.tampering import as_owner


def test_whoever_the_last_report_named_is_followed_up(judged, town):
    first = draft(town)
    assert "followed" not in {one["section"] for one in first.words}, "there is nothing to follow up yet"
    named = {
        row[0].text: row[5].text for row in table(first, "problems", "到位资金低于时序进度的单位").cells()
    }
    office = town.units["department"].short_name
    assert {"石桥村", "柳河村", office} <= set(named)
    scenario.arrive(judged, "department", "500000000", on=NOW.date())
    second = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    rows = {row[0].text: row for row in table(second, "followed", "上期低于时序进度单位的进展").cells()}
    assert {name: row[1].text for name, row in rows.items()} == named
    told = {name: rows[name][5].text for name in (office, "柳河村", "石桥村")}
    assert told == {office: "已赶上", "柳河村": "差距缩小", "石桥村": "差距未缩小"}
    assert f"上期低于时序进度的单位有{len(named)}个。本期赶上时序进度的1个：{office}；" in words(
        second, "followed"
    )


def test_difficulties_are_told_by_kind_and_what_was_settled_later_still_stands_in_the_old_report(
    judged, town
):
    project = Project.objects.get(pk=judged.projects["village"].pk)
    raised = {"project": project, "by": town.people["office_clerk"], "at": NOW - timedelta(days=20)}
    blocker = actions.raise_blocker(kind="land", text="用地指标未落实", due_on=date(2026, 11, 4), **raised)
    report = draft(town)
    assert "尚未解决的难点有1个：" in words(report, "unsettled")
    assert "其中逾期1个" in words(report, "unsettled")
    (row,) = table(report, "unsettled", "尚未解决的难点").cells()
    assert (row[1].text, row[2].text, row[5].text) == ("用地指标未落实", project.name, "4")
    actions.resolve_blocker(
        blocker=blocker, version=blocker.version, resolved_on=NOW.date(), resolution="已落实",
        by=town.people["office_clerk"], at=NOW + timedelta(hours=1),
    )  # fmt: skip
    tables = report.tables
    report.delete()
    again = draft_report(region=town.region, period=ENDED, as_of=report.as_of, at=NOW + timedelta(days=2))
    assert again.tables == tables
    assert "尚未解决的难点：无" in words(draft(town, ENDED.next(), at=NOW + timedelta(days=5)), "unsettled")


@pytest.mark.parametrize("code", ["week", "month", "year"])
def test_a_report_of_each_kind_is_worked_out_again_to_the_last_digit(judged, town, code):
    period = KINDS[code].period_of(NOW.date()).previous()
    report = draft(town, period)
    assert [one["heading"][:2] for one in report.words] == [
        f"{number}、" for number in "一二三四五六七"[: len(report.words)]
    ]
    assert ("按月计算" in words(report, "overview")) == (code != "week")
    with pytest.raises(Refused, match="尚未发布"):
        check_report(report=report, by=town.people["leader"], at=NOW)
    report = publish_report(report=report, version=1, by=town.people["supervisor"], at=NOW)
    scenario.arrive(judged, "village", "70000000")
    assert check_report(report=report, by=town.people["leader"], at=NOW).is_sound
    assert Event.objects.about(report).get(verb="report_checked").detail["count"] == 0


def test_a_posting_that_was_changed_shows_in_the_list_of_what_was_added(judged, town):
    arrival = scenario.arrive(judged, "village", "70000000", on=ENDED.start)
    report = draft(town)
    report = publish_report(report=report, version=1, by=town.people["supervisor"], at=NOW)
    with as_owner(Posting):
        Posting.objects.filter(arrival=arrival, measure="arrived_capital").update(quantity=1)
    found = worked_out_again(Report.objects.get(pk=report.pk)).differences
    assert any("本期到位资金" in one.field for one in found)


def test_drafting_asks_as_many_questions_for_twelve_units_more(town, django_assert_max_num_queries):
    """The size of a county changes nothing: bench/reports.py takes the figure for 600 units."""
    people = town.people
    scenario.adopt(town)

    def more(count: int, mark: str) -> None:
        for place in range(count):
            unit = make_unit(f"{mark}{place}", region=town.region, name=f"{mark}{place}所")
            project = signed_project(
                unit=unit, by=people["office_clerk"], verifier=people["office_director"], on=date(2026, 11, 2),
                name=f"{mark}{place}项目", investor=f"{mark}{place}公司",
            )  # fmt: skip
            actions.raise_blocker(
                project=project, kind="land", text="用地", by=people["office_clerk"], at=NOW
            )

    more(2, "甲")
    draft(town)
    with django_assert_max_num_queries(90) as few:
        draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    more(12, "乙")
    with django_assert_max_num_queries(90) as many:
        draft(town, ENDED.next().next(), at=NOW + timedelta(days=19))
    assert len(many) == len(few)
