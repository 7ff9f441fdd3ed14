"""The calendar of periods of the invented town: fortnights are reported, months are closed, since some weeks ago."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from assessment import actions, facts
from assessment.demonstration import places
from assessment.demonstration.papers import paper
from assessment.models import ReportDuty
from assessment.reports.fortnight import the_fortnight
from projects.actions import close_due_periods, set_rule
from projects.rulebook import KINDS
from promo.periods import Period

WEEKS_AGO = 6
NEVER = ("304",)  # has still to report
SHARED = {"cut": 0, "grace": 2, "what": "进展情况、存在问题、原因分析、下步措施"}
IN_USE = [
    SHARED | {"kind": "fortnight", "due": 2, "asks": True, "locks": False},
    SHARED | {"kind": "month", "due": 5, "asks": False, "locks": True},
    SHARED | {"kind": "year", "due": 10, "asks": False, "locks": True},
]
WORDS = {
    "progress": "本期继续跟进在谈项目，走访企业两家。",
    "problems": "有效线索不足，部分项目推进缓慢。",
    "causes": "外出对接次数少，要素保障协调不及时。",
    "measures": "每周外出对接一次，逐个项目明确责任人和时间。",
}


def plan(cast, timeline) -> None:
    """Decided at the start of a fortnight; from then on every morning takes the steps that are due."""
    period = the_fortnight(cast.today - timedelta(weeks=WEEKS_AGO))
    begins = max(period.start, date(cast.today.year, 1, 1))
    timeline.add(_at(cast, begins, 8, 20), _decider(cast, begins))
    for n in range((cast.today - begins).days + 1):
        timeline.add(_at(cast, begins + timedelta(days=n), 8, 25), _keeper(cast))
    while period.end <= cast.today:
        for number, place in enumerate(places.ASSESSED):
            if place.code not in NEVER:
                when = _at(cast, period.end, 9 + number % 8, number)
                timeline.add(when, _teller(cast, period, place.code))
        period = period.next()


def _at(cast, day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), cast.zone)


def _decider(cast, begins: date) -> Callable:
    def act(at: datetime) -> None:
        set_rule(
            region=cast.region, kind="periods", document=KINDS["periods"].default | {"kinds": IN_USE},
            valid_from=begins, basis=f"青石政办〔{begins.year}〕11号（演示）", by=cast.people["director"], at=at,
            file=paper("统计周期", "关于明确招商引资统计周期的通知", "双周报送，月度、年度结账。"),
        )  # fmt: skip

    return act


def _keeper(cast) -> Callable:
    def act(at: datetime) -> None:
        close_due_periods(region=cast.region, at=at)
        actions.make_calendar_duties(region=cast.region, at=at)

    return act


def _teller(cast, period: Period, code: str) -> Callable:
    def act(at: datetime) -> None:
        duty = ReportDuty.objects.filter(
            region=cast.region, period_kind=period.kind, period_start=period.start
        ).first()
        if duty is None:
            return
        unit, known = cast.units[code], facts.known_now(at)
        figures = facts.period_figures(
            region=cast.region,
            period=period,
            year_start=facts.first_of_year(cast.region, period, as_of=known),
            as_of=known,
        )[unit.pk]
        actions.tell_period(duty=duty, unit=unit, seen=figures.digest, **WORDS, by=cast.clerk_of(code), at=at)

    return act
