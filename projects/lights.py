"""When a project gets a yellow or a red light and in which words: pure, from what is seen of it, a rule and a day.

The rule ("lights" of projects.rulebook) is first turned into last days for the day that is asked. The pages, and the
filter of the project list that works in the database (projects.lit), compare with these same days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from projects import stages
from projects.slippage import points_behind
from promo.rounding import round_to

RED, YELLOW, NONE = "red", "yellow", ""
NAMES = {RED: "红灯", YELLOW: "黄灯"}
MOVING, PAUSED = "active", "suspended"
NOT_PURSUED = "not_pursued"
UNSTARTED = frozenset(s.code for s in stages.STEPS if s.order < stages.BY_CODE["started"].order)
UNFINISHED = frozenset(s.code for s in stages.STEPS if s.code not in stages.FINISHED)
ONE_DAY = timedelta(days=1)


class Rule(Protocol):
    def __getitem__(self, key: str) -> Any: ...


def months_after(day: date, months: int) -> date:
    """The same day `months` later, the last of its month where there is no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - ONE_DAY).day
    return date(year, month + 1, min(day.day, last))


def latest_reaching(day: date, months: int) -> date:
    """The latest day that lies `months` or more before `day`."""
    found = months_after(day, -months)
    while months_after(found + ONE_DAY, months) <= day:
        found += ONE_DAY
    return found


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months_after(start, months) <= end else months - 1


@dataclass(frozen=True)
class Cutoffs:
    """A rule for one day. Entries before `quiet_*`, contracts up to `unstarted_*`, planned days up to `planned_red` and
    `completion_red`, deadlines of blockers before `blocker_red` have the light; so have `behind_*` points."""

    today: date
    quiet_yellow: date
    quiet_red: date
    unstarted_yellow: date
    unstarted_red: date
    planned_red: date
    completion_red: date
    blocker_red: date
    behind_yellow: int
    behind_red: int


def cutoffs(rule: Rule, today: date) -> Cutoffs:
    yesterday = today - ONE_DAY
    return Cutoffs(
        today=today,
        quiet_yellow=today - timedelta(days=rule["quiet_yellow"]),
        quiet_red=today - timedelta(days=rule["quiet_red"]),
        unstarted_yellow=latest_reaching(today, rule["unstarted_yellow"]),
        unstarted_red=latest_reaching(today, rule["unstarted_red"]),
        planned_red=latest_reaching(yesterday, rule["planned_red"]),
        completion_red=latest_reaching(yesterday, rule["completion_red"]),
        blocker_red=today - timedelta(days=rule["blocker_red"]),
        behind_yellow=rule["behind_yellow"],
        behind_red=rule["behind_red"],
    )


@dataclass(frozen=True)
class Signs:
    """What is seen of a project: its days, the earliest deadlines that are still open, and its plan in one currency.

    `plan_due` is what was to have arrived by now, `plan_arrived` what did; without a plan there is
    no `plan_total`, and neither is looked at."""

    status: str
    stage: str
    last_entry_on: date
    signed_on: date | None = None
    planned_start_on: date | None = None
    planned_completion_on: date | None = None
    blocker_due_on: date | None = None
    step_due_on: date | None = None
    plan_total: Decimal | None = None
    plan_due: Decimal | None = None
    plan_arrived: Decimal | None = None
    lead_state: str = ""


@dataclass(frozen=True)
class Reason:
    code: str
    colour: str
    sentence: str


@dataclass(frozen=True)
class Light:
    """The colour of the gravest reason; reasons with red first."""

    reasons: tuple[Reason, ...] = ()

    @property
    def colour(self) -> str:
        return self.reasons[0].colour if self.reasons else NONE

    @property
    def name(self) -> str:
        return NAMES.get(self.colour, "")

    @property
    def words(self) -> str:
        return "".join(reason.sentence for reason in self.reasons)


def light_of(signs: Signs, cut: Cutoffs) -> Light:
    """A finished or ended project has no light, nor one that is not pursued; a suspended one only what somebody still
    has to settle for it."""
    if (
        signs.status not in (MOVING, PAUSED)
        or signs.stage in stages.FINISHED
        or signs.lead_state == NOT_PURSUED
    ):
        return Light()
    found = [*_clocks(signs, cut)] if signs.status == MOVING else []
    found += _deadlines(signs, cut)
    return Light(tuple(sorted(found, key=lambda reason: reason.colour != RED)))


def _clocks(signs: Signs, cut: Cutoffs) -> Iterator[Reason]:
    quiet = signs.last_entry_on
    if quiet < cut.quiet_yellow or quiet < cut.quiet_red:
        yield Reason("quiet", _red(quiet < cut.quiet_red), f"已{(cut.today - quiet).days}天没有进展。")
    if signs.stage in UNSTARTED:
        yield from _unstarted(signs, cut)
    completion = signs.planned_completion_on
    if completion and completion < cut.today:
        sentence = f"已超过计划竣工日期{(cut.today - completion).days}天，尚未竣工。"
        yield Reason("completion", _red(completion <= cut.completion_red), sentence)
    yield from _behind(signs, cut)


def _unstarted(signs: Signs, cut: Cutoffs) -> Iterator[Reason]:
    signed, planned = signs.signed_on, signs.planned_start_on
    if signed and (signed <= cut.unstarted_yellow or signed <= cut.unstarted_red):
        months = months_between(signed, cut.today)
        yield Reason("unstarted", _red(signed <= cut.unstarted_red), f"签约已{months}个月，尚未开工。")
    if planned and planned < cut.today:
        sentence = f"已超过计划开工日期{(cut.today - planned).days}天，尚未开工。"
        yield Reason("planned", _red(planned <= cut.planned_red), sentence)


def _behind(signs: Signs, cut: Cutoffs) -> Iterator[Reason]:
    points = plan_points(signs, cut.today)
    if points is not None and (colour := behind_colour(points, cut.behind_yellow, cut.behind_red)):
        yield Reason("behind", colour, f"到位资金落后计划{round_to(points, 1):,f}个百分点。")


def plan_points(signs: Signs, today: date) -> Fraction | None:
    """Percentage points by which the money is behind its plan; None without a plan."""
    if signs.plan_total is None:
        return None
    due = [(date.min, signs.plan_due or Decimal(0))]
    return points_behind(due, signs.plan_arrived or Decimal(0), today, signs.plan_total)


def behind_colour(points: Fraction, yellow: int, red: int) -> str:
    return RED if points > red else YELLOW if points >= yellow else NONE


def _deadlines(signs: Signs, cut: Cutoffs) -> Iterator[Reason]:
    blocker, step = signs.blocker_due_on, signs.step_due_on
    if blocker and blocker < cut.today:
        sentence = f"难点逾期{(cut.today - blocker).days}天未解决。"
        yield Reason("blocker", _red(blocker < cut.blocker_red), sentence)
    if step and step < cut.today:
        yield Reason("step", YELLOW, f"下一步工作逾期{(cut.today - step).days}天未办结。")


def _red(is_red: bool) -> str:
    return RED if is_red else YELLOW
