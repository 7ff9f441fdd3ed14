"""Situation 20: the referrer turns out to be a civil servant, or a shareholder of the investor."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import FirstReferrer, Posting, ReferralCase, ReferralFinding
from tests.claims import claimed, decided, proposed
from tests.factories import make_milestone, signed_project


@pytest.fixture
def project(town):
    people = town.people
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )


def sent(session, page: str, pk: int, **typed):
    return session.post(reverse(f"projects:{page}", args=[pk]), {"form_key": str(uuid4()), **typed})


def test_known_from_the_start_the_claim_is_refused_and_stays_as_a_source(project, login, town):
    people = town.people
    received = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    typed = {
        "kind": "person",
        "name": "钱股东",
        "relation": "partner",
        "received_at": received,
        "received_by": "王小村",
    }
    assert sent(login(people["unit_clerk"]), "claim_add", project.pk, **typed).status_code == 302
    row = project.referral_claims.get()
    office = login(people["office_clerk"])
    page = office.get(reverse("projects:referral_show", args=[project.pk])).content.decode()
    assert "只记为信息来源，不能认定为第一引荐人" in page
    answer = sent(office, "referral_propose", project.pk, claim=row.pk, proposal="最先提供", version=0)
    assert answer.status_code == 422 and not ReferralCase.objects.exists()


def test_found_out_later_a_person_revokes_it_by_document_and_the_units_credit_stays(project, login, town):
    people = town.people
    before = list(Posting.objects.order_by("number").values_list("unit", "measure", "quantity"))
    row = claimed(project, by=people["unit_clerk"], name="孙某", claiming_unit=town.units["village"])
    proposed(row, by=people["office_clerk"])
    decided(row, by=people["office_director"])
    assert FirstReferrer.objects.get().claim == row

    leader = login(people["leader"])
    version = ReferralCase.objects.get().version
    typed = {
        "role": "barred_source", "reasons": "经核实为财政供养人员", "document": "纪检转办单〔2026〕2号",
        "version": version,
    }  # fmt: skip
    assert sent(leader, "referral_revoke", project.pk, **typed).status_code == 302
    assert not FirstReferrer.objects.exists()
    last = ReferralFinding.objects.filter(claim=row).order_by("-decision__sequence").first()
    assert (last.role, last.bars_reward) == ("source", True)
    page = (
        login(people["unit_clerk"]).get(reverse("projects:referral_show", args=[project.pk])).content.decode()
    )
    assert "信息来源（不得奖励）" in page and "纪检转办单〔2026〕2号" in page
    assert list(Posting.objects.order_by("number").values_list("unit", "measure", "quantity")) == before
    # The claim itself is still there, and the project goes on.
    assert project.referral_claims.get().name == "孙某"
    assert make_milestone(project=project, by=people["unit_clerk"], kind="registered").pk
