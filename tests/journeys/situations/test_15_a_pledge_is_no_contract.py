"""Situation 15: a pledge of five billion is announced as signed; only a contract enters the totals."""

from uuid import uuid4

from django.urls import reverse

from projects.models import Milestone, Posting
from tests.factories import make_lead, slip


def test_a_framework_agreement_stays_out_of_the_signed_totals(login, town):
    people = town.people
    clerk, director = login(people["unit_clerk"]), login(people["office_director"])
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    where = reverse("projects:milestone_add", args=[lead.pk])
    day = {"event_on": "2026-11-18"}

    # Announced as signed, the paper itself says what it is.
    typed = {"form_key": str(uuid4()), "kind": "signed", "amount": "50", "amount_unit": "亿元", **day}
    refused = clerk.post(where, {**typed, "files": [slip("战略合作框架协议.pdf")]})
    assert "不是正式合同，不计入签约" in str(refused.context["form"].errors["is_contract"])
    assert not Milestone.objects.exists()

    # Recorded as what it is, it is verified and counts nothing.
    typed = {"form_key": str(uuid4()), "kind": "framework", **day, "files": [slip("战略合作框架协议.pdf")]}
    clerk.post(where, typed)
    fact = Milestone.objects.get()
    data = {"form_key": str(uuid4()), "version": fact.version, "statistical_on": "2026-11-18"}
    director.post(reverse("projects:fact_verify", args=["milestone", fact.pk]), data)
    fact.refresh_from_db()
    assert fact.is_verified and not Posting.objects.exists()

    # The contract that follows is the one that counts, with its own sum.
    typed = {"form_key": str(uuid4()), "kind": "signed", "amount": "3", "amount_unit": "亿元", **day}
    clerk.post(where, {**typed, "files": [slip("投资合同.pdf")]})
    signed = Milestone.objects.get(kind="signed")
    data = {
        "form_key": str(uuid4()),
        "version": signed.version,
        "recognised": "30000",
        "statistical_on": "2026-11-18",
    }
    director.post(reverse("projects:fact_verify", args=["milestone", signed.pk]), data)
    assert Posting.objects.get(measure="signed_amount").quantity == 30_000_000_000
