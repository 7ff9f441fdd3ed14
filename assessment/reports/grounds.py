"""A finished run laid open again: its members and the numbers known at its moment. Nothing is saved."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from assessment.evaluation import Evaluation
from assessment.facts import Gathered, Member, lines_of
from assessment.models import ScoreRun
from assessment.reports.ranking import members_of
from assessment.reports.standing import document_of
from assessment.scheme_document import Group
from assessment.scratch import Scratch


class Grounds:
    """Another `until` or `as_of` asks the same scheme of other days; the units then are those of the register."""

    def __init__(
        self, run: ScoreRun, *, until: date | None = None, as_of: datetime | None = None, members=None
    ) -> None:
        self.run, self.document = run, document_of(run.scheme)
        self.until, self.as_of = until or run.until, as_of or run.as_of
        self._members = members

    @cached_property
    def members(self) -> tuple[Member, ...]:
        if self._members is not None:
            return tuple(self._members)
        if (self.until, self.as_of) == (self.run.until, self.run.as_of):
            return members_of(self.run)
        return lines_of(self.document, self.run.region, until=self.until)

    @cached_property
    def found(self) -> Gathered:
        return Gathered(self.run.scheme, self.document, until=self.until, as_of=self.as_of)

    @property
    def clock(self):
        return self.document.clock(self.until)

    @property
    def groups(self) -> Mapping[int, Group]:
        """The groups that have units, by number."""
        numbers = sorted({one.group for one in self.members})
        return {number: self.document.groups[number] for number in numbers}

    def members_in(self, number: int) -> list[Member]:
        return [one for one in self.members if one.group == number]

    def member(self, unit_id: int) -> Member | None:
        return next((one for one in self.members if one.unit_id == unit_id), None)

    def evaluation(self, number: int) -> Evaluation:
        """The numbers of one group, without points."""
        members = self.members_in(number)
        return Evaluation(members, self.found.look_up, names={one: one.name for one in members})

    def scratch(self, number: int, group: Group | None = None) -> Scratch:
        """One group worked out; `group` may be a changed copy of it."""
        members = self.members_in(number)
        names = {one: one.name for one in members}
        return Scratch(
            group or self.document.groups[number],
            members,
            self.found.look_up,
            self.document.rounding,
            names,
        )
