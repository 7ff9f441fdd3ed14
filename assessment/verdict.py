"""What a unit's result means beside its points: grade, vetoes, conversion to another assessment, progress in time."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.evaluation import Evaluation
from assessment.functions.scoring_base import labels_of
from assessment.functions.words import equals_percent, plain, quantity
from assessment.rules import rate, time_lead
from assessment.scheme_document import Conversion, Grading, Group, Progress, When
from assessment.scoring import UnitScore
from assessment.sources import Clock, Elapsed, Need

Key = Hashable


@dataclass(frozen=True)
class Converted:
    """The total as part of another assessment."""

    name: str
    points: Fraction
    words: str


@dataclass(frozen=True)
class Pace:
    """Completion against elapsed time, in percentage points; `half_met` is None before the middle of the year."""

    completion: Fraction | None
    elapsed: Fraction
    lead: Fraction | None
    half_met: bool | None

    @property
    def words(self) -> str:
        if self.lead is None:
            return "—"
        ahead = "超" if self.lead >= 0 else "欠"
        return f"{ahead}时序进度{plain(round(abs(self.lead) * 100) / Fraction(100))}个百分点"


@dataclass(frozen=True)
class Verdict:
    grade: str = ""
    grade_words: str = ""
    vetoes: tuple[str, ...] = ()
    conversions: tuple[Converted, ...] = ()
    pace: Pace | None = None

    def as_data(self) -> dict[str, Any]:
        """Plain data for the archive; only what the scheme asks for."""
        found: dict[str, Any] = {}
        if self.grade:
            found |= {"grade": self.grade, "grade_words": self.grade_words}
        if self.vetoes:
            found["vetoes"] = list(self.vetoes)
        if self.conversions:
            found["conversions"] = [
                {
                    "name": one.name,
                    "exact": f"{one.points.numerator}/{one.points.denominator}",
                    "words": one.words,
                }
                for one in self.conversions
            ]
        if self.pace:
            found["pace"] = self.pace.words
        return found


def judge(group: Group, unit: Key, score: UnitScore, evaluation: Evaluation, clock: Clock) -> Verdict:
    """Grade, vetoes, conversions and progress of one unit. A unit without a total has no grade."""
    grade, words = _grade(group.grading, unit, score, evaluation)
    return Verdict(
        grade,
        words,
        tuple(_vetoed(group, unit, evaluation)),
        tuple(
            _converted(one, unit, score, evaluation) for one in group.conversions if score.total is not None
        ),
        _pace(group.progress, unit, evaluation, clock) if group.progress else None,
    )


def holds(when: When, unit: Key, evaluation: Evaluation) -> bool:
    """Whether all conditions hold; a number that is missing holds none."""
    inputs = {one.name: evaluation.input(Need(one.name, one.source), unit) for one in when.values}
    return all(inputs[one.value].value is not None and one.holds(inputs) for one in when.conditions)


def why(when: When) -> str:
    """The paper's words, otherwise the conditions themselves."""
    labels: Mapping[str, tuple[str, str]] = labels_of(when.values)
    return when.why or "且".join(one.sentence(labels) for one in when.conditions)


def _grade(grading: Grading, unit: Key, score: UnitScore, evaluation: Evaluation) -> tuple[str, str]:
    if not grading.grades or score.total is None:
        return "", ""
    names = [*(one.name for one in grading.grades), grading.rest]
    place = next(
        (n for n, one in enumerate(grading.grades) if score.total >= one.at_least), len(grading.grades)
    )
    said = [f"按总分为“{names[place]}”"]
    for failed in [one for one in score.blocks if one.is_passed is False]:
        place += grading.failed
        said.append(f"“{failed.name}”未达到及格线，下调{grading.failed}等")
    for move in grading.moves:
        if holds(move.when, unit, evaluation):
            place -= move.steps
            said.append(f"{why(move.when)}，{'上' if move.steps > 0 else '下'}调{abs(move.steps)}等")
    place = min(max(place, 0), len(names) - 1)
    if len(said) > 1:
        said.append(f"定为“{names[place]}”")
    return names[place], "；".join(said)


def _vetoed(group: Group, unit: Key, evaluation: Evaluation):
    for one in group.vetoes:
        value = evaluation.value(one.source, unit)
        if value is not None and value > 0:
            yield f"{one.name}（{quantity(value, one.source.unit)}）：{one.effect}"


def _converted(one: Conversion, unit: Key, score: UnitScore, evaluation: Evaluation) -> Converted:
    points = score.total * one.factor
    words = f"{plain(score.total)} × {plain(one.factor)} = {plain(points)}"
    if one.most is not None and points > one.most:
        points, words = one.most, f"{words}，最高{plain(one.most)}"
    if one.floor is not None and points < one.floor and holds(one.when, unit, evaluation):
        points, words = one.floor, f"{words}；{why(one.when)}，不低于{plain(one.floor)}"
    return Converted(one.name, points, words)


def _pace(progress: Progress, unit: Key, evaluation: Evaluation, clock: Clock) -> Pace:
    completion = rate(evaluation.value(progress.measure, unit), evaluation.value(progress.target, unit))
    elapsed = evaluation.value(Elapsed(progress.mode), unit)
    is_half = clock.months_begun() >= 6
    half = None if completion is None or not is_half else completion >= progress.half
    return Pace(completion, elapsed, time_lead(completion, elapsed), half)


def pace_words(pace: Pace) -> str:
    """'完成率 52.00%，欠时序进度…'."""
    if pace.completion is None:
        return "—"
    return f"完成率 {equals_percent(pace.completion)[2:]}，{pace.words}"
