"""Who may open slips, the matters behind them, field checks and talks; tests.house.registry takes it in."""

from tests.house.entries import HEAD, SUPERVISOR, Entry, entries, lists, pk
from units.access import OVERSIGHT_ROLES, UNIT_ROLES

READERS = OVERSIGHT_ROLES | UNIT_ROLES  # the economic office has no part in it


def _of_slip(names: str, kind: str, door, *, other=OVERSIGHT_ROLES, exports=False) -> dict[str, Entry]:
    """Those who oversee the town, and the unit its own."""
    return entries("assessment:", names, door, pk(kind), READERS, other, exports)


SUPERVISION: dict[str, Entry] = {
    **lists("assessment:", "slip_list", READERS),
    **lists("assessment:", "matter_list", OVERSIGHT_ROLES),
    **lists("assessment:", "slip_add", SUPERVISOR),
    **_of_slip("slip_show slip_print", "slip", READERS),
    **_of_slip("supervision_file", "supervision_file", READERS, exports=True),
    **_of_slip("slip_sign", "slip", UNIT_ROLES, other=frozenset()),
    **_of_slip("slip_reply", "signed_slip", UNIT_ROLES, other=frozenset()),
    **_of_slip("slip_close slip_return", "replied_slip", SUPERVISOR),
    **_of_slip("slip_withdraw slip_ease", "slip", SUPERVISOR),
    **lists("assessment:", "field_check_list", READERS),
    **lists("assessment:", "field_check_add", SUPERVISOR),
    **_of_slip("field_check_show", "confirmed_check", READERS),
    **_of_slip("field_check_edit", "field_check", SUPERVISOR),
    **_of_slip("field_check_confirm", "field_check", OVERSIGHT_ROLES),
    **lists("assessment:", "talk_list", OVERSIGHT_ROLES | HEAD),
    **lists("assessment:", "talk_add", OVERSIGHT_ROLES),
    **entries(
        "assessment:",
        "talk_show",
        OVERSIGHT_ROLES | HEAD,
        pk("talk"),
        OVERSIGHT_ROLES | HEAD,
        OVERSIGHT_ROLES,
    ),
    **_of_slip("talk_correct", "talk", OVERSIGHT_ROLES),
}
