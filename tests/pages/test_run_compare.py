"""Which facts moved which unit by how much: two runs of one scheme beside each other, and what they do not explain."""

from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment import actions
from assessment.reports.comparison import compare
from projects.models import Posting
from tests.assessment import scenario
from tests.factories import NOW


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def two(judged):
    """A published run; money, a mark and a target afterwards; and a second run."""
    first = scenario.published(judged, until=date(2026, 10, 31))
    scenario.arrive(judged, "village", "20000000", on=date(2026, 11, 3))
    scenario.give_mark(judged, "village", 900, expected=1, at=NOW + timedelta(hours=2))
    scenario.give_target(
        judged.town, "village", "arrived_capital", 20_000_000_000, expected=1, at=NOW + timedelta(hours=2)
    )
    return first, scenario.run_scores(judged, at=NOW + timedelta(hours=3))


def address(*args) -> str:
    return reverse("assessment:run_compare", args=args)


def compared(first, second):
    return compare(first, second, Posting.objects.filter(region=second.region))


def worths_of(found, name):
    return {one.cause.what: one for one in found.worths if one.cause.member.name == name}


def test_each_thing_between_two_runs_has_its_own_effect(judged, two):
    found = worths_of(compared(*two), "石桥村")
    money = found["石桥村项目"]
    assert money.cause.amount == "到位资金+1,333.40万元"
    # 2,000万元 by the share of 66.67 %, 30 points for a target of 20,000万元, and 20 for 60 % of the contracts
    year = Fraction("13334000") * 30 / 200_000_000
    assert dict(money.effect.items)["到位资金"] == year
    assert found["日常管理"].cause.amount == "— → 9分"
    assert found["日常管理"].effect.total == 9  # marked in November
    assert found["到位资金目标"].effect.total < 0


def test_what_the_causes_do_not_explain_is_said_and_everything_adds_up(judged, two):
    found = compared(*two)
    checked = 0
    for rows in found.changes.values():
        for row in rows:
            if row.difference is not None:
                own = [one.effect.total for one in found.worths if one.cause.member == row.member]
                assert row.named == sum(own, Fraction(0))
                assert row.named + row.rest == row.difference == sum(row.items.values())
                checked += 1
    assert checked >= 4


def test_a_fact_dated_after_the_first_run_counts_though_it_was_known_then(judged):
    """The sum of 19 November was in the ledger already when the run up to October was made."""
    first = scenario.run_scores(judged, until=date(2026, 10, 31))
    second = scenario.run_scores(judged, at=NOW + timedelta(hours=1))
    found = worths_of(compared(first, second), "柳河村")
    assert found["柳河村项目"].cause.on == date(2026, 11, 19)
    assert found["柳河村项目"].effect.total > 0
    assert "石桥村项目" not in worths_of(compared(first, second), "石桥村")


def test_the_page_names_units_facts_and_effects(judged, two, login):
    first, second = two
    session = login(judged.people["supervisor"])
    page = session.get(address(second.pk))
    assert page.context["earlier"] == first
    for words in ("+1,333.40万元", "其他单位变动及封顶等因素", "日常管理+9.00", "第1期"):
        assert words in page.text
    posting = Posting.objects.filter(project=judged.projects["village"]).latest("number")
    assert reverse("projects:fact_show", args=["arrival", posting.arrival_id]) in page.text
    book = load_workbook(BytesIO(session.get(address(second.pk) + "?export=xlsx").content))
    assert book.sheetnames[-1].startswith("两次之间")


def test_the_first_run_has_nothing_to_be_held_against(judged, login):
    run = scenario.run_scores(judged)
    page = login(judged.people["leader"]).get(address(run.pk))
    assert "此前没有按同一办法计算的排名" in page.text


def test_only_an_earlier_finished_run_of_the_same_scheme_may_be_asked_for(judged, two, login):
    first, second = two
    session = login(judged.people["leader"])
    assert session.get(address(second.pk) + f"?with={first.pk}").status_code == 200
    for wrong in (second.pk, "0", "x", "9" * 40):
        assert session.get(address(second.pk) + f"?with={wrong}").status_code == 404
    waiting = actions.request_run(
        scheme=judged.scheme, until=date(2026, 11, 1), by=judged.people["office_director"], at=NOW
    )
    assert session.get(address(second.pk) + f"?with={waiting.pk}").status_code == 404


def test_comparing_is_for_those_who_see_all_and_of_the_own_town(judged, neighbour, two, login):
    where = address(two[1].pk)
    assert login(judged.people["unit_clerk"]).get(where).status_code == 403
    assert login(neighbour.people["leader"]).get(where).status_code == 404
