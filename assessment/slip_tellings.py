"""Whom slips, field checks and talks are told to: the unit that is pressed, those who check, those who confirm."""

from collections.abc import Iterator

from django.utils import timezone

from assessment.models import FieldCheck, Slip, Talk
from promo.days import show_day
from promo.models import Event
from promo.notices import Telling
from units.access import OVERSIGHT_ROLES, UNIT_ROLES
from units.audience import of_units, over_region
from units.models import Role


def slip_issued(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "asked", "收到{code}（{colour}），请签收，{due}前办结：{title}", UNIT_ROLES)


def slip_replied(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "asked", "{unit}已回复{code}，请核查", over={Role.SUPERVISOR})


def slip_returned(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "returned", "{code}退回重办，{due}前办结：{title}", UNIT_ROLES)


def slip_escalated(event: Event) -> Iterator[Telling]:
    said = "{unit}逾期，{code}升级为{colour}，{due}前办结：{title}"
    yield from _slip(event, "late", said, {Role.UNIT_HEAD}, over=OVERSIGHT_ROLES)


def slip_eased(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "decided", "差距已补齐，{code}降为{colour}：{title}", UNIT_ROLES)


def slip_closed(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "decided", "{code}已办结：{title}", UNIT_ROLES)


def slip_withdrawn(event: Event) -> Iterator[Telling]:
    yield from _slip(event, "decided", "{code}已撤销：{title}", UNIT_ROLES)


def field_check_recorded(event: Event) -> Iterator[Telling]:
    """Whoever may confirm it."""
    row = FieldCheck.objects.select_related("region", "unit").filter(pk=event.subject_id).first()
    if row:
        to = over_region(row.region, on=timezone.localdate(event.at), roles={Role.SUPERVISOR})
        yield Telling(
            "asked", f"{row.unit.short_name}的实地核查已登记，请另一人确认", row.get_absolute_url(), to
        )


def field_check_confirmed(event: Event) -> Iterator[Telling]:
    row = FieldCheck.objects.filter(pk=event.subject_id).first()
    if row:
        to = of_units([row.unit_id], on=timezone.localdate(event.at)) | {row.recorded_by_id}
        yield Telling("decided", "实地核查记录已确认", row.get_absolute_url(), to)


def talk_told(event: Event) -> Iterator[Telling]:
    """The head of the unit where the record says so; not a word of what was said."""
    row = Talk.objects.filter(pk=event.subject_id, shown_to_head=True).first()
    if row:
        to = of_units([row.unit_id], on=timezone.localdate(event.at), roles={Role.UNIT_HEAD})
        yield Telling("decided", "有一份谈话和表态记录供您查看", row.get_absolute_url(), to)


def _slip(event: Event, kind: str, sentence: str, roles=(), over=()) -> Iterator[Telling]:
    """To those with `roles` in the unit and those with `over` in the region."""
    row = Slip.objects.select_related("region").filter(pk=event.subject_id).first()
    if row:
        on = timezone.localdate(event.at)
        to = of_units([row.unit_id], on=on, roles=roles) if roles else set()
        to |= over_region(row.region, on=on, roles=over) if over else set()
        title = sentence.format(
            code=row.code, colour=row.get_colour_display(), due=show_day(row.due_on), title=row.title,
            unit=row.unit_name,
        )  # fmt: skip
        yield Telling(kind, title, row.get_absolute_url(), to)


SLIP_TELLERS = {
    "slip_issued": slip_issued,
    "slip_replied": slip_replied,
    "slip_returned": slip_returned,
    "slip_escalated": slip_escalated,
    "slip_eased": slip_eased,
    "slip_closed": slip_closed,
    "slip_withdrawn": slip_withdrawn,
    "field_check_recorded": field_check_recorded,
    "field_check_confirmed": field_check_confirmed,
    "talk_recorded": talk_told,
    "talk_corrected": talk_told,
}
