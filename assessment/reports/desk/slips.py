"""What supervision puts on a desk: slips to sign and to answer, replies to check, matters not yet pressed for."""

from collections.abc import Iterator

from django.utils import timezone

from assessment.models import CheckState, FieldCheck, Finding, Slip, SlipFinding, SlipState
from assessment.models.slip import OPEN
from assessment.reports.desk.blocks import Item, Lot, lot_of, page
from units.access import Access
from units.models import Role

SUPERVISION = frozenset({Role.SUPERVISOR})


def for_unit(access: Access) -> Iterator[Lot]:
    """The unit's turn: to sign for, and to answer."""
    rows = Slip.objects.filter(unit__in=access.unit_ids).order_by("due_on", "pk")
    for state, label in ((SlipState.ISSUED, "待签收督办单"), (SlipState.SIGNED, "待回复督办单")):
        where = page("assessment:slip_list", query=f"?state={state}")
        yield lot_of(label, rows.filter(state=state), slip_item, url=where)


def for_supervisor(access: Access) -> Iterator[Lot]:
    """Replies to check, and what the register shows and no slip deals with."""
    here = access.regions_q("region__path", SUPERVISION)
    rows = Slip.objects.filter(here, state=SlipState.REPLIED).order_by("replied_at", "pk")
    yield lot_of("待核查督办回复", rows, _reply, url=page("assessment:slip_list", query="?state=replied"))
    checks = FieldCheck.objects.filter(here, state=CheckState.RECORDED).exclude(recorded_by=access.user)
    where = page("assessment:field_check_list", query="?state=recorded")
    yield lot_of(
        "待确认实地核查", checks.select_related("unit").order_by("recorded_at", "pk"), _seen, url=where
    )
    pressed = SlipFinding.objects.filter(slip__state__in=OPEN).values("finding")
    matters = Finding.objects.open().matters().filter(here).exclude(pk__in=pressed).select_related("unit")
    where = page("assessment:matter_list", query="?state=open")
    yield lot_of("待督办事项", matters.order_by("first_found_at", "pk"), _matter, url=where)


def slip_item(row: Slip, day=None, is_late: bool = False) -> Item:
    note = f"{row.get_colour_display()}，时限"
    return Item(row.title, row.get_absolute_url(), row.code, note, row.due_on, is_late)


def of_region_item(row: Slip, day=None, is_late: bool = False) -> Item:
    note = f"{row.get_colour_display()}，时限"
    return Item(f"{row.unit_name}：{row.title}", row.get_absolute_url(), row.code, note, row.due_on, is_late)


def _reply(row: Slip) -> Item:
    title = f"核查{row.unit_name}的回复"
    return Item(title, row.get_absolute_url(), row.code, "回复", timezone.localdate(row.replied_at))


def _seen(row: FieldCheck) -> Item:
    on = timezone.localdate(row.recorded_at)
    return Item("确认实地核查", row.get_absolute_url(), row.unit.short_name, "登记", on)


def _matter(row: Finding) -> Item:
    about = row.unit.short_name if row.unit else ""
    return Item(
        row.get_kind_display(), row.get_absolute_url(), about, "发现", timezone.localdate(row.first_found_at)
    )
