"""Three sheets by stage, whose titles and captions say stage and unit; a monthly form; a platform's export."""

from tests.intake.offices.making import Office, day, sheet, wan, yuan

THREE_LEDGERS = Office(
    "储备、拟签约、落地三本台账，单位写在说明行，阶段写在表名",
    [
        sheet(
            "项目储备库",
            [
                ["2024年招商项目储备库"],
                ["单位：亿元"],
                ["序号", "项目名称", "投资企业", "总投资", "建设内容", "责任单位"],
                [1, "样云储能项目", "样云能源有限公司", 3.5, "储能电站", "县发改局"],
                [2, "例海养殖项目", "例海渔业公司", "约0.8", "工厂化养殖", "同上"],
                [3, "示林木业项目", "示林木业公司", "待定", "木材加工", ""],
            ],
        ),
        sheet(
            "拟签约",
            [
                ["拟签约项目跟踪服务台账"],
                ["填报单位：县招商局", "", "", "", "", "金额单位：亿元"],
                ["序号", "招商项目名称", "客商名称", "意向投资额", "联系人及电话", "招引单位", "预计签约时间"],
                [1, "样谷米业项目", "样谷米业公司", 0.6, "周某 13800000111", "县粮食局", "2024年9月"],
                [2, "例石石材项目", "例石石材公司", 1.1, "吴某、郑某13800000112；0555-0612345", "白马乡", "2024.10"],
            ],
        ),
        sheet(
            "落地项目",
            [
                ["招商引资落地项目台账"],
                ["单位:亿元"],
                ["序号", "项目名称", "投资企业", "合同投资", "其中：固定资产投资", "签约时间", "开工时间", "责任单位"],
                [1, "示江电机项目", "示江电机公司", 2, 1.5, "2023.11.8", "2024.2", "石桥镇"],
                [2, "样湖电缆项目", "样湖电缆公司", 1, 0.5, 45300, "", "石桥镇"],
                ["合计", "", "", 3, 2.5],
            ],
        ),
    ],
    {
        ("项目储备库", 4): {"name": "样云储能项目", "contract_amount": yuan("350000000"), "lead_unit": "县发改局"},
        ("项目储备库", 5): {"contract_amount": yuan("80000000", about=True), "lead_unit": "县发改局"},
        ("项目储备库", 6): {"contract_amount": None, "lead_unit": None, "text": {"contract_amount": "待定"}},
        ("拟签约", 4): {
            "name": "样谷米业项目", "investor": "样谷米业公司", "contract_amount": yuan("60000000"),
            "lead_unit": "县粮食局", "stage": "negotiating", "contact": "周某", "phones": ["13800000111"],
        },
        ("拟签约", 5): {"stage": "negotiating", "contact": "吴某、郑某", "phones": ["13800000112", "0555-0612345"]},
        ("落地项目", 4): {
            "contract_amount": yuan("200000000"), "fixed_amount": yuan("150000000"), "lead_unit": "石桥镇",
            "signed_on": day("2023-11-08"), "started_on": day("2024-02"),
        },
        ("落地项目", 5): {"contract_amount": yuan("100000000"), "signed_on": day("2024-01-09"), "started_on": None},
    },
    {
        ("项目储备库", 1): "title", ("项目储备库", 2): "caption", ("项目储备库", 3): "header",
        ("拟签约", 1): "title", ("拟签约", 2): "caption", ("拟签约", 3): "header",
        ("落地项目", 1): "title", ("落地项目", 2): "caption", ("落地项目", 3): "header", ("落地项目", 6): "total",
    },
    warnings={("项目储备库", 5, "D", "approximate"), ("项目储备库", 6, "D", "not_stated")},
    off_totals={("落地项目", 6, "E")},
)  # fmt: skip

MONTHLY = Office(
    "月进度表：本月、累计并列，累计一栏没有单位",
    [
        sheet(
            "6月",
            [
                ["上报月份", "引资单位", "项目名称", "所处阶段", "本月计划到位资金（万元）", "本月实际到位资金（万元）",
                 "当前累计到位", "建设进展情况", "目前存在问题"],
                ["2024-06", "城关镇", "样宏线缆项目", "在建", 500, 480, 2300, "主体封顶", "无"],
                ["2024-06", "河口镇", "例恒轴承项目", "签约", 200, 0, "-", "未开工", "用地"],
                ["2024-06", "河口镇", "示信铸件项目", "洽谈", "", "（12.5）", "1.2亿", "", ""],
            ],
        )
    ],
    {
        ("6月", 2): {
            "name": "样宏线缆项目", "stage": "started", "arrived_month_amount": wan("480"), "arrived_amount": None,
            "text": {"arrived_amount": "2300"},
        },
        ("6月", 3): {"stage": "signed", "arrived_month_amount": wan("0"), "arrived_amount": None},
        ("6月", 4): {"stage": "negotiating", "arrived_month_amount": wan("-12.5"), "arrived_amount": wan("12000")},
    },
    {("6月", 1): "header"},
    warnings={("6月", 4, "F", "negative")},
    rejects={("6月", 2, "G", "no_unit")},
)  # fmt: skip

PLATFORM = Office(
    "园区项目库导出：编号在前，引资单位在最后，日期为文字",
    [
        sheet(
            "InvestmentProject",
            [
                ["项目编号", "项目名称", "产业类型", "所在地块", "地块状态", "投资额（万元）", "联系人", "联系电话",
                "项目简介",
                 "项目意向", "预计投产时间", "实际投产时间", "项目状态", "引资单位"],
                ["P-1", "样安年产3万吨饲料项目", "饲料", "3号地块", "已供", 5200, "钱某", "13800000101", "建饲料厂",
                "租地",
                 "2024-10-01", "", "开工", "北河镇"],
                ["P-2", "例丰冷库项目", "物流", "5号地块", "待供", "1.2亿", "孙某", 13800000102, "冷库", "购地",
                "2023年12月",
                 "2024-02-05", "投产", "南岗街道"],
                ["P-3", "示达纸箱项目", "包装", "", "", 300, "李某", "/", "纸箱", "", "2025年", "", "洽谈", "县文旅局"],
            ],
        )
    ],
    {
        ("InvestmentProject", 2): {
            "code": "P-1", "contract_amount": wan("5200"), "stage": "started", "produced_on": None,
            "planned_production_on": day("2024-10-01"), "lead_unit": "北河镇", "phones": ["13800000101"],
        },
        ("InvestmentProject", 3): {
            "contract_amount": wan("12000"), "produced_on": day("2024-02-05"), "stage": "producing",
            "planned_production_on": day("2023-12"), "phones": ["13800000102"],
        },
        ("InvestmentProject", 4): {"planned_production_on": day("2025"), "stage": "negotiating", "phones": None},
    },
    {("InvestmentProject", 1): "header"},
)  # fmt: skip

OFFICES = [THREE_LEDGERS, MONTHLY, PLATFORM]
