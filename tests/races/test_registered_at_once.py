"""Fifty people register one project at the same moment: every later one is told of an earlier one."""

from itertools import count

import pytest

from projects import actions
from projects.models import DuplicateHint, Project
from tests.factories import NOW
from tests.races.together import meeting, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团", "（集团）有限公司")


def register(town, number: int):
    """The same investor under as many spellings as there are people, so that only the project's number is shared."""
    form = FORMS[number % len(FORMS)]
    return lambda: actions.register_lead(
        lead_unit=town.units["village"], investor_name=f"湖凤样{form}",
        name="智能仓储设备生产基地项目", channel="visit", received_at=NOW, by=town.people["unit_clerk"], at=NOW,
    )  # fmt: skip


def test_fifty_registrations_of_one_investor_each_find_an_earlier_one(transactional_db, town):
    done, refused = outcomes(together(*(register(town, number) for number in range(50))))
    assert (len(done), len(refused)) == (50, 0)
    first = Project.objects.order_by("code").first()
    told = set(DuplicateHint.objects.values_list("project_id", flat=True))
    assert told == set(Project.objects.exclude(pk=first.pk).values_list("pk", flat=True))
    assert set(DuplicateHint.objects.values_list("grade", flat=True)) == {"l1"}
    assert sorted(Project.objects.values_list("code", flat=True)) == [f"2026-{n:04d}" for n in range(1, 51)]


def test_without_the_shared_number_two_would_not_see_each_other(
    transactional_db, town, monkeypatch, on_sqlite
):
    """On SQLite the transaction itself lets one after the other write."""
    numbers, both_wrote = count(1), meeting(2, comes=not on_sqlite)
    note = actions.leads.note_duplicates

    def after_both(**named):
        both_wrote()
        return note(**named)

    monkeypatch.setattr("projects.actions.leads._next_code", lambda year: f"{year}-{next(numbers):04d}")
    monkeypatch.setattr("projects.actions.leads.note_duplicates", after_both)
    outcomes(together(*(register(town, number) for number in range(2))))
    assert DuplicateHint.objects.count() == (1 if on_sqlite else 0)
