"""What the review's attackers tried and must not reach: other people's numbers, files, names and facts."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import FactState, ImportBatch
from tests.factories import LONG_AGO, NOW, TODAY, make_arrival, make_lead, make_user
from units import actions as unit_actions
from units.access import Access
from units.models import Role

PHONE = "13987654321"


@pytest.fixture
def project(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


EYES = [("unit_clerk", True), ("office_clerk", True), ("leader", False), ("supervisor", False)]


@pytest.mark.parametrize(("who", "open_"), EYES)
def test_the_timeline_masks_a_changed_number_as_the_page_does(project, town, login, who, open_):
    by = town.people["unit_clerk"]
    actions.change_project(
        project=project, version=project.version, investor_name="", phone=PHONE, by=by, at=NOW
    )
    page = login(town.people[who]).get(reverse("projects:project_show", args=[project.pk])).content.decode()
    assert (PHONE in page) is open_
    assert ("139****4321" in page) is not open_


@pytest.fixture
def batch(town):
    return ImportBatch.objects.create(
        region=town.region, file="x.xlsx", name="x.xlsx", sha256="0" * 64, size=1, cut_off_on=TODAY,
        uploaded_by=town.people["office_clerk"], uploaded_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("more", [Role.ADMINISTRATOR, Role.SUPERVISOR, Role.LEADER])
def test_a_clerk_with_another_role_sees_no_ledger_of_the_office(batch, town, login, more):
    clerk = town.people["unit_clerk"]
    unit_actions.give_membership(
        user=clerk, unit=town.units["hall"], role=more, valid_from=LONG_AGO, by=None, at=NOW
    )
    for name in ("import_show", "import_file", "import_rejects", "import_export"):
        assert login(clerk).get(reverse(f"projects:{name}", args=[batch.pk])).status_code == 404, name


def test_an_administrator_who_works_for_a_village_sees_no_other_units_targets(town, login):
    both = make_user("both", unit=town.units["village"], role=Role.UNIT_CLERK)
    unit_actions.give_membership(
        user=both, unit=town.units["hall"], role=Role.ADMINISTRATOR, valid_from=LONG_AGO, by=None, at=NOW
    )
    page = login(both).get(f"/targets/2026/arrived_capital/units/{town.units['other_village'].pk}/")
    assert page.status_code == 404
    assert login(both).get(f"/targets/2026/arrived_capital/region/{town.region.pk}/").status_code == 404


def test_who_left_the_town_leaves_the_ledgers_uploaded_there(batch, town, neighbour):
    mover = neighbour.people["unit_clerk"]
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_by=mover)
    assert not ImportBatch.objects.visible_to(Access.of(mover, on=TODAY)).exists()


def test_a_unit_whose_share_has_ended_touches_no_fact(project, town, login):
    director, units = town.people["office_director"], town.units
    for shares, day in (
        ([(units["village"], 6000), (units["other_village"], 4000)], date(2026, 9, 1)),
        ([(units["village"], 10000)], date(2026, 10, 1)),
    ):
        project.refresh_from_db()
        actions.share_credit(
            project=project, shares=shares, valid_from=day, reason="商定", version=project.version, by=director,
            at=NOW,
        )  # fmt: skip
    fact = make_arrival(project=project, by=town.people["unit_clerk"])
    address = reverse("projects:fact_withdraw", args=["arrival", fact.pk])
    sent = {"form_key": uuid4(), "version": fact.version}
    assert login(town.people["other_clerk"]).post(address, sent).status_code == 403
    fact.refresh_from_db()
    assert fact.state == FactState.RECORDED


def test_an_administrator_renames_nobody_who_works_elsewhere_today(town, neighbour, login):
    moved = neighbour.people["office_director"]
    unit_actions.give_membership(
        user=moved, unit=town.units["village"], role=Role.UNIT_CLERK, valid_from=LONG_AGO,
        valid_to=date(2021, 1, 1), by=None, at=NOW,
    )  # fmt: skip
    sent = {"form_key": uuid4(), "name": "冒名", "phone": "", "version": moved.version}
    page = login(town.people["administrator"]).post(reverse("units:user_edit", args=[moved.pk]), sent)
    assert page.status_code == 422
    assert "请由上级管理员办理" in page.content.decode()
    moved.refresh_from_db()
    assert moved.name != "冒名"
