"""A draft holds the figures of the ledger as known at its moment, in words and tables that agree."""

from datetime import date, timedelta

from django.db.models import Sum

from assessment.actions.reports import draft_report
from projects import actions
from projects.models import Posting
from promo.models import Event
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, slip, verify
from tests.reports.drafting import ENDED, draft, table, words


def test_drafting_twice_leaves_one_report_and_one_event(judged, town):
    assert draft(town).pk == draft(town, at=NOW + timedelta(hours=1)).pk
    assert Event.objects.filter(verb="report_drafted").count() == 1


def test_the_figures_of_the_overview_are_the_ledgers(judged, town):
    report = draft(town)
    rows = {row[0].text: row for row in table(report, "overview", "主要指标完成情况").cells()}
    day = {"statistical_on__gte": date(2026, 1, 1), "statistical_on__lt": ENDED.end}
    for label, measure, scale in (
        ("签约金额（万元）", "signed_amount", 10**6),
        ("到位资金（万元）", "arrived_capital", 10**6),
        ("开工项目数（个）", "started_count", 10**4),
    ):
        posted = Posting.objects.filter(measure=measure, posted_at__lte=report.as_of, **day)
        assert rows[label][3].value * scale == posted.aggregate(sum=Sum("quantity"))["sum"]
    target = 20_000_000_000 * 5 / 10**6
    assert rows["签约金额（万元）"][1].value == target


def test_what_was_added_is_the_sum_of_its_lists_and_of_two_reports(judged, town, clock):
    first = draft(town)
    other = {
        "unit": town.units["village"],
        "by": town.people["office_clerk"],
        "verifier": town.people["office_director"],
    }
    signed_project(amount="70000000", name="后来的项目", investor="后来有限公司", on=NOW.date(), **other)
    later = NOW + timedelta(days=5)
    second = draft(town, ENDED.next(), at=later)
    one, two = (
        {row[0].text: row for row in table(report, "overview", "主要指标完成情况").cells()}
        for report in (first, second)
    )
    for label, row in two.items():
        assert row[3].value - one[label][3].value == row[2].value
    listed = table(second, "added", "本期新签约项目")
    assert listed.totals()[2].value / 10_000 == two["签约金额（万元）"][2].value == 7_000
    assert "后来的项目" in words(second, "added")


def test_a_late_fact_is_told_once_and_marked(judged, town):
    draft(town)
    people = town.people
    late = make_arrival(
        project=judged.projects["village"], by=people["office_clerk"], amount="2000000", on=date(2026, 9, 1)
    )
    verify(late, by=people["office_director"], at=NOW + timedelta(hours=3))
    second = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    marked = [row for row in table(second, "added", "本期到位资金").cells() if row[3].text == "2026-09-01"]
    assert [(row[2].text, row[4].text) for row in marked] == [("200.00", "补报")]
    assert "补报1项" in words(second, "added")
    third = draft(town, ENDED.next().next(), at=NOW + timedelta(days=20))
    assert "本期无新到位资金" in words(third, "added")


def test_a_reversal_is_listed_as_such_and_taken_off(judged, town):
    draft(town)
    people = town.people
    fact = judged.projects["park"].arrivals.get()
    wrong = actions.reverse_fact(
        fact=fact,
        reason="重复登记",
        statistical_on=NOW.date(),
        by=people["office_clerk"],
        at=NOW,
        files=[slip()],
    )
    verify(wrong, by=people["office_director"], at=NOW + timedelta(hours=1))
    report = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    listed = [(row[4].text, row[2].text) for row in table(report, "added", "本期到位资金").cells()]
    assert ("冲销", "-13,000.00") in listed
    assert "新到位资金净核减" in words(report, "added")
    assert "另有冲销2项" in words(report, "added")


def test_units_with_nothing_are_named_by_class_and_others_are_not(judged, town):
    said = words(draft(town), "problems")
    assert "既无签约项目又无到位资金的单位：无" in said
    assert "低于时序进度的单位有" in said


def test_a_zero_performer_is_named(town):
    make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    said = words(draft(town), "problems")
    assert "镇直部门中，本年既无签约项目又无到位资金的单位有2个：农业办、财政所。" in said


def test_a_quiet_project_is_listed_with_its_days(town):
    make_lead(unit=town.units["village"], by=town.people["unit_clerk"], on=date(2026, 6, 1))
    rows = table(draft(town), "problems", "超过60天没有更新进展的项目").cells()
    assert [(row[0].text, row[4].value) for row in rows] == [
        ("示例阀门生产项目", (ENDED.end - date(2026, 6, 1)).days)
    ]


def test_without_a_scheme_the_units_are_ranked_by_completion(town):
    people, units = town.people, town.units
    scenario.give_target(town, "village", "arrived_capital", 10_000_000_000)
    scenario.give_target(town, "other_village", "arrived_capital", 10_000_000_000)
    project = signed_project(
        unit=units["other_village"],
        by=people["unit_clerk"],
        verifier=people["office_director"],
        on=date(2026, 3, 1),
    )
    verify(
        make_arrival(project=project, by=people["unit_clerk"], on=date(2026, 3, 1)),
        by=people["office_director"],
    )
    report = draft(town)
    rows = table(report, "ranking", "乡镇/村排名").cells()
    assert [(row[0].value, row[1].text) for row in rows] == [(1, "柳河村"), (2, "石桥村")]
    assert "按到位资金完成率排名" in words(report, "ranking")


def test_places_are_compared_with_the_last_report(judged, town):
    first = draft(town)
    assert {row[-1].text for row in table(first, "ranking", "乡镇/村排名").cells()} == {"—"}
    scenario.arrive(judged, "other_village", "60000000", on=NOW.date())
    second = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    before = {row[1].text: row[0].value for row in table(first, "ranking", "乡镇/村排名").cells()}
    for row in table(second, "ranking", "乡镇/村排名").cells():
        change = before[row[1].text] - row[0].value
        said = "持平" if not change else f"上升{change}位" if change > 0 else f"下降{-change}位"
        assert row[-1].text == said


def test_links_in_the_tables_carry_the_moment_of_the_figures(judged, town):
    report = draft(town)
    cell = table(report, "overview", "主要指标完成情况").cells()[1][3]
    assert cell.link.startswith("/ledger/?measure=signed_amount&start=2026-01-01&end=2026-11-09")
    assert "as_of=2026-11-20T" in cell.link


def test_drafted_again_as_of_the_same_moment_the_tables_are_the_same(judged, town):
    first = draft(town)
    tables = first.tables
    first.delete()
    scenario.arrive(judged, "village", "40000000")
    scenario.give_target(town, "village", "signed_foreign", 5_000_000)
    again = draft_report(region=town.region, period=ENDED, as_of=first.as_of, at=NOW + timedelta(days=2))
    assert again.tables == tables


def test_drafting_asks_as_many_questions_for_forty_projects_as_for_ten(town, django_assert_max_num_queries):
    people = town.people
    scenario.adopt(town)

    def add(count: int, prefix: str) -> None:
        for place in range(count):
            project = signed_project(
                unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"],
                name=f"{prefix}{place}号项目", investor=f"{prefix}{place}号公司", on=date(2026, 11, 2),
            )  # fmt: skip
            start = make_milestone(
                project=project, by=people["unit_clerk"], kind="started", on=date(2026, 11, 3)
            )
            verify(start, by=people["office_director"])

    add(10, "甲")
    with django_assert_max_num_queries(45) as few:
        draft(town)
    add(30, "乙")
    with django_assert_max_num_queries(45) as many:
        report = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    assert len(table(report, "added", "本期新签约项目").cells()) == 30
    assert len(many) <= len(few) + 1  # the former report is read
