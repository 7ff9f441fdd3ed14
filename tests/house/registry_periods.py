"""Who may open what of the calendar of periods and of campaigns; tests.house.registry takes it in."""

from tests.house.entries import CLERKS, LEADER, PLANNING, SUPERVISOR, Entry, entries, lists, of_town, of_unit
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES


def _period_of(rows) -> dict:
    return {"pk": rows.region.pk, "key": rows.period.key}


def _return_of(rows) -> dict:
    return {"pk": rows.period_duty.pk, "unit_pk": rows.unit.pk}


def _checkpoint_of(rows) -> dict:
    return {"pk": rows.campaign.checkpoints.get().pk, "unit_pk": rows.unit.pk}


PERIODS: dict[str, Entry] = {
    **lists("assessment:", "period_list", BUSINESS_ROLES),
    **entries("assessment:", "period_show", BUSINESS_ROLES, _period_of),
    **entries("assessment:", "period_ask period_close", PLANNING, _period_of),
    **of_town("period_decide", "reopening", OVERSIGHT_ROLES),
    **of_unit("period_unit", BUSINESS_ROLES, _return_of),
    **lists("assessment:", "campaign_list", BUSINESS_ROLES),
    **lists("assessment:", "campaign_add", PLANNING),
    **of_town("campaign_show", "campaign", BUSINESS_ROLES),
    **of_town("campaign_change campaign_recognise", "campaign", PLANNING),
    **of_town("campaign_recognition_decide", "recognition", OVERSIGHT_ROLES),
    **entries("assessment:", "campaign_checkpoint_decide", LEADER, _checkpoint_of),
    **of_unit("period_tell", CLERKS | SUPERVISOR, _return_of),
}
