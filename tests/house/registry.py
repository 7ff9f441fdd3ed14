"""Who may open what: the door of every address, and whose rows each role sees behind it.

A new address is added here: `name: Entry(door, parts, own, other)`. `door` are the roles that may enter at all, `parts`
makes the address of a row, `own` and `other` are the roles that see a row of their own unit and of another unit of
the town. Rows of the neighbouring town are seen by nobody here. This table is written by hand, on purpose: it says
what shall be, and the views are held against it.
"""

from tests.house.entries import (
    ADMINISTRATOR,
    ANYBODY,
    CLERK,
    CLERKS,
    DIRECTOR,
    ENTERING,
    HEAD,
    LEADER,
    OPEN,
    PLANNING,
    SUPERVISOR,
    Entry,
    lists,
    of_town,
    of_unit,
)
from tests.house.entries import entries as _entries
from tests.house.entries import pk as _pk
from tests.house.registry_exports import EXPORTS
from tests.house.registry_integrity import INTEGRITY
from tests.house.registry_marking import MARKING
from tests.house.registry_openings import OPENINGS
from tests.house.registry_periods import PERIODS
from tests.house.registry_records import RECORDS
from tests.house.registry_reports import REPORTS
from tests.house.registry_runs import RUNS
from tests.house.registry_schemes import SCHEMES
from tests.house.registry_supervision import SUPERVISION
from tests.house.world import INDICATOR, MEASURE
from units.access import ALL_ROLES, BUSINESS_ROLES, OFFICE_ROLES, OVERSIGHT_ROLES, REGION_ROLES, UNIT_ROLES
from units.models import Role


def units(names: str, kind: str | None = None, *, door=ADMINISTRATOR, exports=False) -> dict:
    return _entries("units:", names, door, _pk(kind) if kind else None, exports=exports)


def of_project(
    names: str, door, parts=None, *, other=REGION_ROLES, exports=False, looks_on=frozenset()
) -> dict:
    """A unit sees the projects it leads; the office, the leaders and the supervisors see the town's."""
    parts = parts or _pk("project")
    return _entries("projects:", names, door, parts, BUSINESS_ROLES, other, exports, looks_on)


def _fact(rows) -> dict:
    return {"kind": "arrival", "pk": rows.arrival.pk}


def _event(rows) -> dict:
    return {"pk": rows.project.pk, "event_pk": rows.event.pk}


def _list_of(rows) -> dict:
    return {"pk": rows.project.pk, "which": "permits"}


def _paid(rows) -> dict:
    return {"kind": "arrival", "pk": rows.paid.pk}


def _row(rows) -> dict:
    return {"pk": rows.batch.pk, "row_pk": rows.import_row.pk}


def _line(rows) -> dict:
    return {"pk": rows.run.pk, "unit_pk": rows.unit.pk}


def _candidate(rows) -> dict:
    return _line(rows) | {"rule": "last_three_and_unmet"}


def _mark(rows) -> dict:
    return {"scheme_pk": rows.scheme.pk, "unit_pk": rows.unit.pk, "code": INDICATOR}


def _rule_kind(rows) -> dict:
    return {"pk": rows.region.pk, "kind": "clocks"}


def _target(rows) -> dict:
    return {"year": 2026, "measure": MEASURE, "unit_pk": rows.unit.pk}


def _region_target(rows) -> dict:
    return {"year": 2026, "measure": MEASURE, "region_pk": rows.region.pk}


def imports(names: str, parts=None, *, exports=False) -> dict:
    parts = parts or _pk("batch")
    return _entries(
        "projects:", names, CLERKS, parts, OFFICE_ROLES | {Role.UNIT_CLERK}, OFFICE_ROLES, exports
    )


ENTRIES: dict[str, Entry] = {
    **lists("", "health", OPEN),
    **lists("units:", "login first_run", OPEN),
    **lists("units:", "logout profile password_change email_change notice_list notice_read_all", ALL_ROLES),
    # a message is the person's own: in the world the clerk's
    "units:notice_open": Entry(ALL_ROLES, _pk("notice"), frozenset({Role.UNIT_CLERK}), frozenset()),
    **lists("", "home desk_seen", ALL_ROLES),
    **units("unit_list unit_add unit_roster region_add user_list user_add user_roster user_slips"),
    **units("unit_export user_export", exports=True),
    **units("unit_show unit_edit unit_classify", "unit"),
    **units("user_show user_edit user_switch user_reset membership_add", "clerk"),
    **units("membership_end", "membership"),
    **units("paper_show", "paper", door=ALL_ROLES, exports=True),
    # the register
    **lists("projects:", "project_list posting_list arrival_list milestone_list", BUSINESS_ROLES),
    **lists(
        "projects:",
        "project_export posting_export arrival_export milestone_export",
        BUSINESS_ROLES,
        exports=True,
    ),
    **lists("projects:", "lead_add lead_alike lead_heard", ENTERING),
    **lists("projects:", "lead_drafts lead_draft_save lead_draft_keep", ENTERING),
    # a draft is seen by nobody but the person who typed it: in the world that is the clerk of the own unit
    **_entries("projects:", "lead_draft_kept lead_draft_delete", ENTERING, _pk("draft"), CLERK, frozenset()),
    **lists("projects:", "lead_register", BUSINESS_ROLES),
    **lists("projects:", "lead_register_export", BUSINESS_ROLES, exports=True),
    **of_project("screening_show", BUSINESS_ROLES),
    **of_project("lead_accept screening_open screening_renew screening_save", OFFICE_ROLES),
    **of_project("screening_decide", DIRECTOR | {Role.LEADER}),
    **of_project("lead_resubmit lead_feedback", ENTERING, other=OFFICE_ROLES),
    **of_project("lead_reopen", DIRECTOR),
    **lists("projects:", "rule_list", ALL_ROLES),
    **lists("projects:", "rule_export", ALL_ROLES, exports=True),
    **_entries("projects:", "rule_show", ALL_ROLES, _rule_kind),
    # of two doors each opens its own kinds: to the supervision office the form of another's rule is not there
    **_entries("projects:", "rule_set", PLANNING, _rule_kind, DIRECTOR, DIRECTOR),
    **_entries("projects:", "rule_file", ALL_ROLES, _pk("rule"), exports=True),
    **lists("projects:", "duplicate_list", OFFICE_ROLES),
    **lists("projects:", "duplicate_export", OFFICE_ROLES, exports=True),
    **lists("projects:", "verify_desk", OFFICE_ROLES | SUPERVISOR),
    **lists("projects:", "verify_export", OFFICE_ROLES | SUPERVISOR, exports=True),
    **lists("projects:", "verify_many", DIRECTOR),
    **lists("projects:", "rate_list", ALL_ROLES),
    **lists("projects:", "rate_export", ALL_ROLES, exports=True),
    **lists("projects:", "rate_add", ADMINISTRATOR | DIRECTOR),
    **of_project("project_show credit_show", BUSINESS_ROLES),
    **of_project("credit_export", BUSINESS_ROLES, exports=True),
    **of_project("project_history", BUSINESS_ROLES),
    **of_project("project_history_export", BUSINESS_ROLES, exports=True),
    **of_project("value_restore", CLERKS, _event, other=OFFICE_ROLES),
    **of_project("service_show", BUSINESS_ROLES),
    **of_project("service_export", BUSINESS_ROLES, exports=True),
    **of_project("charge_set step_add blocker_add", ENTERING, other=OFFICE_ROLES),
    **of_project("items_list item_add", ENTERING, _list_of, other=OFFICE_ROLES),
    **of_project("item_edit", ENTERING, _pk("item"), other=OFFICE_ROLES),
    **of_project("step_finish step_move", ENTERING, _pk("step"), other=OFFICE_ROLES),
    **of_project("blocker_show", BUSINESS_ROLES, _pk("blocker")),
    **of_project("blocker_edit blocker_resolve blocker_reopen", ENTERING, _pk("blocker"), other=OFFICE_ROLES),
    **lists("projects:", "step_list blocker_list permit_list", BUSINESS_ROLES),
    **lists("projects:", "step_export blocker_export permit_export", BUSINESS_ROLES, exports=True),
    **of_project("project_edit", CLERKS, other=OFFICE_ROLES),
    **of_project("progress_add claim_add milestone_add arrival_add", ENTERING, other=OFFICE_ROLES),
    **of_project("project_suspend project_resume project_terminate project_withdraw credit_share", DIRECTOR),
    **of_project("duplicate_show duplicate_deny", OFFICE_ROLES, _pk("hint")),
    **of_project("duplicate_merge duplicate_expand duplicate_undo", DIRECTOR, _pk("hint")),
    **lists("projects:", "duplicate_scan", DIRECTOR),
    **of_project("evidence_show", BUSINESS_ROLES, _pk("evidence"), exports=True),
    **of_project("fact_show", BUSINESS_ROLES, _fact),
    **of_project("fact_amend fact_withdraw", ENTERING, _fact, other=OFFICE_ROLES),
    **of_project("fact_reverse", OFFICE_ROLES, _paid),
    **of_project("fact_verify fact_return fact_reject", DIRECTOR, _fact),
    # what others say about facts, and when the money is to come
    **lists("projects:", "opinion_list plan_list", BUSINESS_ROLES),
    **lists("projects:", "opinion_export plan_list_export", BUSINESS_ROLES, exports=True),
    **lists("projects:", "dispute_list", OFFICE_ROLES | OVERSIGHT_ROLES),
    **lists("projects:", "dispute_export", OFFICE_ROLES | OVERSIGHT_ROLES, exports=True),
    **lists("projects:", "reuse_list", OFFICE_ROLES | SUPERVISOR),
    **lists("projects:", "reuse_export", OFFICE_ROLES | SUPERVISOR, exports=True),
    **of_project("plan_show", BUSINESS_ROLES),
    **of_project("plan_export", BUSINESS_ROLES, exports=True),
    **of_project("plan_add", ENTERING, other=OFFICE_ROLES),
    **of_project("opinion_show", BUSINESS_ROLES, _pk("opinion")),
    **of_project("opinion_give", UNIT_ROLES, _pk("opinion"), other=frozenset()),
    **of_project("opinion_add", DIRECTOR, _pk("asked")),
    **of_project("dispute_add", PLANNING, _paid),
    **of_project("dispute_settle", PLANNING, _pk("dispute")),
    # who gave the first information
    **lists("projects:", "claim_list referral_notice_list protection_list", BUSINESS_ROLES),
    **lists(
        "projects:",
        "claim_export referral_notice_export protection_export",
        BUSINESS_ROLES,
        exports=True,
    ),
    **lists("projects:", "claim_new", ENTERING),
    **of_project("referral_show referral_print", BUSINESS_ROLES),
    **of_project("referral_propose referral_refer", OFFICE_ROLES, other=OFFICE_ROLES),
    **of_project("referral_decide referral_revoke", DIRECTOR | LEADER),
    **of_project("protection_grant", DIRECTOR),
    **of_project("protection_extend protection_release", DIRECTOR, _pk("protection")),
    **of_project("referral_notice_show objection_add", BUSINESS_ROLES, _pk("case"), other=BUSINESS_ROLES),
    **of_project("objection_answer", DIRECTOR | LEADER, _pk("objection")),
    **of_project("objection_withdraw", BUSINESS_ROLES, _pk("objection")),
    **lists("units:", "calendar_show", ALL_ROLES),
    **lists("units:", "calendar_export", ALL_ROLES, exports=True),
    **lists("units:", "calendar_day calendar_remove calendar_confirm", ADMINISTRATOR | DIRECTOR),
    # transfers, contracts, investors, endings, changes of units
    **lists("projects:", "transfer_list", BUSINESS_ROLES),
    **lists("projects:", "transfer_export", BUSINESS_ROLES, exports=True),
    **of_project("transfer_show", BUSINESS_ROLES, _pk("transfer")),
    **of_project("transfer_give", HEAD, _pk("transfer")),
    **of_project("transfer_receive", HEAD, _pk("transfer"), looks_on=HEAD),
    **of_project("transfer_decide", DIRECTOR, _pk("transfer")),
    **of_project("transfer_refuse", DIRECTOR | {Role.UNIT_HEAD}, _pk("transfer")),
    **of_project("transfer_withdraw", ENTERING, _pk("transfer"), looks_on=HEAD),
    **of_project("transfer_add supplement_add", ENTERING, other=OFFICE_ROLES),
    **of_project("contract_show", BUSINESS_ROLES),
    **of_project("contract_export", BUSINESS_ROLES, exports=True),
    **of_project("investors_set", CLERKS, other=OFFICE_ROLES),
    **of_project("project_revive", DIRECTOR),
    **lists("assessment:", "unit_change_list", REGION_ROLES | ADMINISTRATOR),
    **lists("assessment:", "unit_change_export", REGION_ROLES | ADMINISTRATOR, exports=True),
    **lists("assessment:", "unit_change_add", ADMINISTRATOR | DIRECTOR),
    # ledgers that come in
    **lists("projects:", "import_list import_add import_template", CLERKS),
    **lists("projects:", "import_list_export", CLERKS, exports=True),
    **imports("import_show import_confirm import_drop import_undo import_retry"),
    **imports("import_file import_rejects import_export", exports=True),
    **imports("import_columns import_units"),
    **lists("projects:", "import_check_list", PLANNING),
    **lists("projects:", "import_check_list_export", PLANNING, exports=True),
    **_entries("projects:", "import_check", PLANNING, _pk("batch"), PLANNING, PLANNING),
    **_entries("projects:", "import_check_export", PLANNING, _pk("batch"), PLANNING, PLANNING, True),
    **_entries("projects:", "import_check_row", PLANNING, _row, PLANNING, PLANNING),
    **_entries("projects:", "import_check_verify", DIRECTOR, _pk("batch"), PLANNING, PLANNING),
    **imports("import_row_choose import_row_judge import_row_show", _row),
    **imports("import_rows_judge"),
    **lists("projects:", "import_layouts import_paste", CLERKS),
    **lists("projects:", "import_layouts_export import_register", CLERKS, exports=True),
    "projects:import_layout_forget": Entry(OFFICE_ROLES, _pk("layout")),
    "projects:import_unit_forget": Entry(OFFICE_ROLES, _pk("unit_name")),
    # what it is worth
    **lists("assessment:", "run_list target_list scheme_list mark_list", BUSINESS_ROLES),
    **lists("assessment:", "target_export", BUSINESS_ROLES, exports=True),
    **lists("assessment:", "target_import_add", PLANNING),
    **lists("assessment:", "target_import_template", PLANNING, exports=True),
    **of_town("target_import_show target_import_confirm target_import_discard", "target_import", PLANNING),
    **of_town("target_import_file", "target_import", PLANNING, exports=True),
    **lists("assessment:", "run_add target_add", PLANNING),
    **lists("assessment:", "dashboard", REGION_ROLES),
    **lists("assessment:", "history", REGION_ROLES | ADMINISTRATOR),
    **lists("assessment:", "history_export", REGION_ROLES | ADMINISTRATOR, exports=True),
    **RUNS,
    **REPORTS,
    **of_unit("line_show", BUSINESS_ROLES, _line),
    **of_town("candidate_list", "run", REGION_ROLES),
    "assessment:decision_add": Entry(LEADER, _candidate, LEADER, LEADER),
    **lists("assessment:", "decision_list", BUSINESS_ROLES),
    **of_unit("mark_history", BUSINESS_ROLES, _mark),
    **of_unit("mark_add", SUPERVISOR, _mark),
    **of_unit("target_history", BUSINESS_ROLES, _target),
    **of_unit("target_revise target_series", PLANNING, _target),
    "assessment:mark_file": Entry(BUSINESS_ROLES, _pk("mark"), BUSINESS_ROLES, REGION_ROLES, exports=True),
    **RECORDS,
    **SCHEMES,
    **MARKING,
    **OPENINGS,
    **INTEGRITY,
    **EXPORTS,
    **SUPERVISION,
    **PERIODS,
    # of the person who asked for the work: in the world that is the director
    "job_show": Entry(ANYBODY, _pk("job"), DIRECTOR, DIRECTOR),
}
# A second address under the same name: the target of the region itself.
SECOND: dict[str, Entry] = {
    "assessment:target_history": Entry(BUSINESS_ROLES, _region_target, REGION_ROLES, REGION_ROLES),
    "assessment:target_revise": Entry(PLANNING, _region_target, REGION_ROLES, REGION_ROLES),
    "assessment:target_series": Entry(PLANNING, _region_target, REGION_ROLES, REGION_ROLES),
}


def entries_of(name: str) -> list[Entry]:
    return [table[name] for table in (ENTRIES, SECOND) if name in table]
