"""The marks of confirmed rounds, as known at a moment: what several people gave each unit for an entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import F

from assessment.models import MarkingRound, PanelMark, Scheme
from assessment.panels import Mark


@dataclass(frozen=True)
class PanelValue:
    """(class of the marker, points or place) of each marker, in the order in which they were asked."""

    marks: tuple[Mark, ...]
    kind: str
    round_id: int


def panel(scheme: Scheme, *, on: date, as_of: datetime) -> dict[tuple[int, str], PanelValue]:
    """(unit id, code) -> the marks of the newest confirmed round of a code. Two statements at most.

    A unit that the newest round does not mark has none, whatever an older round gave it.
    """
    newest: dict[str, MarkingRound] = {}
    rounds = MarkingRound.objects.confirmed().filter(
        scheme=scheme, marked_on__lte=on, confirmed_at__lte=as_of
    )
    for row in rounds.order_by("-marked_on", "-confirmed_at", "-pk"):
        newest.setdefault(row.code, row)
    by_round = {row.pk: row for row in newest.values()}
    given: dict[tuple[int, str], list[Mark]] = {}
    for mark in counted(by_round):
        key = (mark.unit_id, by_round[mark.marker.round_id].code)
        given.setdefault(key, []).append(value_of(mark))
    return {
        (unit_id, code): PanelValue(tuple(marks), newest[code].kind, newest[code].pk)
        for (unit_id, code), marks in given.items()
    }


def counted(rounds: Iterable[int]) -> Iterable[PanelMark]:
    """The marks handed in last by each marker of rounds (ids), markers in their order; none for no rounds."""
    wanted = list(rounds)
    if not wanted:
        return ()
    rows = PanelMark.objects.filter(marker__round__in=wanted, handed_in_at__isnull=False)
    return rows.filter(version=F("marker__version")).select_related("marker").order_by("marker", "unit")


def value_of(mark: PanelMark) -> Mark:
    number = Fraction(mark.place) if mark.place is not None else Fraction(mark.hundredths, 100)
    return mark.marker.marker_class, number
