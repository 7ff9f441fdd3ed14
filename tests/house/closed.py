"""Of the world of the house: closed months and one asked to be opened, a report that is due, a campaign."""

from datetime import date, timedelta

from assessment import actions as judging
from projects import actions as projects
from promo.periods import month_of
from tests.calendars import use_periods
from tests.cast import Town
from tests.factories import NOW, slip


def closed(cast: Town) -> dict:
    """Two closed months, a report due for one, and the other asked to be opened."""
    use_periods(cast, begins=date(2026, 9, 1))
    (duty,) = judging.make_calendar_duties(region=cast.region, at=NOW - timedelta(days=30))
    projects.close_due_periods(region=cast.region, at=NOW)
    reopening = projects.ask_reopening(
        region=cast.region, period=month_of(date(2026, 9, 1)), reason="漏报一笔", open_until=NOW.date(),
        by=cast.people["supervisor"], at=NOW,
    )  # fmt: skip
    targets = {(cast.units[key], "signed_amount"): 100_000_000_000 for key in ("village", "other_village")}
    campaign = judging.create_campaign(
        region=cast.region, name="百日会战", first_on=date(2026, 11, 1), last_on=date(2026, 12, 31),
        document="镇党发〔2026〕20号", targets=targets, checks=[judging.Check(date(2026, 11, 15), 50, "约谈")],
        by=cast.people["supervisor"], at=NOW,
    )  # fmt: skip
    return {
        "campaign": campaign,
        "period_duty": duty,
        "period": month_of(date(2026, 10, 1)),
        "reopening": reopening,
    }


def recognised(cast: Town, rows):
    """A project of the unit that waits to be recognised in the campaign."""
    return judging.propose_recognition(
        campaign=rows.campaign, project=rows.project, document="认定意见", file=slip("认定意见.pdf"),
        by=cast.people["office_director"], at=NOW,
    )  # fmt: skip


def exempted(cast: Town, duty, of_unit: dict):
    """A granted exemption from a report that was due."""
    asked = judging.ask_exemption(duty=duty, reason="换届", document="请示", **of_unit)
    return judging.decide_exemption(
        exemption=asked, grant=True, words="", by=cast.people["office_director"], at=NOW
    )
