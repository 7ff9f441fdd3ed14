"""Who may open what of score runs, their notices, objections and corrections; tests.house.registry takes it in."""

from tests.house.entries import PLANNING, SUPERVISOR, Entry, entries, lists, of_town, of_unit, pk
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES, UNIT_ROLES

RUNS: dict[str, Entry] = {
    **of_town("run_show", "run", BUSINESS_ROLES),
    **of_town("run_export", "run", BUSINESS_ROLES, exports=True),
    **of_town("run_publish", "run", OVERSIGHT_ROLES),
    **of_town("run_check", "run", OVERSIGHT_ROLES),
    **of_town("run_notice", "noticed", BUSINESS_ROLES),
    **of_town("run_notice_word", "noticed", BUSINESS_ROLES, exports=True),
    **of_town("run_notice_add run_void", "noticed", SUPERVISOR),
    **of_town("run_objection_add", "noticed", UNIT_ROLES),
    **lists("assessment:", "run_objection_list", BUSINESS_ROLES),
    **of_unit("run_objection_show", BUSINESS_ROLES, pk("run_objection")),
    **of_unit("run_objection_answer", SUPERVISOR, pk("run_objection")),
    **of_unit("run_objection_confirm run_objection_return", OVERSIGHT_ROLES, pk("run_objection")),
    **of_unit("run_objection_withdraw", UNIT_ROLES, pk("run_objection")),
    "assessment:run_file": Entry(BUSINESS_ROLES, pk("run_file"), BUSINESS_ROLES, REGION_ROLES, exports=True),
    **of_town("erratum_add", "run", PLANNING),
    # a correction that is not approved yet is the region's own matter
    **entries("assessment:", "erratum_show", BUSINESS_ROLES, pk("erratum"), REGION_ROLES, REGION_ROLES),
    **entries(
        "assessment:",
        "erratum_export",
        BUSINESS_ROLES,
        pk("erratum"),
        REGION_ROLES,
        REGION_ROLES,
        exports=True,
    ),
    **of_town("erratum_approve erratum_refuse", "erratum", OVERSIGHT_ROLES),
    **of_town("erratum_withdraw", "erratum", PLANNING),
    **of_town("run_whatif", "run", PLANNING | OVERSIGHT_ROLES),
    **of_town("run_today run_gaps run_compare", "run", REGION_ROLES),
}
