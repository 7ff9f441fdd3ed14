"""The clocks of a lead: in working days or days, yellow before the end, red after it, still while it is elsewhere."""

from dataclasses import replace
from datetime import date

import pytest

from projects.clocks import Counting, LeadDays, Light, clocks_of, most_urgent, registered_late, worst_light
from projects.rulebook import KINDS

RULE = KINDS["clocks"].default
FRIDAY = date(2026, 11, 20)
# A Saturday that is worked, a Tuesday that is free.
EXCEPTIONS = {date(2026, 11, 21): True, date(2026, 11, 24): False}
BY_WORKDAYS = Counting(RULE, {})
BY_DAYS = Counting(RULE | {"counting": "days"}, {})
NEW = LeadDays(state="registered", registered_on=FRIDAY)


def clocks(lead: LeadDays, today: date, counting: Counting = BY_WORKDAYS) -> dict:
    return {one.code: one for one in clocks_of(lead, counting, today=today)}


@pytest.mark.parametrize(
    ("counting", "respond", "judge", "feedback"),
    [
        (BY_WORKDAYS, date(2026, 11, 23), date(2026, 11, 25), date(2026, 12, 1)),
        (BY_DAYS, date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 27)),
        (Counting(RULE, EXCEPTIONS), date(2026, 11, 21), date(2026, 11, 25), date(2026, 12, 1)),
    ],
    ids=["working days", "days", "with the office's calendar"],
)
def test_days_are_counted_from_registration(counting, respond, judge, feedback):
    found = clocks(NEW, FRIDAY, counting)
    assert (found["respond"].due_on, found["judge"].due_on, found["feedback"].due_on) == (
        respond,
        judge,
        feedback,
    )
    assert found["report"].light == Light.NONE


@pytest.mark.parametrize(
    ("today", "light", "words"),
    [
        (date(2026, 11, 20), Light.GREEN, "还剩3个工作日"),
        (date(2026, 11, 22), Light.GREEN, "还剩3个工作日"),
        (date(2026, 11, 24), Light.YELLOW, "还剩1个工作日"),
        (date(2026, 11, 25), Light.YELLOW, "今天到期"),
        (date(2026, 11, 26), Light.RED, "超期1个工作日"),
        (date(2026, 11, 28), Light.RED, "超期2个工作日"),
        (date(2026, 11, 30), Light.RED, "超期3个工作日"),
    ],
)
def test_the_light_follows_what_is_left(today, light, words):
    clock = clocks(NEW, today)["judge"]
    assert (clock.light, clock.sentence) == (light, words)


def test_what_is_done_says_whether_it_was_in_time():
    lead = replace(NEW, state="accepted", accepted_on=date(2026, 11, 23))
    assert clocks(lead, date(2026, 12, 9))["respond"].sentence == "按期办结"
    late = replace(lead, accepted_on=date(2026, 11, 24))
    assert clocks(late, date(2026, 12, 9))["respond"].sentence == "超期办结"


def test_the_offices_clocks_stand_still_while_the_unit_supplements():
    lead = replace(NEW, state="supplement", accepted_on=FRIDAY)
    assert worst_light(clocks_of(lead, BY_WORKDAYS, today=date(2026, 12, 9))) == Light.NONE


def test_a_further_round_is_judged_from_its_own_beginning():
    lead = replace(NEW, state="screening", accepted_on=FRIDAY, began_on=date(2026, 12, 9))
    found = clocks(lead, date(2026, 12, 9))
    assert (found["judge"].due_on, found["judge"].light) == (date(2026, 12, 14), Light.GREEN)


def test_progress_of_a_qualified_lead_is_reported_every_fortnight():
    lead = replace(NEW, state="qualified", accepted_on=FRIDAY, judged_on=FRIDAY, told_on=FRIDAY)
    assert clocks(lead, date(2026, 12, 5))["report"].sentence == "超期1天"
    again = clocks(replace(lead, reported_on=date(2026, 12, 4)), date(2026, 12, 5))["report"]
    assert (again.due_on, again.light) == (date(2026, 12, 18), Light.GREEN)


def test_a_lead_that_is_not_pursued_still_owes_the_feedback():
    lead = replace(NEW, state="not_pursued", accepted_on=FRIDAY, judged_on=FRIDAY)
    assert most_urgent(clocks_of(lead, BY_WORKDAYS, today=FRIDAY)).code == "feedback"


@pytest.mark.parametrize("lead", [replace(NEW, state="exempt"), replace(NEW, is_live=False)])
def test_nothing_runs_for_what_is_no_lead_any_more(lead):
    assert most_urgent(clocks_of(lead, BY_WORKDAYS, today=date(2027, 1, 1))) is None


@pytest.mark.parametrize(
    ("registered_on", "late"), [(date(2026, 11, 25), False), (date(2026, 11, 26), True), (FRIDAY, False)]
)
def test_registration_may_take_three_working_days(registered_on, late):
    assert registered_late(FRIDAY, registered_on, BY_WORKDAYS) is late
