"""Who may open slips, and the matters behind them; tests.house.registry takes it in."""

from tests.house.entries import SUPERVISOR, Entry, entries, lists, pk
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
}
