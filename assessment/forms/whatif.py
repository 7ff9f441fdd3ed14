"""What would be if: other full marks for items, and a few facts, targets or marks that nobody recorded."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django import forms

from assessment.functions.words import plain
from assessment.scheme_document import Group
from assessment.sources import Clock, Kind
from assessment.supposing import ADDED, Supposed, leaves_moved
from projects.measures import MEASURES
from promo.web.forms import PromoForm

ROWS = 4
SIZES = {"yuan": (10_000, "万元"), "usd": (10_000, "万美元"), "rate": (Fraction(1, 100), "%")}
WORDS = {"count": "个", "points": "分", "days": "天"}
SOURCES = (("run", "本次计算的数据"), ("today", "今日数据"))


def thing_choices(group: Group, clock: Clock) -> dict[str, tuple[str, str]]:
    """'kind:code' -> (words, unit) of everything that may be supposed in a group."""
    found: dict[str, tuple[str, str]] = {}
    for leaf in group.leaves:
        code = getattr(leaf, "code", None)
        if leaf.kind not in (*ADDED, Kind.TARGET, Kind.MARK) or not leaves_moved(
            group, leaf.kind, code, clock
        ):
            continue
        name = MEASURES[code].name if leaf.kind == Kind.MEASURE else leaf.label
        does = "增加" if leaf.kind in ADDED else "改为"
        found.setdefault(f"{leaf.kind}:{code}", (f"{name}{does}（{unit_words(leaf.unit)}）", leaf.unit))
    return found


def unit_words(unit: str) -> str:
    return SIZES[unit][1] if unit in SIZES else WORDS[unit]


class WhatIfForm(PromoForm):
    """Travels in the address and writes nothing. An empty box changes nothing."""

    data_of = forms.ChoiceField(label="数据", choices=SOURCES, initial="run")

    def __init__(self, *args, group: Group, members: Iterable, clock: Clock, **kwargs) -> None:
        self.group, self.members = group, {str(one.unit_id): one for one in members}
        self.things = thing_choices(group, clock)
        self.base_fields = dict(self.base_fields) | self._fields()
        super().__init__(*args, **kwargs)

    def _fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for one in self.group.indicators:
            found[f"points_{one.code}"] = forms.DecimalField(
                label=one.name, required=False, min_value=0, max_value=1000, decimal_places=2,
                help_text=f"办法为{plain(one.points)}分",
            )  # fmt: skip
        units = [("", "不设"), *((key, one.name) for key, one in self.members.items())]
        things = [("", "不设"), *((key, words) for key, (words, _) in self.things.items())]
        for row in range(1, ROWS + 1):
            found[f"unit_{row}"] = forms.ChoiceField(label="单位", required=False, choices=units)
            found[f"thing_{row}"] = forms.ChoiceField(label="事项", required=False, choices=things)
            found[f"amount_{row}"] = forms.DecimalField(
                label="数量", required=False, min_value=0, max_value=10**9, decimal_places=4
            )
        return found

    def clean(self):
        cleaned = super().clean()
        for row in range(1, ROWS + 1):
            names = [f"{part}_{row}" for part in ("unit", "thing", "amount")]
            given = [name for name in names if cleaned.get(name) not in (None, "")]
            for name in names if given else ():
                if name not in given and name not in self.errors:
                    self.add_error(name, "单位、事项和数量应一并填写。")
        return cleaned

    @property
    def weights(self) -> Sequence:
        return [self[f"points_{one.code}"] for one in self.group.indicators]

    @property
    def rows(self) -> Sequence:
        return [[self[f"{part}_{row}"] for part in ("unit", "thing", "amount")] for row in range(1, ROWS + 1)]

    def points(self) -> dict[str, Fraction]:
        """The full marks that differ from the paper's."""
        typed = ((one, self.cleaned_data.get(f"points_{one.code}")) for one in self.group.indicators)
        return {one.code: Fraction(x) for one, x in typed if x is not None and x != one.points}

    def supposed(self) -> list[Supposed]:
        return [one for one, _ in self._supposed()]

    def words(self) -> list[str]:
        """What was supposed, for the banner, the notes and the workbook."""
        names = {one.code: one for one in self.group.indicators}
        changed = self.points()
        said = [
            f"{names[code].name}分值由{plain(names[code].points)}分改为{plain(points)}分"
            for code, points in changed.items()
        ]
        return said + [words for _, words in self._supposed()]

    def _supposed(self) -> Iterable[tuple[Supposed, str]]:
        for row in range(1, ROWS + 1):
            unit, thing, amount = (
                self.cleaned_data.get(f"{part}_{row}") for part in ("unit", "thing", "amount")
            )
            if thing:
                kind, code = thing.split(":", 1)
                words, of = self.things[thing]
                exact = Fraction(amount) * Fraction(SIZES[of][0] if of in SIZES else 1)
                one = Supposed(self.members[unit], Kind(kind), code, exact)
                said = words.split("（")[0]
                yield one, f"{one.unit.name}{said}{plain(Fraction(amount))}{unit_words(of)}"
