"""Reports of a campaign: one for each hearing, checkpoint and end, by its own targets, days and numbers."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from assessment import actions
from assessment.campaign_tasks import draft_due_campaign_reports
from assessment.models import Report
from assessment.reports.campaign_issues import due_issues, stops
from assessment.reports.filed import report_file
from assessment.reports.papers import issue_name
from assessment.reports.verifying.papers import check_report
from projects import ledger
from promo import jobs
from promo.models import Job
from promo.models.job import JobState
from promo.periods import Period
from promo.refusal import Refused
from tests.assessment.test_run_campaign import FIRST, LAST, begun
from tests.factories import NOW, TODAY, at, make_arrival, signed_project, slip, verify
from tests.reports.drafting import decide, table, words

FREE = {date(2026, 10, day): False for day in range(1, 8)}


@pytest.fixture
def campaign(town):
    """102 days from 21 August, heard on Mondays, a checkpoint on 31 October."""
    return begun(town)


def tick(clock, now) -> None:
    clock(now)
    draft_due_campaign_reports(now=now)
    while job := Job.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        jobs.run(job.pk)


def test_figures_are_taken_before_each_hearing_of_each_checkpoint_and_at_the_end(campaign):
    days = stops(campaign, FREE)
    assert days[:2] == [date(2026, 8, 23), date(2026, 8, 30)]
    assert date(2026, 10, 4) not in days and date(2026, 10, 7) in days, "the hearing of the holidays is later"
    assert date(2026, 10, 31) in days and days[-2:] == [date(2026, 11, 29), LAST]
    campaign.hearing_weekday = None
    assert stops(campaign, FREE) == [date(2026, 10, 31), LAST]


def spans() -> list[tuple]:
    return [(row.number, row.start, row.end) for row in Report.objects.order_by("pk")]


def test_each_stretch_is_drafted_once_in_order_and_none_before_the_campaign(campaign, clock):
    tick(clock, at(date(2026, 8, 23), 23))
    assert spans() == []
    tick(clock, at(date(2026, 8, 24), 1))
    first = (1, FIRST, date(2026, 8, 24))
    assert spans() == [first]
    tick(clock, at(date(2026, 8, 24), 2))
    tick(clock, at(date(2026, 9, 9)))
    later = [(2, date(2026, 8, 24), date(2026, 8, 31)), (3, date(2026, 8, 31), date(2026, 9, 7))]
    assert spans() == [first, *later]
    tick(clock, at(date(2027, 2, 1)))
    found = spans()
    assert [number for number, *_ in found] == list(range(1, 18)) and found[-1][2] == date(2026, 12, 1)
    assert all(one[2] == after[1] for one, after in zip(found, found[1:], strict=False)), "no day is left out"
    assert not Job.objects.exclude(state=JobState.DONE).exists()


def test_hearings_without_a_report_are_told_of_in_the_next_one(town, campaign, clock):
    decide(town, "campaign", "no", on=date(2026, 8, 1))
    tick(clock, at(date(2026, 8, 25)))
    assert spans() == []
    decide(town, "campaign", "yes", on=date(2026, 9, 1))
    tick(clock, at(date(2026, 9, 8)))
    assert spans() == [(1, FIRST, date(2026, 9, 7))], "two hearings passed without one"


def test_two_campaigns_have_a_series_each_and_a_change_goes_on_with_it(town, campaign, clock):
    begun(town, name="项目攻坚", hearing_weekday=None)
    tick(clock, at(date(2026, 11, 1)))
    kept = list(Report.objects.order_by("campaign_id", "number").values_list("title", "number", "end"))
    assert kept[-1] == (f"{town.region.name}项目攻坚通报", 1, date(2026, 11, 1)) and kept[-2][1] == 11
    changed = begun(
        town, replaces=campaign, reason="延长", last_on=date(2026, 12, 20), at=at(date(2026, 11, 2))
    )
    tick(clock, at(date(2026, 12, 25)))
    own = Report.objects.filter(campaign=campaign).order_by("number")
    assert [one.number for one in own] == list(range(1, own.count() + 1))
    assert own.last().end == date(2026, 12, 21) and "总结" in own.last().title
    assert "总结" not in own.get(start__lte=LAST, end__gt=LAST).title and changed.reports.count() == 0


@pytest.mark.parametrize(
    "laid_down, end",
    [(date(2026, 11, 10), date(2026, 11, 16)), (date(2026, 12, 5), date(2026, 12, 1))],
)
def test_a_campaign_laid_down_late_is_told_of_in_one_first_report(town, laid_down, end):
    begun(town, at=at(laid_down))
    (issue,) = due_issues(town.region, today=date(2026, 12, 10))
    assert (issue.period.start, issue.period.end) == (FIRST, end)
    assert due_issues(town.region, today=date(2026, 11, 15)) == []


def drafted(campaign, start: date, end: date) -> Report:
    """On the morning after; `start` is where the one before ended."""
    now = at(end)
    return actions.draft_campaign_report(
        campaign=campaign,
        period=Period("campaign", start, end, campaign.name),
        as_of=ledger.moment(now),
        at=now,
    )


@pytest.fixture
def told(town, campaign):
    """A report before anything was brought, one after a contract, its money and a recognition, and the last one."""
    people = town.people
    first = drafted(campaign, FIRST, date(2026, 11, 1))
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=date(2026, 9, 10),
    )  # fmt: skip
    verify(make_arrival(project=project, by=people["unit_clerk"], on=TODAY), by=people["office_director"])
    row = actions.propose_recognition(
        campaign=campaign,
        project=project,
        document="认定意见1号",
        file=slip(),
        by=people["supervisor"],
        at=NOW,
    )
    actions.decide_recognition(row=row, grant=True, words="", by=people["leader"], at=NOW)
    second = drafted(campaign, date(2026, 11, 1), date(2026, 11, 23))
    actions.decide_checkpoint(
        checkpoint=campaign.checkpoints.get(), unit=town.units["park"], outcome="taken", measure="约谈园区主任",
        document="会议纪要5号", by=people["leader"], at=at(date(2026, 11, 24)),
    )  # fmt: skip
    return first, second, drafted(campaign, date(2026, 11, 23), date(2026, 12, 1))


def test_it_tells_of_its_own_targets_days_places_and_projects(town, told):
    first, second, last = told
    assert "进行到第72天（共102天），时间进度为70.59%" in words(first, "overview")
    assert "未达到的单位有3个" in words(first, "checkpoints") and "约谈主要负责人" in words(
        first, "checkpoints"
    )
    said = words(second, "overview")
    assert "进行到第94天（共102天），时间进度为92.16%" in said
    assert "签约金额累计5,000万元，本期新增5,000万元，完成任务的10.00%，低于时序进度82.16个百分点" in said
    ranking = table(second, "ranking", "百日会战排名")
    shown = [[cell.text for cell in row] for row in ranking.rows]
    assert [(row[0], row[1], row[2], row[-1]) for row in shown] == [
        ("1", "石桥村", "50.00%", "持平"), ("2", "农业办", "0.00%", "下降1位"), ("2", "工业园", "0.00%", "下降1位"),
    ]  # fmt: skip
    assert "依据：认定意见1号" in words(second, "recognised") and "到位资金1,000万元" in words(
        second, "recognised"
    )
    assert "其中补报1项" in words(second, "added"), (
        "what was signed before the last report and known after it"
    )
    assert "各项任务均无进展的单位：农业办、工业园" in words(second, "problems")
    assert "checkpoints" not in [one["section"] for one in second.words], (
        "none was reached and none is to come"
    )
    assert "本期无新认定项目" in words(last, "recognised") and "累计认定项目1个" in words(last, "recognised")
    assert len(table(last, "recognised", "认定项目").rows) == 1
    decided = [row[-1].text for row in table(last, "checkpoints", "检查点处理建议").rows]
    assert decided == ["待决定", "待决定", "按规定处理：约谈园区主任"]
    assert last.title == f"{town.region.name}百日会战总结通报" and issue_name(last) == "第3期"


def test_what_is_new_is_listed_of_those_whose_sum_stands_in_the_whole(town, campaign):
    """The park has no target of arrived money: what came to it is in neither, what it signed is in both."""
    people = town.people
    project = signed_project(
        unit=town.units["park"], by=people["office_clerk"], verifier=people["office_director"], on=date(2026, 9, 10),
    )  # fmt: skip
    verify(make_arrival(project=project, by=people["office_clerk"], on=TODAY), by=people["office_director"])
    report = drafted(campaign, FIRST, date(2026, 11, 23))
    whole = {row[0].text: row[2].value for row in table(report, "overview", "专项行动任务完成情况").rows}
    assert [value for name, value in whole.items() if name.startswith("到位资金")] == [0]
    assert "本期无新到位资金" in words(report, "added") and "新签约项目1个" in words(report, "added")


def test_the_whole_opens_the_postings_of_those_who_take_part_alone(town, told, login):
    rows = table(told[1], "overview", "专项行动任务完成情况").rows
    signed = next(row for row in rows if row[0].text.startswith("签约金额"))[3]
    assert signed.value == 5_000
    other = signed_project(
        unit=town.units["other_village"], by=town.people["other_clerk"], verifier=town.people["office_director"],
        on=date(2026, 9, 11), name="不参加的单位的项目", investor="样例外乡有限公司",
    )  # fmt: skip
    now = signed.link[: signed.link.index("&as_of")]
    answer = login(town.people["supervisor"]).get(now)
    assert any(cell.value == 50_000_000 for cell in answer.context["table"].totals() if cell)
    assert (
        other.name not in answer.text and other.name in login(town.people["supervisor"]).get("/ledger/").text
    )


def test_a_second_person_publishes_it_and_it_can_be_worked_out_again(town, told):
    second, people = told[1], town.people
    actions.add_recipient(
        region=town.region,
        kind="campaign",
        user=people["leader"],
        by_mail=False,
        by=people["supervisor"],
        at=NOW,
    )
    actions.reword_report(
        report=second, words={"demands": ["加快进度。"]}, version=1, by=people["supervisor"], at=NOW
    )
    with pytest.raises(Refused, match="由他人核对"):
        actions.publish_report(report=second, version=2, by=people["supervisor"], at=NOW)
    actions.publish_report(report=second, version=2, by=people["leader"], at=NOW)
    second.refresh_from_db()
    assert second.readers == "units" and [copy.user for copy in second.copies.all()] == [people["leader"]]
    name, content, _ = report_file(second)
    assert name == f"{second.title}（第2期）.docx" and content[:2] == b"PK"
    assert check_report(second).is_sound
    second.tables = deepcopy(second.tables)
    ranking = next(one for one in second.tables if one["section"] == "ranking")["tables"][0]
    ranking["rows"][0][2]["value"] = ranking["rows"][1][2]["value"]
    found = check_report(second).differences
    assert any(one.item == "完成任务" for one in found), "a figure put right by hand is found"


def test_the_command_tells_two_campaigns_of_one_number_apart_by_their_titles(town, campaign, capsys):
    other = begun(town, name="项目攻坚", hearing_weekday=None)
    for one in (campaign, other):
        report = drafted(one, FIRST, date(2026, 11, 1))
        actions.publish_report(report=report, version=1, by=town.people["supervisor"], at=NOW)
    with pytest.raises(CommandError, match="不止一期.*百日会战.*项目攻坚.*--title") as stopped:
        call_command("verify_report", "1", "--of", "campaign")
    assert stopped.value.returncode == 2
    call_command("verify_report", "1", "--title", "项目攻坚")
    said = capsys.readouterr().out
    assert "一致" in said and "百日会战" not in said


def test_a_change_of_targets_leaves_what_was_published_as_it_was(town, campaign, told):
    second = told[1]
    actions.publish_report(report=second, version=1, by=town.people["leader"], at=NOW)
    targets = {(town.units["village"], "signed_amount"): 1}
    begun(town, replaces=campaign, reason="调整任务", targets=targets, at=at(date(2026, 12, 2)))
    second.refresh_from_db()
    assert check_report(second).is_sound


def test_a_report_bears_the_campaign_it_tells_of(told):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=told[0].pk).update(campaign=None)
