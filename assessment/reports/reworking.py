"""A correction of a ranking whose totals or places are more than sums: the groups worked out again with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from assessment.correcting import Correction, adds_up_plainly, corrected
from assessment.facts import Gathered, Member
from assessment.models import Erratum, ScoreRun
from assessment.reports.ranking import members_of
from assessment.reports.restating import NotAdditive, Row, changed_lines
from assessment.reports.standing import Standing, as_rows, document_of, placed_lines, ranks_of
from assessment.scheme_document import Group
from assessment.scheme_document import Scheme as Document
from assessment.sources import Leaf


@dataclass(frozen=True)
class Scope:
    """What a correction names ('' for all), and the moment whose knowledge it takes."""

    unit_code: str
    item: str
    as_of: datetime


def is_plain(document: Document, members: Sequence[Member]) -> bool:
    return all(adds_up_plainly(document.groups[number]) for number in {one.group for one in members})


def reworked(run: ScoreRun, before: Sequence[Row], *, base: Erratum | None, asked: Scope) -> list[Row]:
    """`before` with the corrected lines and all places that follow. Raises NotAdditive where the same road without the
    correction asked for does not give `before`."""
    ground = _Ground(run)
    scopes = _scopes(base)
    if any(_counts(pair) for pair in changed_lines(before, ground.rows(scopes))):
        raise NotAdditive
    return _kept(before, ground.rows([*scopes, asked]))


def _scopes(base: Erratum | None) -> list[Scope]:
    """Of the corrections a new one stands on, the first first."""
    found: list[Scope] = []
    while base is not None:
        found.insert(0, Scope(base.unit.code if base.unit else "", base.item, base.as_of))
        base = base.base
    return found


def _counts(pair: tuple[Row, Row]) -> bool:
    """Whether totals, places or points differ; how a number is written down is another matter."""
    first, second = ((row["exact"], row["rank"], _points(row)) for row in pair)
    return first != second


def _points(row: Row) -> list[tuple[str, str]]:
    return [(one["code"], one["exact"]) for one in row["items"]]


def _kept(before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    """Lines in which nothing but the place changed stay as they were published, in the order of the new places."""
    then = {row["unit_code"]: row for row in before}
    return [
        then[row["unit_code"]] | {"rank": row["rank"]}
        if row["exact"] == then[row["unit_code"]]["exact"] and _points(row) == _points(then[row["unit_code"]])
        else row
        for row in after
        if row["unit_code"] in then
    ]


class _Ground:
    """The members of a run and what was known at several moments."""

    def __init__(self, run: ScoreRun) -> None:
        self.run, self.document, self.members = run, document_of(run.scheme), members_of(run)
        self._found: dict[datetime, Gathered] = {}

    @cached_property
    def places_before(self) -> dict:
        return ranks_of(self.run.previous)

    def found(self, as_of: datetime) -> Gathered:
        if as_of not in self._found:
            self._found[as_of] = Gathered(self.run.scheme, self.document, until=self.run.until, as_of=as_of)
        return self._found[as_of]

    def rows(self, scopes: Sequence[Scope]) -> list[Row]:
        placed = [
            line
            for number, group in enumerate(self.document.groups)
            for line in self._group(group, [one for one in self.members if one.group == number], scopes)
        ]
        run = self.run
        standing = Standing(
            run.scheme,
            self.document,
            run.until,
            run.as_of,
            self.members,
            tuple(placed),
            run.previous is not None,
        )
        return as_rows(standing)

    def _group(self, group: Group, members: Sequence[Member], scopes: Sequence[Scope]) -> list:
        corrections = [
            Correction(
                frozenset(one for one in members if scope.unit_code in ("", one.code)), scope.item,
                self.found(scope.as_of).look_up,
            )
            for scope in scopes
        ]  # fmt: skip
        names = {one: one.name for one in members}
        now = corrected(
            group, members, self.found(self.run.as_of).look_up, corrections, self.document.rounding, names
        )

        def stands_on(leaf: Leaf, member: Member) -> dict:
            """Where the knowledge that a number was taken from has it."""
            moments = [
                scope.as_of
                for scope, one in zip(scopes, corrections, strict=True)
                if one.means(group, leaf, member)
            ]
            return self.found(moments[-1] if moments else self.run.as_of).stands_on(leaf, member)

        clock = self.document.clock(self.run.until)
        return placed_lines(
            group, members, now.scores, now.evaluation, stands_on, self.document, clock, self.places_before
        )
