"""Who may open periodic reports, their distribution lists and copies; tests.house.registry takes it in.

In the world the draft is of a month: the offices see it, the units when it is published.
"""

from tests.house.entries import ADMINISTRATOR, LEADER, SUPERVISOR, Entry, entries, lists, of_town, pk
from units.access import ALL_ROLES, BUSINESS_ROLES, REGION_ROLES


def _copy(rows) -> dict:
    return {"pk": rows.issued.pk, "user_pk": rows.reader.pk}


DRAFT = (BUSINESS_ROLES, pk("report"), REGION_ROLES, REGION_ROLES)

REPORTS: dict[str, Entry] = {
    **lists("assessment:", "report_list", BUSINESS_ROLES),
    **entries("assessment:", "report_show", *DRAFT),
    **of_town("report_edit", "report", SUPERVISOR),
    **of_town("report_publish", "report", SUPERVISOR | LEADER),
    **entries("assessment:", "report_export report_word", *DRAFT, exports=True),
    **of_town("report_read", "issued", BUSINESS_ROLES),
    **of_town("report_check", "issued", SUPERVISOR | LEADER),
    **entries("assessment:", "report_send_again", SUPERVISOR, _copy),
    **lists("assessment:", "recipient_list", ALL_ROLES),
    **lists("assessment:", "recipient_add", SUPERVISOR | ADMINISTRATOR),
    **of_town("recipient_end", "recipient", SUPERVISOR | ADMINISTRATOR),
}
