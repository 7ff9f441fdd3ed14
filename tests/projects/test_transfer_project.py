"""A project goes over with receipts of both sides; what came before stays where it was earned."""

from datetime import date

import pytest

from projects import actions
from projects.models import Posting
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_user, signed_project, verify
from units.models import Role

JULY = date(2026, 7, 1)


@pytest.fixture
def people(town):
    town.people["park_head"] = make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD)
    return town.people


@pytest.fixture
def project(town, people):
    project = signed_project(
        unit=town.units["village"],
        by=people["unit_clerk"],
        verifier=people["office_director"],
        on=date(2026, 3, 1),
    )
    for day in (date(2026, 5, 3), date(2026, 8, 3)):
        verify(make_arrival(project=project, by=people["unit_clerk"], on=day), by=people["office_director"])
    return project


def ask(project, town, people, **more):
    project.refresh_from_db()
    asked = {
        "kind": "area", "from_unit": town.units["village"], "to_unit": town.units["park"], "valid_from": JULY,
        "from_share": 7_000, "document": "流转协议", "reason": "村内无地",
    }  # fmt: skip
    return actions.ask_transfer(project=project, by=people["unit_clerk"], at=NOW, **asked | more)


def signed_by_both(transfer, people):
    actions.give_project(transfer=transfer, version=1, by=people["unit_head"], at=NOW)
    return actions.receive_project(transfer=transfer, version=2, by=people["park_head"], at=NOW)


def decide(transfer, people):
    return actions.decide_transfer(
        transfer=transfer, version=transfer.version, by=people["office_director"], at=NOW
    )


def standing(measure="arrived_capital"):
    rows = Posting.objects.filter(measure=measure, answers=None, answered_by=None)
    return sorted(rows.values_list("statistical_on", "unit__name", "quantity"))


def refused(call) -> str:
    with pytest.raises(Refused) as found:
        call()
    return found.value.sentence


def test_from_its_day_the_credit_is_shared_and_the_receiver_leads(project, town, people):
    done = decide(signed_by_both(ask(project, town, people), people), people)
    assert standing() == [
        (date(2026, 5, 3), "石桥村", 1_000_000_000),
        (date(2026, 8, 3), "工业园", 300_000_000),
        (date(2026, 8, 3), "石桥村", 700_000_000),
    ]
    assert [row[1] for row in standing("signed_amount")] == ["石桥村"]
    project.refresh_from_db()
    assert (project.lead_unit, project.host_unit, project.first_talk_unit) == (
        town.units["park"], town.units["park"], town.units["village"],
    )  # fmt: skip
    assert done.given_by == people["unit_head"] and done.received_by == people["park_head"]


def test_measures_with_shares_of_their_own_go_over_too(project, town, people):
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["village"], 5_000), (town.units["department"], 5_000)],
        valid_from=date(2026, 1, 1), reason="纪要", version=project.version, measure="arrived_capital",
        by=people["office_director"], at=NOW,
    )  # fmt: skip
    decide(signed_by_both(ask(project, town, people, from_share=0), people), people)
    assert [row[1:] for row in standing() if row[0].month == 8] == [
        ("农业办", 500_000_000),
        ("工业园", 500_000_000),
    ]


def test_in_a_joint_introduction_the_largest_share_leads(project, town, people):
    decide(signed_by_both(ask(project, town, people, kind="joint"), people), people)
    project.refresh_from_db()
    assert project.lead_unit == town.units["village"]


def test_nothing_moves_before_both_have_signed(project, town, people):
    transfer = ask(project, town, people)
    assert refused(lambda: decide(transfer, people)) == "双方都确认后才能办结。"
    actions.give_project(transfer=transfer, version=1, by=people["unit_head"], at=NOW)
    assert refused(
        lambda: actions.give_project(transfer=transfer, version=2, by=people["unit_head"], at=NOW)
    ) == ("该流转已经确认或办结，请刷新查看。")
    assert {row[1] for row in standing()} == {"石桥村"}


def test_one_transfer_at_a_time_and_another_after_a_refusal(project, town, people):
    transfer = ask(project, town, people)
    assert refused(lambda: ask(project, town, people)) == "该项目已有流转正在办理，请先办结。"
    assert (
        refused(
            lambda: actions.refuse_transfer(
                transfer=transfer, reason=" ", version=1, by=people["park_head"], at=NOW
            )
        )
        == "请填写不同意的理由。"
    )
    actions.refuse_transfer(transfer=transfer, reason="无地可供", version=1, by=people["park_head"], at=NOW)
    again = ask(project, town, people)
    actions.withdraw_transfer(transfer=again, version=1, by=people["unit_clerk"], at=NOW)
    assert again.state == "withdrawn"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"to_unit": "village"}, "转入单位应不同于转出单位。"),
        ({"from_unit": "department"}, "转出单位在该项目没有份额。"),
        ({"from_share": 10_000}, "转出单位保留的份额应在0至100%之间，且小于100%。"),
    ],
)
def test_what_makes_no_transfer_is_refused(project, town, people, change, sentence):
    change = {key: town.units.get(value, value) for key, value in change.items()}
    assert refused(lambda: ask(project, town, people, **change)) == sentence


def test_it_does_not_reach_behind_a_later_decision_on_shares(project, town, people):
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["village"], 9_000), (town.units["department"], 1_000)],
        valid_from=date(2026, 8, 1), reason="纪要", version=project.version, by=people["office_director"], at=NOW,
    )  # fmt: skip
    assert "份额另有决定" in refused(lambda: ask(project, town, people))
