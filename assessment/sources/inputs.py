"""A number once somebody has looked it up or worked it out: with its name, origin, arithmetic and parts."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.sources.derived import Source
from assessment.sources.leaves import Kind, Unit


@dataclass(frozen=True)
class Input:
    """Value in 元, 美元, 个, 天, 分 or as a rate, exact; None when there is none.

    `words` is how a number that was worked out came about, `parts` are the numbers it was made of.
    """

    name: str
    label: str
    value: Fraction | None
    unit: Unit
    kind: Kind
    source: str
    origin: Source | None = None
    words: str = ""
    parts: tuple["Input", ...] = ()


@dataclass(frozen=True)
class Need:
    """A number an indicator asks for: its name inside the function, and the source to ask."""

    name: str
    source: Source

    def filled(self, value: Fraction | None, *, words: str = "", parts: tuple[Input, ...] = ()) -> Input:
        one = self.source
        return Input(self.name, one.label, value, one.unit, one.kind, one.key, one, words, parts)
