"""The deadline holds for everybody, a second person confirms, and nothing moves afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessment import actions
from assessment.models import MarkingRound
from promo.models import Event
from promo.refusal import Refused
from tests.assessment import rounds, scenario
from tests.assessment.rounds import DEADLINE, LATER, OVER, fill, open_round
from tests.assessment.scenario import UNTIL, Judged, give_mark


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


def test_the_deadline_closes_the_round_once_and_for_everybody(judged, opened):
    fill(judged, opened, "supervisor")
    assert actions.close_due_rounds(now=DEADLINE - timedelta(seconds=1)) == 0
    with pytest.raises(Refused, match="已经截止"):
        fill(judged, opened, "unit_head", at=DEADLINE)
    assert [actions.close_due_rounds(now=DEADLINE) for _ in range(2)] == [1, 0]
    opened.refresh_from_db()
    assert (opened.state, opened.closed_by, opened.closed_at) == ("closed", None, DEADLINE)
    with pytest.raises(Refused, match="已经截止"):
        fill(judged, opened, "unit_head", at=DEADLINE - timedelta(hours=1))
    assert Event.objects.filter(verb="round_closed").count() == 1


def test_it_closes_early_only_when_everybody_handed_in(judged, opened):
    by = judged.people["supervisor"]
    fill(judged, opened, "supervisor")
    fill(judged, opened, "unit_head")
    with pytest.raises(Refused, match="还有1人没有提交"):
        actions.close_round(row=opened, by=by, at=LATER)
    fill(judged, opened, "office_director")
    assert actions.close_round(row=opened, by=by, at=LATER).state == "closed"
    with pytest.raises(Refused, match="刚有变化"):
        actions.close_round(row=opened, by=by, at=LATER)


def test_the_deadline_moves_later_with_a_reason_while_it_has_not_passed(judged, opened):
    by, new = judged.people["supervisor"], DEADLINE + timedelta(days=2)
    with pytest.raises(Refused, match="晚于原定"):
        actions.extend_round(
            row=opened, deadline_at=DEADLINE, expected=DEADLINE, reason="出差", by=by, at=LATER
        )
    actions.extend_round(row=opened, deadline_at=new, expected=DEADLINE, reason="出差", by=by, at=LATER)
    with pytest.raises(Refused, match="刚由他人改过"):
        actions.extend_round(
            row=opened, deadline_at=new + timedelta(days=1), expected=DEADLINE, reason="出差", by=by, at=LATER
        )
    assert actions.close_due_rounds(now=OVER) == 0
    with pytest.raises(Refused, match="已经截止"):
        actions.extend_round(
            row=opened, deadline_at=new + timedelta(days=1), expected=new, reason="出差", by=by, at=new
        )


def test_neither_the_opener_nor_a_marker_confirms(judged):
    row = open_round(judged, asked=(("other_supervisor", ""), ("unit_head", "")))
    fill(judged, row, "unit_head")
    close(row)
    with pytest.raises(Refused, match="发起评分的人不能确认"):
        actions.confirm_round(row=row, by=judged.people["supervisor"], at=OVER)
    with pytest.raises(Refused, match="参加评分的人不能确认"):
        actions.confirm_round(row=row, by=judged.people["other_supervisor"], at=OVER)
    with pytest.raises(IntegrityError, match="round_four_eyes"), transaction.atomic():
        MarkingRound.objects.filter(pk=row.pk).update(
            state="confirmed", confirmed_by=judged.people["supervisor"], confirmed_at=OVER
        )
    assert actions.confirm_round(row=row, by=judged.people["leader"], at=OVER).state == "confirmed"


def test_an_open_round_and_one_without_marks_are_not_confirmed(judged, opened):
    with pytest.raises(Refused, match="评分中"):
        actions.confirm_round(row=opened, by=judged.people["leader"], at=LATER)
    close(opened)
    with pytest.raises(Refused, match="没有人提交评分"):
        actions.confirm_round(row=opened, by=judged.people["leader"], at=OVER)


def test_a_confirmed_round_is_closed_for_ever(judged):
    row = rounds.confirmed(judged)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        MarkingRound.objects.filter(pk=row.pk).update(marked_on=UNTIL.replace(month=1))
    with pytest.raises(Refused, match="不能作废"):
        actions.cancel_round(row=row, reason="重来", by=judged.people["supervisor"], at=OVER)


def test_where_a_round_is_confirmed_single_marks_are_refused(judged):
    give_mark(judged, "village", 700)
    rounds.confirmed(judged)
    with pytest.raises(Refused, match="不再单独评分"):
        give_mark(judged, "village", 800, expected=1)
