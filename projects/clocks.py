"""The clocks of a lead: respond, judge, feed back, report; what each still allows and the light it shows.

Days are counted from registration, as Jiangmen 2024 does (respond 1, judge 3, feedback 7), in working days or days as
the office's rule says. A lead that is screened anew is judged and fed back from the day its last round began; while it
is with its unit for supplement the office's clocks stand still. Once it is qualified, progress is reported every so
many days (always calendar days), counted from the judgement or the last entry of progress.

Pure: days in, lights out; no database, no clock of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from promo.workdays import ONE_DAY, add_workdays, workdays_between

NAMES = {"respond": "响应", "judge": "研判", "feedback": "反馈", "report": "报送进展"}
RESPONDED = frozenset({"accepted", "screening", "supplement", "qualified", "not_pursued"})
NEVER = frozenset({"exempt"})


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    DONE = "done"
    NONE = "none"


WORDS = {
    Light.GREEN: "期限内", Light.YELLOW: "即将到期", Light.RED: "已超期", Light.DONE: "已办", Light.NONE: "—",
}  # fmt: skip


@dataclass(frozen=True)
class LeadDays:
    """What is known of a lead: `began_on` is when its last round began (registration for the first)."""

    state: str
    registered_on: date
    accepted_on: date | None = None
    began_on: date | None = None
    judged_on: date | None = None
    told_on: date | None = None
    reported_on: date | None = None
    is_live: bool = True  # false once it is out of the office's hands: signed, suspended, ended


@dataclass(frozen=True)
class Clock:
    """`days_left` is below zero by the days that something is late; None where nothing runs."""

    code: str
    light: Light
    due_on: date | None = None
    done_on: date | None = None
    days_left: int | None = None
    unit: str = "天"

    @property
    def name(self) -> str:
        return NAMES[self.code]

    @property
    def is_running(self) -> bool:
        return self.light in (Light.GREEN, Light.YELLOW, Light.RED)

    @property
    def was_late(self) -> bool:
        return bool(self.done_on and self.due_on and self.done_on > self.due_on)

    @property
    def sentence(self) -> str:
        """'还剩2个工作日', '今天到期', '超期3天', '按期', '超期办结' or ''."""
        if self.light == Light.DONE:
            return "超期办结" if self.was_late else "按期办结"
        if self.days_left is None:
            return ""
        if self.days_left == 0:
            return "今天到期"
        return (
            f"还剩{self.days_left}{self.unit}" if self.days_left > 0 else f"超期{-self.days_left}{self.unit}"
        )


@dataclass(frozen=True)
class Counting:
    """How the office counts: its rule 'clocks' and the exceptions of its calendar."""

    rule: Mapping[str, Any]
    exceptions: Mapping[date, bool]

    @property
    def by_workdays(self) -> bool:
        return self.rule["counting"] == "workdays"

    def due(self, start: date, code: str) -> date:
        days = self.rule[code]
        if code == "report" or not self.by_workdays:
            return start + timedelta(days=days)
        return add_workdays(start, days, self.exceptions)

    def left(self, today: date, due_on: date, code: str) -> int:
        """Days from today until the due day; negative by what is over."""
        if code == "report" or not self.by_workdays:
            return (due_on - today).days
        if today <= due_on:
            return self._worked_after(today, due_on)
        return -max(1, self._worked_after(due_on, today))

    def _worked_after(self, start: date, end: date) -> int:
        """Working days in start < day <= end."""
        return workdays_between(start + ONE_DAY, end + ONE_DAY, self.exceptions)


def clocks_of(lead: LeadDays, counting: Counting, *, today: date) -> tuple[Clock, ...]:
    """The four clocks of a lead on a day."""
    if lead.state in NEVER:
        return tuple(Clock(code, Light.NONE) for code in NAMES)
    began = lead.began_on or lead.registered_on
    waits = lead.state == "supplement"
    accepted_on = lead.accepted_on if lead.state in RESPONDED else None
    return (
        _clock("respond", lead.registered_on, accepted_on, counting, today, lead.is_live),
        _clock("judge", began, lead.judged_on, counting, today, lead.is_live and not waits),
        _clock("feedback", began, lead.told_on, counting, today, lead.is_live and not waits),
        _report(lead, counting, today),
    )


def _clock(
    code: str, start: date, done_on: date | None, counting: Counting, today: date, runs: bool
) -> Clock:
    due_on = counting.due(start, code)
    if done_on:
        return Clock(code, Light.DONE, due_on, done_on)
    return _running(code, due_on, counting, today) if runs else Clock(code, Light.NONE)


def _running(code: str, due_on: date, counting: Counting, today: date) -> Clock:
    left = counting.left(today, due_on, code)
    light = Light.RED if today > due_on else Light.YELLOW if left <= counting.rule["soon"] else Light.GREEN
    unit = "个工作日" if counting.by_workdays and code != "report" else "天"
    return Clock(code, light, due_on, None, left, unit)


def _report(lead: LeadDays, counting: Counting, today: date) -> Clock:
    if lead.state != "qualified" or not lead.is_live:
        return Clock("report", Light.NONE)
    since = max(filter(None, (lead.judged_on, lead.reported_on, lead.registered_on)))
    return _running("report", counting.due(since, "report"), counting, today)


def most_urgent(clocks: Iterable[Clock]) -> Clock | None:
    """The running clock that is due first."""
    return min((one for one in clocks if one.is_running), key=lambda one: one.due_on, default=None)


def worst_light(clocks: Iterable[Clock]) -> Light:
    """Red before yellow before green; none where nothing runs."""
    lit = {one.light for one in clocks}
    return next((one for one in (Light.RED, Light.YELLOW, Light.GREEN) if one in lit), Light.NONE)


def registered_late(received_on: date, registered_on: date, counting: Counting) -> bool:
    """Whether the lead was registered later than the rule allows after it was received: then only the registration
    counts as the moment of the news."""
    return registered_on > add_workdays(received_on, counting.rule["late_registration"], counting.exceptions)
