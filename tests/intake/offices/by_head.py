"""Heads of three rows with numbered columns; a csv whose merges are lost; two tables on one sheet."""

from tests.intake.offices.making import Office, day, sheet, wan, yuan

THREE_ROWS = Office(
    "三行表头、栏次行、合计在前、内外资各有单位",
    [
        sheet(
            "明细",
            [
                ["某区2024年重大招商项目一览表"],
                ["统计截止日期：2024年5月31日", "", "", "", "", "", "", "", "", "审核："],
                ["序号", "项目基本情况", "", "", "投资情况", "", "", "时间节点", "", "进展"],
                ["", "名称", "投资主体", "内外资", "计划总投资", "到位资金", "", "签约", "开工", ""],
                ["", "", "", "", "（亿元/万美元）", "累计（万元）", "当年（万元）", "", "", ""],
                ["甲", "乙", "丙", "丁", 1, 2, 3, 4, 5, 6],
                ["总计", "5个", "", "", "", "5100", "1100"],
                [1, "样龙锂电项目", "样龙新能源公司", "内资", 12.5, 3000, 1000, "2023年3月", "2023/5/6", "已开工"],
                [2, "例凤医疗项目", "例凤（香港）公司", "外资", 800, "", "", "2024年上半年", "", "签约"],
                [3, "示虎芯片项目", "示虎公司", "", 5, 100, 100, 45292, "", "注册"],
                [4, "样鹤酒店项目", "样鹤公司", "内资", "3000万美元", 2000, 0, "24年3月", "", "对接"],
                [5, "例雁物流项目", "例雁公司", "外商独资", "2亿元", "-", "", "二〇二四年二月", "", "推进中"],
                ["注：外资按万美元填写。"],
            ],
            ["A1:J1", "A3:A5", "B3:D3", "E3:G3", "H3:I3", "J3:J5", "B4:B5", "C4:C5", "D4:D5", "F4:G4", "H4:H5",
            "I4:I5"],
        )
    ],
    {
        ("明细", 8): {
            "ownership": "domestic", "contract_amount": yuan("1250000000"), "arrived_amount": wan("3000"),
            "arrived_year_amount": wan("1000"), "signed_on": day("2023-03"), "started_on": day("2023-05-06"),
            "stage": "started", "investor": "样龙新能源公司",
        },
        ("明细", 9): {
            "ownership": "foreign", "contract_amount": yuan("8000000", currency="USD"), "signed_on": day("2024"),
            "arrived_amount": None,
        },
        ("明细", 10): {"ownership": None, "contract_amount": None, "signed_on": day("2024-01-01"),
        "stage": "registered"},
        ("明细", 11): {"contract_amount": yuan("30000000", currency="USD"), "signed_on": day("2024-03"),
        "arrived_year_amount": wan("0")},
        ("明细", 12): {"contract_amount": yuan("200000000"), "signed_on": day("2024-02"), "stage": None},
    },
    {
        ("明细", 1): "title", ("明细", 2): "caption", ("明细", 3): "header", ("明细", 4): "header", ("明细",
        5): "header",
        ("明细", 6): "header", ("明细", 7): "total", ("明细", 13): "note",
    },
    warnings={("明细", 12, "J", "unclear_stage")},
    rejects={("明细", 10, "E", "currency_unknown")},
)  # fmt: skip

LOST_MERGES = Office(
    "由合并单元格另存的csv：两行表头、单位只写一次、小计和合计带序号而无字",
    [
        sheet(
            "csv",
            [
                ["某县招商引资项目台账", "", "", "", "", "", ""],
                ["", "", "", "", "", "", "单位：万元"],
                ["引资单位", "序号", "项目情况", "", "投资额", "", "项目状态"],
                ["", "", "项目名称", "投资方", "合同额", "到位额", ""],
                ["东山镇", "1", "样一项目", "样一公司", "1000", "200", "在建"],
                ["", "2", "例二项目", "例二公司", "2000", "0", "签约"],
                ["", "3", "示三项目", "示三公司", "500", "", "在谈"],
                ["", "4", "", "", "3500", "200", ""],
                ["西河乡", "5", "样四项目", "样四公司", "800", "80", "投产"],
                ["", "6", "例五项目", "例五公司", "600", "60", "竣工"],
                ["", "", "", "例五二公司", "-", "", ""],
                ["", "7", "", "", "1400", "140", ""],
                ["", "8", "总  计", "", "4900", "350", ""],
                ["填表人：王某", "", "审核人：李某", "", "日期：2024.7.1", "", ""],
            ],
            is_named=False,
        )
    ],
    {
        ("f", 5): {"lead_unit": "东山镇", "contract_amount": wan("1000"), "arrived_amount": wan("200"),
        "stage": "started"},
        ("f", 6): {"lead_unit": "东山镇", "arrived_amount": wan("0"), "stage": "signed"},
        ("f", 7): {"lead_unit": "东山镇", "arrived_amount": None, "stage": "negotiating"},
        ("f", 9): {"lead_unit": "西河乡", "contract_amount": wan("800"), "stage": "producing"},
        ("f", 10): {"lead_unit": "西河乡", "investor": "例五公司、例五二公司", "contract_amount": wan("600")},
    },
    {
        ("f", 1): "title", ("f", 2): "caption", ("f", 3): "header", ("f", 4): "header", ("f", 8): "subtotal",
        ("f", 11): "continuation", ("f", 12): "subtotal", ("f", 13): "total", ("f", 14): "note",
    },
    warnings={("f", 11, "D", "joint_investor")},
    off_totals={("f", 13, "F")},
)  # fmt: skip

TWO_TABLES = Office(
    "周报：一张表上两个表格，各有表头；日期多种写法",
    [
        sheet(
            "周报",
            [
                ["一、新签约项目"],
                ["序号", "项目名称", "投资方", "合同金额（万元）", "签约日期", "引荐单位"],
                [1, "样甲项目", "样甲公司", "5000", "24年6月3日", "县工商联"],
                [2, "例乙项目", "例乙公司", "5，000.5", "2024-6-5", "县工商联"],
                ["合计", "", "", 10000.5],
                [""],
                ["二、新开工项目"],
                ["序号", "项目名称", "建设单位", "开工时间", "责任单位", "形象进度", "总投资(亿元)"],
                [1, "示丙项目", "示丙公司", "6月10日", "龙山镇", "桩基施工", 2.2],
                [2, "样丁项目", "样丁公司", "2024.6.12", "虎溪乡", "场地平整", 0.9],
            ],
        )
    ],
    {
        ("周报", 3): {"contract_amount": wan("5000"), "signed_on": day("2024-06-03"), "lead_unit": "县工商联",
        "stage": "signed"},
        ("周报", 4): {"contract_amount": wan("5000.5"), "signed_on": day("2024-06-05")},
        ("周报", 9): {"contract_amount": wan("22000"), "started_on": None, "stage": "started",
        "lead_unit": "龙山镇", "investor": "示丙公司"},
        ("周报", 10): {"contract_amount": wan("9000"), "started_on": day("2024-06-12"), "stage": None},
    },
    {
        ("周报", 1): "title", ("周报", 2): "header", ("周报", 5): "total", ("周报", 6): "blank",
        ("周报", 7): "group heading", ("周报", 8): "header",
    },
    warnings={("周报", 9, "D", "no_year"), ("周报", 10, "F", "unclear_stage")},
)  # fmt: skip

OFFICES = [THREE_ROWS, LOST_MERGES, TWO_TABLES]
