"""The first morning: an administrator opens the house, registers its units and lets its people in."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.office import Office

PASSWORD = "Qingshi-{}-2026"
UNITS = (
    ("101", "石桥村", "乡镇/村"),
    ("102", "柳河村", "乡镇/村"),
    ("201", "农业办", "镇直部门"),
    ("301", "税务分局", "垂直部门"),
    ("401", "工业园", "园区"),
    ("901", "经济办", ""),
    ("902", "督查办", ""),
)
PEOPLE = (
    ("clerk", "王小村", "石桥村", "单位经办人"),
    ("office_clerk", "孙经办", "经济办", "经济办经办人"),
    ("director", "周主任", "经济办", "经济办主任"),
    ("leader", "吴镇长", "青石镇党政综合办公室", "镇领导"),
    ("supervisor", "郑督查", "督查办", "督查办"),
    ("second", "冯督查", "督查办", "督查办"),
)


def the_first_visitor_makes_county_town_and_administrator(office: Office) -> None:
    admin = office.come("admin")
    admin.open("/")
    admin.reads("初次使用")
    admin.fill({
        "县（市、区）名称": "临江县", "乡镇（街道）名称": "青石镇", "管理员用户名": "admin", "管理员姓名": "陈管理",
        "密码": PASSWORD.format("admin"), "再输一次": PASSWORD.format("admin"),
    })  # fmt: skip
    admin.press("开始使用")
    admin.is_told("系统已启用")
    admin.reads("青石镇党政综合办公室")

    stranger = office.come("stranger")
    stranger.open("/start/")
    stranger.reads("登录")


def the_administrator_registers_the_units(office: Office) -> None:
    admin = office.people["admin"]
    new_year = str(office.today.replace(month=1, day=1) - timedelta(days=365))
    (code, name, unit_class), *others = UNITS
    admin.open("/units/new/")
    said = {
        "编码": code,
        "所属地区": "青石镇",
        "名称": name,
        "简称": name,
        "类别": unit_class,
        "启用日期": new_year,
    }
    admin.fill(said)
    admin.press("登记")
    admin.is_told(name)
    admin.open("/units/list/")
    admin.fill({"启用日期": new_year})
    pastes(admin, [("编码", "单位名称", "类别"), *others])
    admin.press("登记")
    admin.is_told(f"已登记{len(others)}个单位")
    for _, name, unit_class in UNITS:
        expect(admin.row(name)).to_contain_text(unit_class or "不分类")


def people_come_in_by_a_password_that_is_shown_once(office: Office) -> None:
    admin = office.people["admin"]
    (username, name, unit, role), *others = PEOPLE
    admin.open("/people/new/")
    admin.fill({
        "用户名": username, "姓名": name, "单位": f"{unit}（青石镇）", "岗位": role, "到岗日期": str(office.today),
    })  # fmt: skip
    admin.press("开设账号")
    admin.is_told(f"已为{name}开设账号")
    first = first_password(admin.page.locator("main .note-warning"))
    admin.page.reload()
    admin.reads("尚未修改初始密码")
    admin.reads_not(first)
    comes_in(office, username, first)
    the_others_get_slips_of_paper(office, others)


def the_others_get_slips_of_paper(office: Office, others) -> None:
    admin = office.people["admin"]
    admin.open("/people/list/")
    pastes(admin, [("用户名", "姓名", "单位", "岗位"), *others])
    admin.press("开设账号")
    slips = [first_password(slip) for slip in admin.page.locator(".slip").all()]
    admin.page.reload()
    admin.reads("没有待交付的账号单")
    for (username, *_), first in zip(others, slips, strict=True):
        comes_in(office, username, first)


def pastes(person, rows) -> None:
    """As Excel puts a block on the clipboard, into the first cell of the grid."""
    block = "\n".join("\t".join(row) for row in rows)
    person.page.locator("[data-grid] textarea").first.evaluate(
        """(cell, block) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", block);
            cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        block,
    )


def first_password(shown) -> str:
    return re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", shown.inner_text()).group()


def comes_in(office: Office, username: str, first: str) -> None:
    """The first password opens nothing but the page on which it is changed."""
    person = office.come(username)
    person.log_in(username, first)
    person.open("/projects/")
    assert person.path == "/me/password/"
    person.reads("须先修改密码")
    own = PASSWORD.format(username)
    person.fill({"旧密码": first, "新密码": own, "新密码确认": own})
    person.press("修改密码")
    person.is_told("密码已修改")
