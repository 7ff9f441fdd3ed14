"""What scoring reads of rounds: confirmed ones, as known at a moment."""

from datetime import timedelta
from fractions import Fraction

import pytest

from assessment import actions, facts
from tests.assessment import rounds, scenario
from tests.assessment.rounds import CODE, OVER, fill, open_round
from tests.assessment.scenario import UNTIL, Judged


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


@pytest.fixture
def opened(judged):
    return open_round(judged)


def close(row):
    actions.close_due_rounds(now=row.deadline_at)
    row.refresh_from_db()
    return row


def test_scoring_reads_confirmed_rounds_as_known_at_a_moment(judged):
    before = OVER - timedelta(minutes=30)
    row = rounds.confirmed(judged)
    assert facts.panel(judged.scheme, on=UNTIL, as_of=before) == {}
    assert facts.panel(judged.scheme, on=UNTIL - timedelta(days=1), as_of=row.confirmed_at) == {}
    found = facts.panel(judged.scheme, on=UNTIL, as_of=row.confirmed_at)
    other = found[judged.units["other_village"].pk, CODE]
    assert other.marks == (("督查办", Fraction(9)), ("村", Fraction(8)), ("经济办", Fraction(7)))
    assert (other.kind, other.round_id) == ("marks", row.pk)
    own = found[judged.units["village"].pk, CODE]
    assert own.marks == (("督查办", Fraction(9)), ("经济办", Fraction(7)))


def test_a_run_worked_out_again_finds_what_it_found_before(judged):
    """A confirmation in the very moment of a run is known to later runs only."""
    run = actions.request_run(scheme=judged.scheme, until=UNTIL, by=judged.people["office_director"], at=OVER)
    row = rounds.confirmed(judged, confirm_at=OVER)
    assert row.confirmed_at > run.as_of
    assert facts.panel(judged.scheme, on=UNTIL, as_of=run.as_of) == {}


def test_the_newest_confirmed_round_of_an_entry_counts(judged, django_assert_num_queries):
    rounds.confirmed(judged, marked_on=rounds.day(6, 30))
    second = rounds.confirmed(
        judged, marks=(500, 500, 500), at=OVER, deadline_at=OVER + timedelta(days=1),
        confirm_at=OVER + timedelta(days=2),
    )  # fmt: skip
    with django_assert_num_queries(2):
        found = facts.panel(judged.scheme, on=UNTIL, as_of=second.confirmed_at)
    assert {value for one in found.values() for _, value in one.marks} == {Fraction(5)}
    found = facts.panel(judged.scheme, on=rounds.day(7, 1), as_of=second.confirmed_at)
    assert {value for one in found.values() for _, value in one.marks} == {
        Fraction(9),
        Fraction(8),
        Fraction(7),
    }


def test_only_the_last_version_handed_in_counts_and_never_a_draft(judged, opened):
    fill(judged, opened, "supervisor", 900)
    fill(judged, opened, "supervisor", 700)
    fill(judged, opened, "supervisor", 100, hand_in=False)
    close(opened)
    actions.confirm_round(row=opened, by=judged.people["leader"], at=OVER)
    found = facts.panel(judged.scheme, on=UNTIL, as_of=OVER + timedelta(hours=1))
    assert found[judged.units["village"].pk, CODE].marks == (("督查办", Fraction(7)),)
