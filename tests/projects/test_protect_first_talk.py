"""First-talk protection: granted for the days of the rule, extended with proof, ended only by a person."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from projects import actions
from projects.models import OfficeRule, Protection
from projects.protection_lights import standing
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, TODAY, at, make_lead, slip

RULE = {"quiet_yellow": 30, "quiet_red": 60, "warn": 15}
START = date(2026, 6, 1)


@pytest.fixture
def project(town):
    return make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], on=START, amount=Decimal(5_000_000)
    )


@pytest.fixture
def director(town):
    return town.people["office_director"]


def granted(project, town, *, when=NOW, starts_on=START, unit="village"):
    return actions.grant_protection(
        project=project, unit=town.units[unit], starts_on=starts_on, basis="首谈登记表",
        by=town.people["office_director"], at=when,
    )  # fmt: skip


def extended(row, *, by, when=NOW, files=None):
    row.refresh_from_db()
    return actions.extend_protection(
        protection=row, basis="正在办理用地", files=[slip()] if files is None else files, version=row.version, by=by,
        at=when,
    )  # fmt: skip


def test_it_runs_for_the_days_of_the_rule(project, town):
    row = granted(project, town)
    assert row.ends_on == START + timedelta(days=180)
    assert Event.objects.get(verb="protection_granted").detail["name"] == "石桥村"


def test_a_project_has_one_at_a_time_even_for_the_database(project, town):
    row = granted(project, town)
    with pytest.raises(Refused, match="已有首谈保护，到期的须先解除"):
        granted(project, town, unit="other_village")
    with pytest.raises(IntegrityError), transaction.atomic():
        Protection.objects.create(
            project=project, unit=row.unit, starts_on=START, ends_on=TODAY, basis="x", granted_by=row.granted_by,
            granted_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"starts_on": date(2025, 1, 1)}, "至今已经届满"),
    ],
)
def test_a_day_that_cannot_be_is_refused(project, town, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        granted(project, town, **changes)


def test_a_rule_may_ask_for_a_certain_size(project, town, director):
    OfficeRule.objects.create(
        region=town.region, kind="protection", valid_from=START, document={"least_amount": 1000}, basis="镇办法",
        decided_by=director, decided_at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="投资额达到1,000万元的项目才给予首谈保护"):
        granted(project, town)
    project.amount = Decimal(10_000_000)
    project.save()
    assert granted(project, town)


def test_an_extension_is_a_further_row_and_needs_proof(project, town, director):
    row = granted(project, town)
    with pytest.raises(Refused, match="延期须上传证明"):
        extended(row, by=director, files=[])
    new = extended(row, by=director)
    row.refresh_from_db()
    assert (new.renews, new.starts_on, new.ends_on) == (row, TODAY, row.ends_on + timedelta(days=90))
    assert row.ended_at == NOW and row.end_reason == "延期"


def test_it_is_extended_as_often_as_the_rule_allows(project, town, director):
    new = extended(granted(project, town), by=director)
    with pytest.raises(Refused, match="最多延期1次"):
        extended(new, by=director)


def test_what_is_over_waits_for_a_person(project, town, director):
    row = granted(project, town)
    later = at(row.ends_on)
    with pytest.raises(Refused, match="已届满，不能延期"):
        extended(row, by=director, when=later)
    with pytest.raises(Refused, match="到期的须先解除"):
        granted(project, town, when=later, starts_on=row.ends_on)
    actions.release_protection(
        protection=row, reason="长期没有进展", version=row.version, by=director, at=later
    )
    assert granted(project, town, when=later, starts_on=row.ends_on, unit="other_village")


def test_a_release_says_why_and_happens_once(project, town, director):
    row = granted(project, town)
    with pytest.raises(Refused, match="请填写解除原因"):
        actions.release_protection(protection=row, reason=" ", version=row.version, by=director, at=NOW)
    actions.release_protection(protection=row, reason="投资方放弃", version=row.version, by=director, at=NOW)
    with pytest.raises(Refused, match="已经解除"):
        actions.release_protection(protection=row, reason="再次", version=row.version, by=director, at=NOW)
    assert Event.objects.get(verb="protection_released").detail["reason"] == "投资方放弃"


@pytest.mark.parametrize(
    ("days_left", "quiet", "expected"),
    [
        (100, 29, ("on", "green")), (100, 30, ("on", "yellow")), (100, 60, ("on", "red")),
        (16, 0, ("on", "green")), (15, 0, ("on", "yellow")), (1, 0, ("on", "yellow")),
        (0, 0, ("over", "red")), (-5, 0, ("over", "red")),
    ],
)  # fmt: skip
def test_lights_follow_the_last_entry_and_the_end(days_left, quiet, expected):
    found = standing(
        ends_on=TODAY + timedelta(days=days_left), is_ended=False, last_entry_on=TODAY - timedelta(days=quiet),
        rule=RULE, on=TODAY,
    )  # fmt: skip
    assert (found.state, found.light) == expected
    assert found.days_left == max(0, days_left)
