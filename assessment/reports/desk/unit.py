"""What waits for a unit: drafts, transfers to confirm; and what came back to it."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from assessment.reports.desk.blocks import Item, Lot, lot_of, of_project, page
from assessment.reports.desk.office import transfer
from projects.models import Arrival, FactState, LeadDraft, LeadState, Milestone, Project, Transfer
from units.access import Access


def drafts(access: Access) -> Lot:
    where = page("projects:lead_drafts")
    rows = LeadDraft.objects.filter(owner=access.user).order_by("saved_at", "pk")
    return lot_of("未登记的草稿", rows, lambda row: _draft(row, where), url=where)


def _draft(row: LeadDraft, where: str) -> Item:
    on = timezone.localdate(row.saved_at)
    return Item(f"继续登记：{row}", f"{page('projects:lead_add')}?draft={row.pk}", "", "保存", on)


def transfers(access: Access) -> Lot:
    """Those that the person's units have still to confirm, on either side."""
    waits = Q(from_unit__in=access.unit_ids, given_at__isnull=True)
    waits |= Q(to_unit__in=access.unit_ids, received_at__isnull=True)
    rows = Transfer.objects.filter(waits, state="asked").select_related("project", "to_unit")
    return lot_of("待确认流转", rows.order_by("asked_at"), transfer, url=page("projects:transfer_list"))


def returned(access: Access) -> Iterator[Lot]:
    """Leads to supplement, and facts sent back that the person recorded or the person's units keep."""
    leads = Project.objects.active().filter(lead_unit__in=access.unit_ids, lead_state=LeadState.SUPPLEMENT)
    yield lot_of("待补充线索", leads.order_by("registered_at"), _lead, url=page("projects:lead_register"))
    mine = Q(project__lead_unit__in=access.unit_ids) | Q(recorded_by=access.user)
    for model, label in ((Milestone, "退回的节点"), (Arrival, "退回的资金")):
        rows = model.objects.of_register().filter(mine, state=FactState.RETURNED).select_related("project")
        yield lot_of(label, rows.order_by("recorded_at", "pk"), _fact)


def _lead(row: Project) -> Item:
    on = timezone.localdate(row.registered_at)
    return Item("补充线索材料", of_project("projects:screening_show", row.pk), row.name, "登记", on)


def _fact(fact: Milestone | Arrival) -> Item:
    on = timezone.localdate(fact.recorded_at)
    return Item(fact.title, fact.get_absolute_url(), fact.project.name, fact.return_reason, on)
