"""What people changed in a drafted report: marks for the eye, and a guard that keeps figures out of the edit."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from promo.money import stripped

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[A-Za-z]+|\s|.", re.DOTALL)
FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(%|个百分点|[万亿]?(?:美元|港元|欧元|日元|元))")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Mark(NamedTuple):
    """A stretch of text: 'same', 'gone' (only in the draft) or 'new' (only in the edit)."""

    kind: str
    text: str


def marked(before: Sequence[str], after: Sequence[str]) -> list[Mark]:
    """The difference of two versions of a section, word by word; a figure is one word, a Chinese sign another."""
    old, new = TOKEN.findall("\n".join(before)), TOKEN.findall("\n".join(after))
    marks: list[Mark] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            marks.append(Mark("same", "".join(old[a:b])))
            continue
        marks += [Mark("gone", "".join(old[a:b]))] * (b > a) + [Mark("new", "".join(new[c:d]))] * (d > c)
    return marks


def changed_sections(drafted: list[dict], words: list[dict]) -> list[dict]:
    """The sections that differ from the draft, each with its heading and its marks."""
    before = {one["section"]: one["paragraphs"] for one in drafted}
    return [
        {"heading": one["heading"], "marks": marked(before.get(one["section"], []), one["paragraphs"])}
        for one in words
        if before.get(one["section"], []) != one["paragraphs"]
    ]


def known_numbers(tables: list[dict], drafted: list[dict]) -> set[str]:
    """Every number that the frozen tables show or the draft says."""
    texts = [text for one in drafted for text in one["paragraphs"]]
    for entry in tables:
        for table in entry["tables"]:
            rows = [*table["rows"], *([table["totals"]] if table["totals"] else [])]
            texts += [cell["text"] for row in rows for cell in row]
    return {plain(number) for text in texts for number in NUMBER.findall(text)}


def foreign_figure(text: str, known: Iterable[str]) -> str | None:
    """The first sum or percentage in a text that is not among the known numbers, as it is written; else None."""
    found = (match for match in FIGURE.finditer(text) if plain(match[1]) not in known)
    return next((match[0] for match in found), None)


def plain(number: str) -> str:
    """'5,000.00' -> '5000': the same number however it is written."""
    return stripped(number.replace(",", "")) or "0"
