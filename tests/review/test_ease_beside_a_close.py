"""The morning's look passes over a red slip that somebody closed meanwhile: what it found is not taken back with it."""

import pytest

from assessment import actions
from assessment.actions.slips import colouring
from assessment.models import Slip
from tests.assessment.pressing import behind, issue, reply, sign
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_slip_closed_meanwhile_is_left_alone(town, monkeypatch):
    row = reply(town, sign(town, issue(town, findings=[behind(town)], colour="red")))
    answers = []
    monkeypatch.setattr(colouring, "_answers", lambda *said: answers.append(said) or [])
    seen = Slip.objects.get(pk=row.pk)
    actions.close_slip(slip=row, text="属实", version=row.version, by=town.people["other_supervisor"], at=NOW)
    assert not colouring._ease_if_good(seen, NOW)
    assert not answers
    assert Slip.objects.get(pk=row.pk).state == "closed"
