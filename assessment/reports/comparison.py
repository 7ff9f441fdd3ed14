"""Two finished runs of one scheme beside each other: who moved, by which items, and what each fact was worth."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from assessment.effects import Effect, effect_of
from assessment.facts import Member, Moment
from assessment.models import ScoreItem, ScoreLine, ScoreRun
from assessment.ranking import change_in_words
from assessment.reports.causes import Cause, causes_between
from assessment.reports.grounds import Grounds
from assessment.reports.ranking import group_name, members_of
from assessment.rules import Rounding
from assessment.scheme_document import Group
from promo.tables import Column, Table

REST = "其他单位变动及封顶等因素"
CAUSES_MOST = 2000


@dataclass(frozen=True)
class Worth:
    """A cause with its effect on one unit."""

    cause: Cause
    effect: Effect


@dataclass(frozen=True)
class Change:
    """One unit before and now; `items` is code -> change in points, `named` what the listed causes add up to."""

    member: Member
    before: ScoreLine | None
    now: ScoreLine
    items: Mapping[str, Fraction]
    named: Fraction

    @property
    def difference(self) -> Fraction | None:
        if not (self.before and self.before.exact and self.now.exact):
            return None
        return Fraction(self.now.exact) - Fraction(self.before.exact)

    @property
    def rest(self) -> Fraction | None:
        return None if self.difference is None else self.difference - self.named


@dataclass(frozen=True)
class Comparison:
    """`left_out` is how many causes there are beyond those that were worked out; they are part of the rest."""

    earlier: ScoreRun
    later: ScoreRun
    groups: Mapping[int, Group]
    changes: Mapping[int, Sequence[Change]]
    worths: Sequence[Worth]
    left_out: int
    rounding: Rounding


def earlier_runs(run: ScoreRun) -> QuerySet[ScoreRun]:
    """What a run can be held against: finished runs of the same scheme that knew less, newest first."""
    runs = ScoreRun.objects.finished().filter(scheme=run.scheme_id, as_of__lt=run.as_of, until__lte=run.until)
    return runs.order_by("-as_of")


def compare(earlier: ScoreRun, later: ScoreRun, postings: QuerySet) -> Comparison:
    """`postings` are those of the region that the reader may see."""
    now = Grounds(later)
    # The earlier moment is asked for the units of today, so that a number is missing only where it was not known.
    then = Grounds(later, until=earlier.until, as_of=earlier.as_of, members=now.members)
    moments = Moment(earlier.until, earlier.as_of), Moment(later.until, later.as_of)
    causes = causes_between(then, now, *moments, postings)
    kept = causes[:CAUSES_MOST]
    scratches = {number: now.scratch(number) for number in now.groups}
    worths = [Worth(one, effect_of(scratches[one.member.group], one.member, one.without)) for one in kept]
    shown = sorted(
        (one for one in worths if one.effect.items or one.effect.total),
        key=lambda one: (one.cause.member.group, one.cause.member.order, -abs(one.effect.total)),
    )
    changes = _changes(earlier, later, now, worths)
    return Comparison(
        earlier, later, now.groups, changes, shown, len(causes) - len(kept), now.document.rounding
    )


def _changes(
    earlier: ScoreRun, later: ScoreRun, now: Grounds, worths: Sequence[Worth]
) -> dict[int, list[Change]]:
    named: dict[Member, Fraction] = defaultdict(Fraction)
    for one in worths:
        named[one.cause.member] += one.effect.total
    groups = {one.unit_id: one.group for one in members_of(earlier)}  # lines of old runs kept no group
    before = {(line.unit_id, groups[line.unit_id]): line for line in earlier.lines.all()}
    points = {run: _points(run) for run in (earlier, later)}
    members = {one.unit_id: one for one in now.members}
    found: dict[int, list[Change]] = defaultdict(list)
    for line in later.lines.all():
        member = members[line.unit_id]
        codes = [one.code for one in now.groups[member.group].indicators]
        items = {
            code: points[later].get((line.unit_id, code), Fraction(0))
            - points[earlier].get((line.unit_id, code), Fraction(0))
            for code in codes
        }
        then = before.get((line.unit_id, member.group))
        found[member.group].append(Change(member, then, line, items, named[member]))
    return found


def _points(run: ScoreRun) -> dict[tuple[int, str], Fraction]:
    rows = ScoreItem.objects.filter(line__run=run).exclude(exact="")
    return {
        (unit_id, code): Fraction(exact)
        for unit_id, code, exact in rows.values_list("line__unit_id", "code", "exact")
    }


def change_tables(found: Comparison) -> list[Table]:
    """One table a group: places, totals, the change of each item, and what of it the causes explain."""
    return [_change_table(found, number, rows) for number, rows in found.changes.items()]


def _change_table(found: Comparison, number: int, rows: Sequence[Change]) -> Table:
    group, rounding = found.groups[number], found.rounding
    return Table(
        title=group_name(group),
        columns=list(_change_columns(group, rounding)),
        rows=rows,
        unit_note="单位：分",
        as_of=found.later.as_of,
        notes=[f"“事项影响”为下表各事项影响之和；“其他因素”为{REST}。"],
    )


def _change_columns(group: Group, rounding: Rounding) -> Iterator[Column]:
    points = {"kind": "points", "places": rounding.places}
    yield Column("单位", "member.name", width=10)
    yield Column("名次", "before.rank", kind="rank", group="前一次", width=3)
    yield Column("总分", lambda row: _exact(row.before), group="前一次", **points)
    yield Column("名次", "now.rank", kind="rank", group="本次", width=3)
    yield Column("总分", lambda row: _exact(row.now), group="本次", **points)
    yield Column("位次变化", _moved, width=5)
    yield Column("总分增减", lambda row: signed(row.difference, rounding), width=6)
    for one in group.indicators:
        yield Column(
            one.name, lambda row, code=one.code: signed(row.items[code], rounding), group="各项增减", width=6
        )
    yield Column("事项影响", lambda row: signed(row.named, rounding), group="其中", width=6)
    yield Column("其他因素", lambda row: signed(row.rest, rounding), group="其中", width=6)


def _exact(line: ScoreLine | None) -> Fraction | None:
    return Fraction(line.exact) if line and line.exact else None


def _moved(row: Change) -> str:
    return change_in_words(row.now.rank, row.before.rank if row.before else None)


def signed(points: Fraction | None, rounding: Rounding) -> str | None:
    """'+1.20', '-0.30', '0'; None stays a dash."""
    if points is None:
        return None
    shown = rounding.of(points)
    return f"{shown:+,f}" if shown else "0"


def cause_table(found: Comparison, worths: Sequence[Worth] | None = None) -> Table:
    """The causes with their effects; `worths` are those of one page."""
    rounding = found.rounding
    notes = [
        "单项影响为本次得分减去没有该事项时的得分；各项影响之和不一定等于增减。",
        *([f"另有{found.left_out}项未逐一测算，并入其他因素。"] if found.left_out else []),
    ]
    return Table(
        title="两次之间的事项及影响",
        columns=[
            Column("单位", "cause.member.name", width=10),
            Column("事项", "cause.what", width=18, link="cause.link"),
            Column("数量", "cause.amount", width=14),
            Column("日期", "cause.on", kind="day"),
            Column("影响总分", lambda one: signed(one.effect.total, rounding), width=6),
            Column("其中", lambda one: _items(one.effect, rounding), width=16),
        ],
        rows=found.worths if worths is None else worths,
        notes=notes,
    )


def _items(effect: Effect, rounding: Rounding) -> str:
    return "，".join(f"{name}{signed(points, rounding)}" for name, points in effect.items)
