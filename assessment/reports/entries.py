"""What several people can mark in a scheme: single marks as their mean, panels as the scheme adds them up."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.functions.words import plain
from assessment.models import MarkedUnit, RoundKind
from assessment.panels import Method, Missing, Panel
from assessment.scheme_document import Scheme as Document
from assessment.sources import Kind, leaves_of


@dataclass(frozen=True)
class Entry:
    """`most` is the full mark in 分, None for a place or a number; `how` makes one number of the marks."""

    code: str
    label: str
    most: Fraction | None
    how: Panel

    @property
    def kind(self) -> str:
        """How the scheme wants it marked; '' for a number, which nobody marks."""
        if self.how.method == Method.BALLOTS:
            return RoundKind.BALLOTS
        return RoundKind.MARKS if self.most is not None else ""

    @property
    def title(self) -> str:
        """'日常管理（满分10分，取平均）'."""
        full = f"满分{plain(self.most)}分，" if self.most is not None else ""
        return f"{self.label}（{full}{self.how.words}）"


def entries_for(document: Document, unit_class: str, unit_code: str = "") -> dict[str, Entry]:
    """Code -> what can be marked for a unit by its class (and code)."""
    group = document.group_for(unit_class, unit_code)
    found: dict[str, Entry] = {}
    for one in group.indicators if group else ():
        for need in one.needs:
            for leaf in leaves_of(need.source):
                if leaf.kind in (Kind.MARK, Kind.PANEL):
                    most = one.points if leaf.unit == "points" else None
                    found.setdefault(leaf.code, Entry(leaf.code, leaf.label, most, how_of(leaf)))
    return {code: entry for code, entry in found.items() if entry.kind}


def entry_of_unit(document: Document, one: MarkedUnit, code: str) -> Entry:
    """What is marked for a unit of a round; `one.unit` is needed for schemes that name units."""
    return entries_for(document, one.unit_class, one.unit.code)[code]


def how_of(leaf) -> Panel:
    """A panel as the scheme says; of a single mark that several people give, the mean."""
    if leaf.kind != Kind.PANEL:
        return Panel()
    return Panel(Method(leaf.method), leaf.weights, leaf.trim, Missing(leaf.missing))


def every_entry(document: Document) -> dict[str, Entry]:
    """What can be marked in any group of a scheme, in its order."""
    found: dict[str, Entry] = {}
    for group in document.groups:
        for unit_class in (group.unit_class, *group.classes):
            for code, entry in entries_for(document, unit_class).items():
                found.setdefault(code, entry)
        for unit_code in group.units:
            for code, entry in entries_for(document, "", unit_code).items():
                found.setdefault(code, entry)
    return found
