"""The register fills: a ledger comes in, a lead is typed, contract and money are recorded and verified by another."""

from hashlib import sha256
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.factories import PDF
from tests.journeys.office import Office
from tests.journeys.visitor import Visitor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "样例智能阀门生产基地项目"
INVESTOR = "江苏样例阀门有限公司"
CONTRACT = PDF + b"contract of the journey"
SLIP = PDF + b"bank slip of the journey"
HEADS = ("项目名称", "投资方", "引资单位", "项目阶段", "合同投资额（万元）", "累计到位资金（万元）")
ROWS = (
    ("样例智能阀门生产基地", INVESTOR, "柳河村", "在谈", 48000, None),
    ("示例冷链物流园项目", "山东示例供应链有限公司", "农业办", "签约", 12000, 800),
    ("示例预制菜加工项目", "福建示例食品有限公司", "工业园", "签约", 6000, None),
    ("示例光学镜片项目", "浙江示例光学有限公司", "税务分局", "在谈", 3000, None),
    ("示例饲料项目", "河南示例饲料有限公司", "不存在的单位", "在谈", 900, None),
)
GOOD = 4


def pdf(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def filled_template(template: bytes) -> bytes:
    """The house's own blank form, filled in as a clerk would."""
    book = load_workbook(BytesIO(template))
    sheet = book["项目台账"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(ROWS, start=2):
        for head, value in zip(HEADS, row, strict=True):
            sheet.cell(number, columns[head], value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def the_office_brings_its_ledger_in_and_takes_it_back_and_in_again(office: Office) -> None:
    clerk = office.people["office_clerk"]
    clerk.go("台账导入")
    _, template = clerk.download(clerk.page.get_by_role("link", name="下载模板").first.click)
    ledger = {"name": "2026年台账.xlsx", "mimeType": XLSX, "buffer": filled_template(template)}
    bring_in(office, clerk, ledger)
    clerk.open("/projects/")
    clerk.reads("示例冷链物流园项目", "样例智能阀门生产基地")

    clerk.page.go_back()
    clerk.press("撤销导入", agree=True)
    clerk.is_told("已撤销导入")
    clerk.open("/projects/")
    clerk.reads("项目库还没有项目")

    bring_in(office, clerk, ledger)
    office.seen["import"] = clerk.path


def bring_in(office: Office, clerk: Visitor, ledger: dict) -> None:
    """Upload, look through, confirm; the worker sleeps in between so that both progress bars can be seen."""
    clerk.open("/imports/new/")
    with office.sleeping_worker() as asleep:
        clerk.fill({"台账文件": ledger})
        clerk.press("上传并读取")
        if asleep:
            waits_with_a_bar(clerk)
    clerk.reads(f"已选 {GOOD} 行，确认后导入为 {GOOD} 个项目", "引资单位“不存在的单位”不在单位名录中")
    with office.sleeping_worker() as asleep:
        clerk.press("确认导入", agree=True)
        if asleep:
            waits_with_a_bar(clerk)
    clerk.reads(f"导入 {GOOD} 个项目")
    expect(clerk.page.locator("progress")).to_have_count(0)


def waits_with_a_bar(visitor: Visitor) -> None:
    expect(visitor.page.locator("progress.bar")).to_be_visible()
    visitor.reads("正在排队，请稍候。")


def the_village_types_a_lead_and_hears_of_a_likely_duplicate(office: Office) -> None:
    clerk = office.people["clerk"]
    clerk.open("/")
    clerk.follow("登记线索", within="main")
    clerk.fill({"项目名称": NAME, "投资方": INVESTOR})
    clerk.reads("本镇另有1个名称相近的项目", within="#alike")
    clerk.reads_not("柳河村")
    clerk.fill({"投资额（原话）": "约5亿元", "信息来源": "企业自荐"})
    clerk.reads("5亿元", within="#heard")
    assert clerk.typed("接收人") == "王小村"
    clerk.press("登记线索")
    clerk.reads("本镇其他单位已登记1个很可能相同的项目", within="#alike-question")
    clerk.fill({"是否重复": "是另一个项目，继续登记", "情况说明": "投资方另行选址，与他村无关"})
    clerk.press("登记线索")
    clerk.is_told("有1个名称相近的项目，已转经济办核对")
    clerk.reads("约5亿元", within="main")
    office.seen["project"] = clerk.path


def contract_and_money_are_recorded_with_their_papers(office: Office) -> None:
    clerk = office.people["clerk"]
    clerk.open(office.seen["project"])
    clerk.follow("登记节点", within=".page-actions")
    clerk.fill({
        "节点": "签约", "发生日期": str(office.today), "合同投资额": ("50000", "万元"), "文号": "QS-2026-01",
        "佐证材料": pdf("投资合同.pdf", CONTRACT),
    })  # fmt: skip
    clerk.press("登记节点")
    clerk.is_told("签约已登记，等待核实")
    office.seen["contract"] = clerk.path
    clerk.has_no_button("核实")
    clerk.is_refused(f"{clerk.path}verify/", status=403, sentence="您的岗位不能使用这项功能")

    clerk.open(office.seen["project"])
    clerk.follow("登记到位", within=".page-actions")
    clerk.fill({
        "到位金额": ("3000", "万元"), "到账日期": str(office.today), "佐证材料": pdf("银行回单.pdf", SLIP),
    })  # fmt: skip
    clerk.press("登记到位")
    clerk.is_told("到位资金已登记，等待核实")
    office.seen["arrival"] = clerk.path
    clerk.has_no_button("核实")


def the_director_verifies_both_and_recognises_less_for_a_reason(office: Office) -> None:
    director = office.people["director"]
    director.go("核实")
    director.row(NAME).get_by_role("link", name="签约", exact=True).click()
    director.reads("投资合同.pdf", "5亿元")
    director.press("核实")
    director.is_told("签约已核实")

    director.go("核实")
    director.row(NAME).get_by_role("link", name="到位资金").click()
    director.fill({"认定金额": "2500"})
    director.press("核实")
    director.reads("核减")
    assert director.typed("认定金额") == "2500"
    director.fill({"核减原因": "回单中500万元为往来款"})
    director.press("核实")
    director.is_told("已核实")
    director.reads("认定金额", "2,500万元", "核减原因：回单中500万元为往来款")


def an_import_of_which_something_was_verified_stays(office: Office) -> None:
    director, clerk = office.people["director"], office.people["office_clerk"]
    director.go("核实")
    director.row("示例预制菜加工项目").get_by_role("checkbox").check()
    director.press("核实勾选的事项", agree=True)
    director.is_told("已核实1条")

    clerk.open(office.seen["import"])
    clerk.press("撤销导入", agree=True)
    clerk.is_told("示例预制菜加工项目")
    clerk.reads(f"导入 {GOOD} 个项目")
    clerk.open("/projects/")
    clerk.reads("示例冷链物流园项目")


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()
