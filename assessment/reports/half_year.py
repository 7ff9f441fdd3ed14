"""双过半: what was done by the middle of the assessment year against the target in force on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assessment.facts import Member
from assessment.functions.words import percent, quantity
from assessment.models import ScoreRun
from assessment.reports import wording
from assessment.reports.grounds import Grounds
from assessment.reports.ranking import group_name, members_of
from assessment.reports.standing import document_of
from assessment.rules import rate
from assessment.scheme_document import Group
from promo.days import show_day
from promo.periods import add_months
from promo.tables import Column, Table

UNKNOWN = "任务未下达"


@dataclass(frozen=True)
class HalfYear:
    """One unit in the middle of the year; `met` is None where no target was in force."""

    member: Member
    done: Fraction | None
    target: Fraction | None
    rate: Fraction | None
    met: bool | None
    day: date
    half: Fraction

    @property
    def verdict(self) -> str:
        return {True: "过半", False: "未过半", None: UNKNOWN}[self.met]


def middle_of(run: ScoreRun) -> date:
    """30 June, or the last day of the sixth month of a year that begins otherwise."""
    start = document_of(run.scheme).clock(run.until).year_start
    return add_months(start, 6) - timedelta(days=1)


def half_years(run: ScoreRun) -> dict[int, list[HalfYear]]:
    """Group -> its units, for the groups whose method asks for progress; nothing before the middle of the year.

    Facts and targets are those known at the run's own moment, counted to the middle of the year.
    """
    asking = {n: one for n, one in enumerate(document_of(run.scheme).groups) if one.progress}
    day = middle_of(run)
    if not asking or run.until < day:
        return {}
    grounds = Grounds(run, until=day, members=members_of(run))
    return {
        number: _of_group(grounds, number, group, day)
        for number, group in asking.items()
        if grounds.members_in(number)
    }


def _of_group(grounds: Grounds, number: int, group: Group, day: date) -> list[HalfYear]:
    evaluation = grounds.evaluation(number)
    found = []
    for member in grounds.members_in(number):
        done = evaluation.value(group.progress.measure, member)
        target = evaluation.value(group.progress.target, member)
        share = rate(done, target)
        met = None if share is None else share >= group.progress.half
        found.append(HalfYear(member, done, target, share, met, day, group.progress.half))
    return found


def half_year_table(group: Group, rows: Sequence[HalfYear]) -> Table:
    measure = group.progress.measure
    return Table(
        title=f"双过半（{group_name(group)}）",
        columns=[
            Column("单位", "member.name", width=10),
            Column("任务", lambda row: _words(row.target, measure.unit), width=10),
            Column(f"完成（{measure.label}）", lambda row: _words(row.done, measure.unit), width=10),
            Column("完成率", "rate", kind="rate"),
            Column("是否过半", "verdict", width=6),
        ],
        rows=rows,
        notes=[
            f"截至{show_day(rows[0].day)}，任务为该日有效的目标，完成率达到{percent(rows[0].half)}为过半。"
        ],
    )


def half_year_words(rows: Sequence[HalfYear]) -> str:
    """'截至6月30日，过半的单位有2个：…；未过半的单位有1个：…。'"""
    said = []
    for met, word in ((True, "过半"), (False, "未过半"), (None, UNKNOWN)):
        names = [row.member.name for row in rows if row.met is met]
        if names or met is not None:
            listed = f"{len(names)}个：{wording.listed(names)}" if names else "0个"
            said.append(f"{word}的单位{listed}")
    return f"截至{show_day(rows[0].day)}，{'；'.join(said)}。"


def _words(x: Fraction | None, unit: str) -> str | None:
    return None if x is None else quantity(x, unit)
