"""What is compared of a project, and what is worked out of it once."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from sys import intern

from projects.likeness.company import Company, company_of
from projects.likeness.project_name import ProjectName, name_of
from projects.likeness.signs import fold, sound

CODE = re.compile(r"[0-9A-Z]{18}")
PHONE = re.compile(r"\d{7,}")
AREA = re.compile(r"^(?:86)?(1\d{10})$")


@dataclass(frozen=True, slots=True)
class Record:
    """A project as people wrote it. `amount` is in major units of `currency`."""

    name: str
    investor: str = ""
    credit_code: str = ""
    phone: str = ""
    place: str = ""
    industry: str = ""
    amount: Decimal | None = None
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class Keys:
    """A record taken apart; `signs` are what neighbours are found by."""

    record: Record
    name: ProjectName
    company: Company
    code: str
    phones: frozenset[str]
    signs: frozenset[str] = field(repr=False, default=frozenset())


@lru_cache(maxsize=40_000)
def keys_of(record: Record) -> Keys:
    company = company_of(record.investor)
    name = name_of(record.name, (record.investor,) if record.investor else ())
    code, phones = credit_code(record.credit_code), phones_in(record.phone)
    return Keys(record, name, company, code, phones, _signs(name, company, code, phones))


def credit_code(text: str) -> str:
    """The 18 signs of a unified social credit code in capitals, or ''."""
    code = re.sub(r"[\s\-]", "", text).upper()
    return code if CODE.fullmatch(code) else ""


def phones_in(text: str) -> frozenset[str]:
    """Numbers of at least seven digits; several stand apart by 、 or ; or /."""
    parts = re.split(r"[、,，;；/\s转]+", text)
    numbers = {AREA.sub(r"\1", re.sub(r"\D", "", part)) for part in parts}
    return frozenset(number for number in numbers if PHONE.fullmatch(number))


def _signs(name: ProjectName, company: Company, code: str, phones: frozenset[str]) -> frozenset[str]:
    """Pairs of signs of the product (as written and as spoken), the company's name, code and numbers."""
    signs = {intern(f"n:{pair}") for pair in _pairs(name.product)}  # many records share a pair
    if company.core:
        signs |= {f"b:{company.brand}", f"s:{' '.join(sound(company.brand))}"}
        signs |= {intern(f"c:{pair}") for pair in _pairs(company.core)}
    signs |= {f"k:{code}"} if code else set()
    return frozenset(signs | {f"p:{number}" for number in phones})


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(max(1, len(text) - 1))} if text else set()


@lru_cache(maxsize=20_000)
def place_key(text: str) -> str:
    """A place as it is compared: '高山镇柳河村' and '柳河村' meet in the smaller one."""
    folded = fold(text)
    parts = re.findall(r"[\u4e00-\u9fff]{2,4}?(?:村|社区|园区|工业园|产业园|开发区)", folded)
    return parts[-1] if parts else folded
