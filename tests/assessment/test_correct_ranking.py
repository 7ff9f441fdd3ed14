"""A published ranking is corrected beside itself: worked out, approved by another, numbered, closed; it stays."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import Erratum, ScoreRun
from assessment.reports.errata import erratum_digest
from assessment.reports.restating import NotAdditive, restated
from assessment.reports.reworking import Scope, reworked
from assessment.reports.stored import stored_rows
from assessment.reports.verifying.errata import check_erratum
from assessment.rules import Rounding
from promo.models import Event, Notice
from promo.refusal import Refused
from promo.tables import thaw
from tests.assessment import scenario
from tests.factories import NOW, slip

LATER = NOW + timedelta(days=1)


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.published(judged)


def ask(judged, run, *, unit="village", item="", by="office_director", when=LATER, **more):
    line = run.lines.get(unit=judged.units[unit]) if unit else None
    return actions.request_erratum(
        run=run, line=line, item=item, reason="复核发现考评表误登", document="镇督〔2026〕8号", by=judged.people[by],
        at=when, **more,
    )  # fmt: skip


def approve(judged, row, *, by="leader", when=LATER):
    return actions.approve_erratum(erratum=row, by=judged.people[by], at=when)


def mistake(judged, *, unit="village", hundredths=100, expected=1, when=LATER):
    scenario.give_mark(judged, unit, hundredths, expected=expected, at=when)


def texts(row, title: str) -> list[list[str]]:
    table = next(thaw(one) for one in row.frozen["tables"] if one["title"].startswith(title))
    return [[cell.text for cell in cells] for cells in table.cells()]


def test_old_and_new_values_stand_in_tables(judged, run):
    mistake(judged, unit="other_village")
    row = ask(judged, run, unit="other_village", files=[slip("核查报告.pdf")])
    (points,) = texts(row, "更正的得分")
    assert points[:4] == ["柳河村", "日常管理", "9.05", "1.00"]
    (number,) = texts(row, "更正的数据")
    assert (number[0], number[3:]) == ("柳河村", ["9.05分", "1分"])
    assert row.files.get().name == "核查报告.pdf"


def test_the_effect_on_places_stands_in_a_table_of_the_whole_class(judged, run):
    scenario.arrive(judged, "village", "120000000")
    row = ask(judged, run, item="arrived")
    then = {line.unit_name: line for line in run.lines.filter(unit_class="town_village")}
    effect = texts(row, "更正对名次的影响（乡镇/村）")
    assert [line[0] for line in effect] == ["石桥村", "柳河村"]
    assert [line[3:] for line in effect] == [["2", "1", "上升1位"], ["1", "2", "下降1位"]]
    assert [line[1] for line in effect] == [then[line[0]].total for line in effect]
    assert effect[1][1] == effect[1][2], "its own points stay"
    assert sum("名次的影响" in one["title"] for one in row.frozen["tables"]) == 1


def test_approved_by_another_it_is_numbered_sealed_and_told(judged, run):
    before = ScoreRun.objects.values().get(pk=run.pk)
    mistake(judged)
    row = ask(judged, run)
    with pytest.raises(Refused, match="申请更正的人不能批准"):
        approve(judged, row, by="office_director")
    row = approve(judged, row)
    assert (row.number, row.state, row.sha256) == (1, "approved", erratum_digest(row))
    assert ScoreRun.objects.values().get(pk=run.pk) == before
    assert Event.objects.about(run).get(verb="erratum_approved").detail["sha256"] == row.sha256
    told = Notice.objects.filter(kind="public", title__contains="更正第1号")
    assert {"unit_clerk", "other_clerk"} <= set(told.values_list("user__username", flat=True))


def test_it_is_approved_once_and_closed_by_the_database(judged, run):
    mistake(judged)
    in_hand = ask(judged, run)
    approve(judged, Erratum.objects.get(pk=in_hand.pk))
    with pytest.raises(Refused, match="状态是“已更正”"):
        approve(judged, in_hand, by="supervisor")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Erratum.objects.filter(pk=in_hand.pk).update(reason="改了")


def test_the_database_keeps_the_four_eyes(judged, run):
    mistake(judged)
    row = ask(judged, run)
    with pytest.raises(DatabaseError, match="erratum_four_eyes"), transaction.atomic():
        Erratum.objects.filter(pk=row.pk).update(
            state="approved", number=1, sha256="x", decided_by=row.requested_by, decided_at=LATER
        )


def test_without_a_change_there_is_nothing_to_correct(judged, run):
    with pytest.raises(Refused, match="没有变化"):
        ask(judged, run)
    mistake(judged, unit="village")
    with pytest.raises(Refused, match="没有变化"):
        ask(judged, run, unit="park")


def test_only_a_published_ranking_is_corrected_and_one_correction_waits_at_a_time(judged, run):
    mistake(judged)
    draft = scenario.run_scores(judged, at=LATER)
    with pytest.raises(Refused, match="只有已发布的排名"):
        ask(judged, draft)
    ask(judged, run)
    with pytest.raises(Refused, match="已有一项更正待批准"):
        ask(judged, run, by="supervisor")


def test_money_verified_late_does_not_slip_into_the_correction_of_a_mark(judged, run):
    """Known later are a new mark and new money of the same unit, and money of another: the item named is corrected."""
    mistake(judged)
    scenario.arrive(judged, "village", "20000000")
    scenario.arrive(judged, "park", "20000000")
    row = ask(judged, run, item="management")
    assert [line[:2] for line in texts(row, "更正的得分")] == [["石桥村", "日常管理"]]
    whole = {one["unit_name"]: one for one in row.frozen["rows"]}
    village, park = run.lines.get(unit=judged.units["village"]), run.lines.get(unit=judged.units["park"])
    assert whole["工业园"]["exact"] == park.exact
    kept = {one.code: one.exact for one in village.items.all()}
    fresh = {one["code"]: one["exact"] for one in whole["石桥村"]["items"]}
    assert {code for code in kept if kept[code] != fresh[code]} == {"management"}


def test_all_units_and_all_items_are_the_ranking_of_today(judged, run):
    mistake(judged)
    scenario.arrive(judged, "park", "20000000")
    row = ask(judged, run, unit=None)
    today = scenario.run_scores(judged, at=LATER)
    assert {one["unit_name"]: one["exact"] for one in row.frozen["rows"]} == {
        line.unit_name: line.exact for line in today.lines.all()
    }
    assert row.about == "全部单位全部指标"


def test_a_second_correction_stands_on_the_first(judged, run):
    mistake(judged)
    first = approve(judged, ask(judged, run))
    when = LATER + timedelta(days=1)
    mistake(judged, unit="other_village", when=when)
    second = approve(judged, ask(judged, run, unit="other_village", when=when), when=when)
    assert (second.number, second.base) == (2, first)
    marks = {
        one["unit_name"]: next(item["points"] for item in one["items"] if item["code"] == "management")
        for one in second.frozen["rows"]
        if one["unit_class"] == "town_village"
    }
    assert marks == {"石桥村": "1.00", "柳河村": "1.00"}


def test_the_second_person_may_refuse_and_the_first_take_it_back(judged, run):
    mistake(judged)
    row = ask(judged, run)
    with pytest.raises(Refused, match="不批准的理由"):
        actions.refuse_erratum(erratum=row, reason=" ", by=judged.people["leader"], at=LATER)
    with pytest.raises(Refused, match="可以撤回"):
        actions.refuse_erratum(erratum=row, reason="不妥", by=judged.people["office_director"], at=LATER)
    row = actions.refuse_erratum(erratum=row, reason="依据不足", by=judged.people["leader"], at=LATER)
    assert (row.state, row.number, row.decision_note) == ("refused", None, "依据不足")
    again = ask(judged, run)
    with pytest.raises(Refused, match="只有申请人"):
        actions.withdraw_erratum(erratum=again, by=judged.people["leader"], at=LATER)
    actions.withdraw_erratum(erratum=again, by=judged.people["office_director"], at=LATER)
    assert approve(judged, ask(judged, run)).number == 1


def test_places_of_a_later_ranking_are_still_measured_against_the_published_one(judged, run):
    scenario.arrive(judged, "village", "120000000")
    row = approve(judged, ask(judged, run, item="arrived"))
    corrected = {one["unit_name"]: one["rank"] for one in row.frozen["rows"]}
    later = scenario.run_scores(judged, at=LATER + timedelta(days=1))
    before = {line.unit_name: line.rank_before for line in later.lines.filter(unit_class="town_village")}
    assert before == {line.unit_name: line.rank for line in run.lines.filter(unit_class="town_village")}
    assert before["柳河村"] != corrected["柳河村"]


def test_units_see_a_correction_when_it_is_approved(judged, run, neighbour):
    mistake(judged)
    row = ask(judged, run)
    clerk = judged.town.access("unit_clerk")
    assert not Erratum.objects.visible_to(clerk).exists()
    approve(judged, row)
    assert Erratum.objects.visible_to(clerk).exists()
    assert not Erratum.objects.visible_to(neighbour.access("leader")).exists()


def capped(town, **more):
    """The judged town by a scheme whose totals are held by a cap or whose places follow an item; marks given anew."""
    judged = scenario.build(town)
    document = json.loads(scenario.TOWN_SCHEME)
    for group in document["groups"]:
        group |= more
    judged.scheme = scenario.adopt(town, text=json.dumps(document))
    for key, hundredths in (("village", 850), ("other_village", 905)):
        scenario.give_mark(judged, key, hundredths)
    return judged, scenario.published(judged)


def test_one_item_of_one_unit_is_corrected_where_totals_are_capped(town):
    judged, run = capped(town, most=20)
    line = run.lines.get(unit=judged.units["other_village"])
    assert line.total == "20.00", "the cap holds"
    mistake(judged, unit="other_village", hundredths=0)
    scenario.arrive(judged, "other_village", "20000000")
    row = approve(judged, ask(judged, run, unit="other_village", item="management"))
    (points,) = texts(row, "更正的得分")
    assert points[:4] == ["柳河村", "日常管理", "9.05", "0.00"]
    kept = {one["unit_name"]: one for one in row.frozen["rows"]}
    items = {one["code"]: one["exact"] for one in kept["柳河村"]["items"]}
    assert items["arrived"] == line.items.get(code="arrived").exact, "money known later stays out"
    village = run.lines.get(unit=judged.units["village"])
    assert kept["石桥村"]["exact"] == village.exact
    assert check_erratum(row).is_sound
    mistake(judged, hundredths=0, when=LATER + timedelta(days=1))
    second = ask(judged, run, item="management", when=LATER + timedelta(days=1))
    assert second.base == row


def test_one_item_is_corrected_where_places_follow_it(town):
    judged, run = capped(town, rank={"by": "management"})
    places = {line.unit_name: line.rank for line in run.lines.filter(unit_class="town_village")}
    assert places == {"柳河村": 1, "石桥村": 2}
    mistake(judged, unit="other_village")
    row = approve(judged, ask(judged, run, unit="other_village", item="management"))
    effect = texts(row, "更正对名次的影响（乡镇/村）")
    assert [(line[0], line[3], line[4]) for line in effect] == [("石桥村", "2", "1"), ("柳河村", "1", "2")]
    assert check_erratum(row).is_sound


def test_a_part_is_not_corrected_where_the_lines_do_not_come_out_of_their_numbers(town):
    judged, run = capped(town, most=20)
    mistake(judged)
    item = run.lines.get(unit=judged.units["park"]).items.get(code="management")
    rows = [one | {"exact": "1/3"} if one["unit_name"] == "工业园" else one for one in stored_rows(run)]
    with pytest.raises(NotAdditive):
        reworked(run, rows, base=None, asked=Scope(judged.units["village"].code, item.code, LATER))


def line_of(code: str, rank: int, total: int, *items: int) -> dict:
    return {
        "unit_code": code, "unit_name": code, "unit_class": "park", "exact": f"{total}/1", "total": f"{total}.00",
        "rank": rank, "items": [{"code": f"i{n}", "exact": f"{points}/1"} for n, points in enumerate(items)],
    }  # fmt: skip


def test_one_item_alone_is_not_exchanged_where_totals_are_more_than_sums():
    given = {"order": {"a": 1, "b": 2}, "groups": {"a": 0, "b": 0}, "rounding": Rounding()}
    capped, later = [line_of("a", 1, 9, 5, 5), line_of("b", 2, 8, 4, 4)], [line_of("a", 1, 9, 5, 4)]
    with pytest.raises(NotAdditive):
        restated(capped, later, unit_code="a", item="i1", **given)
    odd = [line_of("a", 2, 10, 5, 5), line_of("b", 1, 8, 4, 4)]  # placed by something else than the total
    with pytest.raises(NotAdditive):
        restated(odd, later, unit_code="a", item="", **given)
    assert restated(odd, later, unit_code="", item="", **given) == later
