"""A unit need not hand in one report: asked by one person with reason and paper, decided by another."""

from datetime import datetime

from django.db import IntegrityError, transaction

from assessment.actions.kept_files import keep_file
from assessment.actions.reporting.duties import locked
from assessment.actions.reporting.submissions import NOT_ASKED
from assessment.actions.stamping import stamp
from assessment.facts import fulfilled, known_now
from assessment.models import Exemption, ExemptionRevocation, ExemptionState, ReportDuty
from promo.models.event import record
from promo.refusal import Refused
from units.models import Unit


@transaction.atomic
def ask_exemption(
    *, duty: ReportDuty, unit: Unit, reason: str, document: str, by, at: datetime, file=None
) -> Exemption:
    locked(duty)
    stand = fulfilled([duty], region=duty.region, as_of=known_now(at), unit_ids=[unit.pk])
    if not stand:
        raise Refused(NOT_ASKED)
    if stand[0].is_received:
        raise Refused("该单位本期已报送，不能再申请免报。")
    if not reason.strip():
        raise Refused("请填写免报原因。", field="reason")
    if not document.strip():
        raise Refused("请填写依据。", field="document")
    taken_back = ExemptionRevocation.objects.filter(exemption__duty=duty, exemption__unit=unit).count()
    try:
        with transaction.atomic():
            row = Exemption.objects.create(
                duty=duty, unit=unit, round=1 + taken_back, reason=reason, document=document, asked_by=by, asked_at=at,
                file=keep_file(region=duty.region, unit=unit, file=file, by=by, at=at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("该单位本期已有待决定或已同意的免报申请，不能重复申请。") from error
    _tell(row, "exemption_asked", by=by, at=at)
    return row


@transaction.atomic
def decide_exemption(*, exemption: Exemption, grant: bool, words: str, by, at: datetime) -> Exemption:
    """Another person than who asked decides; a refusal says why."""
    if exemption.asked_by_id == by.pk:
        raise Refused("申请人不能决定自己提出的免报申请，请由他人决定。")
    if not grant and not words.strip():
        raise Refused("不同意的，请说明理由。", field="words")
    waiting = Exemption.objects.filter(pk=exemption.pk, state=ExemptionState.ASKED)
    state = ExemptionState.GRANTED if grant else ExemptionState.REFUSED
    if not waiting.update(state=state, words=words, decided_by=by, decided_at=stamp(at)):
        raise Refused("这项申请已有决定，请刷新查看。")
    exemption.refresh_from_db()
    _tell(exemption, "exemption_granted" if grant else "exemption_refused", by=by, at=at, words=words)
    return exemption


@transaction.atomic
def revoke_exemption(*, exemption: Exemption, reason: str, by, at: datetime) -> ExemptionRevocation:
    """Neither who asked for it nor who granted it takes it back; from now on the report counts as missing or late."""
    if exemption.state != ExemptionState.GRANTED:
        raise Refused("这项申请未获同意，无须撤销。")
    if by.pk in (exemption.asked_by_id, exemption.decided_by_id):
        raise Refused("申请人和作出决定的人不能撤销免报，请由他人办理。")
    if not reason.strip():
        raise Refused("请填写撤销原因。", field="reason")
    try:
        with transaction.atomic():
            row = ExemptionRevocation.objects.create(
                exemption=exemption, reason=reason.strip(), revoked_by=by, revoked_at=stamp(at)
            )
    except IntegrityError as error:
        raise Refused("这项免报已经撤销，请刷新查看。") from error
    record(
        exemption, "exemption_revoked", by=by, at=at, unit=exemption.unit.name, title=str(exemption.duty),
        reason=row.reason, document=exemption.document,
    )  # fmt: skip
    return row


def _tell(row: Exemption, verb: str, *, by, at: datetime, **detail) -> None:
    record(
        row, verb, by=by, at=at, unit=row.unit.name, title=str(row.duty), reason=row.reason, document=row.document,
        **detail,
    )  # fmt: skip
