"""Rules about leads: how soon an office answers, what it looks at, why it may say no, who is protected for how long.

Days and lists: Jiangmen 2024 (respond 1, judge 3, feedback 7, then every 14), Guangzhou 2004 (one month without
progress), Fair Competition Review Regulation of 1 August 2024 (concession terms).
"""

from projects.rulebook.settings import Choice, Flag, Number, Rows, RuleKind, Words

COUNTING = (("workdays", "工作日"), ("days", "自然日"))

CLOCKS = RuleKind(
    "clocks",
    "线索时限",
    "线索登记后多少天内响应、研判、反馈，之后多久报一次进展；超过即亮灯。",
    (
        Number("respond", "响应时限", "天", 1, 1, 60),
        Number("judge", "研判时限", "天", 3, 1, 90),
        Number("feedback", "反馈时限", "天", 7, 1, 90),
        Number("report", "进展报送间隔", "天", 14, 1, 180),
        Choice("counting", "响应、研判、反馈按", COUNTING, "workdays"),
        Number("soon", "提前提醒", "天", 1, 0, 30, help="剩余天数不多于此数时亮黄灯"),
        Number("late_registration", "接收后登记时限", "个工作日", 3, 0, 60, help="超过后以登记时间为准"),
    ),
)

SCREENING = RuleKind(
    "screening",
    "线索研判",
    "研判时逐项核对的内容，不予跟进的原因，以及多大的项目须由镇领导审定。",
    (
        Rows(
            "items",
            "研判内容",
            (
                Words("code", "代码", most=20),
                Words("name", "内容", most=30),
                Words("hint", "要点", required=False, most=120),
                Flag("required", "必须合格"),
            ),
            (
                {"code": "policy", "name": "产业政策", "hint": "是否属于限制或淘汰类", "required": True},
                {"code": "environment", "name": "生态环境", "hint": "排污、选址与环境准入", "required": True},
                {"code": "land", "name": "用地", "hint": "规划、指标或可用厂房", "required": True},
                {"code": "energy", "name": "能耗", "hint": "能耗指标与供电、供气条件", "required": True},
                {"code": "safety", "name": "安全生产", "hint": "危险工艺、消防与劳动保护", "required": True},
                {
                    "code": "concession",
                    "name": "优惠条件公平竞争审查",
                    "hint": "有无给予特定经营者的优惠，是否经审查",
                    "required": True,
                },
            ),
            least=1,
        ),
        Rows(
            "reasons",
            "不予跟进原因",
            (Words("code", "代码", most=20), Words("name", "原因", most=30)),
            (
                {"code": "policy", "name": "不符合产业政策"},
                {"code": "environment", "name": "不符合环境准入"},
                {"code": "land", "name": "没有适合的用地或厂房"},
                {"code": "energy", "name": "能耗不能保障"},
                {"code": "safety", "name": "安全生产不达要求"},
                {"code": "terms", "name": "所提条件不能满足"},
                {"code": "untrue", "name": "信息不实"},
                {"code": "gone", "name": "投资方放弃"},
                {"code": "known", "name": "已在跟进的项目"},
                {"code": "other", "name": "其他"},
            ),
            least=1,
        ),
        Number("leader_from", "投资额达到多少由镇领导审定", "万元", None, 1, 100_000_000, empty="不需要"),
    ),
)

PROTECTION = RuleKind(
    "protection",
    "首谈保护",
    "首谈单位的保护期多长、可以延续几次，多久没有进展要提醒。",
    (
        Number("days", "保护期", "天", 180, 1, 1095),
        Number("renewals", "可延续次数", "次", 1, 0, 10),
        Number("renewal_days", "每次延续", "天", 90, 1, 1095),
        Number("warn", "到期前提醒", "天", 15, 0, 180),
        Number("quiet_yellow", "无进展亮黄灯", "天", 30, 1, 365),
        Number("quiet_red", "无进展亮红灯", "天", 60, 1, 730),
        Number("least_amount", "投资额达到多少可申请保护", "万元", None, 1, 100_000_000, empty="不限"),
    ),
)
