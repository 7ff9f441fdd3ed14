"""Company names taken apart (place, name proper, trade, form) and held against one another."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from projects.likeness import words
from projects.likeness.signs import BRACKETS, fold, sound, without_brackets

SAME, NEAR, KIN, UNKNOWN, OTHER = 3, 2, 1, 0, -1


@dataclass(frozen=True, slots=True)
class Company:
    """`core` is name proper and trade without place and form; `brand` the name proper alone. `seat` is the place as
    two are held against each other: 中国 is no place of its own, 省 and 市 say nothing. `spoken` are the syllables."""

    text: str = ""
    core: str = ""
    brand: str = ""
    trade: str = ""
    place: str = ""
    is_group: bool = False
    seat: str = ""
    spoken: tuple[str, ...] = ()
    spoken_brand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two investors stand to each other; `relation` is SAME ... OTHER, `why` a word for the reader."""

    relation: int
    likeness: int
    why: str = ""


NOT_SAID = Likeness(UNKNOWN, 0, "一方未填")
ELSEWHERE = Likeness(OTHER, 40, "地区不同")
STRANGERS = [Likeness(OTHER, alike, "字号不同") for alike in range(60)]  # what most of many pairs are


@lru_cache(maxsize=40_000)
def company_of(name: str) -> Company:
    """An empty name gives an empty company."""
    text = fold(name)
    if not text:
        return Company()
    plain, place = _outside_brackets(text)
    plain = words.BRANCH.sub("", plain)
    ahead = words.PLACE.match(plain).group()
    if ahead and len(plain) - len(ahead) >= 2:
        plain, place = plain[len(ahead) :], ahead + place
    core, is_group = _without_form(plain)
    brand, trade = _divided(core)
    spoken = sound(core), sound(brand)
    return Company(without_brackets(text), core, brand, trade, place, is_group, _seat(place), *spoken)


def _seat(place: str) -> str:
    return place.replace("中国", "").replace("中华", "").replace("省", "").replace("市", "")


def _outside_brackets(text: str) -> tuple[str, str]:
    """What stands in brackets is a place, a form, or part of the name."""
    place, plain = "", text
    for inside in BRACKETS.findall(text):
        found = words.PLACE.match(inside).group()
        if found and found == inside:
            place, plain = place + inside, plain.replace(f"({inside})", "")
    return without_brackets(plain), place


def _without_form(text: str) -> tuple[str, bool]:
    is_group = False
    while (form := words.FORM.search(text)) and form.start() >= 2:
        is_group = is_group or bool(words.GROUP.search(form.group()))
        text = text[: form.start()]
    return text, is_group


def _divided(core: str) -> tuple[str, str]:
    brand = core
    while (trade := words.TRADE.search(brand)) and trade.start() >= 2:
        brand = brand[: trade.start()]
    return brand, core[len(brand) :]


def compare_companies(one: Company, other: Company, *, codes: tuple[str, str] = ("", "")) -> Likeness:
    """`codes` are the unified social credit codes; where both are known they speak before the names."""
    if not all(codes):
        return compare_unless_strangers(one, other) or _strangers(one, other)
    if codes[0] == codes[1]:
        return Likeness(SAME, 100, "统一社会信用代码相同")
    if not one.core or not other.core:
        return NOT_SAID
    found = _by_name(one, other) or _strangers(one, other)
    if found.relation == KIN and _is_of_group(one, other):
        return found
    return Likeness(OTHER, min(found.likeness, 50), "统一社会信用代码不同")


def compare_unless_strangers(one: Company, other: Company) -> Likeness | None:
    """Of companies without codes, as compare_companies; None, and quickly, for two names with nothing in common."""
    if not one.core or not other.core:
        return NOT_SAID
    return _by_name(one, other)


def _by_name(one: Company, other: Company) -> Likeness | None:
    if one.text == other.text:
        return Likeness(SAME, 100, "完全相同")
    if one.core == other.core:
        return _same_core(one, other)
    if _elsewhere(one, other):
        return ELSEWHERE
    if one.brand == other.brand:
        return _same_brand(one, other)
    return _nearly_written(one, other)


def _same_core(one: Company, other: Company) -> Likeness:
    if _elsewhere(one, other):
        return Likeness(OTHER, 50, "字号相同，地区不同")
    if one.place != other.place:
        return Likeness(SAME, 98, "去掉地名和公司后缀后相同")
    return Likeness(SAME, 99, "去掉公司后缀后相同")


def _elsewhere(one: Company, other: Company) -> bool:
    """Both name a place and neither place contains the other."""
    here, there = one.seat, other.seat
    return bool(here) and bool(there) and here not in there and there not in here


def _is_of_group(one: Company, other: Company) -> bool:
    return one.brand == other.brand and one.is_group != other.is_group


def _same_brand(one: Company, other: Company) -> Likeness:
    if one.is_group != other.is_group:
        return Likeness(KIN, 75, "集团与所属企业")
    longer, shorter = sorted((one.trade, other.trade), key=len, reverse=True)
    if not shorter or _contained(shorter, longer):
        return Likeness(NEAR, 90, "简称" if not shorter else "省略行业用语")
    if sorted(longer) == sorted(shorter):
        return Likeness(NEAR, 92, "词序不同")
    if one.spoken == other.spoken:
        return Likeness(NEAR, 92, "错字（读音相同）")
    return Likeness(KIN, 55, "字号相同，行业不同")


def _contained(shorter: str, longer: str) -> bool:
    """Whether every sign of the shorter stands in the longer, in order."""
    rest = iter(longer)
    return all(sign in rest for sign in shorter)


def _nearly_written(one: Company, other: Company) -> Likeness | None:
    if len(one.core) == len(other.core) and one.spoken == other.spoken:
        return Likeness(NEAR, 92, "错字（读音相同）")
    if one.spoken_brand == other.spoken_brand and (
        not one.trade or not other.trade or one.trade == other.trade
    ):
        return Likeness(NEAR, 88, "简称，字号读音相同")
    if abs(len(one.core) - len(other.core)) == 1 and _is_a_sign_more(
        *sorted((one.core, other.core), key=len)
    ):
        return Likeness(NEAR, 82, "多一字或少一字")
    if len(one.brand) >= 3 and len(other.brand) >= 3 and (one.brand in other.core or other.brand in one.core):
        return Likeness(KIN, 60, "字号相互包含")
    return None


def _is_a_sign_more(shorter: str, longer: str) -> bool:
    """Somewhere within or at the end; a sign more ahead is another name."""
    if len(longer) < 5 or longer.endswith(shorter):
        return False
    return Levenshtein.distance(longer, shorter, score_cutoff=1) == 1


def _strangers(one: Company, other: Company) -> Likeness:
    """How much of the writing two other firms share."""
    share = Levenshtein.distance(one.core, other.core) / max(len(one.core), len(other.core))
    return STRANGERS[min(round(100 * (1 - share)), 59)]
