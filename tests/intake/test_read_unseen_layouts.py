"""Layouts of counties nobody here has seen: what silently gives a wrong figure, and what another word hides."""

from datetime import date

import pytest

from projects.intake.dates import read_day_cell
from projects.intake.faults import Unclear
from projects.intake.headers import claims_of
from projects.intake.ledger import read_sheets
from projects.intake.phones import hear_phones
from projects.intake.stage_words import hear_stage
from promo.sheets.reading import BadWorkbook
from tests.intake.offices.making import day, sheet, wan, yuan

TODAY = date(2025, 10, 31)


def read(*rows, merged=(), name="台账"):
    return read_sheets([sheet(name, rows, merged)], cut_off_on=TODAY)


def values(reading, *fields) -> list[tuple]:
    return [tuple(row.values.get(field) for field in fields) for row in reading.projects]


def test_of_the_columns_of_several_years_the_last_is_this_year_and_the_whole_is_never_last_years_end():
    found = read(
        ["项目名称", "投资方", "截至2024年底累计到位资金（万元）", "2024年到位资金（万元）",
         "2025年1-9月到位资金（万元）", "累计到位资金（万元）"],
        ["样例化工项目", "样例化工公司", 12000, 8000, 3000, 15000],
    )  # fmt: skip
    assert values(found, "arrived_amount", "arrived_year_amount") == [(wan("15000"), wan("3000"))]


def test_last_years_end_alone_is_not_all_that_arrived_but_the_end_of_the_ledgers_own_year_is():
    heads = ["项目名称", "投资方", "截至2024年底累计到位资金（万元）"]
    row = ["样例化工项目", "样例化工公司", 12000]
    assert values(read(heads, row), "arrived_amount") == [(wan("12000"),)]
    later = read([*heads, "2025年到位资金（万元）"], [*row, 3000])
    assert values(later, "arrived_amount", "arrived_year_amount") == [(wan("15000"), wan("3000"))]


def test_months_under_a_year_belong_to_the_head_and_none_of_them_is_the_month_reported():
    found = read(
        [
            "序号",
            "项目名称",
            "投资方",
            "合同额（万元）",
            "其中：",
            "",
            "2025年1-3月到位资金（万元）",
            "",
            "",
            "",
        ],
        ["", "", "", "", "固定资产（万元）", "设备（万元）", "1月", "2月", "3月", "小计"],
        [1, "样例玻纤项目", "样例玻纤公司", 12000, 10000, 4000, 100, 0, 200, 300],
        [2, "样例石英项目", "样例石英公司", 6000, 5000, 2000, 0, 50, 0, 50],
        merged=["E1:F1", "G1:J1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"],
    )
    fields = ("fixed_amount", "arrived_year_amount", "arrived_month_amount")
    assert values(found, *fields) == [(wan("10000"), wan("300"), None), (wan("5000"), wan("50"), None)]


def test_a_total_right_below_the_head_is_no_part_of_it():
    found = read(
        ["序号", "项目名称", "投资企业", "引资额"],
        ["总 计（1个）", "", "", "6000万元、2000万美元"],
        ["一、农业（1个）", "", "", "6000万元"],
        [1, "样例菌菇项目", "样例农业公司", "6000万元"],
    )
    assert [row.skipped for row in found.rows] == ["total", "group heading", ""]
    assert {(check.row, check.currency): check.stated for check in found.sheets[0].totals}[
        2, "CNY"
    ] == 60_000_000


def test_subtotals_that_come_first_each_speak_of_the_rows_below():
    found = read(
        ["单位", "项目名称", "投资方", "总投资（万元）"],
        ["东山镇", "小计", "", 300],
        ["", "样例甲项目", "样例甲公司", 100],
        ["", "样例乙项目", "样例乙公司", 200],
        ["西河乡", "小计", "", 50],
        ["", "样例丙项目", "样例丙公司", 50],
        merged=["A2:A4", "A5:A6"],
    )
    assert [check.matches for check in found.sheets[0].totals] == [True, True]


def test_a_summary_by_units_whose_groups_are_called_projects_holds_none():
    rows = [
        ["单位", "签约项目", "", "到位资金（万元）"],
        ["", "个数", "合同额（万元）", ""],
        ["东山镇", 1, 5000, 2100],
    ]
    with pytest.raises(BadWorkbook):
        read(*rows, merged=["A1:A2", "B1:C1", "D1:D2"])
    with pytest.raises(BadWorkbook):  # the same as a csv that lost its merged cells
        read(*rows)


def test_a_column_of_nothing_but_the_words_says_whose_money_it_is_and_how_far_it_came():
    found = read(
        ["项目名称", "投资方", "引资类别", "总投资（内资亿元、外资万美元）", "项目分类"],
        ["样例氢能项目", "样例氢能公司", "内资", 12.5, "在建"],
        ["样例材料项目", "样例材料公司", "外资", 3000, "签约项目"],
    )
    assert values(found, "ownership", "contract_amount", "stage") == [
        ("domestic", yuan("1250000000"), "started"),
        ("foreign", yuan("30000000", currency="USD"), "signed"),
    ]


def test_a_day_in_a_stage_matrix_ticks_the_stage_and_is_kept():
    found = read(
        ["项目名称", "投资方", "总投资（万元）", "在谈", "签约", "开工", "竣工"],
        ["样例卫浴项目", "样例卫浴公司", 8800, "√", date(2024, 3, 5), "2024年8月", ""],
        ["样例灯具项目", "样例灯具公司", 2600, "√", "是", "否", "预计2026年"],
    )
    assert values(found, "stage", "signed_on", "started_on", "completed_on") == [
        ("started", day("2024-03-05"), {"value": "2024-08-01", "precision": "month"}, None),
        ("signed", None, None, None),
    ]


def test_days_under_the_bare_word_of_a_step_are_its_days_where_another_column_says_the_stage():
    found = read(
        ["项目名称", "投资方", "进展情况", "签约", "开工", "到位"],
        ["样例卫浴项目", "样例卫浴公司", "在建", date(2024, 3, 5), "2024.8", 300],
        ["样例灯具项目", "样例灯具公司", "签约", "2024年6月3日", "-", 20],
    )
    assert values(found, "stage", "signed_on", "started_on") == [
        ("started", day("2024-03-05"), {"value": "2024-08-01", "precision": "month"}),
        ("signed", day("2024-06-03"), None),
    ]


def test_of_a_whole_and_its_part_in_one_cell_the_column_of_the_part_takes_its_own():
    found = read(
        ["项目名称", "投资方", "固定资产投资"],
        ["样例整机项目", "样例航空公司", "总投资5亿元，其中固定资产投资3.2亿元"],
        ["样例轴承项目", "样例轴承公司", "固定资产投资约2亿元"],
    )
    assert values(found, "fixed_amount") == [(yuan("320000000"),), (yuan("200000000", about=True),)]


def test_each_table_of_a_sheet_is_counted_in_the_unit_that_stands_over_it():
    heads = ["序号", "项目名称", "投资方", "总投资", "责任单位"]
    found = read(
        ["一、新签约项目（1个）　　单位：万元"],
        heads,
        [1, "样例纺纱项目", "样例纺织公司", 6000, "县工信局"],
        ["合计", "", "", 6000],
        ["二、新开工项目（1个）　　单位：亿元"],
        heads,
        [1, "样例热电项目", "样例能源公司", 3.2, "县发改局"],
        ["三、续建项目（1个）"],
        heads,
        [1, "样例水务项目", "样例水务公司", 1.5, "县水利局"],
    )
    assert values(found, "contract_amount") == [(wan("6000"),), (yuan("320000000"),), (yuan("150000000"),)]
    assert [row.skipped for row in found.rows if row.skipped] == [
        "total", "group heading", "header", "group heading", "header",
    ]  # fmt: skip


def test_remarks_on_how_to_fill_and_an_example_under_the_head_are_no_projects():
    found = read(
        ["*项目名称", "*投资方名称", "招引单位", "协议投资额（万元）", "签约日期"],
        ["（必填）", "（必填）", "（下拉选择）", "（数字）", "（yyyy-mm-dd）"],
        ["示例：××制造项目", "××有限公司", "××镇", 8000, "2024-01-01"],
        ["样例涂装项目", "样例涂装公司", "东山镇", "（500）", "2024-03-01"],
    )
    assert [row.skipped for row in found.rows] == ["header", "note", ""]
    assert values(found, "contract_amount") == [(wan("-500"),)]


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("negotiating", "跟进中 初步接触 正在走访"),
        ("intent", "意向签约 签订意向合同"),
        ("signed", "已签约 签订正式合同 合同已签"),
        ("registered", "已成立项目公司"),
        ("started", "主体完工 主体工程竣工 正在安装设备 土方开挖 续建"),
        ("completed", "已完工 竣工验收"),
        ("producing", "正常生产 生产中 已开业"),
        ("terminated", "合作终止 项目流失 客商放弃 洽谈失败 签约后因土地问题终止"),
        ("negotiating", "拟于近期签订框架协议"),
        (None, "正在推进 落地 客商放弃原选址 取得施工许可，计划11月开工"),
    ],
)
def test_what_clerks_write_of_a_stage(stage, words):
    assert {word: hear_stage(word).stage for word in words.split()} == dict.fromkeys(words.split(), stage)


@pytest.mark.parametrize("head", ["投资额（亿）", "投资额（亿元）", "总投资（单位：亿）"])
def test_a_unit_cut_short_is_the_same_unit(head):
    found = read(["项目名称", "投资方", head], ["样例泵业项目", "样例泵业公司", 1.5])
    assert values(found, "contract_amount") == [(yuan("150000000"),)]


def test_the_sum_for_the_statistics_library_is_not_the_contract():
    found = read(
        ["项目名称", "意向投资方", "入库总投资（万元）", "总投资（亿元）"],
        ["样例家电项目", "样例家电公司", 35000, 3.8],
    )
    assert values(found, "investor", "stat_amount", "contract_amount") == [
        ("样例家电公司", wan("35000"), yuan("380000000"))
    ]


@pytest.mark.parametrize("cell", ["预计2025年12月", "拟2025年6月", "2025年6月（计划）"])
def test_a_planned_day_is_not_a_day_on_which_it_happened(cell):
    with pytest.raises(Unclear) as said:
        read_day_cell(cell, "签约日期", latest=TODAY)
    assert (said.value.code, said.value.refuses) == ("planned_day", False)
    assert read_day_cell(cell, "计划开工日期", latest=None)["precision"] == "month"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("202211", "2022-11-01"),
        ("2025年3月5日上午", "2025-03-05"),
        ("2025年3月5日 星期三", "2025-03-05"),
        ("2024年三月", "2024-03-01"),
        ("2024年3月已开工", "2024-03-01"),
    ],
)
def test_a_month_as_six_digits_and_a_day_with_words_behind_it_are_read(cell, value):
    assert read_day_cell(cell, "签约日期", latest=TODAY)["value"] == value


@pytest.mark.parametrize("cell", ["√", "已签约", "已开工"])
def test_that_it_happened_without_saying_when_is_pointed_out_and_refuses_nothing(cell):
    with pytest.raises(Unclear) as said:
        read_day_cell(cell, "签约日期", latest=TODAY)
    assert (said.value.code, said.value.refuses) == ("not_stated", False)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("138000000106", "138000000106"), ("8613800000001", "13800000001"), ("13800000001.0", "13800000001"),
    ],
)  # fmt: skip
def test_a_number_stays_whole_without_what_a_spreadsheet_or_a_country_adds(cell, number):
    assert hear_phones(cell).numbers == [number]


@pytest.mark.parametrize(
    ("field", "heads"),
    [
        ("name", "项目全称 入驻项目 续建项目名称 意向项目 招商引资项目 工程名称 重大项目名称"),
        ("investor", "引进企业 签约企业 外方股东 投资集团 合作单位 客户名称 来访企业"),
        ("lead_unit", "推荐单位 责任镇街 包挂单位 招商专班 主管部门 对接单位"),
        ("stage", "洽谈情况 开工情况 建设阶段 工程形象进度 对接进展 落地情况"),
        ("kind", "新建或续建 新建/续建"),
        ("ownership", "内资或外资 内资、外资"),
        ("arrived_year_amount", "今年以来到位资金 年初以来累计到位资金 本年累计到位"),
        ("registered_on", "设立日期 设立时间"),
        ("contact_phones", "联系人（电话） 企业对接人及电话"),
        ("remark", "变更说明 其他事项"),
        ("", "投资计划 引资任务 项目个数 注册资金 包联领导"),
    ],
)
def test_what_other_offices_call_their_columns(field, heads):
    assert {head: (claims_of((head,)) or (("", 0),))[0][0] for head in heads.split()} == dict.fromkeys(
        heads.split(), field
    )


def test_the_unit_that_recommends_yields_to_the_one_that_leads():
    found = read(
        ["项目名称", "投资方", "推荐单位", "责任单位"], ["样例泵业项目", "样例泵业公司", "县工商联", "东山镇"]
    )
    assert values(found, "lead_unit") == [("东山镇",)]
