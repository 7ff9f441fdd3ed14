"""Impatient fingers, the back button and two windows: nothing is written twice, nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from projects.models import Arrival, Project
from promo.models import Event
from tests.cast import build_town
from tests.factories import make_lead, signed_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = {"项目名称": "示例精密铸造项目", "信息来源": "企业自荐"}


@pytest.fixture
def town(db):
    return build_town()


def test_a_double_click_registers_one_lead(town, visit):
    clerk = visit("unit_clerk")
    clerk.open("/projects/new/")
    clerk.fill(LEAD)
    clerk.page.get_by_role("button", name="登记线索", exact=True).dblclick()
    clerk.is_told("线索已登记")
    assert Project.objects.count() == 1


def test_a_form_sent_again_as_it_was_shows_what_came_of_it_the_first_time(town, visit):
    """As from a browser that keeps the page it goes back to: the key of the form is the same."""
    clerk = visit("unit_clerk")
    clerk.open("/projects/new/")
    clerk.fill(LEAD)
    key = clerk.page.locator("main [name=form_key]").input_value()
    clerk.press("登记线索")
    clerk.is_told("线索已登记")
    shown = clerk.path

    clerk.open("/projects/new/")
    clerk.fill(LEAD)
    clerk.page.locator("main [name=form_key]").evaluate("(box, key) => { box.value = key }", key)
    clerk.press("登记线索")
    clerk.is_told("这张表单已经提交过，没有重复记录")
    assert clerk.path == shown
    assert Project.objects.count() == 1
    assert Event.objects.filter(verb="lead_registered").count() == 1


def test_the_back_button_and_the_same_form_once_more_register_one_lead(town, visit):
    clerk = visit("unit_clerk")
    clerk.open("/projects/new/")
    clerk.fill(LEAD)
    clerk.press("登记线索")
    clerk.is_told("线索已登记")
    clerk.page.go_back()
    assert clerk.typed("项目名称") == LEAD["项目名称"]
    clerk.press("登记线索")
    expect(clerk.page.locator("#messages .note")).to_be_visible()
    assert Project.objects.count() == 1


def test_the_second_of_two_windows_is_told_and_keeps_what_was_typed(town, visit):
    project = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    first = visit("unit_clerk")
    second = first.another_window()
    for window in (first, second):
        window.open(f"/projects/{project.pk}/edit/")
    first.fill({"产业类型": "装备制造"})
    first.press("保存")
    first.is_told("项目信息已修改")

    second.fill({"产业类型": "新材料"})
    second.press("保存")
    second.reads("他人保存的", "装备制造")
    mine = second.page.locator("input[name=pick_industry][value=mine]")
    expect(mine.locator("xpath=..")).to_have_text("新材料")
    mine.check()
    project.refresh_from_db()
    assert project.industry == "装备制造"
    second.press("保存")
    second.is_told("项目信息已修改")
    project.refresh_from_db()
    assert project.industry == "新材料"


def test_a_refused_file_leaves_every_typed_word_in_its_place(town, visit):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )
    clerk = visit("unit_clerk")
    clerk.open(f"/projects/{project.pk}/arrivals/new/")
    program = {"name": "回单.pdf", "mimeType": "application/pdf", "buffer": b"MZ this is a program"}
    day = project.registered_at.date().isoformat()
    clerk.fill({"到位金额": ("300", "元"), "到账日期": day, "说明": "第二笔设备款。", "佐证材料": program})
    clerk.press("登记到位")
    expect(clerk.field("佐证材料").locator(".field-error")).to_be_visible()
    clerk.reads("本次没有保存任何内容")
    assert clerk.typed("到位金额") == "300"
    assert clerk.field("到位金额").locator("select").input_value() == "元"
    assert (clerk.typed("到账日期"), clerk.typed("说明")) == (day, "第二笔设备款。")
    assert Arrival.objects.count() == 0
