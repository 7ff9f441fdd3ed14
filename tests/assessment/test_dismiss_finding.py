"""A finding through its days: found again, gone, dismissed by another person, open again when its sums change."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import Finding
from promo.models import Event
from promo.refusal import Refused
from tests.assessment.doubts import look, signed, superior
from tests.factories import NOW, TODAY, make_milestone


@pytest.fixture
def finding(town):
    superior(town, 900_000_000)
    look(town)
    return Finding.objects.get(kind="superior")


def dismiss(town, row, *, who="supervisor", reason="口径不同", when=NOW):
    row.refresh_from_db()
    return actions.dismiss_finding(
        finding=row, reason=reason, version=row.version, by=town.people[who], at=when
    )


def kept() -> list:
    return list(
        Finding.objects.order_by("pk").values("pk", "state", "words", "version", "reason", "first_found_at")
    )


def test_the_second_look_changes_nothing_but_its_day(town, finding):
    before = kept()
    later = NOW + timedelta(days=1)
    assert not any(look(town, when=later).values())
    assert kept() == before
    finding.refresh_from_db()
    assert finding.last_found_at == later


def test_what_is_put_right_is_gone_and_comes_back(town, finding):
    superior(town, 0)
    assert look(town)["gone"] == 1
    finding.refresh_from_db()
    assert finding.state == "gone"
    superior(town, 5_000)
    assert look(town)["returned"] == 1
    finding.refresh_from_db()
    assert finding.state == "open" and "上级认定0.005万元" in finding.words


def test_what_was_dismissed_stays_so_until_its_sums_change(town, finding):
    dismiss(town, finding)
    look(town)
    finding.refresh_from_db()
    assert (finding.state, finding.reason) == ("dismissed", "口径不同")
    superior(town, 900_000_001)  # one 分
    assert look(town)["returned"] == 1
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.decided_by_id) == ("open", "", None)
    told = Event.objects.about(finding).order_by("pk").values_list("verb", "detail__grounds")
    assert list(told) == [("finding_dismissed", "口径不同"), ("finding_returned", "口径不同")]


def test_nobody_dismisses_what_is_about_his_own_entries(town):
    superior(town, 900_000_000, who="supervisor")
    look(town)
    row = Finding.objects.get(kind="superior")
    with pytest.raises(Refused, match="您录入或登记了有关内容"):
        dismiss(town, row)
    assert dismiss(town, row, who="leader").state == "dismissed"


def test_whoever_entered_a_fact_of_the_project_does_not_dismiss_it_either(town):
    project = signed(town, "沉寂", on=TODAY - timedelta(days=200))
    make_milestone(project=project, by=town.people["supervisor"], kind="registered")
    look(town)
    with pytest.raises(Refused, match="不能排除这项疑点"):
        dismiss(town, Finding.objects.get(kind="unpaid"))


def test_a_reason_is_needed_and_the_second_click_is_refused(town, finding):
    with pytest.raises(Refused, match="排除理由"):
        dismiss(town, finding, reason=" ")
    stale = finding.version
    dismiss(town, finding)
    with pytest.raises(Refused):
        actions.dismiss_finding(
            finding=finding, reason="再次", version=stale, by=town.people["leader"], at=NOW
        )
    with pytest.raises(Refused, match="已排除"):
        dismiss(town, finding, who="leader")


def test_a_dismissed_one_is_opened_again_with_its_history(town, finding):
    dismiss(town, finding)
    actions.reopen_finding(finding=finding, version=finding.version, by=town.people["leader"], at=NOW)
    assert (finding.state, finding.reason) == ("open", "")
    assert Event.objects.about(finding).get(verb="finding_reopened").detail["grounds"] == "口径不同"
    with pytest.raises(Refused, match="不用恢复"):
        actions.reopen_finding(finding=finding, version=finding.version, by=town.people["leader"], at=NOW)


def test_no_row_is_dismissed_without_a_reason(finding):
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="dismissed")
