"""Rules about service and follow-up: what is done for an investor, what may hold a project up, when a light goes on.

Lights: Yinchuan 2025 (planned month missed yellow, three months red; 10 to 30 points behind yellow, more red).
"""

from projects.rulebook.settings import Number, Rows, RuleKind, Words

_ITEM = (
    Words("code", "代码", most=20),
    Words("name", "事项", most=40),
    Words("department", "办理部门", required=False, most=30),
    Number("days", "承诺办理", "个工作日", 5, 1, 365),
)


def _item(code: str, name: str, department: str, days: int) -> dict:
    return {"code": code, "name": name, "department": department, "days": days}


LIGHTS = RuleKind(
    "lights",
    "项目亮灯",
    "多久没有进展、签约多久没有开工、进度落后多少亮黄灯、红灯。",
    (
        Number("quiet_yellow", "无进展亮黄灯", "天", 30, 1, 365),
        Number("quiet_red", "无进展亮红灯", "天", 60, 1, 730),
        Number("unstarted_yellow", "签约未开工亮黄灯", "个月", 3, 1, 60),
        Number("unstarted_red", "签约未开工亮红灯", "个月", 6, 1, 60),
        Number("planned_red", "超过计划开工日期亮红灯", "个月", 3, 1, 60),
        Number("completion_red", "超过计划竣工日期亮红灯", "个月", 3, 1, 60),
        Number("behind_yellow", "到位落后计划亮黄灯", "个百分点", 10, 1, 100),
        Number("behind_red", "到位落后计划亮红灯", "个百分点", 30, 1, 100),
        Number("blocker_red", "难点逾期亮红灯", "天", 7, 0, 365),
    ),
)

PERMITS = RuleKind(
    "permits",
    "代办事项",
    "签约后为投资方代办的审批事项及承诺时限；签约前期准备的清单。",
    (
        Rows(
            "permits",
            "代办事项",
            _ITEM,
            (
                _item("registration", "企业注册登记", "市场监管", 1),
                _item("filing", "项目备案（核准）", "发展改革", 3),
                _item("land_plan", "建设用地规划许可", "自然资源", 7),
                _item("environment", "环境影响评价", "生态环境", 15),
                _item("energy", "节能审查", "发展改革", 10),
                _item("works_plan", "建设工程规划许可", "自然资源", 7),
                _item("drawings", "施工图审查", "住房建设", 10),
                _item("works", "施工许可", "住房建设", 5),
                _item("power", "用电报装", "供电", 10),
                _item("water", "用水报装", "供水", 5),
            ),
        ),
        Rows(
            "preparation",
            "前期准备",
            _ITEM,
            (
                _item("land", "用地落实", "自然资源", 30),
                _item("design", "规划设计", "住房建设", 30),
                _item("tender", "施工招标", "住房建设", 20),
            ),
        ),
    ),
)

BLOCKERS = RuleKind(
    "blockers",
    "难点分类",
    "项目推进中的难点分哪些种类，多少天内解决。",
    (
        Rows(
            "kinds",
            "难点种类",
            (Words("code", "代码", most=20), Words("name", "种类", most=20)),
            tuple(
                {"code": code, "name": name}
                for code, name in (
                    ("land", "用地"),
                    ("water", "用水"),
                    ("power", "用电"),
                    ("road", "道路"),
                    ("heat", "供热"),
                    ("gas", "用气"),
                    ("labour", "用工"),
                    ("funds", "资金"),
                    ("procedure", "手续"),
                    ("other", "其他"),
                )  # fmt: skip
            ),
            least=1,
        ),
        Number("days", "一般解决时限", "个工作日", 15, 1, 365),
    ),
)

ENDINGS = RuleKind(
    "endings",
    "终止和暂停原因",
    "项目终止、暂停时选用的原因。",
    (
        Rows(
            "terminations",
            "终止原因",
            (Words("code", "代码", most=20), Words("name", "原因", most=30)),
            tuple(
                {"code": code, "name": name}
                for code, name in (
                    ("withdrew", "投资方主动放弃"),
                    ("talks", "停止谈判"),
                    ("untrue", "申报内容不实"),
                    ("deposit", "保证金或注册逾期"),
                    ("unstarted", "逾期未开工"),
                    ("slow", "建设进度严重滞后"),
                    ("below", "投产后未达约定"),
                    ("policy", "工艺或产品不符合政策"),
                    ("funds", "资金链断裂"),
                    ("hoarding", "圈占土地"),
                    ("business", "擅自改变业态"),
                    ("other", "其他"),
                )  # fmt: skip
            ),
            least=1,
        ),
        Rows(
            "suspensions",
            "暂停原因",
            (Words("code", "代码", most=20), Words("name", "原因", most=30)),
            tuple(
                {"code": code, "name": name}
                for code, name in (
                    ("investor", "投资方要求"),
                    ("factors", "要素不能保障"),
                    ("procedure", "手续未办妥"),
                    ("dispute", "存在争议"),
                    ("other", "其他"),
                )  # fmt: skip
            ),
            least=1,
        ),
    ),
)

SHARING = RuleKind(
    "sharing",
    "份额和流转",
    "项目流转后首谈单位与落户单位的通常比例（可按文件另定）。",
    (
        Number("origin", "首谈单位", "%", 70, 0, 100),
        Number("receipt", "流转确认时限", "个工作日", 3, 1, 60),
    ),
)
