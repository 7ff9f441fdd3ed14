"""A slip is issued: from findings of one unit, on a leader's instruction, or for what a meeting decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.slips.ground import add_step, due_for
from assessment.actions.supervision_files import keep_supervision_files
from assessment.models import Finding, FindingState, Slip, SlipFinding, SlipSource, StepKind
from assessment.models.slip import OPEN
from promo.models.counter import next_number
from promo.refusal import Refused
from units.models import Unit


@transaction.atomic
def issue_slip(
    *, unit: Unit, colour: str, source: str, title: str, situation: str, demand: str, by, at: datetime,
    findings: Sequence[Finding] = (), leader_name: str = "", instruction: str = "",
    instructed_on: date | None = None, document: str = "", due_on: date | None = None, files=(),
) -> Slip:  # fmt: skip
    """Number it within its year and hand it to the unit. The last day follows from the colour; one that an instruction
    sets itself stands instead."""
    today, region = timezone.localdate(at), unit.region
    if not Unit.objects.active(on=today).filter(pk=unit.pk).exists():
        raise Refused("该单位已经撤销，不能下达督办单。", field="unit")
    if due_on and due_on <= today:
        raise Refused("办理时限应晚于今天。", field="due_on")
    if due_on and source != SlipSource.INSTRUCTION:
        raise Refused("办理时限按规定计算，领导批示另有时限的才填写。", field="due_on")
    if source == SlipSource.INSTRUCTION:
        _check_instruction(leader_name, instruction, instructed_on, document, today)
    rows = _taken(findings, unit)
    if source == SlipSource.FINDING and not rows:
        raise Refused("请选择督办事项。", field="findings")
    slip = Slip.objects.create(
        region=region, unit=unit, unit_name=unit.name, year=today.year,
        number=next_number(f"slip:{region.pk}:{today.year}"), source=source, colour=colour, title=title,
        situation=situation, demand=demand, leader_name=leader_name, instruction=instruction,
        instructed_on=instructed_on, document=document, due_on=due_on or due_for(region, colour, at=at), issued_by=by,
        issued_at=at,
    )  # fmt: skip
    SlipFinding.objects.bulk_create(
        SlipFinding(slip=slip, finding=row, words=row.words, figure=row.figure) for row in rows
    )
    step = add_step(slip, StepKind.ISSUED, by=by, at=at)
    keep_supervision_files(files, by=by, at=at, step=step)
    return slip


def _check_instruction(leader: str, text: str, on: date | None, document: str, today: date) -> None:
    for field, value, sentence in (
        ("leader_name", leader.strip(), "请填写批示领导。"),
        ("instruction", text.strip(), "请填写批示内容。"),
        ("instructed_on", on, "请填写批示日期。"),
        ("document", document.strip(), "请填写批示所在文件。"),
    ):
        if not value:
            raise Refused(sentence, field=field)
    if on > today:
        raise Refused("批示日期不能晚于今天。", field="instructed_on")


def _taken(findings: Sequence[Finding], unit: Unit) -> list[Finding]:
    """The findings, locked: open, of this unit, and on no slip that is still running."""
    ids = [row.pk for row in findings]
    rows = list(Finding.objects.select_for_update(no_key=True).matters().filter(pk__in=ids).order_by("pk"))
    if len(rows) != len(set(ids)) or any(
        row.unit_id != unit.pk or row.state != FindingState.OPEN for row in rows
    ):
        raise Refused("所选督办事项已有变化，请刷新后重新选择。", field="findings")
    running = SlipFinding.objects.filter(finding__in=ids, slip__state__in=OPEN).select_related("slip").first()
    if running:
        raise Refused(f"所选督办事项已在{running.slip.code}中办理。", field="findings")
    return rows
