"""What waits for the economic office: leads, facts, likely duplicates, imports, transfers, disputes, referrers."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from assessment.reports.desk.blocks import Item, Lot, lot_of, of_project, page, some
from projects.lead_lights import lead_lights
from projects.models import (
    Arrival,
    BatchState,
    Dispute,
    DuplicateHint,
    ImportBatch,
    LeadState,
    Milestone,
    Objection,
    Project,
    Transfer,
)
from units.access import OFFICE_ROLES, Access
from units.models import Role

OPEN_LEADS = (LeadState.REGISTERED, LeadState.ACCEPTED, LeadState.SCREENING)
JUDGED = (LeadState.QUALIFIED, LeadState.NOT_PURSUED)
CLOCKS = ("respond", "judge", "feedback")


def leads_waiting(access: Access, *, today: date) -> tuple[list[Lot], Lot]:
    """Leads to accept, to screen and to answer, and those past a clock; each with what its clock says."""
    rows = Project.objects.filter(
        access.regions_q("region__path", OFFICE_ROLES), status="active", lead_state__in=(*OPEN_LEADS, *JUDGED)
    )
    rows = rows.filter(stage="lead")
    projects, lights = {row.pk: row for row in rows}, lead_lights(rows, today=today)
    lots: dict[str, list[Item]] = {"待受理线索": [], "待研判线索": [], "待反馈线索": []}
    late = []
    for pk, found in lights.items():
        row = projects[pk]
        running = [clock for clock in found.clocks if clock.is_running and clock.code in CLOCKS]
        if not running:
            continue
        first = min(running, key=lambda clock: clock.due_on)
        is_late = today > first.due_on
        item = _lead(row, first, is_late)
        label = {LeadState.REGISTERED: "待受理线索"}.get(row.lead_state, "待研判线索")
        lots["待反馈线索" if row.lead_state in JUDGED else label].append(item)
        late += [item] if is_late else []
    where = page("projects:lead_register")
    return [some(label, items, url=where) for label, items in lots.items()], some("超期线索", late, url=where)


def _lead(row: Project, clock, is_late: bool) -> Item:
    title = {"respond": "受理线索", "judge": "研判线索", "feedback": "向引荐方反馈"}[clock.code]
    where = of_project("projects:screening_show", row.pk)
    return Item(title, where, row.name, clock.sentence, clock.due_on, is_late)


def facts_waiting(access: Access, *, today: date) -> Iterator[Lot]:
    """Milestones and arrivals to verify."""
    here = access.regions_q("project__region__path", OFFICE_ROLES)
    for model in (Milestone, Arrival):
        rows = model.objects.recorded().of_register().filter(here).select_related("project")
        label = "待核实节点" if model is Milestone else "待核实资金"
        yield lot_of(label, rows.order_by("recorded_at", "pk"), _fact, url=page("projects:verify_desk"))


def _fact(fact: Milestone | Arrival) -> Item:
    on = timezone.localdate(fact.recorded_at)
    return Item(f"核实{fact.title}", fact.get_absolute_url(), fact.project.name, "录入", on)


def waiting_for_office(access: Access) -> Iterator[Lot]:
    here = access.regions_q("project__region__path", OFFICE_ROLES)
    pairs = (
        DuplicateHint.objects.pressing()
        .visible_to(access)
        .select_related("project")
        .order_by("found_at", "pk")
    )
    yield lot_of("疑似重复", pairs, _pair, url=page("projects:duplicate_list"))
    imports = ImportBatch.objects.visible_to(access).filter(state=BatchState.READY).order_by("uploaded_at")
    yield lot_of("待确认的导入", imports, _batch, url=page("projects:import_list"))
    objections = Objection.objects.filter(
        access.regions_q("case__project__region__path", OFFICE_ROLES), state="open"
    )
    yield lot_of("待答复异议", objections.select_related("case__project").order_by("raised_at"), _objection,
                 url=page("projects:referral_notice_list"))  # fmt: skip
    if access.has(Role.OFFICE_DIRECTOR):
        agreed = Transfer.objects.filter(here, state="agreed").select_related("project", "to_unit")
        yield lot_of("待办结流转", agreed.order_by("asked_at"), transfer, url=page("projects:transfer_list"))


def disputes_open(access: Access) -> Lot:
    """Facts in doubt; whoever raised one leaves the settling to another."""
    rows = Dispute.objects.filter(state="open").filter(
        access.regions_q("milestone__project__region__path")
        | access.regions_q("arrival__project__region__path")
    )
    rows = rows.select_related("milestone__project", "arrival__project").order_by("raised_at", "pk")
    return lot_of("存疑待核查", rows, _dispute, url=page("projects:dispute_list"))


def _pair(hint: DuplicateHint) -> Item:
    on = timezone.localdate(hint.found_at)
    return Item("核对疑似重复", page("projects:duplicate_list"), hint.project.name, hint.reason, on)


def _batch(batch: ImportBatch) -> Item:
    on = timezone.localdate(batch.uploaded_at)
    return Item(f"确认导入《{batch.name}》", page("projects:import_show", batch.pk), "", "上传", on)


def _objection(row: Objection) -> Item:
    on = timezone.localdate(row.raised_at)
    where = of_project("projects:referral_show", row.case.project_id)
    return Item(
        f"答复{row.objector}的{'申诉' if row.is_appeal else '异议'}", where, row.case.project.name, "", on
    )


def transfer(row: Transfer) -> Item:
    on = timezone.localdate(row.asked_at)
    where = of_project("projects:credit_show", row.project_id)
    return Item(f"项目流转至{row.to_unit.short_name}", where, row.project.name, "申请", on)


def _dispute(row: Dispute) -> Item:
    fact = row.milestone or row.arrival
    on = timezone.localdate(row.raised_at)
    return Item(f"核查{fact.title}", fact.get_absolute_url(), fact.project.name, row.reason, on)
