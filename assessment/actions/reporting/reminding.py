"""Units that have not reported for a period are told before the deadline, on it and after it, once each."""

from datetime import date, datetime, timedelta

from django.urls import reverse

from assessment import facts
from assessment.models import ReportDuty
from assessment.reports.periods import WAITED_FOR
from projects.period_calendar import RULE
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.notices import tell
from units.audience import of_units

FURTHEST = timedelta(days=15)  # the most a rule may remind ahead
LONGEST = timedelta(days=7)  # after the deadline, so that weekends and idle machines lose nothing


def remind_reporters(*, today: date, at: datetime) -> int:
    """Returns how many duties were reminded of. Called each morning; the keys of the notices send each but once."""
    near = ReportDuty.objects.known_at(facts.known_now(at)).exclude(period_kind="")
    told = 0
    for duty in near.filter(due_on__gte=today - LONGEST, due_on__lte=today + FURTHEST).select_related(
        "region"
    ):
        if when := _when(duty, today):
            told += _remind(duty, when, today=today, at=at)
    return told


def _when(duty: ReportDuty, today: date) -> str:
    if today > duty.due_on:
        return "after"
    if today == duty.due_on:
        return "day"
    ahead = rule_for(RULE, region=duty.region, on=duty.period_end - timedelta(days=1))["remind"]
    return "before" if today >= duty.due_on - timedelta(days=ahead) else ""


def _remind(duty: ReportDuty, when: str, *, today: date, at: datetime) -> bool:
    found = facts.fulfilled([duty], region=duty.region, as_of=facts.known_now(at))
    waited = [one.unit_id for one in found if one.outcome in WAITED_FOR]
    users = of_units(waited, on=today)
    if not users:
        return False
    day = show_day(duty.due_on)
    title = {
        "before": f"请于{day}前核对数据并报送：{duty}",
        "day": f"今天截止，尚未报送：{duty}",
        "after": f"已逾期（{day}截止），请尽快报送：{duty}",
    }[when]
    where = reverse(
        "assessment:period_show", args=[duty.region_id, f"{duty.period_kind}:{duty.period_start}"]
    )
    tell(users=users, kind="late", title=title, url=where, key=f"period:{duty.pk}:{when}", at=at)
    return True
