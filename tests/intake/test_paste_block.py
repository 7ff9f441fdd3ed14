"""A block pasted from a spreadsheet is cut into cells as Excel means them and becomes an ordinary import."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects import intake
from projects.intake import ledger_of, unknown_units
from projects.models import ImportBatch
from promo.clipboard import cells_of, rows_of
from tests.intake.ledgers import staged
from tests.pages.test_imports import post


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\r\n丙\t丁\r\n", [["甲", "乙"], ["丙", "丁"]]),
        ("\t\t石桥村\n", [["", "", "石桥村"]]),
        ('"一期\n二期"\t"他说""好"""\n', [["一期\n二期", '他说"好"']]),
        ('5"管材\t"半句\n', [['5"管材', '"半句']]),
        ("甲\n\n\t\n乙", [["甲"], ["乙"]]),
    ],
)
def test_cells_of_a_block(text, rows):
    assert cells_of(text) == rows


def test_an_empty_row_between_others_keeps_its_number():
    assert rows_of("甲\n\n乙") == [["甲"], [""], ["乙"]]


def test_units_that_no_directory_knows_are_named_by_their_cell():
    rows = [
        ["项目甲", "", "石桥村"],
        ["项目乙", "", "石 桥 村"],
        ["项目丙", "", "石桥"],
        ["项目丁", "", "同上"],
    ]
    assert unknown_units(rows, {"石桥村"}) == [(2, 2, "石桥")]
    headed = [["序号", "招引单位", "项目名称"], ["1", "石桥", "项目甲"]]
    assert unknown_units(headed, {"石桥村"}) == [(1, 1, "石桥")]


@pytest.mark.django_db
def test_two_hundred_pasted_rows_are_one_import(town):
    text = "\n".join(f"样例{n}号项目\t样例{n}号有限公司\t石桥村\t\t\t签约\t{n + 1}" for n in range(230))
    file = SimpleUploadedFile("粘贴.csv", ledger_of(cells_of(text)))
    batch = staged(file=file, region=town.region, by=town.people["office_clerk"])
    assert batch.rows.filter(outcome="new", is_chosen=True).count() == 230
    assert batch.rows.last().reading["plan"]["project"]["amount"] == "2300000"


@pytest.mark.django_db
def test_the_page_keeps_what_was_pasted_and_sends_it_when_told_so(login, town):
    browser = login(town.people["office_clerk"])
    said = {"cut_off_on": "2024-06-30", "block": "样例泵业项目\t样例泵业有限公司\t石桥\n"}
    answer = post(browser, "/imports/paste/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "石桥：第1行" in page
    assert "样例泵业有限公司\t石桥" in page
    assert not ImportBatch.objects.exists()
    assert post(browser, "/imports/paste/", {**said, "anyway": "on"}).status_code == 302
    assert ImportBatch.objects.get().name.startswith("粘贴录入")
    assert post(browser, "/imports/paste/", {**said, "block": ""}).status_code == 422
    many = "甲\t乙\t没有的单位\n" * (intake.MOST_PASTED + 1)
    page = post(browser, "/imports/paste/", {**said, "block": many})
    assert "一次最多粘贴" in page.content.decode()
    assert page.context["unknown"] == []  # a page is not filled with what is not taken
