"""What marking rounds put on a desk: sheets to fill in, results to confirm."""

from django.utils import timezone

from assessment.models import Marker, MarkingRound, RoundState
from assessment.reports.desk.blocks import Item, Lot, lot_of, page
from units.access import OVERSIGHT_ROLES, Access


def to_mark(access: Access) -> Lot:
    """Rounds that ask this person and have nothing from him yet."""
    rows = Marker.objects.filter(user=access.user, version=0, round__state=RoundState.OPEN)
    rows = rows.select_related("round").order_by("round__deadline_at", "pk")
    return lot_of("待评分", rows, _sheet, url=page("assessment:round_list"))


def to_confirm(access: Access) -> Lot:
    """Closed rounds, but for those that the person opened or marked in."""
    here = access.regions_q("scheme__region__path", OVERSIGHT_ROLES)
    rows = MarkingRound.objects.filter(here, state=RoundState.CLOSED).exclude(opened_by=access.user)
    rows = rows.exclude(pk__in=Marker.objects.filter(user=access.user).values("round"))
    return lot_of("待确认评分", rows.order_by("closed_at", "pk"), _round, url=page("assessment:round_list"))


def _sheet(row: Marker) -> Item:
    on = timezone.localdate(row.round.deadline_at)
    return Item(f"评分：{row.round.title}", page("assessment:panel_fill", row.round_id), "", "截止", on)


def _round(row: MarkingRound) -> Item:
    on = timezone.localdate(row.closed_at)
    return Item(f"确认评分：{row.title}", page("assessment:round_show", row.pk), "", "截止", on)
