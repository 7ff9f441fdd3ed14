"""A morning of each role: what the first page shows, one thing done, one thing refused, and out again."""

import pytest
from playwright.sync_api import expect

from assessment.models import Target
from projects.models import Project
from tests.journeys.day import LONG, build_day
from units.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_YOURS = "您的岗位不能使用这项功能。如有需要，请联系管理员。"
NOT_HERE = "没有找到这一页，或者您无权查看。"


@pytest.fixture
def day(db):
    return build_day()


def test_a_unit_head_reads_what_the_village_does_and_notes_progress(day, visit):
    head = visit("unit_head")
    head.reads("石桥村", "本单位项目")
    head.go("项目库")
    head.reads_not("柳河示例粮油加工项目")
    head.row(LONG).get_by_role("link").first.click()
    head.follow("登记进展", within="main")
    head.fill({"进展情况": "投资方来镇考察厂房。"})
    head.press("登记进展")
    head.is_told("进展已登记")
    head.reads("投资方来镇考察厂房。")

    other = Project.objects.get(name="柳河示例粮油加工项目")
    head.is_refused(f"/projects/{other.pk}/", status=404, sentence=NOT_HERE)
    head.is_refused(f"/projects/{day.project.pk}/edit/", status=403, sentence=NOT_YOURS)
    head.log_out()


def test_an_office_clerk_registers_a_lead_for_a_unit_but_verifies_nothing(day, visit):
    clerk = visit("office_clerk")
    clerk.reads("经济办", "待核实")
    clerk.follow("登记线索", within="main")
    clerk.fill({"项目名称": "示例热处理项目", "信息来源": "上级推送", "引资单位": "农业办"})
    clerk.press("登记线索")
    clerk.is_told("线索已登记")
    clerk.reads("农业办")

    clerk.open(day.waiting.get_absolute_url())
    clerk.has_no_button("核实")
    clerk.is_refused(f"{day.waiting.get_absolute_url()}verify/", status=403, sentence=NOT_YOURS)
    clerk.log_out()


def test_a_director_returns_what_does_not_hold(day, visit):
    director = visit("office_director")
    director.reads("经济办", "待核实")
    director.go("核实")
    director.row(LONG).get_by_role("link", name="到位资金").click()
    director.press("退回")
    director.reads("请填写")
    director.fill({"退回原因": "回单不清晰，请重新扫描。"})
    director.press("退回")
    director.is_told("已退回")

    director.is_refused("/people/", status=403, sentence=NOT_YOURS)
    director.log_out()
    clerk = visit("unit_clerk")
    clerk.reads("退回给我", "回单不清晰，请重新扫描。")


def test_a_leader_reads_the_year_on_a_phone_and_opens_a_figure(day, visit):
    leader = visit("leader", phone=True)
    leader.reads("招商引资看板")
    card = leader.page.locator(".pace-card").filter(has=leader.page.get_by_text("到位资金", exact=True))
    expect(card.locator(".stat-figure")).to_contain_text("1,000")
    card.locator(".stat-figure a").click()
    expect(leader.page.locator("tfoot")).to_contain_text("1,000.00")
    leader.go("督查通报")
    leader.page.locator("tbody a").first.click()
    leader.reads("统计期间")

    leader.is_refused("/projects/new/", status=403, sentence=NOT_YOURS)
    leader.log_out()


def test_a_supervisor_gives_a_target_but_keeps_no_accounts(day, visit):
    supervisor = visit("supervisor")
    supervisor.reads("督查", "本年既无签约又无到位资金的单位", "柳河村")
    supervisor.go("考核排名")
    supervisor.follow("目标任务", within="main")
    supervisor.follow("下达目标", within="main")
    supervisor.fill({
        "单位": "柳河村", "指标": "到位资金（万元）", "目标数": "-5", "生效日期": f"{day.run.until.year}-01-01",
        "下达文件": "镇政办发5号",
    })  # fmt: skip
    supervisor.press("下达")
    supervisor.reads("目标数不能为负")
    supervisor.fill({"目标数": "3000"})
    supervisor.press("下达")
    supervisor.is_told("柳河村的到位资金目标已下达")
    assert Target.objects.get(unit=day.town.units["other_village"]).quantity == 3000 * 10_000 * 100

    supervisor.is_refused("/people/new/", status=403, sentence=NOT_YOURS)
    supervisor.log_out()


def test_an_administrator_keeps_units_but_sees_no_projects(day, visit):
    administrator = visit("administrator")
    administrator.reads("系统管理", "后台服务")
    administrator.go("单位")
    administrator.follow("登记单位", within="main")
    administrator.fill({
        "编码": "101", "所属地区": "高山镇", "名称": "青山村", "简称": "青山村", "类别": "乡镇/村",
        "启用日期": str(day.run.until),
    })  # fmt: skip
    administrator.press("登记")
    assert administrator.typed("名称") == "青山村"
    administrator.fill({"编码": "103"})
    administrator.press("登记")
    administrator.is_told("青山村")
    assert Unit.objects.filter(name="青山村").count() == 1

    administrator.is_refused("/projects/", status=403, sentence=NOT_YOURS)
    administrator.log_out()
