"""What a rule of an office consists of: numbers, choices, yes or no, and lists of rows; each checks its own value.

A rule is a document (a dict that JSON keeps). Its kind names the settings, their words, their bounds and the value that
holds until the office decides otherwise, so a form, a check and a page can be made from the kind alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MANY_ROWS = 60


@dataclass(frozen=True)
class Problem:
    """A Chinese sentence, the setting it is about, and for a list the row (from 1) and the column."""

    sentence: str
    key: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Number:
    """A whole number with its unit of measure ('天', '%'); `empty` says what None means, '' forbids None."""

    key: str
    label: str
    unit: str
    default: int | None
    least: int = 0
    most: int = 3650
    empty: str = ""
    help: str = ""

    def check(self, value: Any) -> list[Problem]:
        if value is None:
            return [] if self.empty else [Problem(f"请填写{self.label}。", self.key)]
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            return [Problem(f"{self.label}应为{self.least}至{self.most}的整数。", self.key)]
        return []


@dataclass(frozen=True)
class Flag:
    key: str
    label: str
    default: bool = False
    help: str = ""

    def check(self, value: Any) -> list[Problem]:
        return [] if isinstance(value, bool) else [Problem(f"请选择{self.label}。", self.key)]


@dataclass(frozen=True)
class Choice:
    """`choices` are (code, words)."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    default: str
    help: str = ""

    def check(self, value: Any) -> list[Problem]:
        known = [code for code, _ in self.choices]  # what a file holds need not be hashable
        return [] if value in known else [Problem(f"请从列表中选择{self.label}。", self.key)]


@dataclass(frozen=True)
class Words:
    """A short text of one line; `required` forbids ''."""

    key: str
    label: str
    default: str = ""
    required: bool = True
    most: int = 60
    help: str = ""

    def check(self, value: Any) -> list[Problem]:
        if not isinstance(value, str) or len(value) > self.most:
            return [Problem(f"{self.label}不能超过{self.most}个字。", self.key)]
        return [Problem(f"请填写{self.label}。", self.key)] if self.required and not value.strip() else []


Column = Number | Flag | Choice | Words


@dataclass(frozen=True)
class Rows:
    """A list of rows, each a dict with the keys of `columns`; `unique` names the columns that no two rows share."""

    key: str
    label: str
    columns: Sequence[Column]
    default: Sequence[Mapping[str, Any]] = ()
    unique: Sequence[str] = ("code",)
    least: int = 0
    help: str = ""

    def check(self, value: Any) -> list[Problem]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            return [Problem(f"{self.label}应为列表。", self.key)]
        if not self.least <= len(value) <= MANY_ROWS:
            return [Problem(f"{self.label}应有{self.least}至{MANY_ROWS}项。", self.key)]
        found = [problem for i, row in enumerate(value, 1) for problem in self._check_row(i, row)]
        return found or self._check_unique(value)

    def _check_row(self, number: int, row: Mapping[str, Any]) -> list[Problem]:
        return [
            Problem(f"{self.label}第{number}行：{problem.sentence}", self.key, number, column.key)
            for column in self.columns
            for problem in column.check(row.get(column.key))
        ]

    def _check_unique(self, rows: list[Mapping[str, Any]]) -> list[Problem]:
        seen: dict[tuple, int] = {}
        for number, row in enumerate(rows, 1):
            mark = tuple(row.get(name) for name in self.unique)
            if self.unique and mark in seen:
                sentence = f"{self.label}第{number}行与第{seen[mark]}行重复。"
                return [Problem(sentence, self.key, number, self.unique[0])]
            seen[mark] = number
        return []


Setting = Number | Flag | Choice | Words | Rows


@dataclass(frozen=True)
class RuleKind:
    """One subject an office makes rules about. `sentence` tells a clerk what the rule decides, `tells` what a document
    of the kind will do. `by_supervision`: the supervision office decides it, not the economic one."""

    code: str
    name: str
    sentence: str
    settings: Sequence[Setting] = field(default_factory=tuple)
    tells: Callable[[Mapping[str, Any]], str] | None = None
    by_supervision: bool = False

    @property
    def default(self) -> dict[str, Any]:
        """The document that holds until the office decides otherwise; new each time."""
        return {
            one.key: [dict(row) for row in one.default] if isinstance(one, Rows) else one.default
            for one in self.settings
        }

    def check(self, document: Mapping[str, Any]) -> list[Problem]:
        """Everything wrong with a document; unknown settings are wrong too."""
        known = {one.key for one in self.settings}
        unknown = [Problem(f"没有“{key}”这项设置。", key) for key in document if key not in known]
        return unknown + [p for one in self.settings for p in one.check(document.get(one.key))]
