"""What supervision looks for, and how long a slip of each colour gives a unit.

Blue, then yellow, then red slips: a county's three colours of 2023; 10 and 30 points behind: Yinchuan 2025.
"""

from projects.rulebook.settings import Choice, Flag, Number, Rows, RuleKind

MEASURES = (
    ("arrived_capital", "到位资金"), ("arrived_foreign", "实到外资"), ("signed_amount", "签约金额"),
    ("signed_count", "签约项目"), ("started_count", "开工项目"), ("completed_count", "竣工项目"),
)  # fmt: skip

SUPERVISION = RuleKind(
    "supervision",
    "督办",
    "落后多少、逾期多久列为督办事项，各色督办单的办理时限，逾期是否升级。",
    (
        Rows(
            "measures",
            "核对进度的指标",
            (
                Choice("measure", "指标", MEASURES, "arrived_capital"),
                Number("points", "低于时序进度", "个百分点", 10, 1, 100),
            ),
            ({"measure": "arrived_capital", "points": 10}, {"measure": "arrived_foreign", "points": 10}),
            unique=("measure",),
            help="按上月末累计数核对",
        ),
        Number("stage_days", "超过计划开工、竣工日期", "天", 30, 0, 365),
        Number("capital_days", "到位资金晚于计划", "天", 30, 0, 365),
        Number("last_times", "连续位列末位", "期", 2, 2, 12, help="按已发布的排名"),
        Number("unanswered_days", "部门意见超过时限", "天", 1, 0, 60),
        Number("days_blue", "蓝色督办单办理时限", "个工作日", 10, 1, 120),
        Number("days_yellow", "黄色督办单办理时限", "个工作日", 5, 1, 120),
        Number("days_red", "红色督办单办理时限", "个工作日", 3, 1, 120),
        Flag("escalates", "逾期自动升级", True),
        Number("overdue_days", "逾期多久升级", "个工作日", 1, 1, 30),
    ),
)
