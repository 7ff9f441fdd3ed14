"""A list that we sent out comes back: exactly the cells that were edited in it change, and nothing else."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from projects import actions, intake
from projects.models import Project
from tests.factories import NOW
from tests.intake.ledgers import a_row, imported, staged, workbook_of

pytestmark = pytest.mark.django_db
ROWS = (
    a_row(
        项目编号="A-1", 项目阶段="签约", 签约日期="2024-03", 合同投资额="约5000", 累计到位资金=812.3456, 内外资="内资"
    ),
    a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司", 项目阶段="开工", 合同投资额="800万美元", 内外资="外资"),
    a_row(项目名称="样例轴承项目", 投资方="", 项目阶段="推进中", 建设性质="增资扩产"),
)  # fmt: skip


@pytest.fixture
def office(town):
    return town.people["office_clerk"]


@pytest.fixture
def sent(town, office):
    """The workbook that the office takes out of a register of three projects."""
    imported(staged(file=workbook_of(*ROWS), region=town.region, by=office), by=office)
    projects = Project.objects.select_related("investor", "lead_unit").order_by("pk")
    counted = []
    content = intake.register_workbook(projects, ["石桥村"], counted.append)
    assert sum(counted) == 3
    return load_workbook(BytesIO(content))


def back(book, town, by):
    file = BytesIO()
    book.save(file)
    return staged(file=SimpleUploadedFile("改报.xlsx", file.getvalue()), region=town.region, by=by)


def cell(book, row: int, head: str):
    sheet = book["项目台账"]
    column = next(one.column for one in sheet[1] if one.value == head)
    return sheet.cell(row, column)


def told(batch) -> dict:
    return {
        row.reading["values"]["name"]: {one["field"]: (one["old"], one["new"]) for one in row.changes}
        for row in batch.rows.filter(outcome="changed")
    }


def test_a_list_sent_back_as_it_was_changes_nothing(sent, town, office):
    batch = back(sent, town, office)
    assert list(batch.rows.values_list("outcome", flat=True)) == ["same"] * 3
    assert not batch.rows.exclude(kinds="").filter(kinds__contains="not_updated").exists()
    assert not any("隐藏" in line for line in intake.remarks_of(batch))


def test_exactly_the_edited_cells_are_the_differences(sent, town, office):
    cell(sent, 2, "合同投资额（万元）").value = 5200
    cell(sent, 3, "联系人").value = "王某"
    cell(sent, 3, "开工日期").value = "2024-05-06"
    cell(sent, 4, "产业类型").value = "装备制造"
    batch = back(sent, town, office)
    assert told(batch) == {
        "样例阀门生产项目": {"amount": ("5,000万元", "5,200万元")},
        "样例泵业项目": {"contact": ("", "王某"), "step:started": ("截至2024-06-30", "2024-05-06")},
        "样例轴承项目": {"industry": ("", "装备制造")},
    }
    imported(batch, by=office)
    assert Project.objects.get(name="样例轴承项目").industry == "装备制造"
    assert Project.objects.count() == 3


def test_what_the_register_itself_lacks_is_no_fault_of_the_list(sent, town, office):
    """A project that was signed by hand has its sum with the signing; a signed row of a ledger must have one."""
    signed = Project.objects.get(name="样例轴承项目")
    actions.record_milestone(
        project=signed, kind="signed", event_on=date(2024, 3, 1), amount=Decimal(100), by=office, at=NOW
    )
    projects = Project.objects.select_related("investor", "lead_unit").order_by("pk")
    book = load_workbook(BytesIO(intake.register_workbook(projects, ["石桥村"])))
    assert cell(book, 4, "项目阶段").value == "签约"
    assert cell(book, 4, "合同投资额（万元）").value is None
    assert list(back(book, town, office).rows.values_list("outcome", flat=True)) == ["same"] * 3
    cell(book, 4, "联系人").value = "王某"
    cell(book, 4, "开工日期").value = "2024-05-06"
    changed = {"contact": ("", "王某"), "step:started": ("", "2024-05-06")}
    assert told(back(book, town, office)) == {"样例轴承项目": changed}
    cell(book, 4, "签约日期").value = "2024-02-01"
    (row,) = back(book, town, office).rows.filter(outcome="refused")
    assert "no_amount" in row.kinds


def test_a_project_changed_since_is_pointed_out_and_left_to_a_person(sent, town, office):
    project = Project.objects.select_related("investor").get(name="样例泵业项目")
    actions.change_project(
        project=project, version=project.version, investor_name=project.investor.name, remark="新备注", by=office,
        at=NOW,
    )  # fmt: skip
    cell(sent, 3, "联系人").value = "王某"
    row = back(sent, town, office).rows.get(outcome="changed")
    assert [one["field"] for one in row.changes] == ["contact"]
    assert "stale_row" in row.kinds
    assert not row.is_chosen


def test_a_key_that_is_unknown_or_stands_twice_is_refused(sent, town, office):
    sheet = sent["项目台账"]
    sheet.cell(2, 1).value = "2099-9999#1"
    sheet.cell(4, 1).value = sheet.cell(3, 1).value
    outcomes = list(back(sent, town, office).rows.values_list("outcome", flat=True))
    assert outcomes == ["refused", "same", "refused"]


def test_a_new_row_in_the_list_is_a_new_project(sent, town, office):
    for head, text in {
        "项目名称": "样例齿轮项目",
        "投资方": "样例齿轮有限公司",
        "引资单位": "石桥村",
    }.items():
        cell(sent, 5, head).value = text
    batch = back(sent, town, office)
    assert batch.rows.get(outcome="new").is_chosen
