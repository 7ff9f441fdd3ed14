"""The unit in which money is counted: named in a head or a caption, one for all or one each for 内资 and 外资."""

import re
from dataclasses import dataclass
from functools import lru_cache

from promo.money import CURRENCIES, unit_of
from promo.money.currencies import CURRENCY_WORDS
from promo.reading import fold

FOREIGN = "|".join(
    sorted(
        (re.escape(word) for code, words in CURRENCY_WORDS.items() if code != "CNY" for word in words),
        key=len,
        reverse=True,
    )
)
SCALE = "[百千]?亿|[十百千]?万"
UNIT = re.compile(
    rf"(?:人民币|RMB)?(?:(?:{SCALE})(?:元人民币|{FOREIGN}|元)|(?:{FOREIGN})|元人民币|元)", re.IGNORECASE
)
LABELLED = re.compile(
    r"(?:单\s*位(?:均|都)?(?:[:：]|为|是|是指)|(?:^|[(（])单位(?=[万亿]))[^。；;]{0,30}|(?<=以)[百千]?[万亿]元(?=为单位|计(?:[,，。；;)）]|算|$))"
)
BRACKETED = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
APART = re.compile(r"[\s、,，/;；()（）:：|]+|单位|内资|外资|分别|均|都|为|是|和|及|或")
TAIL = re.compile(rf"(?:/|,|、|-|—|:|\||_)?({UNIT.pattern})$", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """`plain` is the unit of domestic (or all) money; `foreign` that of foreign projects, where both share a column."""

    plain: str = ""
    foreign: str = ""

    def __bool__(self) -> bool:
        return bool(self.plain or self.foreign)

    @property
    def is_divided(self) -> bool:
        return bool(self.plain and self.foreign)

    def of(self, ownership: str | None) -> str:
        """The unit for a project of this ownership; '' where it is divided and the ownership is not known."""
        if not self.is_divided:
            return self.plain or self.foreign
        return {"domestic": self.plain, "foreign": self.foreign}.get(ownership or "", "")

    def __str__(self) -> str:
        return f"内资{self.plain}、外资{self.foreign}" if self.is_divided else self.plain or self.foreign


NONE = Unit()


@lru_cache(maxsize=2_000)
def unit_in_head(header: str) -> Unit:
    """The unit a column names: 合同投资额（万元）, 投资额/亿元, 总投资(内资：亿元/外资：万美元)."""
    text = re.sub(r"\s+", "", fold(header))
    for words in reversed(BRACKETED.findall(text)):
        unit = _units_of(words)
        if unit:
            return unit
    if LABELLED.search(text):
        return unit_in_caption(text)
    tail = TAIL.search(BRACKETED.sub("", text))
    return Unit(proper_unit(tail[1])) if tail and proper_unit(tail[1]) else NONE


@lru_cache(maxsize=2_000)
def unit_in_caption(text: str) -> Unit:
    """The money unit a line of words states (单位：万元); NONE where it names another unit, or none."""
    folded = re.sub(r"(?<=[百千万亿])\s+(?=[元美港欧日])", "", fold(text))
    for line in (folded, re.sub(r"\s+", "", folded)):
        for words in LABELLED.findall(line):
            unit = _units_of(words)
            if unit:
                return unit
        for words in BRACKETED.findall(line):
            if UNIT.fullmatch(words):
                return Unit(proper_unit(words))
    return NONE


def _units_of(words: str) -> Unit:
    """One unit, or a domestic and a foreign one; two of the same money are two readings and therefore none, and so are
    万 and 美元 apart, which may be 万元 and 美元 or one 万美元."""
    parts = [part for part in APART.split(words) if part]
    named = [part for part in parts if UNIT.fullmatch(part)]
    bare = [f"{part}元" for part in parts if part in ("万", "亿")]
    if bare and any(part[0] not in "十百千万亿" for part in named):
        return NONE
    named += bare
    found = [unit for unit in dict.fromkeys(proper_unit(part) for part in named) if unit]
    if len(found) == 1:
        return Unit(found[0])
    if len(found) == 2:
        ours = [unit for unit in found if unit_of(unit)[0] == "CNY"]
        if len(ours) == 1:
            return Unit(ours[0], next(unit for unit in found if unit not in ours))
    return NONE


def proper_unit(unit: str) -> str:
    """A unit as promo.money knows it, or ''."""
    plain = re.sub(r"^(?:人民币|RMB)", "", unit, flags=re.IGNORECASE).replace("元人民币", "元")
    try:
        currency, _ = unit_of(plain)
    except KeyError:
        return ""
    return plain if currency in CURRENCIES else ""
