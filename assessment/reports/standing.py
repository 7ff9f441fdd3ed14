"""Units scored and placed: one scheme, one day, one moment of knowledge. Nothing is saved here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from assessment.evaluation import Evaluation
from assessment.facts import Gathered, Member, lines_of
from assessment.functions.words import plain
from assessment.models import Scheme, ScoreRun
from assessment.placing import figure_of, place_units
from assessment.proposing import Holds, Standings, held_rules
from assessment.scheme_document import Group, Indicator, load
from assessment.scheme_document import Scheme as Document
from assessment.scoring import Scored, ScoredBlock, UnitScore, score_group
from assessment.sources import Clock, Input, Leaf
from assessment.verdict import Verdict, judge
from promo.tables import digest


@dataclass(frozen=True)
class Placed:
    """One line's result. `rank` is None for "—"; `rank_before` comes from the last published ranking.

    `figure` is what it is placed by, unrounded; `stands_on` says where each looked-up number can be found.
    """

    member: Member
    score: UnitScore
    rank: int | None
    rank_before: int | None
    stands_on: Mapping[str, dict]  # key of a source -> where it can be looked up
    figure: tuple[Fraction, ...] | None = None
    verdict: Verdict | None = None
    holds: tuple[Holds, ...] = ()


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

    def of_group(self, number: int) -> list[Placed]:
        return [one for one in self.placed if one.member.group == number]

    def group_of(self, one: Placed) -> Group:
        return self.document.groups[one.member.group]


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
    kept = lines_of(document, scheme.region, until=until) if members is None else tuple(members)
    before = ranks_of(previous)
    placed = [
        one
        for number, group in enumerate(document.groups)
        for one in place_in(group, [line for line in kept if line.group == number], found, document, before)
    ]
    return Standing(scheme, document, until, as_of, kept, tuple(placed), previous is not None, found.also)


def evaluation_of(members: Sequence[Member], found: Gathered, **given) -> Evaluation:
    """The numbers of the lines of one group; `given` states some of them outright (what-if)."""
    names = {one: one.name for one in members}
    return Evaluation(members, found.look_up, names=names, **given)


def place_in(
    group: Group, members: Sequence[Member], found: Gathered, document: Document, before: dict, **given
) -> list[Placed]:
    """The lines of one group scored, placed and judged, in the order of presentation."""
    evaluation = evaluation_of(members, found, **given)
    scores = score_group(group, evaluation, document.rounding)
    clock = document.clock(found.clock.until)
    return placed_lines(group, members, scores, evaluation, found.stands_on, document, clock, before)


def placed_lines(
    group: Group, members: Sequence[Member], scores: Mapping[Member, UnitScore], evaluation: Evaluation,
    stands_on: Callable[[Leaf, Member], dict], document: Document, clock: Clock, before: dict,
) -> list[Placed]:  # fmt: skip
    """Scored lines of one group placed and judged; `stands_on` says where a number of a line can be looked up."""
    places = place_units(group, scores, evaluation, members)
    leaves = group.leaves
    standings = Standings(places, scores, evaluation)
    return [
        Placed(
            one,
            scores[one],
            place,
            before.get((one.unit_id, one.unit_class)),
            {leaf.key: where for leaf in leaves if (where := stands_on(leaf, one))},
            figure_of(group, one, scores[one], evaluation),
            judge(group, one, scores[one], evaluation, clock),
            held_rules(document.consequences, group, one, standings),
        )
        for one, place in places.items()
    ]


def as_text(x: Fraction | None) -> str:
    """An exact number as 'n/d'; '' for "—"."""
    return "" if x is None else f"{x.numerator}/{x.denominator}"


def as_rows(standing: Standing) -> list[dict[str, Any]]:
    """Every line with its items as plain data, without row ids: what is stored, hashed and compared."""
    document = standing.document
    said = [[_said_of(one) for one in group.indicators] for group in document.groups]
    return [_row(one, said[one.member.group], document) for one in standing.placed]


def _row(one: Placed, said: Sequence[Mapping[str, str]], document: Document) -> dict[str, Any]:
    pairs = zip(said, one.score.items, strict=True)
    return {
        "unit_code": one.member.code,
        "unit_name": one.member.name,
        "unit_class": one.member.unit_class,
        "exact": as_text(one.score.total),
        "total": _shown(one.score.total, document),
        "rank": one.rank,
        "rank_before": one.rank_before,
        "items": [_item(known, item, one, document) for known, item in pairs],
        "blocks": [_block(block, document) for block in one.score.blocks],
        "sum": one.score.words(document.rounding),
        "verdict": one.verdict.as_data() if one.verdict else {},
        "holds": [[held.code, held.why] for held in one.holds],
    }


def _block(block: ScoredBlock, document: Document) -> dict[str, Any]:
    return {
        "code": block.code,
        "name": block.name,
        "words": block.words,
        "exact": as_text(block.points),
        "points": _shown(block.points, document),
        "possible": plain(block.possible),
        "depth": block.depth,
        "is_passed": block.is_passed,
    }


def _said_of(indicator: Indicator) -> dict[str, str]:
    """What every line says of an item alike: written once a group."""
    return {
        "code": indicator.code,
        "name": indicator.name,
        "sentence": indicator.sentence,
        "possible": plain(indicator.points),
    }


def _item(said: Mapping[str, str], item: Scored, one: Placed, document: Document) -> dict[str, Any]:
    return {
        **said,
        "inputs": [_input(given, one.stands_on) for given in item.inputs],
        "words": item.words,
        "exact": as_text(item.points),
        "points": _shown(item.points, document),
    }


def _input(given: Input, stands_on: Mapping[str, dict]) -> dict[str, Any]:
    """A number with what it was made of, down to where each can be looked up."""
    found = {
        "name": given.name, "label": given.label, "value": as_text(given.value), "unit": given.unit,
        "kind": str(given.kind), **stands_on.get(given.source, {}),
    }  # fmt: skip
    if given.words:
        found["words"] = given.words
    if given.parts:
        found["parts"] = [_input(part, stands_on) for part in given.parts]
    return found


def _shown(points: Fraction | None, document: Document) -> str:
    return "" if points is None else document.rounding.text(points)
