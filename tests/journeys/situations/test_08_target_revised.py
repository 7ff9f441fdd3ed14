"""Situation 8: the target is revised in the middle of the year; reports before the day keep the old one."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from assessment.models import Target
from tests.assessment import scenario
from tests.assessment.scenario import wan


@pytest.fixture
def judged(town):
    return scenario.build(town)


def arithmetic(judged, until: date) -> str:
    """How the signed amount of the village was worked out for a day."""
    run = scenario.run_scores(judged, until=until)
    line = run.lines.get(unit=judged.units["village"])
    return " ".join(line.items.values_list("words", flat=True))


def test_the_year_before_and_after_the_decision(judged, login):
    assert "20,000" in arithmetic(judged, date(2026, 6, 30))
    director = login(judged.people["office_director"])
    where = {"year": 2026, "measure": "signed_amount", "unit_pk": judged.units["village"].pk}
    answer = director.post(
        reverse("assessment:target_revise", kwargs=where),
        {
            "form_key": uuid4(), "version": 1, "expected": 1, "quantity": "12,500", "effective_from": "2026-07-01",
            "document": "镇政办发〔2026〕31号",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert [row.quantity for row in Target.objects.filter(unit=judged.units["village"], measure="signed_amount")
            .order_by("version")] == [wan("20000"), wan("12500")]  # fmt: skip
    history = director.get(reverse("assessment:target_history", kwargs=where)).content.decode()
    for words in ("20,000.00", "12,500.00", "镇政办发〔2026〕5号", "镇政办发〔2026〕31号"):
        assert words in history
    assert "20,000" in arithmetic(judged, date(2026, 6, 30))
    assert "12,500" in arithmetic(judged, date(2026, 7, 1))
