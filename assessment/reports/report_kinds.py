"""Which periodic reports there are, as data: their periods, how an issue is numbered, how each is made up."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.models import Report
from assessment.reports.fortnight import KIND, issue_number, the_fortnight
from assessment.reports.report_setup import Setup
from projects.rulebook.reports import BY_CALENDAR, DRAFTED, NOT_DRAFTED, REPORTS
from projects.rules_in_force import RuleInForce, rule_for, rules_of
from promo.periods import (
    Period,
    PeriodKind,
    ended_between,
    half_month_of,
    half_year_of,
    month_of,
    quarter_of,
    week_of,
    year_of,
)
from units.models import Region

MOST_MISSED = 6


@dataclass(frozen=True)
class ReportKind:
    """`at_start` is how many ended periods a place without any report of the kind is given; `eager`: one at once, even
    where none has ended since the place began. `by_month`: elapsed time in months begun, as annual notices count.
    Reports of a campaign follow its own days and numbers (reports.campaign_issues), so they have no `period_of`.
    `ready` is how it is made up where the office decided nothing, and how reports were before there was a rule."""

    code: str
    name: str
    period_of: Callable[[date], Period] | None
    number_of: Callable[[Period], int] | None
    ready: Setup
    at_start: int = 1
    eager: bool = False
    by_month: bool = True

    def due(self, *, since: date, today: date, drafted: Iterable[date]) -> list[Period]:
        """Ended periods without a report, oldest first.

        After the first report none is left out, however long the machine stood still: issues have no gaps.
        """
        there = set(drafted)
        ended = list(ended_between(self.period_of, since, today))
        if not there:
            ended = ended[-self.at_start :]
            if not ended and self.eager:
                ended = [self.period_of(today).previous()]
        return [period for period in ended if period.start not in there]

    def year_of(self, period: Period) -> int:
        """The year an issue is numbered in."""
        if self.code == PeriodKind.WEEK:
            return period.start.isocalendar().year
        return period.last_day.year


def _week(period: Period) -> int:
    return period.start.isocalendar().week


def _half_month(period: Period) -> int:
    return period.start.month * 2 - (period.start.day == 1)


def _month(period: Period) -> int:
    return period.start.month


def _quarter(period: Period) -> int:
    return (period.start.month + 2) // 3


def _half_year(period: Period) -> int:
    return 1 if period.start.month == 1 else 2


def _year(_: Period) -> int:
    return 1


def _kind(code: str, name: str, period_of, number_of, **more: Any) -> ReportKind:
    return ReportKind(code, name, period_of, number_of, Setup.of(REPORTS[code].default), **more)


KINDS: dict[str, ReportKind] = {
    kind.code: kind
    for kind in (
        _kind(
            KIND,
            "双周督查报告",
            the_fortnight,
            issue_number,
            at_start=MOST_MISSED,
            eager=True,
            by_month=False,
        ),
        _kind("week", "周报", week_of, _week, by_month=False),
        _kind("half_month", "半月报", half_month_of, _half_month, by_month=False),
        _kind("month", "月通报", month_of, _month, at_start=3),
        _kind("quarter", "季度通报", quarter_of, _quarter, at_start=2),
        _kind("half_year", "半年通报", half_year_of, _half_year),
        _kind("year", "年度通报", year_of, _year),
        _kind(PeriodKind.CAMPAIGN.value, "专项行动通报", None, None, by_month=False),
    )
}
OF_CALENDAR = {code: kind for code, kind in KINDS.items() if kind.period_of is not None}


def rule_of(kind: ReportKind, *, region: Region, on: date) -> RuleInForce:
    """The office's rule for a report whose period ends `on`."""
    return rule_for(REPORTS[kind.code].code, region=region, on=on)


def is_drafted(rule: RuleInForce, kind: ReportKind, *, calendar: Collection[str] = ()) -> bool:
    """Whether reports under the rule are drafted at all; `calendar` are the kinds of period that the office uses."""
    said = rule["drafts"]
    return said == DRAFTED or (said == BY_CALENDAR and kind.code in calendar)


def not_drafted(region: Region, *, on: date) -> list[str]:
    """Names of the kinds that the office has decided not to issue."""
    held = rules_of(region, on=on)
    return [kind.name for kind in KINDS.values() if held[REPORTS[kind.code].code]["drafts"] == NOT_DRAFTED]


def setup_of(report: Report) -> Setup:
    """As it was drafted, whatever was decided since."""
    return Setup.of(report.setup) if report.setup else KINDS[report.kind].ready
