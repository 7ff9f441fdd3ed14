"""Units scored and placed: one scheme, one day, one moment of knowledge. Nothing is saved here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from assessment.facts import Gathered, Member, roster
from assessment.functions.words import plain
from assessment.models import Scheme, ScoreRun
from assessment.ranking import rank
from assessment.scheme_document import Group, Indicator, load
from assessment.scheme_document import Scheme as Document
from assessment.scoring import Scored, UnitScore, score_unit
from promo.tables import digest


@dataclass(frozen=True)
class Placed:
    """One unit's result. `rank` is None for "—"; `rank_before` comes from the last published ranking."""

    member: Member
    score: UnitScore
    rank: int | None
    rank_before: int | None
    sources: Mapping[tuple[str, str], dict]  # (indicator code, input name) -> where it can be looked up


@dataclass(frozen=True)
class Standing:
    """All units of a scheme; `placed` is in the order of presentation, class after class."""

    scheme: Scheme
    document: Document
    until: date
    as_of: datetime
    members: tuple[Member, ...]
    placed: tuple[Placed, ...]
    has_before: bool
    also: frozenset[int] = frozenset()  # units whose sums hold also-counted credit (兼计)

    def of_class(self, unit_class: str) -> list[Placed]:
        return [one for one in self.placed if one.member.unit_class == unit_class]


READ_MAX = 50
_READ: dict[
    str, Document
] = {}  # by the checksum of the text, which is checked each time: it cannot be out of date


class SchemeChanged(RuntimeError):
    """A scheme's text is no longer what its checksum says."""


def document_of(scheme: Scheme) -> Document:
    """The scheme as the engine holds it. Raises SchemeChanged when the stored text was tampered with."""
    if digest(scheme.content) != scheme.sha256:
        raise SchemeChanged(scheme.pk)
    if (read := _READ.get(scheme.sha256)) is None:
        if len(_READ) >= READ_MAX:
            _READ.clear()
        read = _READ[scheme.sha256] = load(scheme.content)
    return read


def last_published(scheme: Scheme) -> ScoreRun | None:
    """The ranking against which the next one shows who rose and who fell."""
    return ScoreRun.objects.published().filter(scheme=scheme).order_by("-number").first()


def ranks_of(run: ScoreRun | None) -> dict[tuple[int, str], int | None]:
    """(unit id, class) -> the place in an earlier run: places of different classes cannot be compared."""
    lines = run.lines.values_list("unit_id", "unit_class", "rank") if run else ()
    return {(unit_id, unit_class): place for unit_id, unit_class, place in lines}


def work_out(
    scheme: Scheme,
    *,
    until: date,
    as_of: datetime,
    previous: ScoreRun | None = None,
    members: Sequence[Member] | None = None,
) -> Standing:
    """Score and place every unit of the scheme's region.

    `until` is the last day that counts. `members` fixes who is ranked in which class, for a run that is worked out
    again; otherwise the register of the day decides. The number of statements does not depend on the units.
    """
    document = document_of(scheme)
    found = Gathered(scheme, document, until=until, as_of=as_of)
    everybody = roster(scheme.region, on=until) if members is None else tuple(members)
    kept = tuple(one for one in everybody if document.group_for(one.unit_class))
    before = ranks_of(previous)
    placed = [one for group in document.groups for one in _placed_in(group, kept, found, document, before)]
    return Standing(scheme, document, until, as_of, kept, tuple(placed), previous is not None, found.also)


def _placed_in(
    group: Group, members: Sequence[Member], found: Gathered, document: Document, before: dict
) -> list[Placed]:
    scores = {
        one: _score(group, one, found, document) for one in members if one.unit_class == group.unit_class
    }
    places = rank([(one, score.total, one.order) for one, score in scores.items()])
    return [
        Placed(
            one, scores[one], place, before.get((one.unit_id, one.unit_class)), _sources(group, one, found)
        )
        for one, place in places.items()
    ]


def _score(group: Group, member: Member, found: Gathered, document: Document) -> UnitScore:
    inputs = {
        indicator.code: [found.input(need, member.unit_id) for need in indicator.needs]
        for indicator in group.indicators
    }
    return score_unit(group, inputs, document.rounding)


def _sources(group: Group, member: Member, found: Gathered) -> dict[tuple[str, str], dict]:
    return {
        (indicator.code, need.name): found.stands_on(need, member.unit_id)
        for indicator in group.indicators
        for need in indicator.needs
    }


def as_text(x: Fraction | None) -> str:
    """An exact number as 'n/d'; '' for "—"."""
    return "" if x is None else f"{x.numerator}/{x.denominator}"


def as_rows(standing: Standing) -> list[dict[str, Any]]:
    """Every line with its items as plain data, without row ids: what is stored, hashed and compared."""
    return [_row(one, standing.document) for one in standing.placed]


def _row(one: Placed, document: Document) -> dict[str, Any]:
    group = document.group_for(one.member.unit_class)
    pairs = zip(group.indicators, one.score.items, strict=True)
    return {
        "unit_code": one.member.code,
        "unit_name": one.member.name,
        "unit_class": one.member.unit_class,
        "exact": as_text(one.score.total),
        "total": _shown(one.score.total, document),
        "rank": one.rank,
        "rank_before": one.rank_before,
        "items": [_item(indicator, item, one, document) for indicator, item in pairs],
    }


def _item(indicator: Indicator, item: Scored, one: Placed, document: Document) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "sentence": indicator.sentence,
        "inputs": [
            {
                "name": given.name, "label": given.label, "value": as_text(given.value), "unit": given.unit,
                "kind": str(given.kind), **one.sources[(item.code, given.name)],
            }
            for given in item.inputs
        ],
        "words": item.words,
        "exact": as_text(item.points),
        "points": _shown(item.points, document),
        "possible": plain(item.possible),
    }  # fmt: skip


def _shown(points: Fraction | None, document: Document) -> str:
    return "" if points is None else f"{document.rounding.of(points):f}"
