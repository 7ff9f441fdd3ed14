"""Where a number comes from, in words: which ledger, which days, which projects, which people."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from assessment.functions.words import percent, plain, quantity
from assessment.sources import (
    CONDITIONS,
    Combined,
    Elapsed,
    Entered,
    Fixed,
    Growth,
    Measured,
    OfGroup,
    Panelled,
    Place,
    PointsOf,
    Qualification,
    Quotient,
    Recorded,
    Reports,
    Shares,
    Sharing,
    Source,
    Targeted,
    Window,
)
from projects.models import ArrivalKind
from projects.models.project import Channel, Kind, Ownership
from promo.days import show_day

CODES = {"ownership": Ownership, "kind": Kind, "channel": Channel, "form": ArrivalKind}
WINDOWS = {
    Window.YEAR_TO_DATE: "考核年度第一天至截止日期", Window.ALL_TIME: "历年至截止日期",
    Window.MONTH: "当月1日至截止日期",
    Window.QUARTER: "当季第一天至截止日期", Window.HALF_YEAR: "当前半年第一天至截止日期",
}  # fmt: skip
SHARES = {Shares.EQUAL: "多单位项目平均分", Shares.WHOLE: "多单位项目各计全额", Shares.LEAD: "只计牵头单位"}
SETS = {"own": "年度目标任务", "superior": "上级下达目标", "base": "基本目标", "stretch": "奋斗目标"}
PRORATES = {"month": "，按月份折算", "day": "，按天数折算", "issued": "，取已下达的分季、分月目标"}
METHODS = {
    "mean": "取平均分", "weighted": "按评分人类别加权平均", "trimmed": "去掉最高最低分后平均", "ballots": "按投票名次",
}  # fmt: skip


def source_words(source: Source) -> str:
    return SAYINGS[type(source)](source)


def window_words(one: Any) -> str:
    if one.window == Window.CUMULATIVE_SINCE:
        found = f"{show_day(one.since)}至截止日期"
    elif one.window == Window.BETWEEN:
        found = f"{show_day(one.since)}至{show_day(one.last)}"
    else:
        found = WINDOWS[one.window]
    return f"{found}，前推{-one.shift}年" if one.shift else found


def condition_words(where: Qualification) -> list[str]:
    return [_condition(CONDITIONS[name], value) for name, value in where.asked()]


def _condition(rule: Mapping[str, str], value: Any) -> str:
    if isinstance(value, bool):
        return rule["words"].split("|")[0 if value else 1]
    return rule["words"].format(_value(rule, value))


def _value(rule: Mapping[str, str], value: Any) -> str:
    if isinstance(value, tuple):
        labels = dict(CODES[rule["kind"]].choices) if "kind" in rule else {}
        return "、".join(str(labels.get(one, one)) for one in value)
    if isinstance(value, date):
        return show_day(value)
    return percent(value) if rule["grammar"] == "rate" else quantity(value, rule["grammar"])


def _measured(one: Measured) -> str:
    parts = ["上报数" if one.reported else "入账数据", window_words(one), *condition_words(one.where)]
    if one.table:
        verb = "计" if one.in_points else "乘以"
        lines = [
            f"{'且'.join(condition_words(line.where)) or '全部'}的{verb}{plain(line.factor)}"
            for line in one.table
        ]
        parts.append("；".join([*lines, f"其余{verb}{plain(one.otherwise)}"]))
    parts += ["只取最高的一个项目"] if one.highest else []
    parts += [SHARES[one.shares]] if one.shares in SHARES else []
    return "，".join(parts)


def _combined(one: Combined) -> str:
    terms = [
        source.label if factor == 1 else f"{source.label}×{plain(factor)}" for source, factor in one.terms
    ]
    return " + ".join(terms).replace("+ -", "- ")


def _panelled(one: Panelled) -> str:
    weights = "、".join(f"{name}{percent(weight)}" for name, weight in one.weights)
    return f"多人评分，{METHODS[one.method]}" + (f"（{weights}）" if weights else "")


SAYINGS: Mapping[type, Callable[[Any], str]] = {
    Measured: _measured,
    Targeted: lambda one: SETS[one.target_set] + PRORATES.get(one.prorate, ""),
    Entered: lambda one: "人工填报",
    Recorded: lambda one: f"登记数据，{window_words(one)}",
    Panelled: _panelled,
    Reports: lambda one: f"报送情况，{window_words(one)}",
    Elapsed: lambda one: "按月计算" if one.mode == "month" else "按天计算",
    Fixed: lambda one: f"文件规定为{quantity(one.value, one.unit)}",
    Quotient: lambda one: "；".join(f"{part.label}：{source_words(part)}" for part in one.parts),
    Growth: lambda one: f"与上年同期相比；{source_words(one.of)}",
    Combined: _combined,
    OfGroup: lambda one: source_words(one.of),
    Place: lambda one: f"按{one.of.label}{'从低到高' if one.lowest_first else '从高到低'}",
    Sharing: lambda one: "并列的单位数",
    PointsOf: lambda one: "取本组该项得分",
}
