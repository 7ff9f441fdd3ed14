"""Nobody's edit is lost: a form that comes too late shows both versions, field by field, and takes a choice for each.

The form carries what it was opened with (signed, so that it is only ever what this house wrote). When the row has moved
on, each field that differs is shown as it was then, as another saved it and as it is typed here; the next sending says
which one holds. What only the other person touched is theirs unless said otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core import signing

SALT = "promo.web.both"
MINE, THEIRS = "mine", "theirs"
EMPTY = "（空）"
UNKNOWN = "—"


@dataclass(frozen=True)
class Difference:
    """One field in three versions, as words; `pick` is the choice that is offered first."""

    name: str
    label: str
    opened: str
    theirs: str
    mine: str
    pick: str

    @property
    def is_conflict(self) -> bool:
        """Both changed it."""
        return self.opened != UNKNOWN and self.opened not in (self.theirs, self.mine)


class BothVersionsMixin:
    """For a PromoForm with a `version` whose `initial` is the row as it is now."""

    differences: tuple[Difference, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self._take_choices()

    @property
    def opened(self) -> str:
        """The hidden field: what the person saw first; kept as it came while the form goes to and fro."""
        if self.is_bound and self._opened_values():
            return self.data["opened"]
        values = {name: as_typed(self.initial.get(name)) for name in self._compared()}
        return signing.dumps(values, salt=SALT, compress=True)

    @property
    def undecided(self) -> list:
        """Boxes that are typed in; those that stand in the comparison are not asked for twice."""
        compared = {one.name for one in self.differences}
        return [box for box in self.visible_fields() if box.name not in compared]

    @property
    def compared(self) -> list:
        """(difference, box) of what is chosen in the comparison; the box is sent along unseen."""
        return [(one, self[one.name].as_hidden()) for one in self.differences]

    def show_both(self, now: Mapping[str, Any]) -> None:
        """After a stale refusal: `now` is the row as it stands. The next sending is up to date."""
        opened = self._opened_values()
        self.data["version"] = str(now["version"])
        self.data["opened"] = signing.dumps(
            {name: as_typed(now.get(name)) for name in self._compared()}, salt=SALT, compress=True
        )
        found = (self._difference(name, opened, now) for name in self._compared())
        self.differences = tuple(one for one in found if one)

    def _compared(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not field.disabled and not isinstance(field, forms.FileField)
        ]

    def _take_choices(self) -> None:
        for name in self._compared():
            if self.data.get(f"pick_{name}") == THEIRS:
                self._put(name, as_typed(self.initial.get(name)))

    def _put(self, name: str, text: str) -> None:
        if isinstance(self.fields[name].widget, forms.CheckboxInput) and not text:
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = text

    def _difference(self, name: str, opened: Mapping[str, str], now: Mapping[str, Any]) -> Difference | None:
        theirs, mine, before = as_typed(now.get(name)), self._typed(name), opened.get(name)
        if theirs == mine:
            return None
        words = (UNKNOWN if before is None else self._words(name, before), self._words(name, theirs))
        pick = THEIRS if before == mine else MINE
        return Difference(name, str(self[name].label), *words, self._words(name, mine), pick)

    def _typed(self, name: str) -> str:
        if isinstance(self.fields[name].widget, forms.CheckboxInput):
            return as_typed(bool(self[name].value()))
        value = self[name].value()
        return as_typed(value).replace("\r\n", "\n")

    def _words(self, name: str, text: str) -> str:
        field = self.fields[name]
        if isinstance(field.widget, forms.CheckboxInput):
            return "是" if text else "否"
        if isinstance(field, forms.ModelChoiceField):
            named = {str(row.pk): field.label_from_instance(row) for row in field.queryset}
            return str(named.get(text, text)) or EMPTY
        choices = dict(getattr(field, "choices", None) or ())
        return str(choices.get(text, text)) or EMPTY

    def _opened_values(self) -> dict[str, str]:
        try:
            found = signing.loads(str(self.data.get("opened", ""))[:40_000], salt=SALT)
        except signing.BadSignature:
            return {}
        return found if isinstance(found, dict) else {}


def as_typed(value) -> str:
    """A value as a box of a form would send it: '' for nothing, 'on' for yes, ISO for a day, the id of a row."""
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "on"
    if isinstance(value, date):
        return value.isoformat()
    return str(value.pk) if hasattr(value, "pk") else str(value)
