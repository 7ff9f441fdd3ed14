"""Where a number comes from: the kind is picked in Chinese, then its few boxes appear."""

from collections.abc import Callable, Sequence
from typing import Any

from assessment.editing.codes import code_of
from assessment.editing.qualifying import conditions, table
from assessment.editing.register import Register
from assessment.editing.shapes import Group, Leaf, Rows
from assessment.sources import FAULTS, WINDOW_WORDS, Stat, Window
from assessment.sources.derived import STAT_WORDS
from projects.measures import CHOICES as MEASURES

FORMS = {
    "code": "台账指标", "measure": "目标任务", "entered": "填报数", "recorded": "记录数", "panel": "多人评分",
    "reports": "报送情况", "ratio": "两数之比", "growth": "同比增幅", "sum": "几数相加", "group": "全组统计",
    "place": "名次", "points_of": "其他指标得分", "elapsed": "时间进度", "fixed": "固定数",
}  # fmt: skip
UNITS = [
    ("count", "个"),
    ("points", "分"),
    ("yuan", "元"),
    ("usd", "美元"),
    ("rate", "比率"),
    ("days", "天"),
]
WINDOWS = [(str(one), WINDOW_WORDS[one]) for one in Window]
SETS = [("own", "自定目标"), ("superior", "上级下达"), ("base", "基本目标"), ("stretch", "奋斗目标")]
PRORATE = [
    ("", "全年目标"),
    ("month", "按月份折算"),
    ("day", "按天数折算"),
    ("issued", "已下达的分季、分月目标"),
]
METHODS = [("mean", "平均"), ("weighted", "加权平均"), ("trimmed", "去掉最高最低分"), ("ballots", "投票名次")]
MISSING = [("no_score", "不计分"), ("rescale", "按到场评分人折算")]
SHARES = [("ledger", "按台账分成"), ("equal", "平均分"), ("whole", "各计全额"), ("lead", "只计牵头单位")]
STATS = [(str(one), STAT_WORDS[one]) for one in Stat]
NAME = Leaf("name", "名称", help="可不填，按来源自动命名")
MUST_NAME = Leaf("name", "名称", must=True)
UNIT = Leaf("unit", "计量单位", "choice", UNITS, initial="count")
SHIFT = Leaf("shift", "前推几年", "whole", help="0为当年，-1为上年同期", initial=0)


def source(name: str, label: str, register: Register, *, first: str = "code", only: str = "") -> Group:
    """A form for the number under `name`; `only` leaves one kind, `first` is the kind of a new one."""
    offered = [(form, words) for form, words in FORMS.items() if not only or form == only]
    pick = Leaf("_form", "数据来源", "choice", offered, initial=only or first, redraws=True)

    def fields(value: dict) -> Sequence[Any]:
        form = value.get("_form") or only or first
        build = BUILDERS.get(form, BUILDERS["code"])
        return [pick, *build(value, register)]

    return Group(
        name, label, fields, picks=(pick, _WINDOW), pack=_packed, unpack=lambda v: _unpacked(v, only or first)
    )


def _packed(value: dict) -> dict:
    """A kind that was just picked stays picked, though none of its boxes was on the page yet."""
    found = {name: one for name, one in value.items() if name != "_form"}
    form = value.get("_form")
    if form in FORMS:
        found.setdefault(form, "")
    if form in ("entered", "panel") and not found.get(form) and isinstance(found.get("name"), str):
        found[form] = code_of(found["name"])
    return found


def _unpacked(value: dict, first: str) -> dict:
    form = next((form for form in FORMS if form in value), first)
    return {"_form": form} | value


_WINDOW = Leaf("window", "计算期间", "choice", WINDOWS, initial="year_to_date", redraws=True)


def _window(value: dict) -> list[Leaf]:
    found, choice = [_WINDOW], value.get("window")
    if choice in (Window.CUMULATIVE_SINCE, Window.BETWEEN):
        found.append(Leaf("since", "起始日期", "day", must=True))
    if choice == Window.BETWEEN:
        found.append(Leaf("last", "截止日期", "day", must=True))
    return found


def _measured(value: dict, register: Register) -> list:
    return [
        Leaf("code", "指标", "choice", MEASURES, initial=MEASURES[0][0], keep=True),
        *_window(value),
        conditions("where", "只计符合条件的项目", help="各条件须同时符合；不设即全部计入。"),
        table("table", "系数（分值）表"),
        Leaf("otherwise", "其余系数", "number", initial=1),
        Leaf("in_points", "合计为分值", "flag", initial=False),
        Leaf("highest", "只取最高的一个项目", "flag", initial=False),
        Leaf("shares", "多单位项目", "choice", SHARES, initial="ledger"),
        SHIFT,
        Leaf("reported", "取上报数", "flag", (("no", "认定数"), ("yes", "上报数")), initial=False),
        NAME,
    ]


def _targeted(value: dict, register: Register) -> list:
    return [
        Leaf("measure", "指标", "choice", [*MEASURES, *register.record_kinds], initial=MEASURES[0][0], keep=True),
        Leaf("set", "目标口径", "choice", SETS, initial="own"),
        Leaf("prorate", "时序折算", "choice", PRORATE, initial="", keep=True),
        NAME,
        Leaf("unit", "计量单位", "choice", [("", "随台账指标"), *UNITS]),
    ]  # fmt: skip


def _entered(value: dict, register: Register) -> list:
    unit = Leaf("unit", "计量单位", "choice", UNITS[:2], initial="count")
    help = "留空则按名称拼音生成；同代码的共用一个填报数"
    return [MUST_NAME, unit, Leaf("entered", "代码", keep=True, help=help)]


def _recorded(value: dict, register: Register) -> list:
    kind = Leaf("recorded", "登记事项", "choice", register.record_kinds, keep=True)
    return [kind, MUST_NAME, UNIT, *_window(value), SHIFT]


def _panelled(value: dict, register: Register) -> list:
    weight = Group(
        "",
        "类别",
        lambda _: [Leaf("_name", "评分人类别", must=True), Leaf("weight", "权重", "number", must=True)],
    )
    return [
        MUST_NAME,
        Leaf("panel", "代码", keep=True, help="留空则按名称拼音生成"),
        Leaf("method", "取分方法", "choice", METHODS, initial="mean"),
        Rows("weights", "各类评分人权重", weight, "类", pack=_weights, unpack=_weight_rows,
             help="只用于加权平均，合计为1"),
        Leaf("trim", "去掉最高最低各几个", "whole", initial=0, help="只用于去掉最高最低分"),
        Leaf("missing", "有人未评时", "choice", MISSING, initial="no_score"),
    ]  # fmt: skip


def _weights(rows: list[dict]) -> dict:
    return {row.get("_name", ""): row.get("weight", "") for row in rows}


def _weight_rows(value: dict) -> list[dict]:
    return [{"_name": name, "weight": weight} for name, weight in dict(value or {}).items()]


def _reports(value: dict, register: Register) -> list:
    kind = Leaf("reports", "情形", "choice", list(FAULTS.items()), initial="missing", keep=True)
    return [kind, *_window(value)]


def _ratio(value: dict, register: Register) -> list:
    inner = source("", "项", register)
    return [Rows("ratio", "分子、分母", inner, "项", least=2, help="第1项为分子，第2项为分母"), NAME]


def _growth(value: dict, register: Register) -> list:
    return [source("growth", "比较的数", register), NAME]


def _sum(value: dict, register: Register) -> list:
    term = Group(
        "", "项", lambda _: [source("of", "数", register), Leaf("times", "乘以", "number", initial=1)]
    )
    help = "要减去的数，系数写 -1；美元折算写汇率"
    return [Rows("sum", "各项", term, "项", least=1, help=help), MUST_NAME, UNIT]


def _of_group(value: dict, register: Register) -> list:
    return [
        Leaf("group", "统计", "choice", STATS, initial="mean", keep=True),
        source("of", "统计的数", register),
    ]


def _place(value: dict, register: Register) -> list:
    return [
        source("place", "排名依据", register),
        Leaf("lowest_first", "从低到高排", "flag", initial=False),
    ]


def _points_of(value: dict, register: Register) -> list:
    return [Leaf("points_of", "指标", "choice", register.items, keep=True), NAME]


def _elapsed(value: dict, register: Register) -> list:
    return [
        Leaf("elapsed", "算法", "choice", [("month", "按月"), ("day", "按天")], initial="month", keep=True)
    ]


def _fixed(value: dict, register: Register) -> list:
    return [MUST_NAME, Leaf("fixed", "数值", "number", keep=True), UNIT]


BUILDERS: dict[str, Callable[[dict, Register], list]] = {
    "code": _measured, "measure": _targeted, "entered": _entered, "recorded": _recorded, "panel": _panelled,
    "reports": _reports, "ratio": _ratio, "growth": _growth, "sum": _sum, "group": _of_group, "place": _place,
    "points_of": _points_of, "elapsed": _elapsed, "fixed": _fixed,
}  # fmt: skip
