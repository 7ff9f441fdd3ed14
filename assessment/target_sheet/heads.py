"""What heads, titles and names in a workbook of targets say: the measure, its unit, the set, the part, the year."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment import parts
from assessment.countable import MONEY_UNITS, Countable
from assessment.models import TargetSet
from promo.reading import without_blanks

NAME_HEADS = ("单位", "单位名称", "责任单位", "项目")
PASSED_OVER = ("类别", "序号", "编码", "备注", "单位类别")
BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
CAPTION_UNIT = re.compile(r"(?:金额)?单位:?(亿美元|万美元|美元|亿元|万元|元)")
YEAR = re.compile(r"([0-9]{4})年(?:招商引资目标任务|总目标与各单位目标对照)")
SETS = {
    "本级下达": TargetSet.OWN, "本级": TargetSet.OWN,
    "上级下达": TargetSet.SUPERIOR, "上级": TargetSet.SUPERIOR,
    "保底": TargetSet.BASE, "基本": TargetSet.BASE,
    "奋斗": TargetSet.STRETCH, "力争": TargetSet.STRETCH,
}  # fmt: skip
PART_WORDS = {parts.words(part): part for part in parts.PARTS if part} | {
    name: part for part, name in parts.NAMES.items() if part
}


@dataclass(frozen=True)
class Head:
    """A column as its head is understood; `problem` keeps the column out. `measure` empty: passed over."""

    column: int
    title: str
    measure: str = ""
    target_set: str = ""
    unit: str = ""
    problem: str = ""

    def as_json(self) -> dict:
        return dict(vars(self))


def squeezed(value) -> str:
    return without_blanks(value) if isinstance(value, str) else ""


def head_of(column: int, value, known: Mapping[str, Countable], caption_unit: str) -> Head:
    title = squeezed(value)
    plain, said = BRACKETS.sub("", title).strip("*:"), BRACKETS.findall(title)
    measure, target_set = _measure(plain, known)
    if not measure:
        unknown = plain and plain not in (*PASSED_OVER, *NAME_HEADS)
        return Head(column, title[:40], problem="不是可以下达目标的指标，本列不导入。" if unknown else "")
    one = known[measure]
    if one.unit == "count":
        return Head(column, title[:40], measure, target_set)
    unit = next((word.removeprefix("单位:") for word in said if word.endswith("元")), caption_unit)
    return Head(column, title[:40], measure, target_set, unit, _fault(unit, one))


def _measure(plain: str, known: Mapping[str, Countable]) -> tuple[str, str]:
    """(code, set) of '到位资金', '到位资金保底目标'; the longest name that fits."""
    for one in sorted(known.values(), key=lambda one: -len(one.name)):
        rest = plain.removeprefix(squeezed(one.name))
        if rest == plain:
            continue
        words = re.sub(r"(目标|任务)(任务|数)?$", "", rest)
        if not words:
            return one.code, ""
        if words in SETS:
            return one.code, str(SETS[words])
    return "", ""


def _fault(unit: str, one: Countable) -> str:
    fitting = MONEY_UNITS[one.unit]
    if not unit:
        return f"没有写明金额单位，请在表头注明，例如“{one.name}（{one.unit_word}）”。"
    return "" if unit in fitting else f"金额单位“{unit[:10]}”有误，应为{'、'.join(fitting)}之一。"


@dataclass(frozen=True)
class Said:
    """What the titles above a table and the name of its sheet say; None or '' where they say nothing."""

    year: int | None = None
    target_set: str = ""
    part: str | None = None
    unit: str = ""


def said_by(texts: Iterable[str], name: str) -> Said:
    """`texts` are the lines above the heads. Only our own way of writing is believed: '（上级下达，至二季度末）'."""
    lines = [squeezed(text) for text in texts]
    years = [int(year) for line in lines for year in YEAR.findall(line)]
    units = [unit for line in lines for unit in CAPTION_UNIT.findall(line)]
    found = Said(years[0] if years else None, unit=units[0] if units else "")
    for line in [*lines, squeezed(name), f"({squeezed(name)})"]:
        for inside in BRACKETS.findall(line):
            words = re.split("[,，、]", inside)
            if all(word in SETS or word in PART_WORDS for word in words):
                sets = [str(SETS[word]) for word in words if word in SETS]
                named = [PART_WORDS[word] for word in words if word in PART_WORDS]
                return Said(found.year, *(sets or [""])[:1], *(named or [None])[:1], found.unit)
    return found
