"""A unit clerk's ledger changes what the clerk's unit leads, not every project that the unit may look at."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from promo.refusal import Refused
from tests.factories import NOW, make_lead
from tests.intake.ledgers import a_row, staged, workbook_of

pytestmark = pytest.mark.django_db
OFFERED = {"项目阶段": "在谈", "建设性质": "续建", "引资单位": "柳河村"}
NEWS = {"field": "kind", "name": "建设性质", "was": "new", "to": "continuing"}


@pytest.fixture
def foreign(town):
    """A project of another village which the clerk's unit received, and so may look at."""
    return make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], name="样例阀门生产项目",
        received_unit=town.units["other_village"],
    )  # fmt: skip


@pytest.fixture
def row(town, foreign):
    clerk = town.people["other_clerk"]
    return staged(file=workbook_of(a_row(**OFFERED)), region=town.region, by=clerk).rows.get()


def test_news_about_another_units_project_is_refused(login, town, foreign, row):
    assert row.outcome == "alike"
    where = reverse("projects:import_row_judge", args=[row.batch_id, row.pk])
    said = {"verdict": f"update:{foreign.pk}", "form_key": uuid4()}
    login(town.people["other_clerk"]).post(where, said)
    row.refresh_from_db()
    assert (row.target_id, row.is_chosen) == (None, False)


def test_a_row_that_changes_another_units_project_is_not_confirmed(town, foreign, row):
    """However it came to be staged so: the project may have gone to another unit meanwhile."""
    clerk = town.people["other_clerk"]
    actions.judge_row(row=row, verdict="update", target=foreign, changes=[NEWS], by=clerk, at=NOW)
    row.batch.refresh_from_db()
    with pytest.raises(Refused, match="其他单位"):
        actions.confirm_import(
            batch=row.batch, version=row.batch.version, by=clerk, at=NOW,
            own_units=frozenset({town.units["other_village"].pk}),
        )  # fmt: skip


def test_two_who_correct_one_row_at_once_do_not_undo_one_another(town, row):
    clerk, stale = town.people["other_clerk"], type(row).objects.get(pk=row.pk)
    row.typed = {"A": "甲"}
    actions.correct_cells(row=row, cells={"A": ["", "甲"]}, by=clerk, at=NOW)
    stale.typed = {"B": "乙"}
    with pytest.raises(Refused, match="刚被别人修改过"):
        actions.correct_cells(row=stale, cells={"B": ["", "乙"]}, by=clerk, at=NOW)


def test_only_the_office_says_how_later_ledgers_are_read(login, town, row):
    where = reverse("projects:import_columns", args=[row.batch_id])
    assert "remember" not in login(town.people["other_clerk"]).get(where).context["form"].fields
    assert "remember" in login(town.people["office_clerk"]).get(where).context["form"].fields
