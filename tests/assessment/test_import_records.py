"""Records from a workbook: read, shown with each problem, confirmed once, and then waiting like all others."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import RecordImport, UnitRecord
from projects.models.credit import WHOLE
from promo.models import Event
from promo.refusal import Refused
from tests.assessment.recording import SPRING, WAN, enter, make_event_kind, make_kind, record_sheet, verify
from tests.factories import NOW


def read(town, rows, *, kind=None, **more) -> RecordImport:
    return actions.read_record_import(
        kind=kind or make_kind(town), file=record_sheet(rows, **more), by=town.people["office_clerk"], at=NOW
    )


def confirm(town, batch, *, by: str = "office_clerk"):
    return actions.confirm_record_import(batch=batch, by=town.people[by], at=NOW)


GOOD = ("石桥村", SPRING, 12.5, "报关单1号")


def test_good_rows_are_recorded_and_bad_ones_told(town):
    batch = read(
        town,
        [
            GOOD,
            ("柳河村", "2026年3月6日", "3.5万美元", "报关单2号"),
            ("无名村", SPRING, 1, "报关单3号"),
            ("石桥村", date(2027, 1, 1), 1, "报关单4号"),
            ("石桥村", SPRING, "约5", "报关单5号"),
            ("石桥村", SPRING, 0, "报关单6号"),
            ("石桥村", SPRING, 1, ""),
            GOOD,
            ("合计", None, 17, None),
        ],
    )
    rows = confirm(town, batch)
    assert [(row.unit.name, row.quantity, row.state) for row in rows] == [
        ("石桥村", 12_500_000, "recorded"),
        ("柳河村", 3_500_000, "recorded"),
    ]
    problems = {row["number"]: row["problem"] for row in batch.rows}
    assert not problems[2]
    for number, words in (
        (4, "不在单位名册中"), (5, "不能晚于"), (6, "只能填写数字"), (7, "应大于0"), (8, "没有填写依据"),
        (9, "已经登记过"),
    ):  # fmt: skip
        assert words in problems[number], number
    assert 10 not in problems, "the line of sums is no row"


def test_an_imported_row_is_proven_by_its_workbook_and_verified_by_another(town):
    row = confirm(town, read(town, [GOOD]))[0]
    assert row.source.name == "登记表.xlsx"
    assert Event.objects.about(row).get().verb == "record_entered"
    with pytest.raises(Refused, match="您曾录入或修改过"):
        verify(town, row, by="office_clerk")
    assert verify(town, row).is_verified


def test_a_confirmation_happens_once(town):
    batch = read(town, [GOOD])
    confirm(town, batch)
    with pytest.raises(Refused, match="没有可以导入|已经确认或取消"):
        confirm(town, batch)
    assert UnitRecord.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordImport.objects.filter(pk=batch.pk).update(state="read")


def test_what_is_recorded_already_is_not_recorded_again(town):
    enter(town, quantity=12_500_000, document="报关单1号")
    batch = read(town, [GOOD])
    with pytest.raises(Refused, match="没有可以导入的行"):
        confirm(town, batch)
    actions.discard_record_import(batch=batch, by=town.people["office_clerk"], at=NOW)
    assert batch.state == "discarded"


def test_the_head_may_state_another_unit(town):
    head = ("单位名称", "发生日期", "金额（美元）", "依据文件")
    assert confirm(town, read(town, [GOOD], head=head))[0].quantity == 1250


def test_an_event_needs_no_number(town):
    kind = make_event_kind(town)
    rows = [("石桥村", SPRING, "通报1号"), ("柳河村", SPRING, "通报1号")]
    done = confirm(town, read(town, rows, kind=kind, head=("单位", "日期", "依据")))
    assert {row.quantity for row in done} == {WHOLE}


@pytest.mark.parametrize(
    ("rows", "more", "sentence"),
    [
        ([], {}, "没有内容"),
        ([GOOD], {"head": ("甲", "乙", "丙", "丁")}, "没有找到表头"),
        ([GOOD] * 2_001, {}, "一次最多导入"),
    ],
)
def test_a_workbook_that_is_none_is_refused(town, rows, more, sentence):
    with pytest.raises(Refused, match=sentence):
        read(town, rows, **more)
    assert not RecordImport.objects.exists()


def send(session, url, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data})


def test_the_pages_lead_from_the_sheet_to_the_rows(town, neighbour, login):
    office = login(town.people["office_clerk"])
    assert office.get("/records/imports/template/").status_code == 200
    sheet = record_sheet([GOOD, ("无名村", SPRING, 1, "报关单3号")])
    here = send(office, "/records/imports/new/", kind=make_kind(town).pk, file=sheet).url
    page = office.get(here).text
    assert "不在单位名册中" in page
    assert "确认导入1条" in page
    assert not UnitRecord.objects.exists()
    away = login(neighbour.people["office_clerk"])
    assert away.get(here).status_code == 404
    assert send(away, f"{here}confirm/").status_code == 404
    send(office, f"{here}confirm/")
    assert send(office, f"{here}confirm/").url == here
    assert UnitRecord.objects.get().quantity == 12 * WAN + WAN // 2
    assert "已导入" in office.get(here).text


@pytest.mark.parametrize("name", ["登记表.xls", "登记表.pdf", "登记表.exe"])
def test_only_a_workbook_is_taken(town, login, name):
    sheet = record_sheet([GOOD], name=name)
    answer = send(
        login(town.people["office_clerk"]), "/records/imports/new/", kind=make_kind(town).pk, file=sheet
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_a_unit_that_is_written_short_with_a_blank_is_one_unit_and_no_question(town):
    village = town.units["village"]
    village.short_name = "石桥 村"
    village.save()
    (row,) = confirm(town, read(town, [GOOD]))
    assert row.unit == village
