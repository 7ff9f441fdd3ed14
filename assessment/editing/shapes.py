"""The few shapes that every form of a scheme is made of: one value, a group, rows, and what may be left out.

Each reads what was sent into the JSON of the document and draws that JSON again. Whatever does not fit stays in the
JSON as it was typed, so that the document's own grammar refuses it and the page still shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessment.editing import typed
from assessment.editing.asked import MOST_ROWS, Asked

ABSENT: Any = type("Absent", (), {"__repr__": lambda self: "ABSENT", "__bool__": lambda self: False})()
Errors = Mapping[tuple, Sequence[str]]
MOST_KEPT = 20_000


@dataclass
class Drawn:
    """One box or frame of a page; `kind` chooses how the template draws it. A row that `folds` shows its title."""

    path: str
    label: str
    kind: str
    value: Any = ""
    help: str = ""
    choices: Sequence[tuple[str, str]] = ()
    redraws: bool = False
    must: bool = False
    errors: list[str] = field(default_factory=list)
    parts: list["Drawn"] = field(default_factory=list)
    title: str = ""
    folds: bool = False

    @property
    def dom(self) -> str:
        return "f-" + self.path.replace(".", "-")

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(one.has_errors for one in self.parts)


def under(errors: Errors, name: Any) -> dict[tuple, list[str]]:
    return {place[1:]: list(said) for place, said in errors.items() if place and place[0] == name}


def rest(errors: Errors, names: Sequence[Any]) -> list[str]:
    """What is said of the thing itself, or of a part that the page does not show."""
    return [one for place, said in errors.items() if not place or place[0] not in names for one in said]


@dataclass(frozen=True)
class Leaf:
    """One value. `kind`: number, whole, text, long, flag, choice, day, texts, many, numbers or points.

    A blank `null` leaf is null in the document, a blank `keep` leaf an empty text; any other is left out.
    """

    name: str
    label: str
    kind: str = "text"
    choices: Sequence[tuple[str, str]] = ()
    initial: Any = ABSENT
    null: bool = False
    keep: bool = False
    redraws: bool = False
    must: bool = False
    help: str = ""

    def read(self, asked: Asked, path: str) -> Any:
        if self.kind == "many":
            return asked.texts(path) or ABSENT
        if not asked.has(path):
            return self.initial
        text = asked.text(path)[:MOST_KEPT]
        if not text:
            return None if self.null else "" if self.keep else ABSENT
        return READERS.get(self.kind, str)(text)

    def draw(self, value: Any, path: str, errors: Errors) -> Drawn:
        value = self.initial if value is ABSENT else value
        said = [one for some in errors.values() for one in some]
        return Drawn(
            path, self.label, self.kind, self._shown(value), self.help, self._offered(value), self.redraws, self.must,
            said,
        )  # fmt: skip

    def _shown(self, value: Any) -> Any:
        if self.kind == "many":
            return [str(one) for one in value] if isinstance(value, list | tuple) else []
        if value is None and self.kind == "points":
            return "—"
        return "" if value is ABSENT or value is None else WRITERS.get(self.kind, str)(value)

    def _offered(self, value: Any) -> Sequence[tuple[str, str]]:
        """The choices, and what the document has even where it is none of them."""
        if self.kind == "flag":
            return self.choices or (("yes", "是"), ("no", "否"))
        given = value if isinstance(value, list | tuple) else [value]
        known = {code for code, _ in self.choices}
        odd = [(one, one) for one in given if isinstance(one, str) and one and one not in known]
        return [*self.choices, *odd] if self.choices else ()


def _whole(text: str) -> Any:
    found = typed.number(text)
    return found if isinstance(found, int) else text


READERS: Mapping[str, Callable[[str], Any]] = {
    "number": typed.number,
    "whole": _whole,
    "flag": lambda text: {"yes": True, "no": False}.get(text, text),
    "texts": typed.divided,
    "numbers": typed.numbers,
    "points": lambda text: None if text in ("—", "-", "——") else text,  # compared at the decimals written
}
WRITERS: Mapping[str, Callable[[Any], str]] = {
    "number": typed.show,
    "whole": str,
    "flag": lambda value: {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else "",
    "texts": lambda value: "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value),
    "numbers": lambda value: (
        "、".join(map(typed.show, value)) if isinstance(value, list | tuple) else str(value)
    ),
}


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Group:
    """Several values of one JSON object; which they are may depend on the `picks` among them."""

    name: str
    label: str
    fields: Callable[[dict], Sequence[Any]]
    picks: Sequence[Leaf] = ()
    pack: Callable[[dict], Any] = same
    unpack: Callable[[Any], Any] = same
    help: str = ""

    def read(self, asked: Asked, path: str) -> Any:
        picked = {one.name: one.read(asked, _joined(path, one.name)) for one in self.picks}
        known = {name: value for name, value in picked.items() if value is not ABSENT}
        found = {one.name: one.read(asked, _joined(path, one.name)) for one in self.fields(known)}
        return self.pack({name: value for name, value in found.items() if value is not ABSENT})

    def draw(self, value: Any, path: str, errors: Errors) -> Drawn:
        given = self.unpack(value) if isinstance(value, dict) else self.unpack({})
        shapes = self.fields(given)
        parts = [
            one.draw(given.get(one.name, ABSENT), _joined(path, one.name), under(errors, one.name))
            for one in shapes
        ]
        said = rest(errors, [one.name for one in shapes])
        return Drawn(path, self.label, "group", help=self.help, errors=said, parts=parts)


@dataclass(frozen=True)
class Rows:
    """A list of groups, with rows to add and take away. `pack` and `unpack` turn the list into other JSON and back.

    Long rows fold: once one has a name, the page shows that until it is opened.
    """

    name: str
    label: str
    row: Group
    called: str = "行"
    least: int = 0
    pack: Callable[[list], Any] = same
    unpack: Callable[[Any], list] = same
    help: str = ""
    folds: bool = False

    def read(self, asked: Asked, path: str) -> Any:
        count = asked.rows(path)
        if count is None:
            return ABSENT
        rows = [self.row.read(asked, f"{path}.{turn}") for turn in range(count)]
        rows = pressed(rows, asked, path)
        return self.pack(rows) if rows else ABSENT

    def draw(self, value: Any, path: str, errors: Errors) -> Drawn:
        try:
            rows = self.unpack(value) if value is not ABSENT else []
        except (TypeError, ValueError, AttributeError):
            rows = []
        rows = rows if isinstance(rows, list) else []
        rows = rows or [{}] * self.least
        parts, places = [], []
        for turn, row in enumerate(rows[:MOST_ROWS]):
            place = row.get("_name", turn) if isinstance(row, dict) and self.unpack is not same else turn
            one = self.row.draw(row, f"{path}.{turn}", under(errors, place) | under(errors, turn))
            one.value, one.label, one.folds = turn, f"第{turn + 1}{self.called}", self.folds
            one.title = str(row.get("name") or "") if isinstance(row, dict) else ""
            parts.append(one)
            places += [place, turn]
        return Drawn(
            path, self.label, "rows", len(parts), self.help, errors=rest(errors, places), parts=parts
        )


def pressed(rows: list, asked: Asked, path: str) -> list:
    """The rows once the button of a row, if it is one of this list, has done its work."""
    if asked.path != path:
        return rows
    if asked.act == "add" and len(rows) < MOST_ROWS:
        return [*rows, {}]
    if asked.act == "drop" and 0 <= asked.turn < len(rows):
        return [*rows[: asked.turn], *rows[asked.turn + 1 :]]
    if asked.act == "up" and 0 < asked.turn < len(rows):
        before, one = rows[asked.turn - 1 : asked.turn + 1]
        return [*rows[: asked.turn - 1], one, before, *rows[asked.turn + 1 :]]
    return rows


@dataclass(frozen=True)
class Optional:
    """A group that may be left out: a choice says whether it is there."""

    of: Group | Rows
    words: tuple[str, str] = ("不设", "设置")
    null: bool = True

    @property
    def name(self) -> str:
        return self.of.name

    def read(self, asked: Asked, path: str) -> Any:
        if not asked.has(f"{path}._on"):
            return self.of.read(asked, path) if asked.under(path) else ABSENT
        if asked.text(f"{path}._on") != "yes":
            return None if self.null else ABSENT
        found = self.of.read(asked, path)
        return {} if found is ABSENT else found

    def draw(self, value: Any, path: str, errors: Errors) -> Drawn:
        is_on = value is not ABSENT and value is not None
        pick = Drawn(
            f"{path}._on", self.of.label, "choice", "yes" if is_on else "no",
            choices=(("no", self.words[0]), ("yes", self.words[1])), redraws=True,
        )  # fmt: skip
        inner = self.of.draw(value, path, errors) if is_on else None
        said = [] if inner else [one for some in errors.values() for one in some]
        return Drawn(path, self.of.label, "optional", errors=said, parts=[pick, *([inner] if inner else [])])


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
