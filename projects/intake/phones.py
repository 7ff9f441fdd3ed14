"""Telephone numbers out of a cell: kept as text, several apart, what a spreadsheet spoiled pointed out."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from projects.intake.words import UNWRAPPED
from promo.reading import fold

NUMBER = re.compile(
    r"1[0-9*xX×]{2}[- ]?[0-9*xX×]{4}[- ]?[0-9*xX×]{4}(?![0-9])"  # a mobile number, also masked
    r"|(?<![0-9])\(?0[0-9]{2,3}\)?[-— ]{0,2}[0-9]{7,8}(?:[-—转]{1,2}[0-9]{1,6})?(?![0-9])"
    r"|(?<![0-9])[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9])"
)
COUNTRY = re.compile(r"(?:\+|00)86[- ]?(?=1\d{2})|(?<![0-9])86(?=1\d{10}(?![0-9]))|(?<=\d{11})\.0+$")
BREAKS = re.compile(r"[\s、,，;；/|]+")
SPOILED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")
LOST_ZERO = re.compile(r"[2-9][0-9]{8,10}")
PEOPLE = re.compile(r"[(（:：\s、,，;；/|及和与转)）]+")


@dataclass
class Phones:
    numbers: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    spoiled: str = ""
    lost_zero: str = ""


def hear_phones(cell: Any) -> Phones:
    """The numbers of a cell and the words between them (the people)."""
    if isinstance(cell, Decimal):
        return _told(f"{cell:f}")
    text = fold(str(cell))
    wrapped = UNWRAPPED.fullmatch(text)
    text = COUNTRY.sub("", wrapped[1] if wrapped else text)
    if SPOILED.fullmatch(text.strip()):
        return Phones(spoiled=text.strip())
    return _told(text)


def _told(text: str) -> Phones:
    found = Phones()
    rest, last = [], 0
    for match in NUMBER.finditer(text):
        rest.append(text[last : match.start()])
        found.numbers.append(re.sub(r"\s+", "", match[0]))
        last = match.end()
    rest.append(text[last:])
    for part in BREAKS.split(" ".join(rest)):
        _add_rest(found, part.strip("()（）:：-—"))
    return found


def _add_rest(found: Phones, part: str) -> None:
    """What is no whole number: an incomplete one is kept, words are people."""
    if not part:
        return
    if LOST_ZERO.fullmatch(part) and not found.lost_zero:
        found.lost_zero = part
    if re.search(r"\d{4}", part):
        found.numbers.append(part)
    elif not re.fullmatch(r"[\d.]+", part):
        found.people.append(part)
    else:
        found.numbers.append(part)
