"""What is said of a group beside its items, as forms: lines, places, grades, vetoes, conversions, progress."""

from assessment.editing.named import when
from assessment.editing.register import Register
from assessment.editing.shapes import Group, Leaf, Optional, Rows
from assessment.editing.sources import source

TIES = [
    ("share", "并列占位（1、2、2、4）"),
    ("dense", "并列不占位（1、2、2、3）"),
    ("order", "按单位顺序分先后"),
]
NUMBER = "_number"  # the choice that opens a form for a number of its own


def several_units(name: str, label: str, register: Register, *, must: bool = False, help: str = "") -> Leaf:
    """Picked from the register; typed by code where there is none."""
    return Leaf(name, label, "many" if register.units else "texts", register.units, must=must, help=help)


def joint(register: Register) -> Rows:
    row = Group("", "组", lambda _: [
        Leaf("name", "名称", must=True, help="例如 一组、二组联合体"),
        several_units("units", "成员单位", register, must=True),
    ])  # fmt: skip
    return Rows("joint", "联合考核单位", row, "组", help="几个单位合并考核：完成数和目标数相加，只排一个名次")


def overlaps(register: Register) -> Rows:
    unit = Leaf("unit", "单位", "choice" if register.units else "text", register.units, must=True)
    row = Group("", "项", lambda _: [unit, several_units("includes", "包含的单位", register, must=True)])
    help = "例如开发区的数含所在乡镇的数：双方都计，合计只计一次"
    return Rows("overlaps", "包含关系", row, "项", help=help)


def rank(register: Register) -> Group:
    pick = Leaf(
        "by", "按什么排名", "choice", [("total", "总分"), *register.items, (NUMBER, "另一个数")],
        initial="total", redraws=True,
    )  # fmt: skip

    def fields(value: dict) -> list:
        own = [source("number", "排名所依据的数", register)] if value.get("by") == NUMBER else []
        return [
            pick, *own,
            Leaf("lowest_first", "从低到高", "flag", initial=False),
            Leaf("ties", "并列", "choice", TIES, initial="share"),
            Leaf("then", "并列时依次比较", "texts", help="指标代码，用顿号分开"),
        ]  # fmt: skip

    return Group("rank", "排名依据", fields, picks=(pick,), pack=_by_packed, unpack=_by_unpacked)


def _by_packed(value: dict) -> dict:
    others = {name: one for name, one in value.items() if name != "number"}
    return others | {"by": value.get("number", {})} if value.get("by") == NUMBER else others


def _by_unpacked(value: dict) -> dict:
    by = value.get("by")
    return value | {"by": NUMBER, "number": by} if isinstance(by, dict) else value


def grading(register: Register) -> Group:
    grade = Group(
        "", "等", lambda _: [Leaf("name", "等次", must=True), Leaf("at_least", "不低于", "number", must=True)]
    )
    move = Group("", "项", lambda _: [
        Leaf("steps", "升降几等", "whole", must=True, help="升一等写 1，降一等写 -1"),
        when("when", "条件", register),
    ])  # fmt: skip
    return Group("grading", "等次", lambda _: [
        Rows("grades", "各等次", grade, "等", least=1, help="从高到低"),
        Leaf("rest", "其余等次", must=True),
        Leaf("failed", "不合格降几等", "whole", initial=1),
        Rows("moves", "升降等次", move, "项", help="符合条件的直接升等或者降等"),
    ])  # fmt: skip


def veto(register: Register) -> Group:
    return Group("", "项", lambda _: [
        Leaf("name", "事项", must=True), source("source", "依据（不为零即否决）", register, first="recorded"),
        Leaf("effect", "后果", must=True),
    ])  # fmt: skip


def conversion(register: Register) -> Group:
    floor = Optional(when("when", "保底条件", register), ("不设保底", "设保底"), null=False)
    return Group("", "项", lambda _: [
        Leaf("name", "计入", must=True), Leaf("factor", "折算系数", "number", must=True),
        Leaf("most", "最高", "number", null=True, initial=None, help="留空即不设"),
        Leaf("floor", "保底分", "number", help="须同时写明保底条件"),
        floor,
    ])  # fmt: skip


def progress(register: Register) -> Group:
    return Group("progress", "时序进度", lambda _: [
        source("measure", "完成数", register), source("target", "目标数", register, first="measure"),
        Leaf("mode", "时间算法", "choice", [("month", "按月"), ("day", "按天")], initial="month"),
        Leaf("half", "年中应完成", "number", initial="0.5"),
    ])  # fmt: skip
