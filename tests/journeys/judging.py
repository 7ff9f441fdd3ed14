"""What it is worth: targets, a scheme, marks, a ranking published by a second person and opened to its last paper."""

import json
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.office import Office
from tests.journeys.register import NAME, SLIP, digest
from tests.journeys.visitor import Visitor

SCHEME = Path(__file__).resolve().parents[2] / "assessment" / "schemes" / "town_2026.json"
TARGETS = (("签约金额（万元）", "100000"), ("到位资金（万元）", "5000"))
PLACES = ("—", *map(str, range(1, 10)))
ARRIVED = "2,500.00万元 ÷ 5,000.00万元 × 30 = 15.00"


def scheme_of(year: int) -> dict:
    """The town's own scheme, for the year in which the test runs."""
    content = json.loads(SCHEME.read_text(encoding="utf-8"))
    content |= {"year": year, "name": f"{year}年度招商引资工作考核办法"}
    text = json.dumps(content, ensure_ascii=False).encode()
    return {"name": "考核办法.json", "mimeType": "application/json", "buffer": text}


def the_supervisor_gives_targets(office: Office) -> None:
    supervisor = office.people["supervisor"]
    for measure, quantity in TARGETS:
        supervisor.open("/targets/new/")
        supervisor.fill({
            "单位": "石桥村", "年度": f"{office.today.year}年", "指标": measure, "目标数": quantity,
            "生效日期": f"{office.today.year}-01-01", "下达文件": "镇政办发〔2026〕3号",
        })  # fmt: skip
        supervisor.press("下达")
        supervisor.is_told("目标已下达")


def a_scheme_is_put_in_use_by_a_second_person(office: Office) -> None:
    supervisor, second = office.people["supervisor"], office.people["second"]
    supervisor.open("/schemes/new/")
    supervisor.fill({"办法文件": scheme_of(office.today.year)})
    supervisor.press("上传")
    supervisor.is_told("草案已保存，请由另一人核对后施行")
    supervisor.has_no_button("施行")

    second.open(supervisor.path)
    second.press("施行", agree=True)
    second.is_told("考核办法第1版已施行")


def the_village_is_given_a_mark(office: Office) -> None:
    supervisor = office.people["supervisor"]
    supervisor.open("/marks/")
    supervisor.row("石桥村").get_by_role("link").last.click()
    supervisor.follow("评分", within="main .empty-note")
    supervisor.page.locator("[name=mark]").fill("8.5")
    supervisor.fill({"评分依据": "资料归档齐全"})
    supervisor.press("保存评分")
    supervisor.reads("8.5", "资料归档齐全")


def a_ranking_is_worked_out_and_published_by_a_second_person(office: Office) -> None:
    supervisor, second = office.people["supervisor"], office.people["second"]
    supervisor.open("/scores/")
    supervisor.follow("计算排名", within="main")
    with office.sleeping_worker() as asleep:
        supervisor.press("开始计算")
        if asleep:
            expect(supervisor.page.locator("progress.bar")).to_be_visible()
    expect(supervisor.row("石桥村")).to_contain_text("35.17")
    office.seen["run"] = supervisor.path
    expect(supervisor.page.get_by_role("link", name="不公示直接发布")).to_have_count(0)
    office.people["clerk"].is_refused(
        office.seen["run"], status=404, sentence="没有找到这一页，或者您无权查看。"
    )

    second.open(office.seen["run"])
    second.follow("不公示直接发布")
    second.fill({"未公示理由": "月度内部排名，不对外公示"})
    second.press("发布", agree=True)
    second.is_told("第1期排名已发布")
    second.reads("已发布")


def the_village_opens_its_place_down_to_the_bank_slip(office: Office) -> None:
    clerk = office.people["clerk"]
    clerk.go("考核排名")
    clerk.row("第1期").get_by_role("link").first.click()
    expect(clerk.row("柳河村").get_by_role("link")).to_have_count(0)
    clerk.row("石桥村").get_by_role("link").first.click()
    clerk.reads(ARRIVED, "35.17")
    card = clerk.page.locator("section.card").filter(has_text=ARRIVED)
    card.get_by_role("link", name="查看入账明细").click()
    expect(clerk.page.locator("tfoot")).to_contain_text("2,500.00")
    clerk.row(NAME).get_by_role("link").last.click()
    clerk.reads("核减原因：回单中500万元为往来款")
    assert clerk.path == office.seen["arrival"]
    name, content = clerk.download(clerk.page.get_by_role("link", name="下载", exact=True).click)
    assert name == "银行回单.pdf"
    assert digest(content) == digest(SLIP)


def the_ranking_leaves_as_a_workbook_that_says_the_same(office: Office) -> None:
    second = office.people["second"]
    second.open(office.seen["run"])
    shown = figures_on(second)
    name, content = second.download(second.page.get_by_role("link", name="导出Excel").click)
    assert name.endswith(".xlsx")
    assert figures_in(content) == shown
    assert len(shown) == 5
    assert any("35.17" in row for row in shown)


def figures_on(visitor: Visitor) -> list[list[str]]:
    rows = visitor.page.locator("table.ledger tbody tr").all()
    return [[cell.strip() for cell in row.locator("td, th").all_inner_texts()] for row in rows]


def figures_in(workbook: bytes) -> list[list[str]]:
    """The body of every sheet, below the head that begins with 名次 and above the notes, as a reader sees it."""
    found = []
    for sheet in load_workbook(BytesIO(workbook)):
        lines = [[as_read(cell) for cell in row] for row in sheet.iter_rows()]
        head = next(place for place, line in enumerate(lines) if line[0] == "名次")
        found += [line for line in lines[head + 1 :] if line[0] in PLACES]
    return found


def as_read(cell) -> str:
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    places = len(cell.number_format.partition(".")[2].split(";")[0].strip("_ )"))
    return f"{cell.value:,.{places}f}"
