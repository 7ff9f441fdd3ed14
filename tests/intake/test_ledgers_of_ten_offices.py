"""Ledgers as ten more offices keep them, each against what its clerk would read: never silently wrong."""

from datetime import date

import pytest

from projects.intake.correcting import read_again
from projects.intake.ledger import read_sheets
from projects.intake.plan import plan_of
from projects.models import ImportRow
from tests.intake.offices.making import day, sheet, wan, yuan

TODAY = date(2026, 11, 28)
HEADS = ["序号", "项目名称", "投资方", "引资单位"]


def read(*sheets):
    return read_sheets(list(sheets), cut_off_on=TODAY)


def one(rows, merged=(), name="台账"):
    return read(sheet(name, rows, merged))


def a(number, *cells):
    return [number, f"样例{number}号项目", f"样例{number}公司", "样河镇", *cells]


def values(reading, *fields) -> list[tuple]:
    return [tuple(_plain(row.values.get(field)) for field in fields) for row in reading.projects]


def _plain(value):
    if isinstance(value, dict) and "precision" in value:
        return {**value, "value": value["value"][: {"year": 4, "month": 7}.get(value["precision"], 10)]}
    return value


def codes(reading) -> list[set]:
    return [{problem.code for problem in row.problems} for row in reading.projects]


def refused(reading) -> list[bool]:
    return [row.is_refused for row in reading.projects]


def test_a_commerce_bureau_keeps_four_stages_on_four_sheets():
    talks = [
        ["样例县在谈项目台账"],
        ["单位：亿元"],
        ["序号", "项目名称", "投资方", "总投资", "责任单位", "洽谈进展", "首次对接时间"],
        [
            1,
            "样例锂电项目",
            "样例锂电公司",
            "1.2亿（其中固投0.8亿）",
            "县商务局",
            "已实地考察2次",
            "2026年二季度",
        ],
        [2, "样例铝箔项目", "样例铝箔公司", "5000万元", "县发改局", "拟签约", "二季度"],
    ]
    signed = [["序号", "项目名称", "投资主体", "合同金额（万元）", "签约时间", "责任单位"],
              [1, "样例风电项目", "样例风电公司", 80000, "2026.3.5", "县能源局"]]  # fmt: skip
    built = [["序号", "项目名称", "企业名称", "计划总投资（亿元）", "开工时间", "完成投资（万元）", "责任单位"],
             [1, "样例水泥项目", "样例水泥公司", 3.5, "2026年二季度", 1200, "样河镇"]]  # fmt: skip
    runs = [["样例县投产项目表", "", "", "", "单位：万元"],
            ["序号", "项目名称", "企业名称", "总投资", "投产时间", "责任单位"],
            [1, "样例饲料项目", "样例饲料公司", 6000, "2026-06", "样河镇"]]  # fmt: skip
    found = read(sheet("在谈", talks), sheet("签约", signed), sheet("开工", built), sheet("投产", runs))
    assert values(found, "contract_amount", "stage", "arrived_amount") == [
        (wan("12000"), "negotiating", None), (wan("5000"), "negotiating", None), (wan("80000"), "signed", None),
        (wan("35000"), "started", None), (wan("6000"), "producing", None),
    ]  # fmt: skip
    days = ("first_contact_on", "signed_on", "started_on", "produced_on")
    assert [[one for one in row if one] for row in values(found, *days)] == [
        [day("2026")], [], [day("2026-03-05")], [day("2026")], [day("2026-06")]
    ]  # fmt: skip
    assert codes(found) == [set(), {"no_year"}, set(), set(), set()]


def test_a_development_zone_has_two_rows_of_heads_and_shares_beside_the_units():
    found = one(
        [
            ["样例经济开发区招商引资重点项目推进表"],
            ["序号", "项目名称", "投资主体", "投资额（亿元）", "", "首谈单位", "引荐人", "建设内容", "进展"],
            ["", "", "", "总投资", "其中：固投", "", "", "", ""],
            [1, "样例机床项目", "样例机床公司", 5, 3.2, "招商一分局60%、样河镇40%", "赵某60%、钱某40%", "年产机床",
             "已签合同，正在办理土地手续"],
            [2, "样例模具项目", "样例模具公司", "1.2（亿元）", "8000万", "招商二分局", "孙某", "", "开工建设"],
            [3, "样例刀具项目", "样例刀具公司", "总投资10亿元(首期2亿)", "", "招商二分局", "", "", ""],
        ],
        [f"{name}2:{name}3" for name in "ABCFGHI"] + ["D2:E2"],
    )  # fmt: skip
    assert values(found, "contract_amount", "fixed_amount", "stage", "lead_unit") == [
        (wan("50000"), wan("32000"), "signed", "招商一分局60%、样河镇40%"),
        (wan("12000"), wan("8000"), "started", "招商二分局"),
        (wan("100000"), None, None, "招商二分局"),
    ]
    assert codes(found) == [set(), set(), {"multi_phase"}]


def test_a_township_numbers_anew_under_each_village():
    found = one(
        [
            ["样河镇招商引资项目台账（2026年6月）"],
            ["单位：万元"],
            ["序号", "项目名称", "客商", "投资情况", "", "", "联系人及电话", "备注"],
            ["", "", "", "合同额", "当年到位", "累计到位", "", ""],
            ["东村"],
            [1, "样例菌菇项目", "张某", 300, 50, 120, "张某13800000021", ""],
            [2, "样例藕粉项目", "李某", "500万", "", 200, "李某 13800000022、王某13800000023", "增资"],
            ["西村"],
            [1, "样例花卉项目", "同上", 100, 10, 10, "/", ""],
            ["小计", "", "", 100, 10, 10],
            ["合计", "", "", 900, 60, 330],
        ],
        ["D3:F3", "A5:H5", "A8:H8", *(f"{name}3:{name}4" for name in "ABCGH")],
    )
    assert values(found, "lead_unit", "investor", "contract_amount", "arrived_amount", "contact") == [
        ("东村", "张某", wan("300"), wan("120"), "张某"), ("东村", "李某", wan("500"), wan("200"), "李某、王某"),
        ("西村", "李某", wan("100"), wan("10"), None),
    ]  # fmt: skip
    assert all(check.matches for check in found.sheets[0].totals)


@pytest.mark.parametrize(
    ("cell", "code", "refuses"),
    [("二季度", "no_year", False), ("上半年", "no_year", False), ("去年年底", "no_year", False),
     ("2026年3—5月", "date_range", False),
     ("2026年春", "bad_date", True), ("2026年二三季度", "bad_date", True), ("力争2026年12月", "planned_day", False)],
)  # fmt: skip
def test_a_time_that_names_no_day_is_none(cell, code, refuses):
    found = one([[*HEADS, "签约时间"], a(1, cell)])
    assert values(found, "signed_on") == [(None,)]
    assert [(problem.code, problem.refuses) for problem in found.projects[0].problems] == [(code, refuses)]


MERGED = [f"{name}2:{name}3" for name in "ABCDE"]
ARRIVALS = [*HEADS, "合同额（万元）", "到位时间", "到位金额（万元）"]


@pytest.mark.parametrize("merged", [MERGED, []], ids=["merged", "as a csv leaves it"])
def test_arrivals_on_rows_of_their_own_with_a_day_each_are_all_that_arrived(merged):
    more = ["", "", "", "", "", "2026-05-10", 700]
    found = one([ARRIVALS, a(1, 3000, "2026-03-01", 500), more, a(2, 2000, "2026-03-01", 300)], merged)
    assert values(found, "contract_amount", "arrived_amount") == [
        (wan("3000"), wan("1200")),
        (wan("2000"), wan("300")),
    ]
    assert codes(found) == [{"arrivals_added"}, set()]


def test_a_running_total_with_its_days_is_not_added_up():
    heads = [*HEADS, "合同额（万元）", "到位时间", "累计到位金额（万元）"]
    found = one([heads, a(1, 3000, "2026-03-01", 500), ["", "", "", "", "", "2026-05-10", 700]], MERGED)
    assert values(found, "arrived_amount") == [(wan("500"),)] and codes(found) == [{"joint_amount"}]


def test_one_of_several_arrivals_that_cannot_be_read_leaves_the_whole_open():
    found = one([ARRIVALS, a(1, 3000, "2026-03-01", 500), ["", "", "", "", "", "2026-05-10", "几百万"]])
    assert values(found, "arrived_amount") == [(None,)] and codes(found) == [{"arrivals_added"}]
    dollars = one([ARRIVALS, a(1, 3000, "2026-03-01", 500), ["", "", "", "", "", "2026-05-10", "20万美元"]])
    assert values(dollars, "arrived_amount") == [(None,)]


def test_the_whole_of_several_rows_stays_when_another_cell_is_put_right():
    found = one(
        [
            [*ARRIVALS, "内外资"],
            [*a(1, 3000, "2026-03-01", 500), "?"],
            ["", "", "", "", "", "2026-05-10", 700],
        ]
    )
    row = found.projects[0]
    kept = ImportRow(
        sheet=row.sheet, number=row.number, cells=row.cells, typed={"H": "内资"},
        reading={"values": row.values, "unread": row.unread, "said": row.said},
        problems=[problem.as_json() for problem in row.problems],
    )  # fmt: skip
    columns = found.sheets[0].as_json()["tables"][0]
    again = read_again(kept, columns=columns, cols=["H"], cut_off_on=TODAY)
    assert (again.values["ownership"], again.values["arrived_amount"]) == ("domestic", wan("1200"))


def test_the_money_of_a_further_investor_is_told_of_at_the_project_itself():
    found = one(
        [[*HEADS, "投资额（万元）"], a(1, 3000), ["", "", "样例乙公司", "", 2000], a(2, 800),
         ["", "", "样例丁公司", "", ""]],
        ["A2:A3", "B2:B3", "D2:D3", "A4:A5", "B4:B5", "D4:D5", "E4:E5"],
    )  # fmt: skip
    assert values(found, "contract_amount") == [(wan("3000"),), (wan("800"),)]
    assert codes(found) == [{"joint_amount"}, set()]
    assert found.projects[0].problems[0].why == "第3行另有金额“2000”，没有计入第2行的项目，请核对总额。"


def test_a_number_beside_a_name_is_no_part_of_the_name():
    found = one(
        [[*HEADS, "企业联系人", "联系方式"], a(1, "张某13800000031", ""), a(2, "李某（总经理）", "13800000032"),
         a(3, "王某 13800000033\n赵某 13800000034", "0555-0612222")]
    )  # fmt: skip
    assert values(found, "contact", "phones") == [
        ("张某", ["13800000031"]), ("李某（总经理）", ["13800000032"]),
        ("王某、赵某", ["0555-0612222", "13800000033", "13800000034"]),
    ]  # fmt: skip


def test_months_of_one_project_are_seen_to_be_one():
    heads = [
        "上报月份",
        "项目名称",
        "投资方",
        "责任单位",
        "所处阶段",
        "本月计划到位资金",
        "本月实际到位资金",
        "当前累计到位",
    ]
    rows = [["2026年5月", "样例茶油项目", "样例茶油公司", "样河镇", "在建", 100, 80, 380],
            ["2026年6月", "样例茶油项目", "样例茶油公司", "样河镇", "在建", 100, 50, 430]]  # fmt: skip
    found = one([["单位：万元"], heads, *rows])
    assert values(found, "arrived_month_amount", "arrived_amount") == [
        (wan("80"), wan("380")),
        (wan("50"), wan("430")),
    ]
    assert len(found.twins) == 1


def test_a_currency_beside_the_sum_is_never_passed_over():
    found = one(
        [[*HEADS, "投资总额（万元）", "币种"], a(1, 3000, "人民币"), a(2, 500, "美元"), a(3, "500万", "美元"),
         a(4, "500万欧元", "美元"), a(5, 800, "万欧元"), a(6, 800, "亿元"), a(7, 800, "贝壳"), a(8, 90, "")]
    )  # fmt: skip
    assert values(found, "contract_amount") == [
        (wan("3000"),), (None,), (yuan("5000000", currency="USD"),), (yuan("5000000", currency="EUR"),),
        (yuan("8000000", currency="EUR"),), (None,), (None,), (wan("90"),),
    ]  # fmt: skip
    assert refused(found) == [False, True, False, False, False, True, True, False]
    alone = one([[*HEADS, "投资总额", "金额单位"], a(1, 500, "万美元"), a(2, 1.5, "亿元"), a(3, 7, "美元")])
    assert values(alone, "contract_amount") == [(yuan("5000000", currency="USD"),), (wan("15000"),), (None,)]


def test_an_agreement_is_no_contract_also_where_a_column_of_its_own_says_so():
    found = one(
        [
            [*HEADS, "签约类型", "合同额（万元）", "签约时间"],
            a(1, "合同", 500, "2026.3.1"),
            a(2, "框架协议", 500, "2026.4.1"),
        ]
    )
    plans = [plan_of(row, lead_unit_id=1, cut_off_on=TODAY)["facts"] for row in found.projects]
    assert [[(fact["kind"], fact["on"]) for fact in facts] for facts in plans] == [
        [("signed", "2026-03-01")], [("framework", "2026-04-01")]
    ]  # fmt: skip
    assert codes(found) == [set(), {"agreement_only"}]


@pytest.mark.parametrize("name", ["二期", "一期工程", "首期", "第二期项目"])
def test_a_phase_below_its_project_is_no_project(name):
    found = one(
        [
            [*HEADS, "总投资（万元）"],
            a(1, 5000),
            ["", "其中：一期", "", "样河镇", 3000],
            ["", name, "", "样河镇", 2000],
        ]
    )
    assert refused(found) == [False, True] and "phase_only" in codes(found)[1]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.2（亿元）", wan("12000")), ("500（万美元）", yuan("5000000", currency="USD")), ("1200（万元）", wan("1200")),
     ("1.2亿（其中：固投0.8亿、流动资金0.4亿）", wan("12000")), ("3000（含流动资金500）", wan("3000")),
     ("1.2亿/0.8亿", None),
     ("5000*60%", None), ("固投0.8亿，总投资1.2亿", None), ("3000万，到位500万", None),
     ("500万/年", None), ("1.2亿→1.5亿", None)],
)  # fmt: skip
def test_a_sum_with_something_beside_it_is_the_sum_or_none(cell, value):
    found = one([[*HEADS, "总投资（万元）"], a(1, cell)])
    assert values(found, "contract_amount") == [(value,)]
    assert value or codes(found)[0]
