"""The head of a scheme, and a group with all that is said of it beside its items, as forms."""

from collections.abc import Sequence
from typing import Any

from assessment.editing.codes import code_of
from assessment.editing.consequences import consequences
from assessment.editing.group_examples import group_examples
from assessment.editing.group_rules import (
    conversion,
    grading,
    joint,
    overlaps,
    progress,
    rank,
    several_units,
    veto,
)
from assessment.editing.register import Register
from assessment.editing.shapes import Group, Leaf, Optional, Rows

MONTHS = [(str(n), f"{n}月") for n in range(1, 13)]
MODES = [("half_up", "四舍五入"), ("up", "进一"), ("cut", "去尾")]


def head_shape(register: Register) -> Group:
    rounding = Group("rounding", "得分取舍", lambda _: [
        Leaf("places", "保留小数", "whole", initial=2),
        Leaf("mode", "取舍方式", "choice", MODES, initial="half_up"),
    ])  # fmt: skip
    rate = Group(
        "", "币种", lambda _: [Leaf("_name", "币种", must=True), Leaf("rate", "汇率", "number", must=True)]
    )
    return Group("", "办法", lambda _: [
        Leaf("name", "办法名称", must=True),
        Leaf("year", "年度", "whole", must=True),
        Leaf("document", "依据文件", help="文号，例如 镇政办发〔2026〕5号"),
        Leaf("effective_from", "施行日期", "day", help="留空即考核年度第一天"),
        Leaf("effective_to", "失效日期", "day", help="最后一天；留空即考核年度最后一天"),
        Leaf("first_month", "考核年度起始月", "choice", MONTHS, initial=1, help="12月起即上年12月至本年11月"),
        rounding,
        Rows("rates", "固定汇率", rate, "种", pack=_rates, unpack=_rate_rows, help="文件规定的折算率"),
        Leaf("note", "说明", "long"),
        consequences(register),
    ], pack=_month)  # fmt: skip


def _month(value: dict) -> dict:
    month = value.get("first_month")
    is_number = isinstance(month, str) and month.isascii() and month.isdigit() and len(month) < 3
    return value | {"first_month": int(month)} if is_number else value


def _rates(rows: list[dict]) -> dict:
    return {row.get("_name", ""): row.get("rate", "") for row in rows}


def _rate_rows(value: dict) -> list[dict]:
    return [{"_name": name, "rate": rate} for name, rate in dict(value or {}).items()]


def group_shape(register: Register) -> Group:
    def fields(value: dict) -> Sequence[Any]:
        return [
            Leaf("name", "分组名称", help="留空即用单位类别的名称"),
            Leaf("classes", "单位类别", "many", register.classes),
            several_units("units", "另列单位", register),
            several_units("without", "不含单位", register),
            Leaf("ranked", "是否排名", "flag", (("yes", "排名"), ("no", "只考核、不排名")), initial=True),
            Leaf("day", "单位归类以哪天为准", "choice", [("until", "截止日期"), ("start", "考核年度第一天")],
                 initial="until"),
            Leaf("left_out", "有指标不计分时", "choice",
                 [("keep", "其他指标分值不变"), ("rescale", "按其他指标折算成满分")], initial="keep"),
            Leaf("least", "总分下限", "number", null=True, initial=None, help="留空即不设"),
            Leaf("most", "总分上限", "number", null=True, initial=None, help="留空即不设"),
            joint(register),
            overlaps(register),
            Optional(rank(register), ("按总分从高到低", "另行规定"), null=False),
            Optional(grading(register), ("不分等次", "分等次"), null=False),
            Rows("vetoes", "一票否决", veto(register), "项"),
            Rows("conversions", "折算计入", conversion(register), "项", help="总分折算后计入其他考核"),
            Optional(progress(register), ("不看进度", "看时序进度"), null=False),
            Leaf("code", "代码", help="可不填"),
            group_examples(register),
        ]  # fmt: skip

    return Group("", "分组", fields, pack=_class_first, unpack=_classes)


def _class_first(value: dict) -> dict:
    """A group of one class is written as the plain document writes it."""
    classes = value.get("classes")
    others = {name: one for name, one in value.items() if name != "classes"}
    if isinstance(classes, list) and len(classes) == 1:
        return {"unit_class": classes[0]} | others
    return value | {"classes": classes or []}


def _classes(value: dict) -> dict:
    first = [value["unit_class"]] if isinstance(value.get("unit_class"), str) else []
    more = value.get("classes") if isinstance(value.get("classes"), list) else []
    return value | {"classes": list(dict.fromkeys([*first, *more]))}


def with_code(value: dict, taken: Sequence[str]) -> dict:
    """The same with a code made of the name where none was typed."""
    name = value.get("name")
    if value.get("code") or not isinstance(name, str) or not name:
        return value
    return {"name": name, "code": code_of(name, taken)} | value
