"""Whoever has the database in hand changes one figure of what was published: it is found and named."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from assessment import actions
from assessment.models import ManualMark, Report, Scheme, ScoreItem, ScoreLine, ScoreRun, Target
from assessment.reports.fortnight import the_fortnight
from assessment.reports.verifying import check_erratum, check_ranking, check_report
from assessment.reports.verifying.finding import errata_of, rankings
from projects import ledger
from projects.models import Posting
from promo.models import Event
from promo.tables import digest
from tests.assessment import scenario
from tests.factories import NOW
from tests.services.tampering import as_owner

LATER = NOW + timedelta(days=1)


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.published(judged)


def checked(run):
    return check_ranking(rankings().get(pk=run.pk))


def named(found) -> set[tuple[str, str, str]]:
    return {(one.unit, one.item, one.field) for one in found.differences}


def test_an_honest_ranking_agrees_to_the_last_digit_whatever_came_later(judged, run):
    scenario.arrive(judged, "village", "120000000")
    scenario.give_mark(judged, "village", 100, expected=1, at=LATER)
    found = checked(run)
    assert found.is_sound, found.differences
    assert found.counted == "6个单位、30项得分、54个数据"


def test_a_changed_line_is_named(judged, run):
    line = run.lines.get(unit=judged.units["village"])
    with as_owner(ScoreLine):
        ScoreLine.objects.filter(pk=line.pk).update(total="99.00", rank=1)
    found = named(checked(run))
    assert ("石桥村", "", "总分") in found
    assert ("石桥村", "", "名次") in found
    assert ("石桥村", "", "排名表“总分”") in found
    assert not any(unit == "柳河村" for unit, _, _ in found)


def test_a_changed_item_is_named_with_its_indicator(judged, run):
    item = ScoreItem.objects.get(line__run=run, line__unit=judged.units["park"], code="arrived")
    with as_owner(ScoreItem):
        ScoreItem.objects.filter(pk=item.pk).update(points="1.00", exact="1/1")
    found = named(checked(run))
    assert ("工业园", item.name, "得分") in found
    assert ("工业园", item.name, "得分（未取舍）") in found


@pytest.mark.parametrize("part", ["value", "version"])
def test_a_changed_number_behind_an_item_is_named(judged, run, part):
    item = ScoreItem.objects.get(line__run=run, line__unit=judged.units["village"], code="arrived")
    inputs = [dict(one) for one in item.inputs]
    one = next(one for one in inputs if part in one)
    one[part] = "1/1" if part == "value" else 9
    with as_owner(ScoreItem):
        ScoreItem.objects.filter(pk=item.pk).update(inputs=inputs)
    assert any(unit == "石桥村" and name == item.name for unit, name, _ in named(checked(run)))


def test_changed_words_are_named_even_though_no_figure_differs(judged, run):
    item = ScoreItem.objects.filter(line__run=run, line__unit=judged.units["village"]).first()
    with as_owner(ScoreItem):
        ScoreItem.objects.filter(pk=item.pk).update(words="经领导同意")
    assert ("石桥村", item.name, "算式") in named(checked(run))


def test_a_changed_frozen_table_is_named_and_a_new_checksum_does_not_hide_it(judged, run):
    frozen = ScoreRun.objects.get(pk=run.pk).frozen
    row = next(row for table in frozen["tables"] for row in table["rows"] if row[1]["text"] == "石桥村")
    row[2] = row[2] | {"value": {"decimal": "99.00"}, "text": "99.00"}
    with as_owner(ScoreRun):
        ScoreRun.objects.filter(pk=run.pk).update(frozen=frozen)
        assert ("", "", "存档内容与校验值不符") in named(checked(run))
        ScoreRun.objects.filter(pk=run.pk).update(sha256=digest(frozen))
    found = named(checked(run))
    assert ("", "", "存档内容与校验值不符") not in found
    assert ("", "", "校验值与发布记录不符") in found
    assert ("石桥村", "", "排名表“总分”") in found


def test_a_table_changed_with_its_line_its_checksum_and_its_record_falls_to_the_ledger(judged, run):
    """Everything that is stored tells one story; the postings tell another."""
    frozen = ScoreRun.objects.get(pk=run.pk).frozen
    row = next(row for table in frozen["tables"] for row in table["rows"] if row[1]["text"] == "石桥村")
    row[2] = row[2] | {"value": {"decimal": "99.00"}, "text": "99.00"}
    with as_owner(ScoreRun, ScoreLine, Event):
        ScoreLine.objects.filter(run=run, unit=judged.units["village"]).update(total="99.00")
        ScoreRun.objects.filter(pk=run.pk).update(frozen=frozen, sha256=digest(frozen))
        event = Event.objects.about(run).get(verb="run_published")
        Event.objects.filter(pk=event.pk).update(detail=event.detail | {"sha256": digest(frozen)})
    found = [one for one in checked(run).differences if one.step == "重新计算"]
    assert ("石桥村", "", "总分", "99.00") in {(one.unit, one.item, one.field, one.kept) for one in found}


def test_a_changed_mark_is_named_by_unit_and_item(judged, run):
    with as_owner(ManualMark):
        ManualMark.objects.filter(scheme=run.scheme, unit=judged.units["village"]).update(hundredths=100)
    found = checked(run).differences
    assert {one.unit for one in found if one.item} == {"石桥村"}
    assert any(one.field == "得分" and one.found == "1.00" for one in found)


def test_a_changed_posting_is_named_by_unit_and_item(judged, run):
    posting = Posting.objects.filter(unit=judged.units["park"], measure="arrived_capital").first()
    with as_owner(Posting):
        Posting.objects.filter(pk=posting.pk).update(quantity=posting.quantity - 1)
    found = checked(run).differences
    assert {one.unit for one in found if one.item} == {"工业园"}
    assert any(one.kept == "13000000007/100" and one.found == "6500000003/50" for one in found), found


def test_a_changed_target_is_named(judged, run):
    with as_owner(Target):
        Target.objects.filter(unit=judged.units["village"], measure="signed_amount").update(quantity=1)
    assert {one.unit for one in checked(run).differences if one.item} == {"石桥村"}


@pytest.mark.parametrize("with_checksum", [False, True])
def test_a_changed_scheme_is_named(judged, run, with_checksum):
    content = json.loads(json.dumps(run.scheme.content))
    content["groups"][0]["indicators"][0]["points"] = 1
    changes = {"content": content} | ({"sha256": digest(content)} if with_checksum else {})
    Scheme.objects.filter(pk=run.scheme_id).update(**changes)
    found = checked(run)
    assert any("考核办法" in one.field for one in found.differences)
    assert bool(found.notes) is not with_checksum


def test_a_frozen_content_of_which_nothing_is_left_is_told_and_no_error(judged, run):
    with as_owner(ScoreRun):
        ScoreRun.objects.filter(pk=run.pk).update(frozen={})
    assert "存档内容残缺，不能重新计算" in {one.field for one in checked(run).differences}


def test_a_ranking_of_an_earlier_format_is_compared_field_by_field(judged, run):
    """It has no checksum of its lines and fewer fields; what it has is compared, the rest is not asked for."""
    frozen = ScoreRun.objects.get(pk=run.pk).frozen | {"format": 0}
    del frozen["lines"]
    with as_owner(ScoreRun, ScoreItem, Event):
        ScoreRun.objects.filter(pk=run.pk).update(frozen=frozen, sha256=digest(frozen))
        event = Event.objects.about(run).get(verb="run_published")
        Event.objects.filter(pk=event.pk).update(detail=event.detail | {"sha256": digest(frozen)})
        for item in ScoreItem.objects.filter(line__run=run):
            inputs = [{name: one[name] for name in ("name", "label", "value")} for one in item.inputs]
            ScoreItem.objects.filter(pk=item.pk).update(inputs=inputs, words="")
    found = checked(run)
    assert found.is_sound, found.differences
    assert found.notes == ("本期由较早版本的系统计算，按当时存档的内容逐项核对。",)


@pytest.fixture
def erratum(judged, run):
    scenario.give_mark(judged, "village", 100, expected=1, at=LATER)
    line = run.lines.get(unit=judged.units["village"])
    row = actions.request_erratum(
        run=run, line=line, item="", reason="考评表误登", document="镇督〔2026〕8号",
        by=judged.people["office_director"], at=LATER,
    )  # fmt: skip
    return actions.approve_erratum(erratum=row, by=judged.people["leader"], at=LATER)


def test_an_honest_correction_agrees_whatever_came_later(judged, run, erratum):
    scenario.give_mark(judged, "village", 200, expected=2, at=LATER + timedelta(days=1))
    (row,) = errata_of(run)
    found = check_erratum(row)
    assert found.is_sound, found.differences


def test_a_changed_correction_is_named(judged, run, erratum):
    frozen = erratum.frozen
    next(row for row in frozen["rows"] if row["unit_name"] == "石桥村")["total"] = "99.00"
    with as_owner(type(erratum)):
        type(erratum).objects.filter(pk=erratum.pk).update(frozen=frozen)
    (row,) = errata_of(run)
    found = named(check_erratum(row))
    assert ("", "", "更正内容与校验值不符") in found
    assert ("石桥村", "", "总分") in found


@pytest.fixture
def report(judged):
    period = the_fortnight(NOW.date()).previous()
    draft = actions.draft_report(region=judged.town.region, period=period, as_of=ledger.moment(NOW), at=NOW)
    return actions.publish_report(report=draft, version=1, by=judged.people["supervisor"], at=NOW)


def test_an_honest_report_agrees_and_says_what_was_not_worked_out_again(judged, report):
    scenario.arrive(judged, "village", "120000000")
    found = check_report(Report.objects.get(pk=report.pk))
    assert found.is_sound, found.differences
    assert "只核对校验值" in found.notes[0]


def test_a_changed_posting_shows_in_the_report_too(judged, report):
    posting = Posting.objects.filter(unit=judged.units["park"], measure="arrived_capital").first()
    with as_owner(Posting):
        Posting.objects.filter(pk=posting.pk).update(quantity=posting.quantity - 1_000_000_000)
    found = check_report(Report.objects.get(pk=report.pk))
    assert any(one.unit == "工业园" for one in found.differences)


def test_changed_words_of_a_report_break_its_checksum(judged, report):
    with as_owner(Report):
        Report.objects.filter(pk=report.pk).update(words=[])
    found = check_report(Report.objects.get(pk=report.pk))
    assert "存档内容与校验值不符" in {one.field for one in found.differences}


def test_the_command_says_what_agrees(run, capsys):
    call_command("verify_publication", "1", "--kind", "ranking")
    assert capsys.readouterr().out.startswith("高山镇2026年第1期排名：一致")


def test_the_command_names_what_differs_and_ends_with_one(judged, run, capsys):
    with as_owner(ManualMark):
        ManualMark.objects.filter(scheme=run.scheme, unit=judged.units["village"]).update(hundredths=100)
    with pytest.raises(CommandError, match="不一致") as stopped:
        call_command("verify_publication", "--all", "--json")
    assert stopped.value.returncode == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert any(one["unit"] == "石桥村" and one["field"] == "得分" for one in told["differences"])


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["7"], "没有找到"),
        (["1", "--year", "2020"], "没有找到"),
        (["1", "--region", "白河镇"], "没有地区"),
        ([], "请写明期号"),
        (["1", "--all"], "请写明期号"),
    ],
)
def test_what_cannot_be_found_ends_with_two(run, asked, sentence):
    with pytest.raises(CommandError, match=sentence) as stopped:
        call_command("verify_publication", *asked)
    assert stopped.value.returncode == 2


def test_a_number_in_two_towns_asks_which(run, neighbour, capsys):
    other = scenario.Judged(neighbour, None, {})
    neighbour.people["other_supervisor"] = neighbour.people["leader"]
    other.scheme = scenario.adopt(neighbour)
    scenario.published(other)
    with pytest.raises(CommandError, match="不止一期.*高山镇.*白河镇") as stopped:
        call_command("verify_publication", "1")
    assert stopped.value.returncode == 2
    call_command("verify_publication", "1", "--region", "白河镇")
    call_command("verify_publication", "1", "--region", str(run.region_id))
    assert capsys.readouterr().out.count("一致") == 2
