"""Who is a candidate for what: the scheme's consequence rules held against the places and numbers of a group. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from assessment.evaluation import Evaluation
from assessment.functions.words import equals_percent, plain, quantity
from assessment.rules import rate
from assessment.scheme_document import ConsequenceRule, Group, Probe, Task
from assessment.scoring import UnitScore

Key = Hashable


@dataclass(frozen=True)
class Holds:
    """A rule whose tests hold for a unit in this ranking, with the reasons in words."""

    code: str
    why: str


@dataclass(frozen=True)
class Standings:
    """What the tests look at: a group's places, scores and numbers."""

    places: Mapping[Key, int | None]
    scores: Mapping[Key, UnitScore]
    evaluation: Evaluation

    @property
    def ranked(self) -> int:
        return sum(place is not None for place in self.places.values())

    def from_bottom(self, unit: Key) -> int | None:
        """1 for the last; units that share the last place are all last."""
        place = self.places[unit]
        if place is None:
            return None
        return 1 + sum(other is not None and other > place for other in self.places.values())


def held_rules(
    rules: Sequence[ConsequenceRule], group: Group, unit: Key, standings: Standings
) -> tuple[Holds, ...]:
    """The rules whose tests hold in this ranking; whether that happened before is for the history to say."""
    found = []
    for rule in rules:
        if rule.is_for(group.code, group.classes):
            reasons = [_reason(test, unit, standings) for test in rule.tests]
            if all(reasons):
                found.append(Holds(rule.code, "；".join(reasons)))
    return tuple(found)


def _reason(test: Probe, unit: Key, standings: Standings) -> str | None:
    """Why the test holds, in words; None where it does not."""
    return TESTS[test.code](test, unit, standings)


def _bottom(test: Probe, unit: Key, standings: Standings) -> str | None:
    place = standings.from_bottom(unit)
    if place is None or place > test.count:
        return None
    last = "末位" if place == 1 else f"倒数第{place}"
    return f"列第{standings.places[unit]}名（{last}，共{standings.ranked}个单位排名）"


def _top(test: Probe, unit: Key, standings: Standings) -> str | None:
    place = standings.places[unit]
    return f"列第{place}名" if place is not None and place <= test.count else None


def _unmet(test: Probe, unit: Key, standings: Standings) -> str | None:
    return _tasks(test, unit, standings, met=False)


def _met(test: Probe, unit: Key, standings: Standings) -> str | None:
    return _tasks(test, unit, standings, met=True)


def _tasks(test: Probe, unit: Key, standings: Standings, *, met: bool) -> str | None:
    said = [_task(task, unit, standings.evaluation, met=met) for task in test.tasks]
    return "，".join(said) if all(said) else None


def _task(task: Task, unit: Key, evaluation: Evaluation, *, met: bool) -> str | None:
    completion = rate(evaluation.value(task.measure, unit), evaluation.value(task.target, unit))
    if completion is None or (completion >= task.share) != met:
        return None
    line = "" if task.share == 1 else f"的{plain(task.share * 100)}%"
    shown = equals_percent(completion).lstrip("=≈ ")
    return f"{task.measure.label}完成年度任务的{shown}，{'已' if met else '未'}完成任务{line}"


def _zero(test: Probe, unit: Key, standings: Standings) -> str | None:
    values = [standings.evaluation.value(source, unit) for source in test.sources]
    if any(value is None or value > 0 for value in values):
        return None
    return (
        f"{'、'.join(source.label for source in test.sources)}均为零"
        if len(values) > 1
        else (f"{test.sources[0].label}为零")
    )


def _present(test: Probe, unit: Key, standings: Standings) -> str | None:
    found = [(source, standings.evaluation.value(source, unit)) for source in test.sources]
    there = [(source, value) for source, value in found if value is not None and value > 0]
    return "，".join(f"{source.label}{quantity(value, source.unit)}" for source, value in there) or None


def _below(test: Probe, unit: Key, standings: Standings) -> str | None:
    total = standings.scores[unit].total
    return f"总分低于{plain(test.line)}分" if total is not None and total < test.line else None


def _at_least(test: Probe, unit: Key, standings: Standings) -> str | None:
    total = standings.scores[unit].total
    return f"总分达到{plain(test.line)}分" if total is not None and total >= test.line else None


TESTS = {
    "bottom": _bottom, "top": _top, "unmet": _unmet, "met": _met, "zero": _zero, "present": _present,
    "total_below": _below, "total_at_least": _at_least,
}  # fmt: skip


def is_repeated(rule: ConsequenceRule, before: Sequence[bool]) -> bool:
    """Whether a rule that holds now held in enough published rankings running; `before` is newest first."""
    needed = rule.repeated - 1
    return len(before) >= needed and all(before[:needed])
