"""The demonstration: made by the product's own doors, the same for a seed and a day, on both engines."""

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from assessment import facts
from assessment.demonstration.town import build
from assessment.models import (
    Campaign,
    Erratum,
    Exemption,
    Finding,
    MarkingRound,
    Report,
    RunObjection,
    ScoreItem,
    ScoreLine,
    ScoreRun,
    Target,
    UnitRecord,
)
from assessment.models.finding import DOUBTS
from assessment.reports.verifying.finding import checked, rankings, reports
from projects.models import Arrival, CreditSplitLine, DuplicateHint, ImportBatch, Milestone, Posting, Project
from promo.models import Job
from promo.tables import digest
from tests.factories import CHINA

DAY = datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
GOLDEN = Path(__file__).parent.parent / "data" / "demonstration_scores.json"
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("town")]  # built once, by one worker


def fingerprint() -> dict:
    """Everything a score hangs on, in words and integers, without the ids an engine gives."""
    postings = Posting.objects.order_by("number").values_list(
        "number", "unit__code", "project__code", "measure", "quantity", "share", "statistical_on"
    )
    lines = ScoreLine.objects.order_by("run__until", "order").values_list(
        "run__until", "unit__code", "unit_class", "exact", "total", "rank", "rank_before"
    )
    items = ScoreItem.objects.order_by("line__run__until", "line__order", "order").values_list(
        "line__unit__code", "code", "words", "exact", "points"
    )
    return {
        name: {"rows": len(rows), "sha256": digest([[str(cell) for cell in row] for row in rows])}
        for name, rows in (("postings", list(postings)), ("lines", list(lines)), ("items", list(items)))
    }


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Built once for all tests of this file, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(now=DAY, projects=60)
        transaction.set_rollback(True)


def test_scores_are_the_same_to_the_last_digit_on_both_engines(town):
    """The file was written on SQLite; PostgreSQL must give the very same lines (and a later Django, too)."""
    assert fingerprint() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_town_has_what_a_visitor_wants_to_see(town):
    states = Counter(Arrival.objects.values_list("state", flat=True)) + Counter(
        Milestone.objects.values_list("state", flat=True)
    )
    assert len([unit for unit in town.units.values() if unit.is_assessed]) == 30
    assert states["verified"] > 100
    assert states["recorded"], "something waits on the desk"
    assert CreditSplitLine.objects.filter(share__lt=10_000).exists(), "joint projects"
    assert DuplicateHint.objects.open().exists()
    assert Project.objects.filter(status="terminated").exists()
    assert Project.objects.standing_still(on=DAY.date(), days=60).exists()
    assert Arrival.objects.exclude(currency="CNY").exists()
    assert ImportBatch.objects.get().state == "done"
    assert ScoreRun.objects.published().count() >= 4
    assert Counter(MarkingRound.objects.values_list("state", flat=True)) == {"confirmed": 1, "open": 1}
    issued = Counter(Report.objects.published().values_list("kind", flat=True))
    assert issued == {"fortnight": 3, "month": 1, "campaign": 7}


def test_a_campaign_is_running_with_recognised_projects_and_a_checkpoint_decided(town):
    campaign = Campaign.objects.get()
    assert campaign.first_on < DAY.date() < campaign.last_on
    rows = campaign.recognitions.all()
    assert [row.state for row in rows] == ["granted", "granted"] and all(
        row.asked_by != row.decided_by for row in rows
    )
    assert campaign.checkpoints.get().decisions.count() == 1
    numbers = campaign.reports.order_by("start").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_the_town_keeps_records_and_hands_in_reports(town):
    """Some of each kind, so that a visitor sees what becomes of them."""
    records = Counter(UnitRecord.objects.values_list("state", flat=True))
    assert records["verified"] > 50
    assert records["returned"] == 2
    assert UnitRecord.objects.filter(reverses__isnull=False, state="verified").count() == 1
    window = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
    faults = facts.report_faults(region=town.region, as_of=DAY, **window).values()
    assert len(faults) == 30
    assert sum(one.missing for one in faults)
    assert sum(one.late for one in faults)
    assert sum(one.incomplete for one in faults)
    assert Exemption.objects.filter(state="granted").exists()


def test_a_doubt_of_every_kind_was_found_and_one_was_dismissed_with_a_reason(town):
    states = Counter(Finding.objects.doubts().values_list("kind", "state"))
    assert {kind for kind, state in states if state == "open"} == set(DOUBTS)
    dismissed = Finding.objects.get(state="dismissed")
    assert dismissed.reason and dismissed.decided_by == town.people["supervisor"]


def test_one_ranking_hung_out_with_an_answered_objection_and_one_was_corrected(town):
    objection = RunObjection.objects.get()
    assert (objection.state, objection.finding) == ("closed", "rejected")
    assert objection.run.state == "published"
    assert not objection.run.unnoticed_reason
    erratum = Erratum.objects.get()
    assert (erratum.state, erratum.number) == ("approved", 1)
    assert erratum.run != objection.run


def test_everything_that_was_published_can_be_worked_out_again(town):
    found = [one for one in checked([*rankings(), *reports()]) if not one.is_sound]
    assert not found, [each.sentence for one in found for each in one.differences][:10]


def test_nothing_lies_in_the_future_and_no_job_is_left_over(town):
    assert not Posting.objects.filter(posted_at__gt=DAY).exists()
    assert not Project.objects.filter(registered_at__gt=DAY).exists()
    assert not Job.objects.live().exists()


def test_the_command_refuses_a_database_in_use_and_production(town, settings):
    with pytest.raises(CommandError, match="in use"):
        call_command("make_demo")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("make_demo")


def test_targets_of_every_set_and_of_the_quarters_were_given(town):
    rows = Target.objects.filter(year=DAY.year)
    found = {(row.target_set, row.part, row.unit_id is None) for row in rows}
    assert {
        ("superior", "", True),
        ("superior", "q3", True),
        ("own", "q2", False),
        ("base", "", False),
    } <= found
    assert ("stretch", "", False) in found
    lowered = Target.objects.filter(unit=town.units["401"], year=DAY.year, version=2)
    assert set(lowered.values_list("part", flat=True)) == {"", "q1", "q2", "q3", "q4"}
