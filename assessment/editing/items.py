"""One item, or one block, of a group as a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessment.editing.asked import Asked
from assessment.editing.functions import FUNCTION, function_fields
from assessment.editing.register import Register
from assessment.editing.shapes import ABSENT, Drawn, Errors, Group, Leaf, Rows, under
from assessment.functions import GAPS, Need, Status
from assessment.scheme_document import DEFAULT_GAPS

GAP_WORDS = {
    Status.NO_TARGET: "没有下达目标",
    Status.ZERO_TARGET: "目标为零",
    Status.NO_BASE: "没有上年同期（分母为零）",
    Status.NOT_ENTERED: "尚未填报、评分",
    Status.ALL_EQUAL: "全组数值相同",
}
GAP_KINDS = [
    ("leave_out", "不计分（—）"), ("zero", "得0分"), ("full", "得满分"), ("points", "得规定的分"),
    ("otherwise", "另行计分"),
]  # fmt: skip
UNIT_WORDS = {"yuan": "元", "usd": "美元", "count": "个", "points": "分", "rate": "比率", "days": "天"}
EMPTY_ITEM: dict[str, Any] = {"function": "capped_proportion"}


def item_shape(register: Register, needs: Sequence[Need] = ()) -> Group:
    """The whole form of an item; `needs` are the numbers its worked examples must give, once they are known."""

    def fields(value: dict) -> list:
        return [
            Leaf("name", "指标名称", must=True),
            Leaf("code", "代码", help="留空则按名称拼音生成；已有评分、目标的指标请沿用原代码"),
            Leaf("points", "分值", "number", must=True),
            Leaf("sentence", "文件原文", "long", help="考核文件中这一指标的原话"),
            *function_fields(value, register),
            *_bounds(("floor", "ceiling")),
            Leaf("weight", "权重", "number", initial=1, help="只在加权板块中起作用"),
            Leaf("bonus", "附加分", "flag", initial=False, help="附加分不计入满分"),
            Group("missing", "数据不全时", _gap_fields, picks=_GAPS, pack=_gaps_packed, unpack=_gaps_unpacked),
            *_other(value, register),
            Leaf("note", "说明", "long"),
            _examples(needs),
        ]  # fmt: skip

    return Group("", "指标", fields, picks=(FUNCTION, _MISSING))


def block_shape() -> Group:
    return Group("", "板块", lambda _: [
        Leaf("name", "板块名称", must=True),
        Leaf("code", "代码", help="留空则按名称拼音生成"),
        Leaf("weighted", "各项加权计算", "flag", (("no", "各项得分相加"), ("yes", "按权重加权")), initial=False),
        *_bounds(("least", "most")),
        Leaf("pass_mark", "合格线", "number", null=True, initial=None, help="留空即不设"),
        Leaf("weight", "权重", "number", initial=1, help="只在加权板块中起作用"),
        Leaf("bonus", "附加分", "flag", initial=False, help="附加分不计入满分"),
        Leaf("note", "说明", "long"),
    ])  # fmt: skip


def _bounds(names: tuple[str, str]) -> list[Leaf]:
    words = zip(names, ("保底分", "封顶分"), strict=True)
    return [Leaf(name, word, "number", null=True, initial=None, help="留空即不另设") for name, word in words]


_GAPS = [
    Leaf(str(status), GAP_WORDS[status], "choice", GAP_KINDS, initial=DEFAULT_GAPS[status].kind, redraws=True)
    for status in GAPS
]


def _gap_fields(value: dict) -> list[Leaf]:
    found = []
    for leaf in _GAPS:
        found.append(leaf)
        if value.get(leaf.name) == "points":
            found.append(Leaf(f"{leaf.name}_points", f"{leaf.label}得", "number", must=True))
    return found


def _gaps_packed(value: dict) -> dict:
    return {
        name: {"points": value.get(f"{name}_points", "")} if kind == "points" else kind
        for name, kind in value.items()
        if not name.endswith("_points")
    }


def _gaps_unpacked(value: dict) -> dict:
    found = {}
    for name, kind in value.items():
        if isinstance(kind, dict):
            found |= {name: "points", f"{name}_points": kind.get("points", ABSENT)}
        else:
            found[name] = kind
    return found


_MISSING = Group("missing", "数据不全时", _gap_fields, picks=_GAPS, pack=_gaps_packed)


def _other(value: dict, register: Register) -> list:
    """The other way of scoring, only where a gap asks for it."""
    missing = value.get("missing")
    if not isinstance(missing, dict) or "otherwise" not in missing.values():
        return []
    inner = Group(
        "otherwise", "另行计分的办法", lambda one: function_fields(one, register), picks=(FUNCTION,)
    )
    return [inner]  # fmt: skip


@dataclass(frozen=True)
class Inputs:
    """The numbers of one worked example, by the names that the function asks for."""

    needs: Sequence[Need]
    name: str = "inputs"

    def read(self, asked: Asked, path: str) -> dict:
        """A blank one is "—"; of cases and other ways of scoring a blank one is left out."""
        shapes = {name: self._leaf(name) for name in asked.under(path)}
        found = {name: leaf.read(asked, f"{path}.{name}") for name, leaf in shapes.items()}
        return {name: value for name, value in found.items() if value is not None or "." not in name}

    def draw(self, value: Any, path: str, errors: Errors) -> Drawn:
        given = value if isinstance(value, dict) else {}
        names = [need.name for need in self.needs] or list(given)
        parts = [
            self._leaf(name).draw(given.get(name, ABSENT), f"{path}.{name}", under(errors, name))
            for name in names
        ]
        return Drawn(path, "给定的数", "group", errors=[e for s in errors.values() for e in s], parts=parts)

    def _leaf(self, name: str) -> Leaf:
        need = next((need for need in self.needs if need.name == name), None)
        unit = f"（{UNIT_WORDS[need.source.unit]}）" if need else ""
        return Leaf(
            name, f"{need.source.label if need else name}{unit}", "number", null=True, help="留空即“—”"
        )


def _examples(needs: Sequence[Need]) -> Rows:
    row = Group(
        "", "个算例",
        lambda _: [Inputs(needs), Leaf("points", "应得分", "points", must=True, keep=True, help="不计分的填“—”")],
    )  # fmt: skip
    return Rows("examples", "算例", row, "个算例", help="按文件举例填写数额和应得分，提交时逐个试算。")
