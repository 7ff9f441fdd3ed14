"""What supervision presses for: found once, in words that do not move with the day, gone when it is made good."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessment import actions
from assessment.models import Finding, RunState, ScoreLine, ScoreRun
from assessment.reports.matters import last_of_groups
from projects import actions as projects
from projects.measures import MEASURES
from projects.models import Project
from projects.rulebook import KINDS
from projects.rulebook.supervision import MEASURES as OFFERED
from tests.assessment.pressing import HUNDRED_MILLION_YUAN, behind, bring, give_target, look
from tests.factories import NOW, TODAY, make_milestone, signed_project


def kept() -> list:
    return list(Finding.objects.order_by("pk").values("kind", "key", "words", "state", "version"))


def test_the_rule_offers_measures_of_the_ledger():
    assert {code for code, _ in OFFERED} <= set(MEASURES)
    assert not KINDS["supervision"].check(KINDS["supervision"].default)


def test_a_unit_behind_at_the_end_of_the_month_is_found(town):
    row = behind(town)
    # 304 of 365 days had gone by on 31 October
    assert row.words == (
        "截至2026年10月31日，到位资金完成年度任务的0.00%，低于时序进度83.29个百分点；"
        "按时序应完成8,328.77万元，实际完成0元。"
    )
    wanted = -(-HUNDRED_MILLION_YUAN * 304 // 365)
    assert row.figure == {"measure": "arrived_capital", "year": 2026, "wanted": wanted, "had": 0}


def test_the_next_day_says_the_same_and_the_next_month_says_more(town):
    behind(town)
    before = kept()
    assert not any(look(town, NOW + timedelta(days=1)).values()) and kept() == before
    look(town, NOW + timedelta(days=20))
    assert "截至2026年11月30日" in Finding.objects.get().words


def test_what_is_within_the_points_of_the_rule_is_not_pressed_for(town):
    give_target(town)
    bring(town, "73290000", on=date(2026, 10, 8))  # 10.0 points behind are pressed for
    assert look(town)["found"] == 0
    give_target(town, "other_village")
    bring(town, "73280000", on=date(2026, 10, 8), key="other_village")
    assert look(town)["found"] == 1


def test_a_planned_start_that_passed_is_found_and_gone_when_it_started(town):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["office_clerk"], verifier=people["office_director"]
    )
    Project.objects.filter(pk=project.pk).update(planned_start_on=TODAY - timedelta(days=31))
    look(town)
    row = Finding.objects.get(kind="overdue")
    assert row.words == "“示例阀门生产项目”计划2026年10月20日开工，尚未开工。"
    make_milestone(project=project, by=people["office_clerk"], kind="started")
    assert look(town)["gone"] == 1


def test_capital_that_is_later_than_planned_is_found_by_its_plan(town):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["office_clerk"], verifier=people["office_director"]
    )
    projects.plan_arrivals(
        project=project, currency="CNY", lines=[(TODAY - timedelta(days=31), Decimal(8_000_000), "")],
        reason="合同约定", revision=0, by=people["office_clerk"],
        at=NOW,
    )  # fmt: skip
    look(town)
    row = Finding.objects.get(kind="late_capital")
    assert row.words == "“示例阀门生产项目”按计划应到位800万元，实际到位0元，相差800万元。"
    assert row.figure == {"currency": "CNY", "wanted": 800_000_000, "had": 0}


def test_an_opinion_past_its_day_is_found(town):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["office_clerk"], verifier=people["office_director"]
    )
    asked = make_milestone(project=project, by=people["office_clerk"], kind="registered")
    opinion = projects.ask_opinion(
        milestone=asked, unit=town.units["department"], days=1, by=people["office_director"], at=NOW
    )
    assert look(town, NOW + timedelta(days=4))["found"] == 0
    assert look(town, NOW + timedelta(days=5))["found"] == 1
    assert Finding.objects.get(kind="unanswered").unit_id == opinion.unit_id


def run_with(places: list[tuple[int, int]]) -> ScoreRun:
    """An unsaved ranking of one group, for the arithmetic alone."""
    run = ScoreRun(state=RunState.PUBLISHED)
    lines = [ScoreLine(unit_id=unit, unit_name=f"第{unit}", group=0, rank=rank) for unit, rank in places]
    run.lines = type("Lines", (), {"filter": lambda self, **_: self, "only": lambda self, *_: lines})()
    return run


@pytest.mark.parametrize(
    ("places", "last"),
    [([(1, 1), (2, 2), (3, 3)], {3}), ([(1, 1), (2, 2), (3, 2)], {2, 3}), ([(1, 1)], set()), ([(1, 1), (2, 1)], set())],
)  # fmt: skip
def test_the_last_place_is_shared_and_nobody_is_last_alone(monkeypatch, places, last):
    monkeypatch.setattr(ScoreRun, "lines", None)
    assert set(last_of_groups(run_with(places))) == last


def test_doubts_and_matters_are_kept_apart(town):
    row = behind(town)
    assert actions.look_for_findings(region=town.region, by=None, at=NOW)["gone"] == 0
    row.refresh_from_db()
    assert row.state == "open" and row not in Finding.objects.doubts()
    seen = {who: Finding.objects.visible_to(town.access(who)).count() for who in ("supervisor", "leader")}
    assert seen == {"supervisor": 1, "leader": 1}
    for who in ("office_director", "office_clerk", "unit_head"):
        assert not Finding.objects.visible_to(town.access(who)).exists()
