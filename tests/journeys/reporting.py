"""What the leader and the town read: the fortnightly report and the dashboard."""

from playwright.sync_api import expect

from tests.journeys.office import Office
from tests.journeys.register import NAME
from tests.real.group import wait_for

# The timetable's own act, twice over, as if so many fortnights had ended since today.
DRAFT = """
import sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from assessment.tasks import draft_due_reports
later = timezone.now() + timedelta(days=14 * int(sys.argv[1]))
draft_due_reports(now=later)
draft_due_reports(now=later)
"""
ADDED = "请石桥村倒排工期，按月报送开工准备情况。"


def the_timetable_drafts_the_reports(office: Office) -> None:
    """One at once, of the fortnight before; the one of this fortnight when it has ended."""
    for fortnights in (0, 1):
        done = office.group.run("-c", DRAFT, str(fortnights))
        assert done.returncode == 0, done.stderr
        wait_for(lambda: drafts(office) > fortnights, words="the report is drafted")  # noqa: B023 - asked at once
    assert drafts(office) == 2


def drafts(office: Office) -> int:
    return office.group.rows(
        "SELECT count(*) FROM assessment_report WHERE state = 'draft' AND kind = 'fortnight'"
    )[0][0]


def the_supervisor_puts_the_leader_on_the_list(office: Office) -> None:
    """The fortnightly report goes to those on its list and to nobody else."""
    supervisor = office.people["supervisor"]
    supervisor.go("督查通报")
    supervisor.follow("分发名单")
    supervisor.follow("加入名单")
    supervisor.fill({"通报": "双周督查报告"})
    people = supervisor.field("人员").locator("select")
    leader = people.locator("option").filter(has_text="领导").first.get_attribute("value")
    people.select_option(value=leader)
    supervisor.press("加入")
    supervisor.is_told("已加入名单")


def the_supervisor_words_it(office: Office) -> None:
    supervisor = office.people["supervisor"]
    supervisor.go("督查通报")
    supervisor.page.locator("tbody").get_by_role("link").first.click()
    supervisor.reads("草稿", "2,500")
    supervisor.follow("修改文字")
    part = supervisor.page.locator("form section").last
    part.get_by_label("补充一段").fill(ADDED)
    supervisor.press("保存")
    supervisor.is_told("文字已保存。表格和数据没有变动")
    supervisor.reads(ADDED)
    office.seen["report"] = supervisor.path
    supervisor.press("发布", agree=True)
    supervisor.is_told("请由他人核对后发布")


def the_leader_publishes_it(office: Office) -> None:
    leader = office.people["leader"]
    leader.open(office.seen["report"])
    leader.press("发布", agree=True)
    leader.is_told("已发布")
    expect(leader.page.get_by_role("button", name="已阅")).to_have_count(1)


def the_leader_reads_the_same_sum_and_opens_its_list(office: Office) -> None:
    leader = office.people["leader"]
    leader.open("/")
    assert leader.path == "/dashboard/"
    card = leader.page.locator(".pace-card").filter(has=leader.page.get_by_text("到位资金", exact=True))
    expect(card.locator(".stat-number")).to_have_text("2,500")
    card.locator(".stat-figure a").click()
    expect(leader.page.locator("tfoot")).to_contain_text("2,500.00")
    expect(leader.row(NAME)).to_have_count(1)
    leader.open(office.seen["report"])
    leader.reads(ADDED)
