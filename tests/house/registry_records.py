"""Who may open what of records and of the reporting calendar; tests.house.registry takes it in."""

from tests.house.entries import (
    CLERKS,
    ENTERING,
    LEADER,
    PLANNING,
    SUPERVISOR,
    Entry,
    entries,
    lists,
    of_town,
    of_unit,
    pk,
)
from units.access import BUSINESS_ROLES, OFFICE_ROLES, REGION_ROLES


def _duty_of(rows) -> dict:
    return {"pk": rows.duty.pk, "unit_pk": rows.unit.pk}


def records(names: str, kind: str, door, *, other=REGION_ROLES) -> dict:
    """A unit sees its own records and reports, the region's roles everybody's."""
    return entries("assessment:", names, door, pk(kind), BUSINESS_ROLES, other)


RECORDS: dict[str, Entry] = {
    # what is recorded beside the ledger, and the reports of the units
    **lists(
        "assessment:", "record_list record_behind figure_kind_list duty_list report_faults", BUSINESS_ROLES
    ),
    **lists("assessment:", "record_add", CLERKS | SUPERVISOR),
    **lists("assessment:", "record_import_add record_import_template", OFFICE_ROLES | SUPERVISOR),
    **lists(
        "assessment:", "record_verify_many figure_kind_add figure_kind_ready duty_add duty_plan", PLANNING
    ),
    **records("record_show", "record", BUSINESS_ROLES),
    **records("record_amend record_withdraw", "record", CLERKS | SUPERVISOR),
    **records("record_verify record_return", "record", PLANNING),
    **records("record_reverse", "proven", OFFICE_ROLES | SUPERVISOR),
    "assessment:kept_file": Entry(
        BUSINESS_ROLES, pk("kept_file"), BUSINESS_ROLES, REGION_ROLES, exports=True
    ),
    **of_town("figure_kind_edit", "figure_kind", PLANNING),
    **of_town(
        "record_import_show record_import_confirm record_import_discard",
        "record_batch",
        OFFICE_ROLES | SUPERVISOR,
    ),
    **of_town("duty_show", "duty", BUSINESS_ROLES),
    **of_town("duty_withdraw", "duty", PLANNING),
    **of_unit("duty_unit", BUSINESS_ROLES, _duty_of),
    **of_unit("duty_hand_in", CLERKS | SUPERVISOR, _duty_of),
    **of_unit("exemption_add", ENTERING | SUPERVISOR, _duty_of),
    **records("submission_correct", "submission", PLANNING),
    **records("exemption_decide", "exemption", PLANNING),
    **records("exemption_revoke", "exempted", SUPERVISOR | LEADER),
}
