"""What an official paper consists of, before anybody asks how it looks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from promo.tables import FrozenTable, Table


class Form(StrEnum):
    """The three dresses of one paper."""

    RED_HEAD = "red"
    LETTER = "letter"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {Form.RED_HEAD: "红头文件", Form.LETTER: "信函", Form.PLAIN: "内部报告"}


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 4: 一、 （一） 1. （1）; the number is part of the text."""

    text: str
    level: int = 1


Part = Heading | str | Table | FrozenTable


@dataclass(frozen=True)
class Attachment:
    """Begins on a page of its own; wide tables lie on their side there."""

    name: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Imprint:
    """版记: to whom copies go, who printed the paper ('' for the issuer) and when."""

    copies: str = ""
    printer: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Paper:
    """`issuer` is who the head names, `signer` who signs; `made_at` is the moment the file gives as its own.

    `title` is broken into lines between words; with line feeds in it, there. `number` is the number of the document
    or of the issue, `mark` what stands above the title of a plain report, `under_title` the line below it. `remarks`
    follow the date: where the figures come from.
    """

    form: Form
    title: str
    parts: Sequence[Part]
    made_at: datetime
    issuer: str
    number: str = ""
    addressee: str = ""
    signer: str = ""
    day: date | None = None
    mark: str = ""
    under_title: str = ""
    attachments: Sequence[Attachment] = ()
    remarks: Sequence[str] = ()
    imprint: Imprint | None = None


LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[1-9]\d?[.．](?!\d)"),
    re.compile(r"（[1-9]\d?）"),
)
LONGEST_HEADING = 40


def dressed(text: str, *, is_heading: bool = False) -> Heading | str:
    """`text` as a heading where it is numbered as one and says no whole sentence; `is_heading` knows it is one."""
    for level, pattern in enumerate(LEVELS, start=1):
        if pattern.match(text) and (is_heading or _names(text)):
            return Heading(text, level)
    return Heading(text, 1) if is_heading else text


def _names(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not text.endswith(("。", "；", "：", "！", "？"))
