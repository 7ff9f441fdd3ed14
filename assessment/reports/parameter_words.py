"""The parameters of an item in words, from what its function says of them and from its sources."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from fractions import Fraction
from typing import Any

from assessment.functions import FUNCTIONS, Grammar, parameters
from assessment.functions.words import NO_SCORE, percent, plain, quantity
from assessment.reports.source_words import source_words
from assessment.scheme_document import DEFAULT_GAPS, Block, Indicator

GAP_LABELS = {
    "no_target": "未下达目标", "zero_target": "目标为零", "no_base": "没有上年同期", "not_entered": "尚未填报",
    "all_equal": "全组数值相同",
}  # fmt: skip
GAP_WORDS = {"leave_out": NO_SCORE, "zero": "得0分", "full": "得满分"}


def item_facts(one: Indicator) -> list[tuple[str, str]]:
    """What the rule's own sentence leaves open: where the numbers come from, bounds, and what a gap leads to."""
    found = [(need.source.label, source_words(need.source)) for need in one.needs]
    found += function_facts(one)
    found += [("保底分", plain(one.least))] if one.least is not None else []
    found += [("封顶分", plain(one.most))] if one.most is not None else []
    found += [("权重", plain(one.weight))] if one.weight != 1 else []
    for status, gap in one.gaps.items():
        if gap != DEFAULT_GAPS[status]:
            said = f"得{plain(gap.points)}分" if gap.kind == "points" else GAP_WORDS.get(gap.kind)
            other = one.otherwise.sentence(one.points) if one.otherwise else ""
            found.append((GAP_LABELS[status], said or f"另行计分：{other}"))
    return list(dict.fromkeys(found))


def function_facts(one: Indicator) -> list[tuple[str, str]]:
    """Its plain parameters, each with its own label, where they differ from the usual or bound the points."""
    found = []
    for field in parameters(FUNCTIONS[one.function.code]):
        value = getattr(one.function, field.name)
        said = SAYINGS.get(field.metadata["grammar"], lambda *_: None)(value, field, one)
        if said is not None:
            found.append((field.metadata["label"], said))
    return found


def _number(value: Fraction | None, field: Any, one: Indicator) -> str | None:
    if field.name == "cap":
        return "不封顶" if value is None else f"{percent(value)}（最高{plain(one.points * value)}分）"
    if value is None or (field.default is not MISSING and value == field.default):
        return None
    measured = getattr(one.function, "measure", None)
    if field.name in ("full_at", "met_at", "line"):
        own = measured is not None and getattr(one.function, "target", None) is None
        return quantity(value, measured.unit) if own else percent(value)
    return plain(value)


def _flag(value: bool, field: Any, one: Indicator) -> str | None:
    return None if value == field.default else "是" if value else "否"


def _choice(value: str, field: Any, one: Indicator) -> str | None:
    return None if value == field.default else field.metadata["choices"][value]


SAYINGS: Mapping[Grammar, Callable[[Any, Any, Indicator], str | None]] = {
    Grammar.NUMBER: _number, Grammar.FLAG: _flag, Grammar.CHOICE: _choice,
}  # fmt: skip


def block_facts(one: Block) -> list[tuple[str, str]]:
    found = [("计算", "按权重加权" if one.is_weighted else "各项得分相加")]
    found += [("保底分", plain(one.least))] if one.least is not None else []
    found += [("封顶分", plain(one.most))] if one.most is not None else []
    found += [("合格线", plain(one.pass_mark))] if one.pass_mark is not None else []
    return found + ([("权重", plain(one.weight))] if one.weight != 1 else [])
