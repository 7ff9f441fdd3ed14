"""Sends bad values through the boxes of one form and says whatever must not happen.

A value goes into all boxes at once. What an answer marks as wrong was looked at; the others go on without those, until
all that are left are taken together. Where nothing is marked and yet nothing is taken, they go on in two halves, at
last each alone. So no box escapes because another one was refused first, and a value that its own sentence answers
costs no sending of its own. Besides, each box that can be wrong is once wrong alone, while all others are right.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.house.sheets import NUL, Sheet, Written, forms_of, sentences_of
from tests.house.world import undone
from tests.services.trail import EVENT, watched

CHOSEN = ["", "-1", "9" * 40, "\x00", "'; --"]  # where nothing is typed: choices, ticks, hidden fields
HOSTILE = [
    "", " ", "-1", "0", "1e5", "１２３", "NaN", str(10**18), "9" * 40, "x" * 10_000, "\x00", "\u202e甲", "😀𠮷",
    "0001-01-01", "9999-12-31", "2026-02-30", "'; DROP TABLE units_unit; --", "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "{{ 7 }}{% now %}",
]  # fmt: skip
FILES = [
    ("空.pdf", b""),
    ("程序.exe", b"MZ\x90"),
    ("假的.pdf", b"<html>"),
    ("名" * 300 + ".pdf", b"%PDF-1.4"),
]
REPEATED = ["1", "2"]
MISSING = object()
VERSION = "version"
ROWS_TRIED = 2  # of a list of rows in one form
REFUSED = {400, 405, 422, 200, 404, 403, 429}
PLAIN_FORM = "application/x-www-form-urlencoded"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Answer:
    """To one sending. `wrong` is what must not be, `refused` the boxes that were marked -> what is said of them."""

    status: int
    refused: dict[str, str] = field(default_factory=dict)
    wrong: str = ""

    @property
    def is_taken(self) -> bool:
        return self.status == 302


@dataclass
class Door:
    """Where a form is sent to; every sending finds the same state.

    `is_page`: the address shows a form of its own, so that a refusal must hold what was typed in it.
    """

    browser: Client
    where: str
    is_page: bool = True

    def keep(self, fields: dict) -> bool:
        """Sends what was accepted before, and lets it stay."""
        return self._posted({"form_key": uuid4(), **fields}).status_code == 302

    def send(self, fields: dict) -> Answer:
        cookies = deepcopy(self.browser.cookies)
        with undone():
            with watched() as trail:
                response = self._posted({"form_key": uuid4(), **fields})
            kept = trail.changed | ({EVENT} & set(trail.written))
            answer = Answer(response.status_code)
            answer.wrong = self._wrong(response, answer, fields, kept)
        self.browser.cookies = cookies  # those of a session that began in what was undone lead nowhere
        return answer

    def _posted(self, fields: dict):
        """Written as a browser writes it; only files need parts of their own."""
        files = [value for value in fields.values() if hasattr(value, "read")]
        for file in files:
            file.seek(0)
        if files:
            return self.browser.post(self.where, fields)
        return self.browser.post(self.where, urlencode(fields, doseq=True), content_type=PLAIN_FORM)

    def plain(self, sheets: list[Sheet]) -> tuple[Sheet, bool]:
        """The first of some sheets that is taken, and whether there is one."""
        for sheet in sheets:
            if self.send(sheet).is_taken:
                return sheet, True
        return sheets[0], False

    def _wrong(self, response, answer: Answer, fields: dict, kept: set) -> str:
        if answer.is_taken:
            return self._followed(response.url)
        if answer.status not in REFUSED:
            return str(answer.status)
        if kept:
            return f"{answer.status}, yet saved: {sorted(kept)}"
        if answer.status != 422:
            return ""
        page = response.content.decode()
        if not any(map(CHINESE.search, sentences_of(page))):
            return "refused without a sentence"
        return self._said(page, answer, fields) if self.is_page else ""

    def _followed(self, where: str) -> str:
        """What was accepted is shown on the page that follows."""
        status = self.browser.get(where).status_code
        return f"accepted, and then {status} at {where}" if status >= 500 else ""

    def _said(self, page: str, answer: Answer, fields: dict) -> str:
        form = nearest(page, fields)
        answer.refused = form.refused
        mute = [name for name, words in form.refused.items() if not CHINESE.search(words)]
        if mute:
            return f"refused without a sentence beside {mute}"
        lost = list(lost_from(form, fields))
        return f"no longer holds what was typed into {lost}" if lost else ""


def nearest(page: str, fields: dict) -> Written:
    """The form of a page that has most of what was sent."""
    return max(forms_of(page), key=lambda one: len(one.filled.keys() & fields.keys()), default=Written())


def lost_from(form: Written, fields: dict) -> Iterator[str]:
    for name in form.stands.typed & fields.keys() - form.secret:
        typed, shown = fields[name], form.stands[name]
        if isinstance(typed, str) and plainly(typed) not in {
            "",
            plainly(shown),
        }:  # a blank may be its default
            yield f"{name}: {typed[:20]!r} became {shown[:20]!r}"


def plainly(text: str) -> str:
    """Without what may be folded or cut where a text is read: ends, breaks, widths, signs of no shape."""
    return "".join(unicodedata.normalize("NFKC", text.replace("\x00", "").replace(NUL, "")).split())


class Walk:
    """Through the boxes of a form that is otherwise filled in as `plain`; `taken` is what it accepted of each value."""

    def __init__(self, door: Door, plain: Sheet) -> None:
        self.door, self.plain = door, plain
        self.marked: dict[str, object] = {}  # box -> a value that was marked as wrong in it
        self.alone: set[str] = set()  # boxes that were refused while all others were right
        self.taken: dict[str, dict] = {}

    def faults(self) -> list[str]:
        """Everything wrong in the answers, each once."""
        return list(dict.fromkeys(self.everything()))

    def everything(self) -> Iterator[str]:
        """What is hidden stays by itself: a wrong version is answered before anything else is looked at."""
        boxes = list(tried(self.plain))
        files = [name for name in boxes if hasattr(self.plain[name], "read")]
        typed = [name for name in boxes if name in self.plain.typed]
        hidden = [name for name in boxes if name in self.plain.hidden and name != VERSION]
        chosen = [name for name in boxes if name not in {*files, *typed, *hidden, VERSION}]
        version = [name for name in boxes if name == VERSION]
        for value in [*HOSTILE, REPEATED]:
            yield from self.together(typed, value)
        for value in [*CHOSEN, REPEATED]:
            for names in (chosen, hidden, version):
                yield from self.together(names, value)
        for names in (typed, chosen, hidden, version, files):
            yield from self.together(names, MISSING)
        for name, value in self.marked.items():
            if name not in self.alone:
                yield from self.told(self.sent([name], value), [name], value)
        for name in files:
            for value in (SimpleUploadedFile(*file) for file in FILES):
                yield from self.told(self.sent([name], value), [name], value)

    def together(self, names: list[str], value) -> Iterator[str]:
        """Until each box was marked, or taken with others, or was refused alone."""
        while names:
            answer = self.sent(names, value)
            yield from self.told(answer, names, value)
            if answer.is_taken:
                self.taken.setdefault(str(value), self.fields(names, value))
                return
            seen = [name for name in names if name in answer.refused]
            self.marked |= dict.fromkeys(seen, value)
            self.alone |= set(names) if len(names) == 1 else set()
            if not seen:
                break
            names = [name for name in names if name not in answer.refused]
        if len(names) > 1:
            middle = len(names) // 2
            yield from self.together(names[:middle], value)
            yield from self.together(names[middle:], value)

    def fields(self, names: list[str], value) -> dict:
        if value is MISSING:
            return {name: kept for name, kept in self.plain.items() if name not in names}
        return self.plain | dict.fromkeys(names, value)

    def sent(self, names: list[str], value) -> Answer:
        return self.door.send(self.fields(names, value))

    def told(self, answer: Answer, names: list[str], value) -> Iterator[str]:
        if answer.wrong:
            yield f"{', '.join(names)[:200]} = {str(value)[:20]!r}: {answer.wrong}"


def tried(sheet: Sheet) -> Iterator[str]:
    """Boxes whose names differ by their numbers only are rows of one list: its first two stand for all."""
    seen: Counter[str] = Counter()
    for name in sheet:
        seen[alike := re.sub(r"\d+", "#", name)] += 1
        if seen[alike] <= ROWS_TRIED:
            yield name
