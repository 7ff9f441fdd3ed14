"""Who may open findings and the superior's figures; tests.house.registry takes it in."""

from tests.house.entries import DIRECTOR, PLANNING, Entry, lists, of_town
from units.access import OVERSIGHT_ROLES

READERS = OVERSIGHT_ROLES | DIRECTOR  # neither units nor the office's clerks

INTEGRITY: dict[str, Entry] = {
    **lists("assessment:", "finding_list finding_look superior_list", READERS),
    **lists("assessment:", "superior_add", PLANNING),
    **of_town("finding_show", "finding", READERS),
    **of_town("finding_dismiss", "finding", OVERSIGHT_ROLES),
    **of_town("finding_reopen", "dismissed_finding", OVERSIGHT_ROLES),
}
