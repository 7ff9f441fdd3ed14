"""The reports of the invented town: fortnights drafted when they had ended, all but the newest published; a month."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from assessment import actions
from assessment.reports.fortnight import KIND, the_fortnight
from projects import ledger
from promo.periods import Period, month_of

ISSUES = 4


def plan(cast, timeline) -> None:
    period = the_fortnight(cast.today).previous()
    began = datetime.combine(period.start - timedelta(days=14 * ISSUES), time(8, 30), cast.zone)
    timeline.add(began, partial(_list_leader, cast))
    for place in range(ISSUES):
        at = datetime.combine(period.end, time(8, 30), cast.zone)
        timeline.add(at, _drafter(cast, period, published=place > 0))
        period = period.previous()
    month = month_of(cast.today - timedelta(days=3)).previous()
    timeline.add(datetime.combine(month.end, time(8, 50), cast.zone), _drafter(cast, month, published=True))


def _list_leader(cast, at: datetime) -> None:
    """The fortnightly report is for those on its list."""
    actions.add_recipient(
        region=cast.region, kind=KIND, user=cast.people["leader"], by_mail=False, by=cast.people["supervisor"],
        at=at,
    )  # fmt: skip


def _drafter(cast, period: Period, *, published: bool) -> Callable:
    def act(at: datetime) -> None:
        report = actions.draft_report(region=cast.region, period=period, as_of=ledger.moment(at), at=at)
        if published:
            cast.schedule(at + timedelta(days=1, hours=2), lambda now: _publish(cast, report, now))

    return act


def _publish(cast, report, at: datetime) -> None:
    report.refresh_from_db()
    actions.publish_report(report=report, version=report.version, by=cast.people["supervisor"], at=at)
