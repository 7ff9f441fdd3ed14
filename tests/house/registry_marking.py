"""Who may open what of marking rounds; tests.house.registry takes it in."""

from tests.house.entries import HEAD, SUPERVISOR, Entry, lists, of_town, of_unit, pk
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES

# In the world a supervisor and the head of a village are asked.
ROUND_ROLES = REGION_ROLES | HEAD
ASKED = SUPERVISOR | HEAD


def _marked_unit(rows) -> dict:
    return {"pk": rows.closed_round.pk, "unit_pk": rows.unit.pk}


MARKING: dict[str, Entry] = {
    **lists("assessment:", "round_list", BUSINESS_ROLES),
    **lists("assessment:", "round_add", SUPERVISOR),
    "assessment:round_show": Entry(BUSINESS_ROLES, pk("round"), ROUND_ROLES, ROUND_ROLES),
    "assessment:panel_fill": Entry(BUSINESS_ROLES, pk("round"), ASKED, ASKED),
    **of_town("round_extend round_close round_cancel", "round", SUPERVISOR),
    **of_town("round_confirm", "round", OVERSIGHT_ROLES),
    **of_unit("round_unit", BUSINESS_ROLES, _marked_unit),
    "assessment:panel_file": Entry(
        BUSINESS_ROLES, pk("panel_mark"), BUSINESS_ROLES, REGION_ROLES, exports=True
    ),
}
