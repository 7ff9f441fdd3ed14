"""Which periodic reports there are, as data: the periods they tell of, how an issue is called and what it holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assessment.models import Readers
from assessment.reports.fortnight import KIND, issue_number, the_fortnight
from promo.paper import Form
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

MOST_MISSED = 6
ALL = ("overview", "ranking", "added", "problems", "unsettled", "slips", "returns", "followed", "demands")
SHORT = ("overview", "added", "problems", "unsettled")  # a week's sheet ranks nobody
OF_CAMPAIGN = ("overview", "ranking", "recognised", "added", "problems", "checkpoints", "demands")


@dataclass(frozen=True)
class ReportKind:
    """`at_start` is how many ended periods a place without any report of the kind is given; `eager`: one at once, even
    where none has ended since the place began. `by_month`: elapsed time in months begun, as annual notices count.
    Reports of a campaign follow its own days and numbers (reports.campaign_issues), so they have no `period_of`."""

    code: str
    name: str
    period_of: Callable[[date], Period] | None
    number_of: Callable[[Period], int] | None
    title: str
    by_default: bool = True
    at_start: int = 1
    eager: bool = False
    by_month: bool = True
    readers: str = Readers.UNITS
    sections: tuple[str, ...] = ALL
    form: Form = Form.RED_HEAD

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


KINDS: dict[str, ReportKind] = {
    kind.code: kind
    for kind in (
        ReportKind(
            KIND, "双周督查报告", the_fortnight, issue_number, "招商引资督查通报",
            at_start=MOST_MISSED, eager=True, by_month=False, readers=Readers.LISTED, form=Form.PLAIN,
        ),
        ReportKind(
            "week", "周报", week_of, _week, "招商引资工作周报",
            by_default=False, by_month=False, readers=Readers.OFFICE, form=Form.PLAIN, sections=SHORT,
        ),
        ReportKind(
            "half_month", "半月报", half_month_of, _half_month, "招商引资工作半月报",
            by_default=False, by_month=False, readers=Readers.OFFICE, form=Form.PLAIN,
        ),
        ReportKind("month", "月通报", month_of, _month, "招商引资工作月通报", at_start=3),
        ReportKind("quarter", "季度通报", quarter_of, _quarter, "招商引资工作季度通报", at_start=2),
        ReportKind("half_year", "半年通报", half_year_of, _half_year, "招商引资工作半年通报"),
        ReportKind("year", "年度通报", year_of, _year, "招商引资工作年度通报"),
        ReportKind(
            PeriodKind.CAMPAIGN.value, "专项行动通报", None, None, "通报",
            by_default=False, by_month=False, sections=OF_CAMPAIGN,
        ),
    )
}  # fmt: skip
OF_CALENDAR = {code: kind for code, kind in KINDS.items() if kind.period_of is not None}
