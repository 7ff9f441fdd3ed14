"""Jobs that meet: one that ends while it is asked for again, and a runner that fails after it was superseded."""

import pytest
from django.db import IntegrityError

from assessment import tasks
from assessment.models import RunState
from promo import jobs
from promo.jobs import Superseded
from promo.models import Job
from promo.models.job import JobState
from tests.assessment import scenario
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def ask() -> Job:
    return jobs.enqueue("score", title="考核计算", by=None, at=NOW, key="score:0", run=0)


def test_a_live_job_is_not_asked_for_twice(db):
    assert ask() == ask()


def test_a_job_that_ends_while_it_is_asked_for_again_is_followed_by_a_new_one(monkeypatch):
    first, insert = ask(), jobs._created

    def ends_meanwhile(asked: dict) -> Job:
        monkeypatch.setattr(jobs, "_created", insert)
        first.state = JobState.DONE
        first.save()
        raise IntegrityError("job_one_live_per_key")

    monkeypatch.setattr(jobs, "_created", ends_meanwhile)
    assert ask().pk != first.pk


def test_a_superseded_runner_that_fails_leaves_the_run_to_its_successor(town, monkeypatch):
    scheme = scenario.adopt(town)
    run = scenario.actions.request_run(
        scheme=scheme, until=scenario.UNTIL, by=town.people["office_director"], at=NOW
    )
    mine = jobs.claim(run.job_id, now=NOW)

    def taken_up_by_another(_run):
        Job.objects.filter(pk=run.job_id).update(attempts=2)
        raise RuntimeError("the database went away")

    monkeypatch.setattr(tasks.actions, "standing_of", taken_up_by_another)
    with pytest.raises(Superseded):
        tasks.score(mine, run=run.pk)
    run.refresh_from_db()
    assert run.state == RunState.WAITING
