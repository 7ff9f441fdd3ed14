"""/health/ tells a machine whether the product lives, and a person what does not."""

from datetime import timedelta

import pytest
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils import timezone

from promo.models import Job, Pulse

NOW = timezone.now


@pytest.fixture
def alive(db):
    for name in ("worker", "timetable"):
        Pulse.objects.create(name=name, at=NOW())


def test_all_alive_is_200_without_login_and_is_never_cached(client, alive):
    response = client.get(reverse("health"))
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "web": "alive",
        "database": "alive",
        "worker": "alive",
        "timetable": "alive",
        "oldest_queued_job_seconds": 0,
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["worker", "timetable"])
def test_a_process_silent_for_too_long_is_named(client, alive, settings, name):
    long_ago = NOW() - timedelta(seconds=settings.PULSE_LATE_SECONDS + 1)
    Pulse.objects.filter(name=name).update(at=long_ago)
    response = client.get(reverse("health"))
    assert response.status_code == 503
    assert response.json()["failing"] == [name]
    assert response.json()[name] == "late"


def test_a_process_that_never_came_is_named(client, db):
    response = client.get(reverse("health"))
    assert response.status_code == 503
    assert response.json()["failing"] == ["worker", "timetable"]


def test_a_database_that_is_away_is_named_and_raises_nothing(client, monkeypatch):
    def gone(*_, **__):
        raise OperationalError("connection refused")

    monkeypatch.setattr("promo.views.late", gone)
    response = client.get(reverse("health"))
    assert response.status_code == 503
    assert response.json()["database"] == "away"
    assert response.json()["failing"] == ["database", "worker", "timetable"]


def test_the_age_of_the_oldest_waiting_job_is_shown(client, alive):
    for age in (90, 30):
        at = NOW() - timedelta(seconds=age)
        Job.objects.create(kind="score", title="测算", requested_at=at, heartbeat_at=at)
    assert 90 <= client.get(reverse("health")).json()["oldest_queued_job_seconds"] < 120


def test_nothing_is_changed_through_it(client, alive):
    assert client.post(reverse("health")).status_code == 405
