"""The unit's side of a slip: it signs for it and replies with evidence."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.slips.ground import is_of_unit, take_slip, take_step
from assessment.actions.supervision_files import keep_supervision_files
from assessment.models import Slip, SlipState, StepKind
from promo.refusal import Refused


@transaction.atomic
def sign_slip(*, slip: Slip, version: int, by, at: datetime) -> Slip:
    """The unit has it in hand; who signed and when stands on the slip."""
    take_slip(slip, SlipState.ISSUED)
    _refuse_others(slip, by, at)
    take_step(
        slip,
        StepKind.SIGNED,
        by=by,
        at=at,
        version=version,
        state=SlipState.SIGNED,
        signed_by=by,
        signed_at=at,
    )
    return slip


@transaction.atomic
def reply_slip(*, slip: Slip, text: str, version: int, by, at: datetime, files=()) -> Slip:
    """What was done, with its proof; until it is checked the clock of the unit stands still."""
    take_slip(slip, SlipState.SIGNED)
    _refuse_others(slip, by, at)
    if not text.strip():
        raise Refused("请填写办理情况。", field="text")
    if not files:
        raise Refused("请上传佐证材料。", field="files")
    step = take_step(
        slip, StepKind.REPLIED, by=by, at=at, version=version, text=text.strip(), state=SlipState.REPLIED,
        replied_by=by, replied_at=at,
    )  # fmt: skip
    keep_supervision_files(files, by=by, at=at, step=step)
    return slip


def _refuse_others(slip: Slip, by, at: datetime) -> None:
    if not is_of_unit(slip, by=by, on=timezone.localdate(at)):
        raise Refused("只有承办单位的负责人或经办人可以办理。")
