"""The supervisor's side of a reply: closed, or returned with a new last day; a slip issued by mistake is withdrawn."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.slips.ground import due_for, is_of_unit, take_slip, take_step
from assessment.models import Colour, Slip, SlipState, StepKind
from assessment.models.slip import OPEN
from promo.refusal import Refused

GRAVITY = {colour: place for place, colour in enumerate(Colour.values)}


@transaction.atomic
def close_slip(*, slip: Slip, text: str, version: int, by, at: datetime) -> Slip:
    """The reply was checked and holds; from now on the slip is closed for ever."""
    take_slip(slip, SlipState.REPLIED)
    _second(slip, by, at)
    if not text.strip():
        raise Refused("请填写核查意见。", field="text")
    take_step(
        slip, StepKind.CLOSED, by=by, at=at, version=version, text=text.strip(), state=SlipState.CLOSED, closed_by=by,
        closed_at=at,
    )  # fmt: skip
    return slip


@transaction.atomic
def return_slip(*, slip: Slip, text: str, colour: str, version: int, by, at: datetime) -> Slip:
    """The reply does not do: the unit gets it back with a new last day, in the same colour or a graver one."""
    take_slip(slip, SlipState.REPLIED)
    _second(slip, by, at)
    if not text.strip():
        raise Refused("请写明退回的理由。", field="text")
    if GRAVITY[colour] < GRAVITY[slip.colour]:
        raise Refused("退回重办不能降低督办等级。", field="colour")
    take_step(
        slip, StepKind.RETURNED, by=by, at=at, version=version, text=text.strip(), state=SlipState.SIGNED,
        colour=colour, due_on=due_for(slip.region, colour, at=at),
    )  # fmt: skip
    return slip


@transaction.atomic
def withdraw_slip(*, slip: Slip, text: str, version: int, by, at: datetime) -> Slip:
    """Issued by mistake; number and steps stay."""
    take_slip(slip, *OPEN)
    if not text.strip():
        raise Refused("请写明撤销的理由。", field="text")
    if is_of_unit(slip, by=by, on=timezone.localdate(at)):
        raise Refused("承办单位的人员不能撤销督办单。")
    take_step(
        slip, StepKind.WITHDRAWN, by=by, at=at, version=version, text=text.strip(), state=SlipState.WITHDRAWN
    )
    return slip


def _second(slip: Slip, by, at: datetime) -> None:
    """Whoever issued it may check it; whoever replied, or works for the unit, may not."""
    if slip.replied_by_id == by.pk or is_of_unit(slip, by=by, on=timezone.localdate(at)):
        raise Refused("回复人和承办单位的人员不能核查这张督办单。")
