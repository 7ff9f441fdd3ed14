"""A target belongs to the assessment year of its region's scheme; a target of zero is not the same as none."""

import json
from datetime import date, timedelta

import pytest

from assessment import actions, facts, parts
from assessment.facts.gathering import issued_parts
from assessment.facts.years import Years, year_words
from assessment.functions import Status
from assessment.reports.standing import work_out
from assessment.sources import Clock
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW, TODAY

DECEMBER = json.dumps(json.loads(scenario.TOWN_SCHEME) | {"first_month": 12})
FIRST = date(2025, 12, 1)


def test_a_year_that_begins_in_december_takes_targets_from_its_first_day(town):
    scenario.adopt(town, text=DECEMBER)
    give_target(town, "village", "signed_amount", wan("20000"), effective_from=FIRST)
    found = facts.targets(town.region, year=2026, on=FIRST, as_of=NOW + timedelta(days=1))
    assert [row.quantity for row in found.values()] == [wan("20000")]
    for day in (FIRST - timedelta(days=1), date(2026, 12, 1)):
        with pytest.raises(Refused, match=r"应在2026年度（2025年12月1日至2026年11月30日）之内") as refused:
            give_target(town, "park", "signed_amount", wan("20000"), effective_from=day)
        assert refused.value.field == "effective_from"


def test_the_scheme_of_the_year_says_when_it_begins_else_the_one_before(town):
    assert Years(town.region).running(TODAY) == Clock(2026, TODAY)
    scheme = actions.adopt_scheme(region=town.region, text=DECEMBER, by=town.people["supervisor"], at=NOW)
    years, december = Years(town.region), date(2026, 12, 5)
    assert scheme.state == "draft" and years.clock(2026, until=TODAY).year_start == FIRST
    assert years.running(december).year == 2027 and year_words(years.clock(2025, until=TODAY)) == "2025年度"
    assert years.seen_on(2026, december).until == date(2026, 11, 30)
    scenario.adopt(town)  # the version in use begins in January, whatever the draft says
    assert Years(town.region).clock(2026, until=TODAY).first_month == 1


def test_marks_are_given_in_the_assessment_year(town):
    judged = scenario.Judged(town, scenario.adopt(town, text=DECEMBER), {})
    scenario.give_mark(judged, "village", 850, marked_on=FIRST)
    with pytest.raises(Refused, match="应在2026年度（2025年12月1日"):
        scenario.give_mark(judged, "park", 850, marked_on=FIRST - timedelta(days=1))


def test_months_are_cumulative_from_the_first_of_the_assessment_year(town):
    assert (
        parts.in_order("months", 12)[:3] == ("m12", "m01", "m02")
        and parts.in_order("quarters", 12)[0] == "q1"
    )
    assert issued_parts(Clock(2026, date(2026, 2, 28), 12)) == ("m02", "q1", "m01", "m12")
    scenario.adopt(town, text=DECEMBER)
    give_target(town, "village", "signed_amount", 300, part="m01", effective_from=FIRST)
    give_target(town, "village", "signed_amount", 100, part="m12", effective_from=FIRST)
    with pytest.raises(Refused, match="1月不能少于12月"):
        give_target(town, "village", "signed_amount", 90, part="m01", expected=1)


def test_a_target_of_zero_is_scored_by_its_own_rule_and_a_missing_one_by_another(town):
    judged = scenario.build(town)
    give_target(town, "village", "arrived_capital", 0, expected=1)
    placed = work_out(
        judged.scheme, until=scenario.UNTIL, as_of=facts.known_now(NOW + timedelta(hours=1))
    ).placed
    found = {one.member.unit_id: item for one in placed for item in one.score.items if item.code == "arrived"}
    zero, missing = (found[town.units[key].pk] for key in ("village", "other_department"))
    assert (zero.status, missing.status) == (Status.ZERO_TARGET, Status.NO_TARGET)
    assert "目标为0" in zero.words and "未下达目标" in missing.words


def test_a_quarter_may_ask_for_nothing_but_none_falls_below_it(town):
    give_target(town, "village", "signed_amount", 0, part="q1")
    give_target(town, "village", "signed_amount", wan("5"), part="q2")
    with pytest.raises(Refused, match="二季度不能少于一季度"):
        give_target(town, "village", "signed_amount", wan("6"), part="q1", expected=1)
