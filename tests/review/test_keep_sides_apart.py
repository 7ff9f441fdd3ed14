"""One person never stands on both sides: gives and receives, proposes and decides, or sees who is behind a name."""

from datetime import date

import pytest
from django.urls import reverse

from projects import actions
from projects.models import DuplicateHint, FirstReferrer, ReferralClaim, Transfer
from promo.models import Notice
from promo.refusal import Refused
from tests.claims import MONDAY, claimed, decided, proposed
from tests.factories import LONG_AGO, NOW, TODAY, at, make_lead, make_user
from units.actions import give_membership
from units.models import Role


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


@pytest.fixture
def hidden(town, people):
    """A project of another unit that the clerk of 石桥村 does not see."""
    return make_lead(
        unit=town.units["other_village"], by=people["other_clerk"], name="秘密储能项目", investor="隐名能源"
    )


def also(user, unit, role):
    give_membership(user=user, unit=unit, role=role, valid_from=LONG_AGO, by=None, at=NOW)
    return user


def asked(project, town, people) -> Transfer:
    return actions.ask_transfer(
        project=project, kind="area", from_unit=town.units["village"], to_unit=town.units["park"],
        valid_from=TODAY, from_share=0, document="流转协议", reason="村内无地", by=people["unit_clerk"], at=NOW,
    )  # fmt: skip


def test_who_heads_both_units_does_not_give_and_receive(project, town, people):
    both = also(people["unit_head"], town.units["park"], Role.UNIT_HEAD)
    row = actions.give_project(transfer=asked(project, town, people), version=1, by=both, at=NOW)
    with pytest.raises(Refused, match="须由不同的人确认"):
        actions.receive_project(transfer=row, version=2, by=both, at=NOW)


def test_who_signed_for_a_unit_does_not_decide_the_transfer(project, town, people):
    director = also(people["office_director"], town.units["park"], Role.UNIT_HEAD)
    row = actions.give_project(
        transfer=asked(project, town, people), version=1, by=people["unit_head"], at=NOW
    )
    row = actions.receive_project(transfer=row, version=2, by=director, at=NOW)
    with pytest.raises(Refused, match="须由他人办结"):
        actions.decide_transfer(transfer=row, version=3, by=director, at=NOW)


def test_who_proposed_as_director_does_not_decide_as_leader(project, people):
    claim = claimed(project, by=people["unit_clerk"])
    proposed(claim, by=people["office_director"])
    with pytest.raises(Refused, match="须由他人认定"):
        decided(claim, by=people["office_director"], as_leader=True)
    assert not FirstReferrer.objects.exists()


def test_a_claim_from_outside_tells_nothing_before_it_is_whole(project, hidden, town, people):
    """Whether a project exists is learnt only by a claim that stays on record."""
    said = []
    for code in (hidden.code, "2026-9999"):
        with pytest.raises(Refused) as found:
            actions.claim_from_outside(
                code=code, investor_name="", claiming_unit=town.units["village"], name="张三",
                received_at=at(date(2099, 1, 1)), received_by="王", by=people["unit_clerk"], at=NOW,
            )  # fmt: skip
        said.append(found.value.sentence)
    assert said[0] == said[1]
    assert not ReferralClaim.objects.filter(project=hidden).exists()


def test_a_denied_pair_names_the_other_only_to_who_sees_it(client, project, hidden, people):
    hint = DuplicateHint.objects.create(
        project=hidden, other=project, likeness=80, reason="同音", found_at=NOW
    )
    actions.mark_different(hint=hint, reason="不同企业", by=people["office_clerk"], at=NOW)
    client.force_login(people["unit_clerk"])
    for name in ("project_show", "project_history"):
        page = client.get(reverse(f"projects:{name}", args=[project.pk])).content.decode()
        assert "其他单位的项目" in page
        assert hidden.name not in page and hidden.code not in page
    assert not Notice.objects.filter(user=people["unit_clerk"], title__contains=hidden.name).exists()
    client.force_login(people["office_clerk"])
    page = client.get(reverse("projects:project_history", args=[project.pk])).content.decode()
    assert hidden.name in page


def test_the_original_of_an_expansion_is_named_only_to_who_sees_it(client, project, hidden, people):
    actions.mark_expansion(
        project=project, original=hidden, reason="同一企业", by=people["office_director"], at=NOW
    )
    client.force_login(people["unit_clerk"])
    page = client.get(reverse("projects:project_show", args=[project.pk])).content.decode()
    assert "原项目：其他单位的项目" in page
    assert hidden.name not in page


def test_the_unit_that_is_to_solve_a_blocker_is_led_to_what_it_sees(client, project, town, people):
    head = make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD)
    actions.raise_blocker(
        project=project, kind="power", text="用电容量不足", unit=town.units["park"], owner="", due_on=TODAY,
        by=people["unit_clerk"], at=NOW,
    )  # fmt: skip
    client.force_login(head)
    assert client.get(Notice.objects.get(user=head).url).status_code == 200


def test_a_unit_that_refused_a_project_no_longer_reads_its_money(client, project, town, people):
    head = make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD)
    row = asked(project, town, people)
    address = reverse("projects:transfer_show", args=[row.pk])
    client.force_login(head)
    assert project.investor.name in client.get(address).content.decode()
    actions.refuse_transfer(transfer=row, reason="无合适地块", version=1, by=head, at=NOW)
    page = client.get(address).content.decode()
    assert project.name in page
    assert project.investor.name not in page and "到位资金" not in page


def test_a_project_that_left_the_register_takes_its_notice_along(client, project, people):
    case = proposed(claimed(project, by=people["unit_clerk"]), by=people["office_clerk"])
    address = reverse("projects:referral_notice_show", args=[case.pk])
    client.force_login(people["other_clerk"])
    assert client.get(address).status_code == 200
    project.refresh_from_db()
    actions.withdraw(
        project=project, reason="误登", version=project.version, by=people["office_director"], at=NOW
    )
    assert client.get(address).status_code == 404
