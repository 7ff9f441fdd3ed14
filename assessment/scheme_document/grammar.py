"""The strict grammar of values in a scheme document: nothing is guessed, every fault is noted."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.scheme_document.problems import Problem

_NUMBER = re.compile(r"-?(0|[1-9]\d{0,15})(\.\d{1,8})?", re.ASCII)
_PARTS = re.compile(r"(-?(?:0|[1-9]\d{0,15}))/([1-9]\d{0,15})", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ABSENT = object()


class Box:
    """One JSON object on its way in. A question notes a problem and gives None for an unfit answer."""

    def __init__(self, data: Any, where: str, problems: list[Problem], *, prefix: str = "") -> None:
        self.where, self.problems, self._prefix = where, problems, prefix
        self._asked: set[str] = set()
        if isinstance(data, dict):
            self._data = data
        else:
            self._data = {}
            self.note(None, "应为一组“名称：值”")
            self.problems = []  # one fault, not also one for each thing that is not in it

    def place(self, key: str | None) -> str:
        return self.where if key is None else f"{self.where}·{self._prefix}{key}"

    def note(self, key: str | None, sentence: str) -> None:
        self.problems.append(Problem(self.place(key), sentence))

    def has(self, key: str) -> bool:
        return key in self._data

    def names(self) -> list[str]:
        """The names written here, for an object whose names are free, in one order: PostgreSQL keeps none."""
        return sorted(key for key in self._data if isinstance(key, str))

    def take(self, key: str, default: Any = _ABSENT) -> Any:
        """The raw value; a missing one without default is a problem."""
        self._asked.add(key)
        if key in self._data:
            return self._data[key]
        if default is _ABSENT:
            self.note(key, "缺少此项")
            return None
        return default

    def inner(self, key: str, default: Any = _ABSENT) -> "Box":
        """The object under `key`; when that is missing its own questions stay silent."""
        value = self.take(key, default)
        known = self.has(key) or default is not _ABSENT
        return Box(value, self.place(key), self.problems if known else [])

    def close(self) -> None:
        """Refuses what nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                self.note(str(key)[:40], "无法识别此项，请删除或检查拼写")

    def text(self, key: str, *, longest: int, default: Any = _ABSENT) -> str | None:
        given = self.take(key, default)
        if given is None and not self.has(key):
            return None
        if not isinstance(given, str) or _has_controls(given):
            self.note(key, "应为一段文字，不含换行和控制字符")
        elif not given.strip() and default is _ABSENT:
            self.note(key, "不能为空")
        elif len(given) > longest:
            self.note(key, f"不能超过{longest}个字")
        else:
            return given.strip()
        return None

    def code(self, key: str) -> str | None:
        given = self.take(key)
        if isinstance(given, str) and _CODE.fullmatch(given):
            return given
        if self.has(key):
            self.note(key, "代码应以小写字母开头，只用小写字母、数字和下划线，不超过40个字符")
        return None

    def choice(self, key: str, allowed: Sequence[str], *, default: Any = _ABSENT) -> str | None:
        given = self.take(key, default)
        if isinstance(given, str) and given in allowed:
            return given
        if self.has(key):
            self.note(key, f"应为以下之一：{'、'.join(allowed)}")
        return None

    def whole(self, key: str, *, least: int, most: int, default: Any = _ABSENT) -> int | None:
        given = self.take(key, default)
        if isinstance(given, int) and not isinstance(given, bool) and least <= given <= most:
            return given
        if self.has(key):
            self.note(key, f"应为{least}至{most}之间的整数")
        return None

    def number(
        self,
        key: str,
        *,
        default: Any = _ABSENT,
        above: int | None = None,
        least: int | None = None,
        most: int | None = None,
        may_be_null: bool = False,
    ) -> Fraction | None:
        """An exact number in (above, most], written as a whole number or as text ("1.2", "1/3")."""
        given = self.take(key, default)
        if not self.has(key) or (given is None and may_be_null):
            return given
        exact = read_exact(given)
        if isinstance(exact, str):
            self.note(key, exact)
        elif above is not None and exact <= above:
            self.note(key, f"应大于{above}")
        elif least is not None and exact < least:
            self.note(key, f"不能小于{least}")
        elif most is not None and exact > most:
            self.note(key, f"不能超过{most}")
        else:
            return Fraction(exact)
        return None

    def flag(self, key: str, *, default: Any = _ABSENT) -> bool | None:
        given = self.take(key, default)
        if isinstance(given, bool):
            return given
        if self.has(key) and given is not default:
            self.note(key, "应为 true 或 false")
        return None

    def texts(
        self, key: str, *, most: int = 60, longest: int = 40, default: Any = _ABSENT
    ) -> tuple[str, ...]:
        """A list of short texts, none twice."""
        given = self.items(key, least=0, most=most, default=default)
        fits = all(isinstance(one, str) and one.strip() and len(one) <= longest for one in given)
        if not fits or any(_has_controls(one) for one in given):
            self.note(key, f"应为文字的列表，每项不超过{longest}个字")
            return ()
        if len(set(given)) != len(given):
            self.note(key, "有重复的项")
        return tuple(one.strip() for one in given)

    def boxes(self, key: str, *, least: int, most: int, called: str, default: Any = _ABSENT) -> list["Box"]:
        """The objects of a list, each with its own place ('…第2档')."""
        given = self.items(key, least=least, most=most, default=default)
        return [
            Box(data, f"{self.place(key)}·第{turn}{called}", self.problems)
            for turn, data in enumerate(given, start=1)
        ]

    def day(self, key: str, *, default: Any = _ABSENT) -> date | None:
        given = self.take(key, default)
        if given is None and default is None:
            return None
        if isinstance(given, str) and _DAY.fullmatch(given):
            try:
                return date.fromisoformat(given)
            except ValueError:
                pass
        if self.has(key):
            self.note(key, "日期应写成 2026-01-01 的形式，且确有其日")
        return None

    def items(self, key: str, *, least: int, most: int, default: Any = _ABSENT) -> list[Any]:
        given = self.take(key, default)
        if isinstance(given, list | tuple) and least <= len(given) <= most:
            return list(given)
        if self.has(key):
            self.note(key, f"应为{least}至{most}项的列表")
        return []


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def read_number(given: Any) -> Decimal | str:
    """The exact number, or the sentence that refuses it. A float has already lost what was written."""
    if isinstance(given, float):
        return '小数请加引号书写，例如 "1.2"'
    written = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if isinstance(written, str) and _NUMBER.fullmatch(written):
        return Decimal(written)
    return '应为数字，例如 40 或 "1.2"，不带单位、逗号和空格，小数不超过8位'


def read_exact(given: Any) -> Fraction | str:
    """The same, and "1/3" for what has no end as a decimal."""
    if isinstance(given, str) and (parts := _PARTS.fullmatch(given)):
        return Fraction(int(parts[1]), int(parts[2]))
    found = read_number(given)
    return found if isinstance(found, str) else Fraction(found)
