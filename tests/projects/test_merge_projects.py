"""Two rows that are one project: nothing moves, everything counts once, and it can all be undone."""

from datetime import date
from decimal import Decimal

import pytest

from projects import actions
from projects.family import family_ids, merged_here
from projects.models import Arrival, DuplicateHint, Posting, Project, SetAside
from projects.sums import totals_of, with_sums
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project, slip, verify

MARCH, APRIL, MAY = date(2026, 3, 5), date(2026, 4, 8), date(2026, 5, 6)


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def director(people):
    return people["office_director"]


@pytest.fixture
def clerk(people):
    return people["office_clerk"]


def signed(town, clerk, director, *, unit="village", on=MARCH, name="石斛加工项目", **more):
    return signed_project(
        unit=town.units[unit],
        by=clerk,
        verifier=director,
        on=on,
        name=name,
        investor="霍样仙草合作社",
        **more,
    )


@pytest.fixture
def pair(town, clerk, director):
    """One project, signed for two units: 石桥村 in March (5,000万元), 工业园 in April (6,000万元)."""
    return (
        signed(town, clerk, director),
        signed(town, clerk, director, unit="park", on=APRIL, amount="60000000", name="石斛加工厂项目"),
    )


def merged(pair, director, **more):
    kept, other = pair
    return actions.merge_projects(kept=kept, merged=other, reason="同一份合同", by=director, at=NOW, **more)


def earned(measure="signed_amount") -> dict:
    rows = Posting.objects.filter(measure=measure).values_list("unit__name", "quantity")
    sums: dict = {}
    for name, quantity in rows:
        sums[name] = sums.get(name, 0) + quantity
    return {name: total for name, total in sums.items() if total}


def signed_of(project) -> Decimal | None:
    return with_sums(Project.objects.filter(pk=project.pk)).get().signed_cny


def refusal(call) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.sentence


def test_a_contract_of_both_counts_once_in_the_first_signing(pair, director):
    merged(pair, director)
    assert earned() == {"石桥村": 5_000_000_000} and earned("signed_count") == {"石桥村": 10_000}
    assert SetAside.objects.get().milestone.project == pair[1]


def test_the_kept_project_shows_the_first_signing_even_when_it_was_recorded_on_the_other(pair, director):
    first, later = pair
    merged((later, first), director)
    assert signed_of(later) == Decimal(50_000_000) and earned() == {"石桥村": 5_000_000_000}


def test_every_total_of_a_list_agrees_after_a_merge(pair, director):
    merged(pair, director)
    listed = Project.objects.listed()
    assert [row.pk for row in listed] == [pair[0].pk]
    assert totals_of(listed).signed_cny == sum(row.signed_cny for row in with_sums(listed)) == 50_000_000
    assert (
        sum(Posting.objects.filter(measure="signed_amount").values_list("quantity", flat=True))
        == 5_000_000_000
    )


def test_money_of_both_counts_together_and_the_same_slip_once(pair, clerk, director):
    kept, other = pair
    paper = b"%PDF-1.4 the very same slip"
    verify(make_arrival(project=kept, by=clerk, on=APRIL, files=[slip(content=paper)]), by=director)
    verify(
        make_arrival(project=other, by=clerk, on=MAY, files=[slip(content=paper)], reuse_reason="两单位同报"),
        by=director,
    )
    verify(make_arrival(project=other, by=clerk, on=MAY, amount="3000000"), by=director)
    merged(pair, director)
    assert earned("arrived_capital") == {"石桥村": 1_000_000_000, "工业园": 300_000_000}
    assert with_sums(Project.objects.listed()).get().arrived_cny == 13_000_000


def test_nothing_moves_and_both_histories_say_what_happened(pair, director):
    kept, other = pair
    merged(pair, director)
    other.refresh_from_db()
    assert (other.status, other.merged_into, other.is_open) == ("merged", kept, False)
    assert other.milestones.count() == kept.milestones.count() == 1
    assert Event.objects.about(other).filter(verb="project_merged").get().detail["reason"] == "同一份合同"
    assert Event.objects.about(kept).filter(verb="project_took_in").get().detail["counted_once"]
    assert family_ids(other) == family_ids(kept) == [kept.pk, other.pk] and list(merged_here(kept)) == [other]


def test_parted_again_both_count_as_before(pair, director):
    merge = merged(pair, director)
    actions.undo_merge(merge=merge, reason="系两份合同", by=director, at=NOW)
    pair[1].refresh_from_db()
    assert pair[1].status == "active" and pair[1].merged_into is None
    assert earned() == {"石桥村": 5_000_000_000, "工业园": 6_000_000_000}
    assert DuplicateHint.objects.open().exists() and not SetAside.objects.filter(ended_at=None).exists()
    assert [row.answered_by.count() for row in Posting.objects.filter(quantity=6_000_000_000)] == [1, 0]


def test_when_the_first_signing_is_taken_back_the_other_counts(pair, clerk, director, people):
    kept, other = pair
    merged(pair, director)
    fact = kept.milestones.get()
    asked = actions.reverse_fact(
        fact=fact, reason="未生效", statistical_on=MAY, by=clerk, at=NOW, files=[slip()]
    )
    verify(asked, by=director)
    assert earned() == {"工业园": 6_000_000_000}
    kept.refresh_from_db()
    assert (kept.verified_stage, signed_of(kept)) == ("signed", Decimal(60_000_000))


def test_what_is_verified_later_on_the_kept_project_is_settled_at_once(town, clerk, director):
    kept = make_lead(unit=town.units["village"], by=clerk, on=MARCH, name="石斛加工项目")
    waiting = make_milestone(project=kept, by=clerk, on=MAY)
    other = signed(town, clerk, director, unit="park", on=APRIL)
    merged((kept, other), director)
    verify(waiting, by=director)
    assert earned() == {"工业园": 5_000_000_000}


def test_shares_decided_later_do_not_bring_back_what_counts_elsewhere(pair, town, clerk, director):
    kept, other = pair
    merge = merged(pair, director)
    actions.undo_merge(merge=merge, reason="再核", by=director, at=NOW)
    other.refresh_from_db()
    merged((kept, other), director)
    kept.refresh_from_db()
    shares = [(town.units["village"], 5000), (town.units["park"], 5000)]
    actions.share_credit(
        project=kept,
        shares=shares,
        valid_from=MARCH,
        reason="会议纪要",
        version=kept.version,
        by=director,
        at=NOW,
    )
    assert earned() == {"石桥村": 2_500_000_000, "工业园": 2_500_000_000}


def test_a_merged_project_takes_no_new_facts_and_the_kept_one_no_second_contract(pair, clerk, director):
    kept, other = pair
    merged(pair, director)
    assert "不能再登记" in refusal(lambda: make_arrival(project=other, by=clerk))
    assert "不能重复登记" in refusal(lambda: make_milestone(project=kept, by=clerk))


def test_a_step_recorded_on_the_merged_one_is_not_recorded_again(town, clerk, director):
    kept = make_lead(unit=town.units["village"], by=clerk, on=MARCH)
    other = signed(town, clerk, director, unit="park", on=APRIL)
    merged((kept, other), director)
    assert "并入本项目的项目已登记过签约" in refusal(lambda: make_milestone(project=kept, by=clerk))
    verify(make_arrival(project=kept, by=clerk, on=MAY), by=director)  # the contract stands on the merged one
    assert earned("arrived_capital") == {"石桥村": 1_000_000_000}


def test_what_still_waits_must_be_settled_first(pair, clerk, director):
    make_arrival(project=pair[1], by=clerk)
    assert "未办结的记录（到位资金）" in refusal(lambda: merged(pair, director))


def test_chains_are_refused(pair, town, clerk, director):
    kept, other = pair
    third = make_lead(unit=town.units["village"], by=clerk, name="第三个名称", on=MAY)
    merged(pair, director)
    assert "已有并入的项目" in refusal(lambda: merged((third, kept), director))
    assert "已经并入其他项目" in refusal(lambda: merged((other, third), director))
    assert "已经并入其他项目" in refusal(lambda: merged((third, other), director))


def test_it_needs_two_projects_of_one_place_and_a_reason(pair, neighbour, director):
    far = make_lead(unit=neighbour.units["village"], by=neighbour.people["unit_clerk"])
    assert "同一地区" in refusal(lambda: merged((pair[0], far), director))
    assert "两个不同的项目" in refusal(lambda: merged((pair[0], pair[0]), director))
    call = lambda: actions.merge_projects(kept=pair[0], merged=pair[1], reason=" ", by=director, at=NOW)  # noqa: E731
    assert "依据" in refusal(call)


def test_the_kept_one_must_not_be_the_one_that_ended(pair, director):
    kept, other = pair
    Project.objects.filter(pk=kept.pk).update(status="terminated", status_reason="投资方放弃")
    assert "已终止，请保留另一个" in refusal(lambda: merged(pair, director))


def test_a_second_undoing_changes_nothing(pair, director):
    merge = merged(pair, director)
    actions.undo_merge(merge=merge, reason="再核", by=director, at=NOW)
    count = Posting.objects.count()
    call = lambda: actions.undo_merge(merge=merge, reason="再核", by=director, at=NOW)  # noqa: E731
    assert "已经撤销" in refusal(call) and Posting.objects.count() == count


def test_a_unit_whose_project_was_merged_sees_the_kept_one(town, clerk, director, people):
    mine = make_lead(unit=town.units["village"], by=clerk, on=MARCH)
    other = make_lead(unit=town.units["park"], by=clerk, on=MARCH, name="他处名称")
    assert not Project.objects.visible_to(town.access("unit_clerk")).filter(pk=other.pk).exists()
    merged((other, mine), director)
    seen = Project.objects.visible_to(town.access("unit_clerk"))
    assert set(seen.values_list("pk", flat=True)) == {mine.pk, other.pk}


def test_arrivals_of_a_ledger_for_the_same_day_and_sum_are_one(pair, clerk, director):
    for project in pair:
        verify(
            make_arrival(project=project, by=clerk, on=MAY, kind="cumulative", precision="until"), by=director
        )
    merged(pair, director)
    assert Arrival.objects.verified().counting().count() == 1
    assert sum(earned("arrived_capital").values()) == 1_000_000_000
