"""Records on their pages: entering, the list with its sums, verifying one and many, and the rows behind a number."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment import actions, facts
from assessment.models import FigureKind, UnitRecord
from assessment.reports.links import records_link
from projects import ledger
from projects.models.credit import WHOLE
from promo.models import Event
from tests.assessment.recording import (
    WAN,
    enter,
    make_event_kind,
    make_kind,
    record_sheet,
    take_back,
    verified,
)
from tests.factories import NOW, slip

LIST = "/records/"
ADD = "/records/new/"


@pytest.fixture
def office(town, login):
    return login(town.people["office_clerk"])


@pytest.fixture
def director(town, login):
    return login(town.people["office_director"])


def send(session, url: str, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data})


def filled(town, **more) -> dict:
    return {
        "kind": make_kind(town).pk, "unit": town.units["village"].pk, "figure": "12.5", "happened_on": "2026-03-05",
        "document": "报关单1号", "file": slip("报关单.pdf"),
    } | more  # fmt: skip


def test_a_figure_is_typed_in_wan_and_kept_in_cents(town, office):
    answer = send(office, ADD, **filled(town))
    row = UnitRecord.objects.get()
    assert (answer.url, row.quantity, row.statistical_on) == (
        row.get_absolute_url(),
        12_500_000,
        date(2026, 3, 5),
    )
    page = office.get(answer.url).text
    assert "12.50万美元" in page
    assert "报关单.pdf" in page


def test_an_event_counts_once_unless_a_number_is_typed(town, office):
    kind = make_event_kind(town)
    send(office, ADD, **filled(town, kind=kind.pk, figure=""))
    send(office, ADD, **filled(town, kind=kind.pk, figure="3", document="通报2号"))
    assert [row.quantity for row in UnitRecord.objects.order_by("pk")] == [WHOLE, 3 * WHOLE]
    assert "3次" in office.get(UnitRecord.objects.get(quantity=3 * WHOLE).get_absolute_url()).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("figure", "", "请填写数值"),
        ("figure", "0", "应大于0"),
        ("figure", "-5", "应大于0"),
        ("figure", "NaN", "只能填写数字"),
        ("figure", str(10**18), "金额过大"),
        ("document", "", "请填写依据"),
        ("document", "文" * 121, "最多120个字"),
        ("document", "文号😀", "表情符号"),
        ("happened_on", "2027-01-01", "不能晚于今天"),
        ("happened_on", "2026-02-30", "没有这个日期"),
        ("kind", "999999", "请从列表中选择"),
        ("unit", "999999", "请从列表中选择"),
    ],
)
def test_bad_input_is_answered_beside_its_field(town, office, field, typed, sentence):
    answer = send(office, ADD, **filled(town, **{field: typed}))
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert not UnitRecord.objects.exists()


def test_a_second_click_changes_nothing(town, office):
    data = filled(town) | {"form_key": uuid.uuid4()}
    first = office.post(ADD, data)
    data["file"].seek(0)
    assert office.post(ADD, data).url == first.url
    assert UnitRecord.objects.count() == 1


def test_a_clerk_enters_for_the_own_unit_and_touches_nothing_of_others(town, login):
    clerk = login(town.people["unit_clerk"])
    assert send(clerk, ADD, **filled(town, unit=town.units["other_village"].pk)).status_code == 422
    own = send(clerk, ADD, **filled(town))
    assert UnitRecord.objects.get().by_unit
    assert clerk.get(f"{own.url}edit/").status_code == 200
    told = enter(town, kind=make_event_kind(town), quantity=WHOLE, by="supervisor")
    assert clerk.get(told.get_absolute_url()).status_code == 200, "it sees what is said about it"
    for step in ("edit/", "withdraw/"):
        assert send(clerk, f"{told.get_absolute_url()}{step}", version=1).status_code == 403
    other = enter(town, "other_village")
    assert clerk.get(other.get_absolute_url()).status_code == 404
    assert clerk.get(reverse("assessment:kept_file", args=[other.file_id])).status_code == 404
    assert other.unit.name not in clerk.get(LIST).context["table"].cells()[0][1].text


def test_a_neighbour_sees_nothing_and_a_leader_only_looks(town, neighbour, login):
    row = enter(town)
    away = login(neighbour.people["supervisor"])
    assert away.get(row.get_absolute_url()).status_code == 404
    assert away.get(LIST).context["page"].paginator.count == 0
    for step in ("verify/", "return/", "withdraw/", "edit/", "reverse/"):
        assert send(away, f"{row.get_absolute_url()}{step}", version=1, reason="原因").status_code == 404
    leader = login(town.people["leader"])
    assert leader.get(row.get_absolute_url()).status_code == 200
    assert send(leader, f"{row.get_absolute_url()}verify/", version=1).status_code == 403


def test_it_is_verified_by_another_and_taken_back_by_a_third(town, office, director, login):
    row = enter(town)
    here = row.get_absolute_url()
    assert send(office, f"{here}verify/", version=1).status_code == 403
    assert send(director, f"{here}verify/", version=1).url == here
    assert "已核实" in director.get(here).text
    sent = {"reason": "重复", "document": "更正通知", "statistical_on": "2026-11-01"}
    against = send(office, f"{here}reverse/", **sent).url
    assert "-5.00万美元" in office.get(against).text
    assert send(director, f"{against}verify/", version=1).url == against
    assert "已冲销" in office.get(here).text


def test_a_return_needs_its_reason(town, director):
    here = enter(town).get_absolute_url()
    answer = send(director, f"{here}return/", version=1, reason="")
    assert answer.status_code == 422
    assert "请填写退回原因" in answer.text
    assert send(director, f"{here}return/", version=1, reason="缺盖章").status_code == 302
    assert "缺盖章" in director.get(here).text


def test_many_are_ticked_and_verified(town, director):
    rows = [enter(town), enter(town, "other_village"), enter(town, "park", by="office_director")]
    page = director.get(LIST, {"state": "recorded"})
    assert {row.pk for row in page.context["ticks"] if row.may_tick} == {rows[0].pk, rows[1].pk}
    assert [row.pk for row in page.context["ticks"] if row.is_own] == [rows[2].pk]
    assert page.text.count("本人录入或修改过，由他人核实") == 1
    answer = send(
        director, f"{LIST}verify/", record=[*(f"{row.pk}:1" for row in rows), "x:1", "1", f"{10**12}:1"]
    )
    assert answer.url == f"{LIST}?state=recorded"
    assert UnitRecord.objects.known_at(NOW.replace(year=2100)).count() == 2
    assert "您曾录入或修改过" in director.get(answer.url).text


def test_the_list_filters_sums_and_is_exported(town, office):
    verified(town)
    verified(town, quantity=WAN)
    enter(town, "park", quantity=3 * WAN)
    other = verified(town, kind=make_event_kind(town), quantity=WHOLE)
    page = office.get(LIST, {"kind": make_kind(town).pk})
    sums = [cell.text for cell in page.context["sums"].cells()[0]]
    assert sums[1:5] == ["2", "6", "1", "3"]
    assert other.get_absolute_url() not in page.text
    assert office.get(LIST, {"start": "2026-03-06"}).context["page"].paginator.count == 0
    book = load_workbook(BytesIO(office.get(LIST, {"export": "xlsx"}).getvalue()))
    assert len(book.sheetnames) == 2
    assert Event.objects.filter(verb="downloaded").exists()


def test_hostile_addresses_and_orders_break_nothing(town, office):
    enter(town)
    for asked in ({"kind": "\x00"}, {"unit": "9" * 40}, {"state": "x" * 3000}, {"start": "2026-02-30"}):
        assert office.get(LIST, asked).status_code == 200
    for asked in ({"unit": "-1"}, {"kind": "no", "unit": 1}, {"as_of": "\x00"}):
        assert office.get(f"{LIST}behind/", asked).status_code == 200
        assert office.get(f"{LIST}faults/", asked).status_code == 200


def test_the_list_asks_as_often_for_many_as_for_few(town, office, django_assert_max_num_queries):
    for number in range(12):
        verified(town, quantity=WAN + number)
    with django_assert_max_num_queries(16):
        office.get(LIST)


def test_a_number_opens_to_the_rows_that_make_it_up(town, office):
    verified(town)
    take_back(town, verified(town, quantity=WAN))
    as_of = ledger.moment(NOW)
    verified(town, quantity=7 * WAN)
    known = {"start": date(2026, 1, 1), "end": date(2027, 1, 1), "as_of": as_of}
    village = town.units["village"].pk
    where = records_link(village, "export_earnings", **known)
    page = office.get(where)
    table = page.context["table"]
    found = facts.recorded(["export_earnings"], region=town.region, **known)
    assert table.totals()[2].text == "5"
    assert sum(row.quantity for row in table.rows) == found["export_earnings"][village]
    assert "以前核实的记录" in page.text
    assert office.get(f"{where}&export=xlsx").status_code == 200


def test_a_unit_opens_its_own_papers_and_no_workbook_with_the_figures_of_others(town, login):
    rows = [("石桥村", date(2026, 3, 5), 3, "报关单1号"), ("柳河村", date(2026, 3, 5), 4, "报关单2号")]
    by = town.people["office_clerk"]
    batch = actions.read_record_import(kind=make_kind(town), file=record_sheet(rows), by=by, at=NOW)
    row = actions.confirm_record_import(batch=batch, by=by, at=NOW)[0]
    clerk, sheet = login(town.people["unit_clerk"]), reverse("assessment:kept_file", args=[row.source_id])
    for page in (clerk.get(row.get_absolute_url()).text, clerk.get(LIST).text):
        assert "登记表.xlsx" in page
        assert sheet not in page
    assert clerk.get(sheet).status_code == 404
    assert login(by).get(sheet).status_code == 200
    own = enter(town)
    assert clerk.get(reverse("assessment:kept_file", args=[own.file_id])).status_code == 200


def test_the_ready_made_kinds_come_by_one_button(town, director, office):
    where = "/records/kinds/"
    assert send(office, f"{where}ready-made/").status_code == 403
    assert send(director, f"{where}ready-made/").url == where
    count = FigureKind.objects.filter(region=town.region).count()
    assert count >= 8
    send(director, f"{where}ready-made/")
    assert FigureKind.objects.count() == count
    assert "出口创汇" in office.get(where).text


def test_a_kind_is_added_and_put_out_of_use(town, neighbour, director, login):
    sent = {"name": "项目推介会", "code": "fairs", "unit": "count", "is_event": "on"}
    assert send(director, "/records/kinds/new/", **sent).status_code == 302
    kind = FigureKind.objects.get(code="fairs")
    for bad, field in (
        ({"code": "signed_amount"}, "code"),
        ({"code": "Fairs"}, "code"),
        ({"code": "fairs"}, "code"),
        ({"code": "x_1"}, "code"),
        ({"code": "shows"}, "name"),
        ({"code": "shows", "name": "展会", "unit": "yuan"}, "unit"),
    ):
        answer = send(director, "/records/kinds/new/", **(sent | bad))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field]), bad
    there = f"/records/kinds/{kind.pk}/"
    assert send(director, there, name="推介会", version=1).url == "/records/kinds/"
    kind.refresh_from_db()
    assert (kind.name, kind.is_active, kind.code) == ("推介会", False, "fairs")
    assert send(director, there, name="又改", version=1).status_code == 422
    assert login(neighbour.people["office_director"]).get(there).status_code == 404
