"""A workbook of targets is read, judged cell by cell, and written by one confirmation, or not at all."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from assessment import actions, facts
from assessment.models import Target
from assessment.target_sheet import sums_table
from promo.models import Event
from promo.refusal import Refused
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW
from tests.targets_book import HEADS, plan_of, problems, received
from tests.targets_book import targets_book as book


def confirm(town, batch, **more):
    given = {
        "seen": plan_of(batch).digest,
        "effective_from": date(2026, 1, 1),
        "document": "镇政办发〔2026〕5号",
        "at": NOW,
    }
    return actions.confirm_target_import(batch=batch, by=town.people["supervisor"], **(given | more))


def test_nothing_is_saved_before_and_everything_by_one_confirmation(town):
    batch = received(
        town, book(("高山镇总目标", 60_000, None), ("石桥村", 20_000, 3), ("201", "１,５００.5", ""))
    )
    assert not Target.objects.exists()
    rows = confirm(town, batch)
    assert {(row.unit and row.unit.name, row.measure): row.quantity for row in rows} == {
        (None, "arrived_capital"): wan("60000"),
        ("石桥村", "arrived_capital"): wan("20000"),
        ("石桥村", "started_count"): 30_000,
        ("农业办", "arrived_capital"): wan("1500.5"),
    }
    assert {row.document for row in rows} == {"镇政办发〔2026〕5号"}
    assert (batch.state, batch.count) == ("confirmed", 4)


def test_the_file_is_kept_and_its_checksum_told(town):
    batch = received(town, book(("石桥村", 1, 1)))
    confirm(town, batch)
    told = Event.objects.about(batch).order_by("pk")
    assert [event.verb for event in told] == ["target_import_read", "target_import_confirmed"]
    assert {event.detail["sha256"] for event in told} == {batch.source.sha256}


def test_a_second_confirmation_changes_nothing(town):
    batch = received(town, book(("石桥村", 1, 1)))
    seen = plan_of(batch).digest
    confirm(town, batch)
    with pytest.raises(Refused, match="已经确认或取消"):
        confirm(town, batch, seen=seen)
    again = received(town, book(("石桥村", 1, 1)))
    assert plan_of(again).changes == []
    with pytest.raises(Refused, match="没有需要下达"):
        confirm(town, again)
    assert Target.objects.count() == 2


def test_a_discarded_import_writes_nothing(town):
    batch = received(town, book(("石桥村", 1, 1)))
    actions.discard_target_import(batch=batch, by=town.people["supervisor"], at=NOW)
    with pytest.raises(Refused, match="已经确认或取消"):
        confirm(town, batch)
    assert not Target.objects.exists()


def test_a_target_revised_since_the_preview_stops_the_confirmation(town):
    give_target(town, "village", "arrived_capital", wan("5"))
    batch = received(town, book(("石桥村", 10, None)))
    seen = plan_of(batch).digest
    give_target(town, "village", "arrived_capital", wan("7"), expected=1)
    with pytest.raises(Refused, match="刚有变动"):
        confirm(town, batch, seen=seen)
    assert Target.objects.count() == 2
    confirm(town, batch)
    assert Target.objects.filter(version=3, quantity=wan("10")).exists()


def test_an_import_changes_nothing_in_what_was_known_before(town):
    give_target(town, "village", "arrived_capital", wan("5"))
    moment = NOW + timedelta(hours=1)
    confirm(town, received(town, book(("石桥村", 10, None))), at=NOW + timedelta(hours=2))
    found = facts.all_targets(town.region, year=2026, on=NOW.date(), as_of=moment)
    assert [row.quantity for row in found.values()] == [wan("5")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("约500", "只能填写数字"), ("+1+1", "只能填写数字"), ("1e5", "只能填写数字"), ("NaN", "只能填写数字"),
        (-5, "不能为负"), (10**15, "金额过大"), ("9" * 50, "位数过多"), ("9" * 500, "只能填写数字"),
        (date(2026, 3, 1), "只能填写数字"), (True, "只能填写数字"), ("0.0000001", "最多精确到分"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_target_keeps_its_row_out_and_says_why(town, typed, sentence):
    batch = received(town, book(("石桥村", typed, 3), ("柳河村", 20_000, 3)))
    assert any(sentence in problem for problem in problems(batch)), problems(batch)
    assert {row.unit.name for row in confirm(town, batch)} == {"柳河村"}
    assert batch.left_out[0].startswith("Sheet1第2行（石桥村）：到位资金")


def test_a_formula_counts_with_the_value_that_stands_in_its_cell_or_not_at_all(town):
    """What nobody has calculated yet has no value; it is never worked out here."""
    workbook = Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(("石桥村", "=2*3", 2))
    file = BytesIO()
    workbook.save(file)
    batch = received(town, SimpleUploadedFile("公式.xlsx", file.getvalue()))
    assert {row.measure for row in confirm(town, batch)} == {"started_count"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("无此村", 1, 1), "单位“无此村”不在单位名册中"),
        (("东庄村", 1, 1), "不在单位名册中"),  # of the neighbouring town
        ((None, 1, 1), "没有填写单位"),
        (("经济办", 1, 1), "不参加考核"),
        (("石桥村", 1, 2.5), "只能填写整数"),
    ],
)
def test_a_row_that_cannot_be_is_named(town, neighbour, row, sentence):
    plan = plan_of(received(town, book(row)))
    assert sentence in plan.refused[0]
    assert plan.changes == []


def test_the_second_row_of_a_unit_stays_out(town):
    plan = plan_of(received(town, book(("石桥村", 1, 1), ("石桥村", 2, None))))
    assert [cell.quantity for _, cell in plan.changes] == [wan("1"), 10_000]
    assert "与第2行重复" in plan.refused[0]


def test_a_column_may_name_its_own_set(town):
    heads = ("单位", "到位资金（万元）", "到位资金保底目标（万元）", "到位资金力争（万元）")
    batch = received(town, book(("石桥村", 10, 8, 12), heads=heads))
    assert {row.target_set: row.quantity for row in confirm(town, batch)} == {
        "own": wan("10"), "base": wan("8"), "stretch": wan("12"),
    }  # fmt: skip


def test_a_quarter_that_falls_below_an_earlier_one_stays_out(town):
    give_target(town, "village", "arrived_capital", wan("100"), part="q1")
    batch = received(town, book(("石桥村", 90, None), ("柳河村", 90, None)), part="q2")
    assert "二季度不能少于一季度" in problems(batch)[0]
    assert {row.unit.name for row in confirm(town, batch)} == {"柳河村"}


def test_each_sheet_of_a_workbook_may_be_a_quarter(town):
    file = book(
        ("石桥村", 10, None),
        ("柳河村", 30, None),
        title="一季度",
        more=[("至二季度末", [("石桥村", 20, None), ("柳河村", 20, None)])],
    )
    batch = received(town, file, part="quarters")
    assert sorted((row.unit.name, row.part, row.quantity) for row in confirm(town, batch)) == [
        ("石桥村", "q1", wan("10")), ("石桥村", "q2", wan("20")),
    ]  # fmt: skip
    assert len(batch.left_out) == 2


def test_a_row_that_stays_out_takes_what_rests_on_it_along(town):
    """柳河村's first quarter is illegible; its second is then held against what stands."""
    give_target(town, "other_village", "arrived_capital", wan("50"), part="q1")
    file = book(("柳河村", "？", None), title="一季度", more=[("二季度", [("柳河村", 40, None)])])
    assert len(plan_of(received(town, file, part="quarters")).refused) == 2


def test_sums_are_compared_and_never_imported(town):
    file = book(
        ("高山镇", 60, None),
        ("石桥村", 20, 1),
        ("柳河村", 30, 1),
        ("其中：村", 50, 2),
        ("合计", 55, 2),
        ("备注：草案", None, None),
    )
    batch = received(town, file)
    hints = [
        cell.hint for sheet in plan_of(batch).sheets for row in sheet.rows for cell in row.cells if cell.hint
    ]
    assert hints == ["各行之和为50万元，请核对。"]
    rows = {row.name: (row.whole, row.own, row.rest) for row in sums_table(plan_of(batch)).rows}
    assert rows["到位资金（万元）"] == (50, 60, -10)
    assert rows["开工项目数（个）"] == (2, None, None)
    assert len(confirm(town, batch)) == 5


def test_what_is_empty_leaves_the_target_that_stands(town):
    give_target(town, "village", "arrived_capital", wan("5"))
    plan = plan_of(received(town, book(("石桥村", "—", 3))))
    assert [cell.hint for cell in plan.sheets[0].rows[0].cells] == ["未填，原目标保留。", ""]
    assert [cell.key[1] for _, cell in plan.changes] == ["started_count"]


def test_a_document_is_needed_and_the_day_lies_in_the_year(town):
    batch = received(town, book(("石桥村", 1, 1)))
    with pytest.raises(Refused, match="应在2026年度之内"):
        confirm(town, batch, effective_from=date(2027, 1, 1))
    assert batch.state == "read"
    assert not Target.objects.exists()
