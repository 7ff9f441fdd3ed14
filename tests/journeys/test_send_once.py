"""Impatient fingers, the back button and two windows: nothing is written twice, nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from projects import actions
from projects.models import Arrival, Project
from projects.rulebook import KINDS
from promo.models import Event
from tests.cast import build_town
from tests.factories import NOW, TODAY, make_lead, signed_project

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


def test_what_is_typed_while_the_boxes_of_a_stage_are_on_their_way_stays(town, visit):
    """The answer is held back until everything is typed; the office asks for a permit before a start counts."""
    director = town.people["office_director"]
    item = {"stage": "started", "need": "paper", "code": "permit", "name": "施工许可证", "required": True}
    actions.set_rule(
        region=town.region, kind="gates", document=KINDS["gates"].default | {"items": [item]}, valid_from=TODAY,
        basis="镇政办发〔2026〕9号", by=director, at=NOW,
    )  # fmt: skip
    project = signed_project(unit=town.units["village"], by=town.people["unit_clerk"], verifier=director)
    clerk = visit("unit_clerk")
    clerk.open(f"/projects/{project.pk}/milestones/new/")
    held = []
    clerk.page.route("**/milestones/new/?kind=*", lambda route: held.append(route))
    clerk.fill({"节点": "开工", "发生日期": str(TODAY), "文号": "KG-01", "说明": "主体已动工"})
    held[0].continue_()
    expect(clerk.page.get_by_text("施工许可证").first).to_be_visible()
    assert [clerk.typed(label) for label in ("发生日期", "文号", "说明")] == [
        str(TODAY),
        "KG-01",
        "主体已动工",
    ]


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
