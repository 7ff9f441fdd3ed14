"""What waits beside the projects: records to verify, exemptions to decide, records sent back, reports to hand in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assessment.facts import Fulfilled, Outcome, fulfilled
from assessment.models import Exemption, ExemptionState, RecordState, ReportDuty, UnitRecord
from assessment.reports.desk.blocks import Item, Lot, lot_of, page, some
from units.access import Access
from units.models import Role

DECIDE = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})
AHEAD, BEHIND = timedelta(days=7), timedelta(days=90)
NOT_IN = (Outcome.DUE, Outcome.MISSING, Outcome.INCOMPLETE)


def to_decide(access: Access) -> Iterator[Lot]:
    """What others entered and asked for; nobody decides about the own."""
    here = access.regions_q("kind__region__path", DECIDE)
    rows = UnitRecord.objects.waiting().filter(here).exclude(recorded_by=access.user)
    rows = rows.select_related("kind", "unit").order_by("recorded_at", "pk")
    where = page("assessment:record_list", query="?state=recorded")
    yield lot_of("待核实登记", rows, _to_verify, url=where)
    asked = Exemption.objects.filter(
        access.regions_q("duty__region__path", DECIDE), state=ExemptionState.ASKED
    )
    asked = asked.exclude(asked_by=access.user).select_related("duty", "unit").order_by("asked_at", "pk")
    yield lot_of("待决定免报", asked, _to_exempt, url=page("assessment:duty_list"))


def _to_verify(row: UnitRecord) -> Item:
    on = timezone.localdate(row.recorded_at)
    return Item(f"核实{row.kind.name}", row.get_absolute_url(), row.unit.short_name, "录入", on)


def _to_exempt(row: Exemption) -> Item:
    where = reverse("assessment:exemption_decide", args=[row.pk])
    return Item(
        f"{row.unit.short_name}申请免报", where, str(row.duty), "申请", timezone.localdate(row.asked_at)
    )


def returned(access: Access) -> Lot:
    """Sent back to the person, or to the unit that entered it."""
    mine = Q(recorded_by=access.user) | Q(by_unit=True, unit__in=access.unit_ids)
    rows = UnitRecord.objects.filter(mine, state=RecordState.RETURNED).select_related("kind", "unit")
    return lot_of("退回的登记", rows.order_by("recorded_at", "pk"), _back)


def _back(row: UnitRecord) -> Item:
    on = timezone.localdate(row.recorded_at)
    return Item(row.kind.name, row.get_absolute_url(), row.unit.short_name, row.return_reason, on)


def reports_due(access: Access, *, today: date) -> tuple[Lot, Lot]:
    """Reports of the person's units that are due within a week, and those that are past their day."""
    found = list(_not_handed_in(access, today))
    names = {unit.pk: unit.short_name for unit in access.units}
    late = [one for one in found if one.duty.due_on < today]
    due = [one for one in found if one.duty.due_on >= today]
    where = page("assessment:duty_list")
    return (
        some("待报送报表", (_report(one, names, False) for one in due), url=where),
        some("逾期未报报表", (_report(one, names, True) for one in late), url=where),
    )


def _not_handed_in(access: Access, today: date) -> Iterator[Fulfilled]:
    as_of = timezone.make_aware(datetime.combine(today, time.max))
    for region in {unit.region_id: unit.region for unit in access.units}.values():
        rows = ReportDuty.objects.filter(region=region, due_on__range=(today - BEHIND, today + AHEAD))
        duties = list(rows.known_at(as_of))
        for one in fulfilled(duties, region=region, as_of=as_of, unit_ids=access.unit_ids) if duties else ():
            if one.outcome in NOT_IN:
                yield one


def _report(one: Fulfilled, names: dict[int, str], is_late: bool) -> Item:
    where = reverse("assessment:duty_unit", args=[one.duty.pk, one.unit_id])
    note = "内容不全，待补齐" if one.outcome == Outcome.INCOMPLETE else ""
    return Item(f"报送{one.duty}", where, names[one.unit_id], note, one.duty.due_on, is_late)
