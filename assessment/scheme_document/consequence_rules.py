"""Rules that name candidates for a consequence or a commendation. They propose; people decide, with a document."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.sources import Source

KINDS = {"consequence": "惩戒", "commendation": "表彰"}


@dataclass(frozen=True)
class Task:
    """A target that is met, or not, up to a share of it (1: the whole, 0.5: half). No target is not a task unmet."""

    measure: Source
    target: Source
    share: Fraction = Fraction(1)


@dataclass(frozen=True)
class Probe:
    """One condition; exactly one of the fields after `code` is used.

    bottom, top: among so many from the end or the front of the places of the group. unmet, met: tasks. zero: all of the
    numbers are nought. present: a number is above nought (a veto flag). total_below, total_at_least: points.
    """

    code: str
    count: int = 0
    tasks: tuple[Task, ...] = ()
    sources: tuple[Source, ...] = ()
    line: Fraction | None = None


@dataclass(frozen=True)
class ConsequenceRule:
    """Holds when every test holds, in `repeated` published rankings running, this one included.

    `groups` are classes or codes of groups; empty for all. `text` is the measure in the words of the paper.
    """

    code: str
    name: str
    kind: str
    text: str
    tests: tuple[Probe, ...]
    groups: tuple[str, ...] = ()
    repeated: int = 1

    @property
    def sources(self) -> tuple[Source, ...]:
        found = [source for test in self.tests for source in test.sources]
        found += [one for test in self.tests for task in test.tasks for one in (task.measure, task.target)]
        return tuple(found)

    def is_for(self, code: str, classes: tuple[str, ...]) -> bool:
        return not self.groups or code in self.groups or bool(set(classes) & set(self.groups))
