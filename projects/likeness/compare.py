"""Two projects held against each other: what is the same field by field, and how sure it makes a reader.

l1 certain: the same investor and the same product. l2 very likely, l3 likely: something is written differently or not
known. l4 worth a look: the same investor or number with quite another project. '' is nothing to look at.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from projects.likeness import company as companies
from projects.likeness import project_name as names
from projects.likeness.grading import Verdict, grade_of
from projects.likeness.record import Keys, place_key
from promo.money import show_money

GRADES = ("l1", "l2", "l3", "l4")
BOUNDS = {"l1": (95, 100), "l2": (86, 94), "l3": (72, 85), "l4": (50, 71), "": (0, 49)}
SAME, SIMILAR, DIFFERENT, MISSING = Verdict.SAME, Verdict.SIMILAR, Verdict.DIFFERENT, Verdict.MISSING
FIRST = frozenset({1})  # the phase of a project that names none


@dataclass(frozen=True)
class FieldVerdict:
    """One line of the comparison: both values as they were written, and in a word what was found."""

    field: str
    label: str
    one: str
    other: str
    verdict: str
    why: str = ""


@dataclass
class Comparison:
    """`suggests` is 'same' or 'expansion' for l1 to l3; `same_investor` says so by code or by name."""

    grade: str
    likeness: int
    suggests: str
    same_investor: bool
    compared: tuple = field(repr=False)

    @cached_property
    def reason(self) -> str:
        """In words; worked out for the few pairs that are kept of the many that are looked at."""
        _, _, investor, name, mine, theirs, phone, _, _ = self.compared
        return _reason(investor, name, phone, _is_next_stage(mine, theirs)) if self.grade else ""

    @cached_property
    def fields(self) -> tuple[FieldVerdict, ...]:
        """Line by line; worked out when somebody looks."""
        return _fields(*self.compared)

    def as_json(self) -> list[dict]:
        return [vars(row).copy() for row in self.fields]

    @property
    def asks(self) -> bool:
        """Whether whoever enters the later one is asked before it is kept."""
        return self.grade in ("l1", "l2") or (self.suggests == "expansion" and bool(self.grade))


def compare_if_alike(one: Keys, other: Keys, *, surely: bool = False) -> Comparison | None:
    """As compare; None, and quickly, for the many pairs that have no grade: other firms, other products, no phone.

    With `surely` None also stands for what is no more than worth a look between such firms.
    """
    if one.phones.isdisjoint(other.phones) and _are_strangers(one, other):
        if surely and _amount(one, other) != SAME:
            return None
        mine, theirs = _without(one, other), _without(other, one)
        if not (names.are_same(mine, theirs) and _may_be_one(one, other, mine, theirs)):
            return None
    found = compare(one, other)
    return found if found.grade else None


def _are_strangers(one: Keys, other: Keys) -> bool:
    if one.code and other.code:
        found = companies.compare_companies(one.company, other.company, codes=(one.code, other.code))
    else:
        found = companies.compare_unless_strangers(one.company, other.company)
    return found is None or found.relation == companies.OTHER


def _may_be_one(one: Keys, other: Keys, mine: names.ProjectName, theirs: names.ProjectName) -> bool:
    """Of strangers with one name: a name that many have says something only beside one sum."""
    return not (mine.is_common and theirs.is_common) or _amount(one, other) == SAME


def compare(one: Keys, other: Keys) -> Comparison:
    """`one` is the later of the two."""
    investor = companies.compare_companies(one.company, other.company, codes=(one.code, other.code))
    return _compared(one, other, *_names(one, other, investor))


def _compared(one: Keys, other: Keys, mine, theirs, investor) -> Comparison:
    """The pair whose names and investors are known already."""
    name = names.compare_names(mine, theirs)
    apart = _are_apart(mine, theirs)
    phone, amount, place = _phone(one, other), _amount(one, other), _place(one, other, apart=apart)
    support = _support(phone, amount, place)
    is_next = _is_next_stage(mine, theirs)
    if apart and name.relation == names.SAME:
        name = names.Likeness(names.SIMILAR, 75, "同一类项目，地点不同")
    common = mine.is_common and (theirs.is_common or name.relation < names.SAME)
    grade = grade_of(investor.relation, name, common, support, amount, place, phone, is_next)
    suggests = _suggested(grade, is_next=is_next, same_code=bool(one.code) and one.code == other.code)
    if grade == "l1" and is_next:
        grade = "l2"
    likeness = _likeness(grade, investor.likeness, name.likeness, support)
    compared = (one, other, investor, name, mine, theirs, phone, amount, place)
    return Comparison(grade, likeness, suggests, investor.relation >= companies.NEAR, compared)


def _suggested(grade: str, *, is_next: bool, same_code: bool) -> str:
    """An investor who is surely there already comes back with an expansion before anything else."""
    if grade == "l4":
        return "expansion" if same_code else ""
    return "expansion" if grade and is_next else "same" if grade else ""


def _names(one: Keys, other: Keys, investor):
    """Names without either investor; an investor left out on one side may stand in the name of that side."""
    mine, theirs = _without(one, other), _without(other, one)
    if investor.relation == companies.UNKNOWN:
        for side, against in ((one, other), (other, one)):
            brand = against.company.brand
            if not side.company.core and len(brand) >= 2 and brand in side.name.text:
                return mine, theirs, companies.Likeness(companies.NEAR, 85, "项目名称中有该企业")
    return mine, theirs, investor


def _without(side: Keys, against: Keys) -> names.ProjectName:
    """The side's name, also without the other side's investor where that stands in it."""
    brand = against.company.brand
    if len(brand) < 2 or brand not in side.name.text or against.record.investor == side.record.investor:
        return side.name
    known = {side.record.investor, against.record.investor} - {""}
    return names.name_of(side.record.name, tuple(sorted(known, key=lambda name: (-len(name), name))))


def _is_next_stage(mine: names.ProjectName, theirs: names.ProjectName) -> bool:
    """Another phase, or one of the two enlarges something; the first phase and no phase are one."""
    return (mine.phases or FIRST).isdisjoint(theirs.phases or FIRST) or mine.grows != theirs.grows


def _phone(one: Keys, other: Keys) -> str:
    if not one.phones or not other.phones:
        return MISSING
    return DIFFERENT if one.phones.isdisjoint(other.phones) else SAME


def _amount(one: Keys, other: Keys) -> str:
    """The same with less than 3 per cent of the larger between them, similar with less than 21."""
    a, b = one.record, other.record
    if a.amount is None or b.amount is None or a.currency != b.currency:
        return MISSING
    smaller, larger = (a.amount, b.amount) if a.amount < b.amount else (b.amount, a.amount)
    if 97 * larger < 100 * smaller or not larger:
        return SAME
    return SIMILAR if 79 * larger < 100 * smaller else DIFFERENT


def _gap(a: Decimal, b: Decimal) -> int:
    """By how many whole per cent the smaller falls short of the larger."""
    larger = max(a, b)
    return int(abs(a - b) * 100 // larger) if larger else 0


def _are_apart(mine: names.ProjectName, theirs: names.ProjectName) -> bool:
    """Each names a village of its own."""
    return bool(mine.villages and theirs.villages) and mine.villages.isdisjoint(theirs.villages)


def _place(one: Keys, other: Keys, *, apart: bool) -> str:
    if apart:
        return DIFFERENT
    a, b = place_key(one.record.place), place_key(other.record.place)
    if not a or not b:
        return MISSING
    return SAME if a == b or a in b or b in a else DIFFERENT


def _support(phone: str, amount: str, place: str) -> float:
    """How much speaks for one project beside the names; a number weighs most, a place least."""
    weighed = 1.0 if amount == SAME else 0.5 if amount == SIMILAR else 0.0
    return weighed + 2 * (phone == SAME) + 0.5 * (place == SAME)


def _likeness(grade: str, investor: int, name: int, support: float) -> int:
    """0 to 100; within the limits of its grade, so that a list sorted by it is sorted by grade."""
    mean = (2 * name + investor) / 3 if investor else name
    low, high = BOUNDS[grade]
    return int(min(high, max(low, mean + 2 * support)))


def _reason(investor, name, phone: str, is_next: bool) -> str:
    parts = []
    if investor.relation == companies.SAME:
        parts.append("投资方相同")
    elif investor.relation == companies.NEAR:
        parts.append("投资方相近")
    elif investor.relation == companies.KIN:
        parts.append("投资方关联")
    if name.relation == names.SAME:
        parts.append("项目名称相同")
    elif name.relation == names.NEAR:
        parts.append("项目名称相近")
    elif name.relation == names.SIMILAR:
        parts.append("项目名称部分相同")
    if phone == SAME:
        parts.append("电话相同")
    if is_next:
        parts.append("可能是增资扩产")
    return "、".join(parts)


def _fields(one, other, investor, name, mine, theirs, phone, amount, place) -> tuple[FieldVerdict, ...]:
    a, b = one.record, other.record
    gap = "" if amount == MISSING else f"相差{_gap(a.amount, b.amount)}%"
    rows = [
        FieldVerdict("name", "项目名称", a.name, b.name, _of_name(name.relation), name.why),
        FieldVerdict(
            "investor", "投资方", a.investor, b.investor, _of_investor(investor.relation), investor.why
        ),
        _plain("credit_code", "统一社会信用代码", one.code, other.code),
        FieldVerdict("amount", "投资额", _money(a), _money(b), amount, "" if gap == "相差0%" else gap),
        FieldVerdict("place", "落户地", a.place, b.place, place),
        _plain("industry", "产业类型", a.industry, b.industry),
        FieldVerdict("phone", "联系电话", a.phone, b.phone, phone, "号码相同" if phone == SAME else ""),
    ]
    if mine.phases or theirs.phases or mine.grows or theirs.grows:
        same = not _is_next_stage(mine, theirs)
        rows.insert(
            1, FieldVerdict("phase", "期次", _stage(mine), _stage(theirs), "same" if same else "different")
        )
    if mine.scale or theirs.scale:
        rows.insert(1, _scales(mine, theirs))
    return tuple(rows)


def _plain(field: str, label: str, a: str, b: str) -> FieldVerdict:
    verdict = MISSING if not a or not b else SAME if a == b else DIFFERENT
    return FieldVerdict(field, label, a, b, verdict)


def _scales(mine: names.ProjectName, theirs: names.ProjectName) -> FieldVerdict:
    shown = [_scale(row) for row in (mine, theirs)]
    if not mine.scale or not theirs.scale:
        return FieldVerdict("scale", "规模", *shown, MISSING)
    same = mine.scale == theirs.scale
    return FieldVerdict("scale", "规模", *shown, SAME if same else DIFFERENT)


def _scale(name: names.ProjectName) -> str:
    return "、".join(f"{value.normalize():f}{unit}" for value, unit in name.scale)


def _stage(name: names.ProjectName) -> str:
    parts = [f"{phase}期" for phase in sorted(name.phases)] + ["扩建或增资"] * name.grows
    return "、".join(parts)


def _money(record) -> str:
    return "" if record.amount is None else _shown(record.amount, record.currency)


@lru_cache(maxsize=4096)
def _shown(amount: Decimal, currency: str) -> str:
    """A sum stands in one line of each pair its project has."""
    return show_money(amount, currency)


def _of_name(relation: int) -> str:
    return {names.SAME: "same", names.NEAR: "similar", names.SIMILAR: "similar"}.get(relation, "different")


def _of_investor(relation: int) -> str:
    return {
        companies.SAME: "same", companies.NEAR: "similar", companies.KIN: "similar", companies.UNKNOWN: "missing",
    }.get(relation, "different")  # fmt: skip
