"""Periodic reports of the world of the house: one to word, one that went out."""

from assessment import actions as judging
from projects import ledger
from promo.periods import month_of
from tests.cast import Town
from tests.factories import NOW


def reported(cast: Town) -> tuple:
    """A draft of last month, and the month before it, published and sent to the leader."""
    people, month = cast.people, month_of(NOW.date()).previous()
    entered = {"by": people["supervisor"], "at": NOW}
    listed = judging.add_recipient(
        region=cast.region, kind="month", user=people["leader"], by_mail=False, **entered
    )
    made = {"region": cast.region, "as_of": ledger.moment(NOW), "at": NOW}
    issued = judging.draft_report(period=month.previous(), **made)
    issued = judging.publish_report(report=issued, version=1, **entered)
    issued.listed = listed
    return judging.draft_report(period=month, **made), issued
