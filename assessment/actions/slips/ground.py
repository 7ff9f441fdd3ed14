"""What every step of a slip begins and ends with: its turn, who may, the step itself beside its event."""

from datetime import date, datetime

from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.models import Slip, SlipStep
from projects.rules_in_force import rule_for
from promo.calendar import due_after
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.access import UNIT_ROLES
from units.models import Membership

TOLD = 80  # characters of a text that the record holds


def take_slip(slip: Slip, *states: str) -> None:
    """One at a time: whoever comes second finds what the first has done."""
    Slip.objects.select_for_update(no_key=True).values_list("pk").get(pk=slip.pk)
    slip.refresh_from_db()
    if slip.state not in states:
        raise Refused(f"这张督办单的状态是“{slip.get_state_display()}”，请刷新后核对。")


def take_step(
    slip: Slip, kind: str, *, by, at: datetime, version: int, text: str = "", **changes
) -> SlipStep:
    """Write the changes of the slip, the step that says them, and the event."""
    update_if_unchanged(slip, version=version, **changes)
    return add_step(slip, kind, by=by, at=at, text=text)


def add_step(slip: Slip, kind: str, *, by, at: datetime, text: str = "") -> SlipStep:
    step = SlipStep.objects.create(
        slip=slip, number=1 + slip.steps.count(), kind=kind, text=text, colour=slip.colour, due_on=slip.due_on,
        by=by, at=stamp(at),
    )  # fmt: skip
    record(
        slip, f"slip_{kind}", by=by, at=at, step=step.pk, number=slip.number, colour=slip.get_colour_display(),
        due_on=slip.due_on, reason=text[:TOLD],
    )  # fmt: skip
    return step


def due_for(slip_region, colour: str, *, at: datetime) -> date:
    """The last day for a slip that gets this colour now, in working days by the rule of the place."""
    rule = rule_for("supervision", region=slip_region, on=timezone.localdate(at))
    return due_after(at, workdays=rule[f"days_{colour}"])


def is_of_unit(slip: Slip, *, by, on: date) -> bool:
    held = Membership.objects.in_force(on=on).filter(user=by, unit=slip.unit_id, role__in=UNIT_ROLES)
    return held.exists()
