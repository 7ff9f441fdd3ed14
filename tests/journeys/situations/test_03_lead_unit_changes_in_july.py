"""Situation 3: a project changes its lead unit in July; June's report stays, arrivals follow the day."""

from datetime import date

import pytest

from assessment.reports.ranking import freeze_standing
from assessment.reports.standing import work_out
from projects import ledger
from projects.models import Posting
from promo.tables import digest
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, make_user, signed_project, verify
from tests.journeys.situations.steps import hand_over, page, send
from units.models import Role


@pytest.fixture
def heads(town):
    return {
        "giver": town.people["unit_head"],
        "receiver": make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD, name="郑园长"),
    }


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 2),
    )  # fmt: skip


def arrive(project, town, day: date) -> None:
    verify(
        make_arrival(project=project, by=town.people["office_clerk"], on=day),
        by=town.people["office_director"],
    )


def by_unit(measure: str) -> dict:
    rows = Posting.objects.filter(measure=measure, answers=None, answered_by=None)
    return {
        (day.month, name): quantity
        for day, name, quantity in rows.values_list("statistical_on", "unit__name", "quantity")
    }


def test_what_arrived_before_july_stays_and_later_money_is_shared_seven_to_three(town, login, heads, project):
    arrive(project, town, date(2026, 5, 8))
    hand_over(
        project, town=town, clerk=login(town.people["unit_clerk"]), giver=login(heads["giver"]),
        receiver=login(heads["receiver"]), director=login(town.people["office_director"]),
        valid_from="2026-07-01", kept="70",
    )  # fmt: skip
    arrive(project, town, date(2026, 8, 8))
    assert by_unit("signed_amount") == {(3, "石桥村"): 5_000_000_000}
    assert by_unit("arrived_capital") == {
        (5, "石桥村"): 1_000_000_000, (8, "石桥村"): 700_000_000, (8, "工业园"): 300_000_000,
    }  # fmt: skip
    seen = page(login(heads["receiver"]), "projects:credit_show", [project.pk])
    assert "首谈单位" in seen and "流转（2026-07-01）" in seen and "落户地" in seen


def test_the_receiving_unit_sees_little_until_it_has_received(town, login, heads, project):
    receiver = login(heads["receiver"])
    send(
        login(town.people["unit_clerk"]), "projects:transfer_add", [project.pk], kind="area", from_share="70",
        from_unit=town.units["village"].pk, to_unit=town.units["park"].pk, valid_from="2026-07-01",
        document="流转协议", reason="村内无地",
    )  # fmt: skip
    transfer = project.transfers.get()
    words = page(receiver, "projects:transfer_show", [transfer.pk])
    assert project.name in words and "5,000万元" in words and "确认接收" in words
    assert receiver.get(f"/projects/{project.pk}/").status_code == 404
    assert login(town.people["other_clerk"]).get(f"/transfers/{transfer.pk}/").status_code == 404


def test_the_ranking_of_june_is_worked_out_to_the_same_figures(town, login, heads, project):
    judged = scenario.build(town)
    june, as_of = date(2026, 6, 30), ledger.moment(NOW)
    before = digest(freeze_standing(work_out(judged.scheme, until=june, as_of=as_of)))
    hand_over(
        project, town=town, clerk=login(town.people["unit_clerk"]), giver=login(heads["giver"]),
        receiver=login(heads["receiver"]), director=login(town.people["office_director"]),
        valid_from="2026-07-01", kept="70",
    )  # fmt: skip
    assert digest(freeze_standing(work_out(judged.scheme, until=june, as_of=as_of))) == before
