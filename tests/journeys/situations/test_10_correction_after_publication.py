"""Situation 10: a false slip is found after publication; it is reversed now, and what was published stays."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessment.models import ScoreRun
from projects.models import Arrival, Posting
from tests.assessment import scenario
from tests.factories import NOW

DAY = {"statistical_on": "2026-11-20"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def judged(town):
    return scenario.build(town)


def sent(session, name: str, *args, **typed):
    return session.post(reverse(f"projects:{name}", args=args), {"form_key": str(uuid4()), **typed})


def test_the_tranche_is_taken_back_in_the_current_period_and_the_old_issue_keeps(judged, login):
    false = Arrival.objects.verified().get(project=judged.projects["park"])
    run = scenario.published(judged)
    before = list(Posting.objects.filter(arrival=false).values_list("number", "quantity"))
    clerk, director = login(judged.people["office_clerk"]), login(judged.people["office_director"])
    asked = sent(
        clerk, "fact_reverse", "arrival", false.pk, reason="核查发现进账单不实", statistical_on="2026-11-20"
    )
    assert asked.status_code == 302
    reversal = Arrival.objects.get(reverses=false)
    assert reversal.amount == -false.amount
    verified = sent(
        director, "fact_verify", "arrival", reversal.pk, version=reversal.version, statistical_on="2026-11-20"
    )
    assert verified.status_code == 302
    assert list(Posting.objects.filter(arrival=false).values_list("number", "quantity")) == before
    answers = Posting.objects.filter(arrival=reversal)
    assert sum(answers.values_list("quantity", flat=True)) == -sum(quantity for _, quantity in before)
    kept = ScoreRun.objects.get(pk=run.pk)
    assert (kept.sha256, kept.frozen) == (run.sha256, run.frozen)
    leader = login(judged.people["leader"])
    assert leader.get(reverse("assessment:run_show", args=[run.pk])).status_code == 200
    history = leader.get(reverse("projects:project_history", args=[false.project_id])).content.decode()
    assert "核查发现进账单不实" in history


def test_nobody_reverses_what_he_asked_to_reverse(judged, login):
    false = Arrival.objects.verified().get(project=judged.projects["park"])
    director = login(judged.people["office_director"])
    sent(director, "fact_reverse", "arrival", false.pk, reason="不实", statistical_on="2026-11-20")
    reversal = Arrival.objects.get(reverses=false)
    assert (
        sent(
            director,
            "fact_verify",
            "arrival",
            reversal.pk,
            version=reversal.version,
            statistical_on="2026-11-20",
        ).status_code
        != 302
    )
    assert not Posting.objects.filter(arrival=reversal).exists()
