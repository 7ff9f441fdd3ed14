"""The parts a report is made of: a heading, paragraphs people may edit, and tables nobody may."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from promo.tables import FrozenTable, Table, freeze, thaw


@dataclass(frozen=True)
class Section:
    """`code` is stable, so that words and tables of a stored report find each other."""

    code: str
    heading: str
    paragraphs: Sequence[str]
    tables: Sequence[Table | FrozenTable] = field(default_factory=tuple)


def frozen_tables(sections: Sequence[Section]) -> list[dict]:
    return [{"section": one.code, "tables": [freeze(table) for table in one.tables]} for one in sections]


def drafted_words(sections: Sequence[Section]) -> list[dict]:
    return [
        {"section": one.code, "heading": one.heading, "paragraphs": [text for text in one.paragraphs if text]}
        for one in sections
    ]


def stored_sections(tables: list[dict], words: list[dict]) -> list[Section]:
    """The sections of a stored report, in the order of its words."""
    by_code = {entry["section"]: [thaw(data) for data in entry["tables"]] for entry in tables}
    return [
        Section(
            one["section"], one["heading"], tuple(one["paragraphs"]), tuple(by_code.get(one["section"], ()))
        )
        for one in words
    ]
