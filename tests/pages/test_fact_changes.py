"""A recorded fact in the browser: opened to its document, corrected, withdrawn, taken back by another person."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Arrival, FactState, Posting
from tests.factories import NOW, make_arrival, signed_project, slip, verify

DAY = date(2026, 3, 5)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


@pytest.fixture
def clerk(login, people):
    return login(people["unit_clerk"])


@pytest.fixture
def director(login, people):
    return login(people["office_director"])


def url(name: str, *args) -> str:
    return reverse(f"projects:{name}", args=args)


def money(**changes) -> dict:
    """What a careful clerk types about an arrival."""
    return {
        "form_key": str(uuid4()), "amount": "5000", "amount_unit": "万元", "kind": "cash", "event_on": "2026-05-03",
        "statistical_on": "", "note": "", "files": [slip()], **changes,
    }  # fmt: skip


# --- shown, corrected, withdrawn ------------------------------------------------------------------------------------


def test_the_page_of_a_verified_fact_opens_down_to_the_document(clerk, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    page = clerk.get(fact.get_absolute_url()).content.decode()
    number = Posting.objects.get(arrival=fact).number
    for words in (
        "1,000万元",
        "周主任",
        "王小村",
        "石桥村",
        "100.00%",
        f">{number}<",
        fact.evidence.get().get_absolute_url(),
    ):
        assert words in page


def test_a_document_used_elsewhere_is_shown_in_red(director, project, people):
    same = slip().read()
    make_arrival(project=project, by=people["unit_clerk"], on=DAY, files=[slip(content=same)])
    fact = make_arrival(
        project=project, by=people["unit_clerk"], on=DAY, files=[slip(content=same)], reuse_reason="一单两笔"
    )
    lone = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert "同一份材料还用在别处" in director.get(fact.get_absolute_url()).content.decode()
    assert "同一份材料还用在别处" not in director.get(lone.get_absolute_url()).content.decode()


def test_a_returned_fact_is_corrected_and_goes_back_to_the_desk(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY, currency="USD")
    actions.return_fact(
        fact=fact, reason="回单不清", version=fact.version, by=people["office_director"], at=NOW
    )
    page = clerk.get(url("fact_amend", "arrival", fact.pk))
    assert "回单不清" in page.content.decode()
    assert page.context["form"]["amount"].value() == Decimal(10_000_000)
    assert page.context["form"].fields["amount"].units[0] == "万美元"
    typed = money(amount="900", amount_unit="万美元", event_on=DAY.isoformat(), version=fact.version)
    clerk.post(url("fact_amend", "arrival", fact.pk), typed)
    fact.refresh_from_db()
    assert (fact.state, fact.amount, fact.currency) == ("recorded", Decimal(9_000_000), "USD")
    assert "1,000万美元 → 900万美元" in clerk.get(fact.get_absolute_url()).content.decode()


def test_a_stale_correction_is_told_so_keeps_what_was_typed_and_may_be_sent_again(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    old = fact.version
    actions.amend_fact(fact=fact, version=old, by=people["office_clerk"], at=NOW, note="经济办补充")
    typed = money(amount="900", event_on=DAY.isoformat(), version=old, files=[])
    answer = clerk.post(url("fact_amend", "arrival", fact.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "刚被别人修改过" in page
    assert 'value="900"' in page and "经济办补充" in page
    fact.refresh_from_db()
    assert fact.amount == Decimal(10_000_000)
    again = typed | {"form_key": str(uuid4()), "version": answer.context["form"]["version"].value()}
    assert clerk.post(url("fact_amend", "arrival", fact.pk), again).status_code == 302
    fact.refresh_from_db()
    assert fact.amount == Decimal(9_000_000)


@pytest.mark.parametrize("version", ["", "x", "-1", str(10**20)])
def test_a_broken_version_is_no_error(clerk, project, people, version):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert clerk.post(url("fact_amend", "arrival", fact.pk), money(version=version)).status_code == 422
    data = {"form_key": str(uuid4()), "version": version}
    assert clerk.post(url("fact_withdraw", "arrival", fact.pk), data).status_code == 302
    fact.refresh_from_db()
    assert fact.state == FactState.RECORDED


def test_withdrawing_keeps_the_row(clerk, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    data = {"form_key": str(uuid4()), "version": fact.version}
    answer = clerk.post(url("fact_withdraw", "arrival", fact.pk), data, follow=True)
    assert "已撤回，记录保留备查" in answer.content.decode()
    fact.refresh_from_db()
    assert fact.state == FactState.WITHDRAWN


def test_looking_at_a_button_s_address_changes_nothing(clerk, director, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert clerk.get(url("fact_withdraw", "arrival", fact.pk)).status_code == 302
    assert director.get(url("fact_verify", "arrival", fact.pk)).status_code == 302
    fact.refresh_from_db()
    assert (fact.state, fact.version) == (FactState.RECORDED, 1)


# --- taken back -----------------------------------------------------------------------------------------------------


def ask(**changes) -> dict:
    return {"form_key": str(uuid4()), "reason": "回单重复", "statistical_on": "2026-06-01", **changes}


def test_the_office_asks_and_another_person_takes_it_back(login, director, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"],
        recognised=Decimal(8_000_000), cut_reason="只认800万元",
    )  # fmt: skip
    office = login(people["office_clerk"])
    assert office.post(url("fact_reverse", "arrival", fact.pk), ask(reason=" ")).status_code == 422
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    assert "等待核实" in office.get(fact.get_absolute_url()).content.decode()
    data = {"form_key": str(uuid4()), "version": row.version, "statistical_on": "2026-06-01"}
    assert office.post(url("fact_verify", "arrival", row.pk), data).status_code == 403
    director.post(url("fact_verify", "arrival", row.pk), data | {"form_key": str(uuid4())})
    row.refresh_from_db()
    assert (row.recognised, row.cny, row.cut_reason) == (
        Decimal(-8_000_000),
        Decimal(-8_000_000),
        "只认800万元",
    )
    assert sum(Posting.objects.filter(measure="arrived_capital").values_list("quantity", flat=True)) == 0
    assert "已冲销" in director.get(fact.get_absolute_url()).content.decode()


def test_the_director_who_asked_does_not_decide(director, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    director.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    page = director.get(row.get_absolute_url()).content.decode()
    assert "须由他人核实" in page and "核实并看下一条" not in page
    data = {"form_key": str(uuid4()), "version": row.version, "statistical_on": "2026-06-01"}
    answer = director.post(url("fact_verify", "arrival", row.pk), data)
    assert answer.status_code == 422 and "录入人不能核实" in str(answer.context["verify_form"].errors)
    row.refresh_from_db()
    assert not row.is_verified


def test_a_second_request_and_a_unit_s_withdrawal_of_it_are_refused(login, clerk, project, people):
    fact = verify(
        make_arrival(project=project, by=people["unit_clerk"], on=DAY), by=people["office_director"]
    )
    office = login(people["office_clerk"])
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    office.post(url("fact_reverse", "arrival", fact.pk), ask())
    row = Arrival.objects.get(reverses=fact)
    data = {"form_key": str(uuid4()), "version": row.version}
    assert clerk.post(url("fact_withdraw", "arrival", row.pk), data).status_code == 403


@pytest.mark.parametrize("rows", [2, 20])
def test_the_page_of_a_fact_asks_little_whatever_the_project_holds(
    director, project, people, django_assert_max_num_queries, rows
):
    facts = [make_arrival(project=project, by=people["unit_clerk"], on=DAY) for _ in range(rows)]
    with django_assert_max_num_queries(22):
        director.get(facts[0].get_absolute_url())
