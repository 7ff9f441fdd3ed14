"""Two people at the merged and the kept side of one project, and at both ends of two merges, at the same moment."""

from datetime import date

import pytest

from projects import actions
from projects.models import Arrival, FirstReferrer, Milestone, Posting, Project, ProjectMerge, Protection
from promo.refusal import Refused
from tests.claims import AFTER_NOTICE, MONDAY, claimed, decided, proposed
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_user, signed_project, verify
from tests.races.together import outcomes, together
from units.actions import Handover
from units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 8)


@pytest.fixture
def people(transactional_db, town):
    return town.people


@pytest.fixture
def directors(people, town):
    second = make_user("second_director", unit=town.units["office"], role=Role.OFFICE_DIRECTOR)
    return [people["office_director"], second]


def signed(town, people, *, unit="village", on=MARCH, name="石斛加工项目"):
    return signed_project(
        unit=town.units[unit], by=people["office_clerk"], verifier=people["office_director"], on=on, name=name,
        investor="霍样仙草合作社",
    )  # fmt: skip


@pytest.fixture
def pair(people, town):
    return signed(town, people), signed(town, people, unit="park", on=APRIL, name="石斛加工厂项目")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def merge(kept, merged, by):
    return lambda: actions.merge_projects(
        kept=fresh(kept), merged=fresh(merged), reason="同一份合同", by=by, at=NOW
    )


def standing() -> list:
    rows = Posting.objects.filter(measure="signed_amount", answers=None, answered_by=None)
    return sorted(rows.values_list("unit__name", "quantity"))


def test_two_merges_that_cross_leave_one(pair, directors):
    one, other = pair
    done, refused = outcomes(together(merge(one, other, directors[0]), merge(other, one, directors[1])))
    assert (len(done), len(refused)) == (1, 1)
    assert ProjectMerge.objects.count() == 1
    assert sum(quantity for _, quantity in standing()) == 5_000_000_000


def test_a_reversal_on_either_side_of_a_merged_pair_leaves_nothing_counted(pair, directors, people):
    """The contract counts once, in the kept project. Both are taken back at once: neither may come to life again."""
    kept, other = pair
    merge(kept, other, directors[0])()
    asked = []
    for fact in Milestone.objects.filter(kind="signed"):
        asked.append(
            actions.reverse_fact(
                fact=fact, reason="合同解除", statistical_on=TODAY, by=people["office_clerk"], at=NOW
            )
        )
    calls = [
        lambda row=row, by=by: verify(
            Milestone.objects.select_related("project", "reverses").get(pk=row.pk), by=by
        )
        for row, by in zip(asked, directors, strict=True)
    ]
    outcomes(together(*calls))
    assert standing() == []
    assert sum(Posting.objects.filter(measure="signed_amount").values_list("quantity", flat=True)) == 0


def test_a_change_of_units_and_verifications_do_not_wait_for_each_other_for_ever(
    pair, directors, people, town
):
    """The change posts about one project after the other, while others verify about the later ones."""
    facts = [make_arrival(project=row, by=people["office_clerk"], on=APRIL) for row in pair]
    for who in ("unit_clerk", "unit_head"):
        row = people[who].memberships.get()
        type(row).objects.filter(pk=row.pk).update(valid_to=APRIL)

    def change():
        return actions.decide_unit_change(
            region=town.region, kind="merge", effective_on=APRIL, carry_from=MARCH, document="合并文件",
            lines=[Handover(town.units["village"], town.units["park"])], by=directors[0], at=NOW,
        )  # fmt: skip

    calls = [
        lambda pk=row.pk: verify(Arrival.objects.select_related("project").get(pk=pk), by=directors[1])
        for row in facts
    ]
    done, refused = outcomes(together(change, *calls))
    assert (len(done), refused) == (3, [])
    rows = Posting.objects.filter(measure="arrived_capital", answers=None, answered_by=None)
    assert set(rows.values_list("unit__name", flat=True)) == {"工业园"}


def test_two_directors_decide_one_notice_and_one_transfer_once(people, town, directors):
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)
    claim = claimed(project, by=people["unit_clerk"])
    proposed(claim, by=people["office_clerk"])

    def decide(by):
        row = type(claim).objects.select_related("project").get(pk=claim.pk)
        return lambda: decided(row, by=by, when=AFTER_NOTICE)

    done, refused = outcomes(together(*(decide(by) for by in directors)))
    assert (len(done), len(refused)) == (1, 1)
    assert FirstReferrer.objects.count() == 1


def test_two_directors_protect_one_project_once(people, town, directors):
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    done, refused = outcomes(
        together(
            *(
                lambda by=by: actions.grant_protection(
                    project=fresh(project),
                    unit=town.units["village"],
                    starts_on=TODAY,
                    basis="首谈记录",
                    by=by,
                    at=NOW,
                )  # fmt: skip
                for by in directors
            )
        )
    )
    assert (len(done), len(refused)) == (1, 1)
    assert Protection.objects.count() == 1


def test_a_kept_project_is_not_withdrawn_from_under_what_was_merged_into_it(people, town, directors):
    kept = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    other = make_lead(unit=town.units["park"], by=people["office_clerk"], name="同一项目")
    merge(kept, other, directors[0])()
    kept = fresh(kept)
    with pytest.raises(Refused, match="请先撤销这些认定"):
        actions.withdraw(project=kept, reason="误登", version=kept.version, by=directors[0], at=NOW)
    assert Project.objects.in_register().filter(pk=kept.pk).exists()
