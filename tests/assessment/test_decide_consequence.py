"""The system names candidates, a leader decides with a document, nothing happens by itself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import ConsequenceDecision
from assessment.reports.candidates import candidates_of
from promo.refusal import Refused
from tests.assessment import scenario
from tests.factories import NOW, TODAY

RULE = "last_three_and_unmet"


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return actions.publish_run(
        run=scenario.run_scores(judged), by=judged.people["supervisor"], at=NOW, reason="试算"
    )


def decide(run, unit, by, **changed):
    given = {
        "rule": RULE, "outcome": "taken", "measure": "约谈主要负责人", "document": "镇党委会议纪要〔2026〕12号",
        "decided_on": TODAY, "expected": None,
    }  # fmt: skip
    return actions.decide_consequence(
        run=run, unit=unit, by=by, at=NOW + timedelta(hours=1), **given | changed
    )


def candidates(run) -> set[tuple[str, str]]:
    return {(one.rule.code, one.line.unit_name) for one in candidates_of(run)}


def test_candidates_come_with_their_reasons_and_nothing_is_decided(run):
    found = candidates_of(run)
    assert found and all(one.reasons and one.decision is None for one in found)
    assert not ConsequenceDecision.objects.exists()


def test_a_candidate_of_the_first_ranking_is_not_last_twice(run):
    assert not any(code == "last_twice" for code, _ in candidates(run))


def test_a_decision_is_kept_with_its_document_and_reasons(run, judged):
    one = next(one for one in candidates_of(run) if one.rule.code == RULE)
    row = decide(run, one.line.unit, judged.people["leader"])
    assert (row.reasons, row.document) == (one.reasons, "镇党委会议纪要〔2026〕12号")
    assert next(c for c in candidates_of(run) if c.rule.code == RULE and c.line == one.line).decision == row


def test_a_second_click_decides_nothing_more_and_a_change_is_a_new_row(run, judged):
    unit = next(one for one in candidates_of(run) if one.rule.code == RULE).line.unit
    first = decide(run, unit, judged.people["leader"])
    with pytest.raises(Refused):
        decide(run, unit, judged.people["leader"])
    second = decide(run, unit, judged.people["leader"], outcome="not_taken", expected=first.pk)
    assert list(ConsequenceDecision.objects.standing()) == [second]


def test_nobody_is_decided_about_who_is_no_candidate(run, judged):
    with pytest.raises(Refused, match="不在这一情形"):
        decide(run, judged.units["park"], judged.people["leader"])


def test_before_publication_nothing_is_decided(judged):
    run = scenario.run_scores(judged)
    with pytest.raises(Refused, match="发布以后"):
        decide(run, judged.units["village"], judged.people["leader"])


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_lies_between_publication_and_today(run, judged, days):
    unit = next(one for one in candidates_of(run) if one.rule.code == RULE).line.unit
    with pytest.raises(Refused, match="决定日期"):
        decide(run, unit, judged.people["leader"], decided_on=TODAY + timedelta(days=days))


def test_the_database_wants_a_document_and_changes_nothing_afterwards(run, judged):
    unit = next(one for one in candidates_of(run) if one.rule.code == RULE).line.unit
    with pytest.raises(Refused, match="没有文件"):
        decide(run, unit, judged.people["leader"], document=" ")
    row = decide(run, unit, judged.people["leader"])
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsequenceDecision.objects.create(
            run=run, unit=judged.units["park"], rule="x", kind="consequence", outcome="taken", measure="通报",
            document="", decided_on=TODAY, decided_by=judged.people["leader"], decided_at=NOW,
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsequenceDecision.objects.filter(pk=row.pk).update(measure="另行处理")
