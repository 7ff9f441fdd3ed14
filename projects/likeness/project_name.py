"""Project names taken apart (phase, scale, place, investor, product) and held against one another."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from projects.likeness import words
from projects.likeness.company import Company, company_of
from projects.likeness.signs import MAGNITUDES, fold, numeral, sound, without_brackets

SAME, NEAR, SIMILAR, OTHER = 3, 2, 1, 0
LONG = 4  # from here on one name that contains the other says something


@dataclass(frozen=True, slots=True)
class ProjectName:
    """`product` is what is left; `phases` the stages named, `grows` whether it says that something is enlarged."""

    text: str = ""
    product: str = ""
    phases: frozenset[int] = frozenset()
    grows: bool = False
    scale: tuple[tuple[Decimal, str], ...] = ()
    villages: frozenset[str] = frozenset()

    @property
    def is_common(self) -> bool:
        return len(self.product) < 3 or self.product in words.COMMON_PRODUCTS


@dataclass(frozen=True, slots=True)
class Likeness:
    relation: int
    likeness: int
    why: str = ""


SAME_TEXT = Likeness(SAME, 100, "完全相同")
SAME_PRODUCT = Likeness(SAME, 97, "去掉通用词和规模后相同")


@lru_cache(maxsize=40_000)
def name_of(name: str, investors: tuple[str, ...] = ()) -> ProjectName:
    """`investors` are names of companies that may stand in the project's name and say nothing about its product."""
    text = words.HEADS.sub("", fold(name))
    phases, rest = _phases(text)
    grows = bool(words.GROWS.search(rest))
    rest = words.GROWS.sub("", rest) or rest
    for investor in investors:
        rest = _without_company(rest, company_of(investor))
    scale, rest = _scale(rest)
    villages, rest = _places(rest)
    product = words.LINKS.sub("", words.GENERAL.sub("", without_brackets(rest)))
    return ProjectName(text, product or without_brackets(rest) or text, phases, grows, scale, villages)


def _phases(text: str) -> tuple[frozenset[int], str]:
    found = {numeral(part) for pair in words.BOTH_PHASES.findall(text) for part in pair}
    rest = words.BOTH_PHASES.sub("", text)
    found |= {numeral(part) for part in words.PHASE.findall(rest)}
    return frozenset(found - {None}), words.PHASE.sub("", rest).replace("()", "")


def _without_company(text: str, company: Company) -> str:
    """The text without the company's full name, its core or its name proper, where something is left."""
    for name in (company.text, company.core, company.brand):
        if len(name) >= 2 and name in text and len(text) - len(name) >= 3:
            before, _, after = text.partition(name)
            while (form := words.FORM.search(after[:8])) and after.startswith(form.group()):
                after = after[len(form.group()) :]
            for form in ("股份有限公司", "有限责任公司", "有限公司", "集团", "控股", "公司"):
                after = after.removeprefix(form)
            return before + after if len(before + after) >= 2 else text
    return text


def _scale(text: str) -> tuple[tuple, str]:
    found = []
    for number, unit in words.SCALE.findall(text):
        value = _amount(number + ("万" if unit.startswith("万") else ""))
        if value is not None:
            found.append((value, unit.removeprefix("万")))
    rest = words.SCALE.sub("", text).replace("()", "")
    return tuple(found), rest if len(rest) >= 2 else text


def _amount(text: str) -> Decimal | None:
    times = 1
    while text and text[-1] in MAGNITUDES:
        times, text = times * MAGNITUDES[text[-1]], text[:-1]
    if text.replace(".", "", 1).isdigit():
        return Decimal(text) * times
    value = numeral(text)
    return None if value is None else Decimal(value) * times


def _places(text: str) -> tuple[frozenset[str], str]:
    """Villages and towns named ahead or in brackets, and the rest."""
    found: set[str] = set()
    while place := words.IN_PLACE.match(text):
        if len(text) - place.end() < 2:
            break
        found |= set(words.VILLAGES.findall(place.group()))
        text = text[place.end() :]
    for inside in words.VILLAGES.findall(text):
        if f"({inside})" in text:
            found.add(inside)
            text = text.replace(f"({inside})", "")
    return frozenset(found), text


def are_same(one: ProjectName, other: ProjectName) -> bool:
    """Whether compare_names would find them the same; quickly, without measuring how far apart they are."""
    a, b = one.product, other.product
    if len(a) != len(b):
        return one.text == other.text
    return one.text == other.text or a == b or sorted(a) == sorted(b) or sound(a) == sound(b)


def compare_names(one: ProjectName, other: ProjectName) -> Likeness:
    """Of the products alone; phases, scale and places are weighed by whoever asks."""
    a, b = one.product, other.product
    if one.text == other.text:
        return SAME_TEXT
    if a == b:
        return SAME_PRODUCT
    if len(a) == len(b) and sound(a) == sound(b):
        return Likeness(SAME, 95, "错字（读音相同）")
    if sorted(a) == sorted(b):
        return Likeness(SAME, 95, "词序不同")
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= LONG and _contained(shorter, longer):
        return Likeness(NEAR, 90, "一方名称包含另一方")
    alike = max(fuzz.ratio(a, b), _shared(a, b))
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return Likeness(SIMILAR if alike >= 60 else OTHER, min(round(alike), 78), "一字不同")
    if alike >= 82 and len(shorter) >= LONG:
        return Likeness(NEAR, round(alike), "名称相近")
    if alike >= 55 or (len(shorter) >= 2 and _contained(shorter, longer)):
        return Likeness(SIMILAR, round(max(alike, 60)), "部分相同")
    return Likeness(OTHER, round(alike), "名称不同")


def _contained(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(sign in rest for sign in shorter)


def _shared(a: str, b: str) -> float:
    """The share of signs that both have, 0 to 100."""
    both = sum((Counter(a) & Counter(b)).values())
    return 200 * both / (len(a) + len(b))
