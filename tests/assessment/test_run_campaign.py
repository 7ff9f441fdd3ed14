"""A campaign: own days and targets, its ranking opens to postings, projects one by one, checkpoints only propose."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from assessment import actions, facts
from assessment.actions import Check
from assessment.models import Campaign, CampaignTarget
from assessment.reports.campaigns import day_words, next_hearing
from promo.refusal import Refused
from tests.factories import NOW, TODAY, at, make_arrival, signed_project, slip, verify

FIRST, LAST = date(2026, 8, 21), date(2026, 11, 30)
WAN = 1_000_000
HALF = Check(date(2026, 10, 31), 50, "约谈主要负责人")


def begun(town, *, by: str = "supervisor", **more) -> Campaign:
    units = town.units
    targets = {
        (units["village"], "signed_amount"): 10_000 * WAN, (units["village"], "arrived_capital"): 2_000 * WAN,
        (units["park"], "signed_amount"): 20_000 * WAN, (units["department"], "signed_amount"): 20_000 * WAN,
    }  # fmt: skip
    given = {
        "region": town.region, "name": "百日会战", "first_on": FIRST, "last_on": LAST, "document": "镇党发〔2026〕20号",
        "targets": targets, "checks": [HALF], "hearing_weekday": 0, "at": at(date(2026, 8, 20)),
    }  # fmt: skip
    return actions.create_campaign(**given | more, by=town.people[by])


@pytest.fixture
def campaign(town):
    return begun(town)


@pytest.fixture
def project(town):
    """5,000万元 signed and 1,000万元 arrived within the days; another contract the day before they began."""
    people, village = town.people, town.units["village"]
    given = {"unit": village, "by": people["unit_clerk"], "verifier": people["office_director"]}
    signed_project(**given, on=date(2026, 8, 20), name="早签项目", investor="早签公司")
    found = signed_project(**given, on=date(2026, 9, 10))
    verify(make_arrival(project=found, by=people["unit_clerk"], on=TODAY), by=people["office_director"])
    return found


def test_both_days_count_whatever_the_name_says(campaign):
    assert campaign.period.days == 102
    assert [day_words(campaign, day) for day in (date(2026, 8, 20), FIRST, LAST, date(2026, 12, 1))] == [
        "未开始，共102天", "第1天/共102天", "第102天/共102天", "已结束，共102天"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "today, hearing",
    [
        (date(2026, 8, 1), date(2026, 8, 24)),  # the first Monday within
        (date(2026, 8, 24), date(2026, 8, 24)),
        (date(2026, 10, 4), date(2026, 10, 8)),  # the Monday of the holidays moves behind them
        (date(2026, 10, 9), date(2026, 10, 12)),
        (date(2026, 12, 1), None),
    ],
)
def test_the_weekly_hearing_moves_to_the_next_working_day(campaign, today, hearing):
    free = {date(2026, 10, day): False for day in range(1, 8)}
    assert next_hearing(campaign, today, free) == hearing


def test_the_ranking_is_by_the_mean_of_the_own_targets_within_the_days(town, campaign, project):
    lines = facts.campaign_lines(campaign, until=TODAY, as_of=facts.known_now(NOW))
    assert [(one.unit.name, one.place, one.rate) for one in lines] == [
        ("石桥村", 1, Fraction(1, 2)), ("农业办", 2, 0), ("工业园", 2, 0)
    ]  # fmt: skip
    assert lines[0].part("signed_amount").done == 5_000 * WAN, "what was signed before is not of it"
    early = facts.campaign_lines(campaign, until=HALF.on, as_of=facts.known_now(NOW))
    assert early[0].rate == Fraction(1, 4)


def test_a_change_is_a_new_version_with_its_reason(town, campaign):
    with pytest.raises(Refused) as caught:
        begun(town, replaces=campaign)
    assert caught.value.field == "reason"
    newer = begun(town, replaces=campaign, reason="延长半个月", last_on=date(2026, 12, 15), at=NOW)
    assert (newer.first, list(Campaign.objects.standing())) == (campaign, [newer])
    assert list(Campaign.objects.known_at(at(date(2026, 9, 1)))) == [campaign]
    with pytest.raises(Refused):
        begun(town, replaces=campaign, reason="再改")
    with pytest.raises(DatabaseError), transaction.atomic():
        CampaignTarget.objects.update(quantity=1)
    proved = begun(town, replaces=newer, reason="补交依据文件", file=slip(), at=NOW)
    same = begun(town, replaces=proved, reason="再延长", at=NOW)
    other = begun(town, replaces=same, reason="改依据", document="镇党发〔2026〕31号", at=NOW)
    assert (same.paper, other.paper) == (proved.paper, None), "a paper stays as long as its document is named"
    assert proved.paper is not None


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"last_on": date(2026, 8, 20)}, "不能早于"),
        ({"targets": {}}, "至少给一个单位"),
        ({"checks": [Check(date(2026, 12, 1), 50, "约谈")]}, "行动期间之内"),
        ({"checks": [HALF, HALF]}, "只能有一个"),
        ({"document": " "}, "依据"),
    ],
)
def test_what_does_not_fit_is_refused(town, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        begun(town, **wrong)


def test_projects_are_recognised_one_by_one_by_two_people_with_a_document(town, campaign, project):
    given = {"campaign": campaign, "project": project, "by": town.people["supervisor"], "at": NOW}
    for wrong, field in (
        ({"document": "", "file": slip()}, "document"),
        ({"document": "意见", "file": None}, "file"),
    ):
        with pytest.raises(Refused) as caught:
            actions.propose_recognition(**given, **wrong)
        assert caught.value.field == field
    row = actions.propose_recognition(**given, document="认定意见1号", file=slip())
    with pytest.raises(Refused, match="已提请认定"):
        actions.propose_recognition(**given, document="认定意见1号", file=slip())
    decided = {"row": row, "grant": True, "words": "", "at": NOW}
    with pytest.raises(Refused, match="由他人认定"):
        actions.decide_recognition(**decided, by=town.people["supervisor"])
    assert actions.decide_recognition(**decided, by=town.people["leader"]).state == "granted"
    with pytest.raises(Refused, match="已有决定"):
        actions.decide_recognition(**decided, by=town.people["leader"])


def test_a_project_that_brought_nothing_within_the_days_is_not_recognised(town, campaign, project):
    other = project.__class__.objects.get(name="早签项目")
    with pytest.raises(Refused) as caught:
        actions.propose_recognition(
            campaign=campaign,
            project=other,
            document="意见",
            file=slip(),
            by=town.people["supervisor"],
            at=NOW,
        )
    assert caught.value.field == "project"


def test_a_checkpoint_names_who_is_short_and_a_leader_decides_once(town, campaign, project):
    checkpoint = campaign.checkpoints.get()
    named = facts.short_of(checkpoint, as_of=facts.known_now(NOW))
    assert [one.unit.name for one in named] == ["石桥村", "农业办", "工业园"]
    given = {
        "checkpoint": checkpoint, "unit": town.units["village"], "outcome": "other", "measure": "限期追赶",
        "document": "会议纪要5号", "by": town.people["leader"],
    }  # fmt: skip
    with pytest.raises(Refused, match="检查日期过后"):
        actions.decide_checkpoint(**given, at=at(HALF.on))
    with pytest.raises(Refused, match="不在这个检查点"):
        actions.decide_checkpoint(**given | {"unit": town.units["vertical"]}, at=NOW)
    row = actions.decide_checkpoint(**given, at=NOW)
    assert row.reasons == "截至2026年10月31日完成任务的25.00%，低于应完成的50%"
    with pytest.raises(Refused, match="已有决定"):
        actions.decide_checkpoint(**given, at=NOW)
    changed = begun(town, replaces=row.checkpoint.campaign, reason="任务调整")
    with pytest.raises(Refused, match="已调整"):
        actions.decide_checkpoint(**given, at=NOW)
    with pytest.raises(Refused, match="已有决定"):
        actions.decide_checkpoint(**given | {"checkpoint": changed.checkpoints.get()}, at=NOW)
