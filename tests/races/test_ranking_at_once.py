"""An objection of the last minute and a publisher of the first: one of them is told no. The lock is taken away once."""

import threading

import pytest

from assessment import actions
from assessment.models import RunObjection, RunState, ScoreRun
from tests.assessment import scenario
from tests.factories import NOW, at
from tests.races.together import outcomes, patience, together

pytestmark = pytest.mark.django_db(transaction=True)
LAST_MINUTE, MORNING = at(NOW.date(), 23), at(NOW.date().replace(day=21), 0)


@pytest.fixture
def hanging(transactional_db, town):
    judged = scenario.build(town)
    run = scenario.run_scores(judged)
    actions.put_up_notice(
        run=run, first_on=NOW.date(), workdays=1, text="现予公示。", contact="督查办", by=judged.people["supervisor"],
        at=NOW,
    )  # fmt: skip
    return judged, run


def _both(judged, run, monkeypatch, *, locked=True):
    """The objection has been let in and is not yet kept when the publisher comes."""
    inside, published = threading.Event(), threading.Event()
    check = actions.objections._check_about

    def slow(*args):
        check(*args)
        inside.set()
        published.wait(patience(comes=not locked))

    monkeypatch.setattr("assessment.actions.objections._check_about", slow)

    def object_to():
        return actions.raise_run_objection(
            run=ScoreRun.objects.get(pk=run.pk), unit=judged.units["village"], text="少计一笔",
            by=judged.people["unit_clerk"], at=LAST_MINUTE,
        )  # fmt: skip

    def publish():
        inside.wait(patience(comes=True))
        fresh = ScoreRun.objects.select_related("scheme").get(pk=run.pk)
        try:
            return actions.publish_run(run=fresh, by=judged.people["supervisor"], at=MORNING)
        finally:
            published.set()

    return together(object_to, publish)


def test_an_objection_of_the_last_minute_holds_back_who_publishes_at_once(hanging, monkeypatch):
    judged, run = hanging
    done, refused = outcomes(_both(judged, run, monkeypatch))
    assert [type(one) for one in done] == [RunObjection]
    assert "1条异议没有办结" in refused[0].sentence
    assert ScoreRun.objects.get(pk=run.pk).state == RunState.NOTICE


def test_without_the_lock_it_would_be_published_over_an_open_objection(hanging, monkeypatch, on_sqlite):
    """On SQLite the transaction is the lock."""
    judged, run = hanging
    monkeypatch.setattr("assessment.actions.objections.take_run", lambda run: run.refresh_from_db())
    monkeypatch.setattr("assessment.actions.publishing.take_run", lambda run: run.refresh_from_db())
    done, _ = outcomes(_both(judged, run, monkeypatch, locked=on_sqlite))
    published = ScoreRun.objects.get(pk=run.pk).state == RunState.PUBLISHED
    assert published is not on_sqlite
    assert len(done) == (1 if on_sqlite else 2)
