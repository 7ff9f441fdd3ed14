"""Headings of units, stages and trades between the rows; totals before and behind; firms for projects; duplicates."""

from tests.intake.offices.making import Office, day, sheet, wan, yuan

UNITS_AS_HEADINGS = Office(
    "单位作分组标题，没有引资单位一栏，总计在最前，金额用文字",
    [
        sheet(
            "Sheet1",
            [
                ["临河区招商引资项目进展情况表"],
                ["单位：亿元", "", "", "", "", "", "2024年6月"],
                ["序号", "项目名称", "投资单位", "投资总额", "已到位资金", "进展情况", "备注"],
                ["总  计", "", "", "10.6亿元、900万美元", 1.2],
                ["一、青山镇（2个）"],
                [1, "样东饲料项目", "样东公司", 1.6, 0.2, "厂房建设中"],
                [2, "例南酒厂项目", "例南公司", 3, "", "正在洽谈", "较上周新增"],
                ["小计", "", "", 4.6, 0.2],
                ["二、绿水街道（3个）"],
                [1, "示西旅游项目", "示西公司", "６亿元", 1, "已签约，待开工", "投资额由5亿元调整为6亿元"],
                [2, "样北冷链项目", "样北公司", "900万美元", "", "签订框架协议"],
                ["小计", "", "", "6亿元、800万美元", 1],
                [""],
                ["备注：1.投资总额单位为亿元，外资注明币种。"],
                ["2.本表每周三下班前报送。"],
                ["单位负责人：赵某", "", "", "填报人：钱某", "", "联系电话：0555-0610000"],
            ],
            ["A1:G1", "A5:G5", "A9:G9", "A14:G14", "A15:G15"],
        )
    ],
    {
        ("Sheet1", 6): {"lead_unit": "青山镇", "contract_amount": yuan("160000000"),
        "arrived_amount": yuan("20000000"), "stage": "started"},
        ("Sheet1", 7): {"lead_unit": "青山镇", "contract_amount": yuan("300000000"), "stage": "negotiating",
        "remark": "较上周新增"},
        ("Sheet1", 10): {"lead_unit": "绿水街道", "contract_amount": yuan("600000000"), "stage": "signed"},
        ("Sheet1", 11): {"lead_unit": "绿水街道", "contract_amount": yuan("9000000", currency="USD"),
        "stage": "framework"},
    },
    {
        ("Sheet1", 1): "title", ("Sheet1", 2): "caption", ("Sheet1", 3): "header", ("Sheet1", 4): "total",
        ("Sheet1", 5): "group heading", ("Sheet1", 8): "subtotal", ("Sheet1", 9): "group heading",
        ("Sheet1", 12): "subtotal", ("Sheet1", 13): "blank", ("Sheet1", 14): "note", ("Sheet1", 15): "note",
        ("Sheet1", 16): "note",
    },
    off_totals={("Sheet1", 12, "D")},
    off_counts={("Sheet1", 9)},
)  # fmt: skip

STAGES_AS_HEADINGS = Office(
    "项目名称在第一列，阶段作标题，表头重复，公式未计算",
    [
        sheet(
            "csv",
            [
                ["项目名称", "投资商", "投资规模(万元)", "推进阶段", "牵头部门"],
                ["（一）在谈项目"],
                ["样1项目", "样1公司", "1，200", "", "县水利局"],
                ["例2项目", "例2公司", "3千万", "", "县林业局"],
                ["（二）签约项目"],
                ["示3项目", "示3公司", "壹仟万元", "", "县教育局"],
                ["项目名称", "投资商", "投资规模(万元)", "推进阶段", "牵头部门"],
                ["样4项目", "样4公司", "=1000+500", "已签合同", "县教育局"],
                ["例5项目", "例5公司", "上亿元", "终止", "县教育局"],
                ["合计", "", "5200"],
                ["其中：工业", "", "1200"],
                ["说明：本表按周更新"],
            ],
            is_named=False,
        )
    ],
    {
        ("f", 3): {"contract_amount": wan("1200"), "stage": "negotiating", "lead_unit": "县水利局"},
        ("f", 4): {"contract_amount": wan("3000"), "stage": "negotiating"},
        ("f", 6): {"contract_amount": wan("1000"), "stage": "signed", "investor": "示3公司"},
        ("f", 8): {"contract_amount": None, "stage": "signed", "text": {"contract_amount": "=1000+500"}},
        ("f", 9): {"contract_amount": None, "stage": "terminated"},
    },
    {
        ("f", 1): "header", ("f", 2): "group heading", ("f", 5): "group heading", ("f", 7): "header", ("f",
        10): "total",
        ("f", 11): "note", ("f", 12): "note",
    },
    warnings={("f", 9, "C", "vague_amount")},
    rejects={("f", 8, "C", "no_cached_value")},
)  # fmt: skip

FIRMS = Office(
    "以企业为项目的入园企业表，电话和日期有损坏，数字差一万倍",
    [
        sheet(
            "入园企业",
            [
                ["序号", "企业名称", "行业", "投资额（万元）", "注册时间", "投产时间", "联系人", "手机", "属地"],
                [1, "样金机械公司", "机械", 500, "2021年5月", "2022.3", "赵某、钱某", 13800000120, "东园"],
                [2, "例银电子公司", "电子", 8000000, "2020", "未投产", "孙某", "0555-0612222", "东园"],
                [3, "示铜电子公司", "电子", 700, "2020-13", "", "", "8.6E+12", "西园"],
                [4, "样铁铸造公司", "铸造", 700, "#REF!", "", "", "+86 138 0000 0121", "西园"],
                [5],
                [6, "", "", 0],
            ],
            hidden_rows=frozenset({2}),
            hidden_columns=frozenset({8}),
        )
    ],
    {
        ("入园企业", 2): {"name": "样金机械公司", "contract_amount": wan("500"), "registered_on": day("2021-05"),
        "produced_on": day("2022-03"), "contact": "赵某、钱某", "phones": ["13800000120"], "host": "东园"},
        ("入园企业", 3): {"contract_amount": wan("8000000"), "registered_on": day("2020"), "produced_on": None,
        "phones": ["0555-0612222"]},
        ("入园企业", 4): {"registered_on": None, "phones": None},
        ("入园企业", 5): {"registered_on": None, "phones": ["13800000121"]},
    },
    {("入园企业", 1): "header", ("入园企业", 6): "blank", ("入园企业", 7): "blank"},
    warnings={
        ("入园企业", 3, "F", "not_stated"), ("入园企业", 3, "D", "outlier_large"), ("入园企业", 3, None, "hidden_row"),
        ("入园企业", 1, "I", "hidden_column"),
    },
    rejects={("入园企业", 4, "E", "bad_date"), ("入园企业", 4, "H", "digits_lost"), ("入园企业", 5, "E",
    "error_value")},
)  # fmt: skip

TWINS = Office(
    "同一项目两处上报、增资扩产、同名不同企业",
    [
        sheet(
            "台账",
            [
                ["序号", "引进单位", "招商项目", "投资企业名称", "新建/续建", "协议资金（万元）", "目前进展"],
                [1, "甲镇", "年产6万吨挂面生产项目", "杭州样禾食品有限公司", "新建", 6000, "已签约"],
                [2, "乙镇", "样禾年产6万吨挂面", "样禾食品（集团）有限公司", "新建", "0.6亿", "投产"],
                [3, "乙镇", "年产6万吨挂面二期项目", "杭州样禾食品有限公司", "新建", 9000, "洽谈"],
                [4, "丙镇", "挂面生产线增资项目", "杭州样禾食品有限公司", "增资扩产", 1000, "合同"],
                [5, "丙镇", "年产6万吨挂面生产项目", "青岛样禾食品有限公司", "新建", 6000, "到位"],
                [6, "丁乡", "智慧农业项目", "例田农业公司", "技改", 700, "签订投资协议"],
            ],
        )
    ],
    {
        ("台账", 2): {"stage": "signed", "kind": "new", "contract_amount": wan("6000")},
        ("台账", 3): {"stage": "producing", "contract_amount": wan("6000")},
        ("台账", 4): {"stage": "negotiating"},
        ("台账", 5): {"stage": "signed", "kind": "expansion"},
        ("台账", 6): {"stage": "funded"},
        ("台账", 7): {"stage": "framework", "kind": "upgrade", "lead_unit": "丁乡"},
    },
    {("台账", 1): "header"},
    warnings={("台账", 7, "G", "agreement_not_contract")},
    twins={(("台账", 2), ("台账", 3)), (("台账", 3), ("台账", 6))},  # the group names no place: either may be its
    expansions={(("台账", 2), ("台账", 5)), (("台账", 3), ("台账", 5)), (("台账", 4), ("台账", 5))},
)  # fmt: skip

OFFICES = [UNITS_AS_HEADINGS, STAGES_AS_HEADINGS, FIRMS, TWINS]
