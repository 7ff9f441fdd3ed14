"""A project goes from one unit to another (流转): asked for, given away and received by both heads, decided by the
director. From its day on the credit is shared as agreed; what came before stays with the unit that earned it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.splits import (
    Line,
    add_split,
    leading,
    lines_of,
    post_anew,
    refuse_closed,
    refuse_closed_periods,
    standing_from,
)
from projects.actions.turns import take_turn
from projects.models import CreditSplit, Project, Transfer
from projects.models.credit import WHOLE
from projects.models.transfer import TransferKind, TransferState
from promo.days import show_day
from promo.models.event import record
from promo.money import split_exactly
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit


@transaction.atomic
def ask_transfer(
    *, project: Project, kind: str, from_unit: Unit, to_unit: Unit, valid_from: date, from_share: int, document: str,
    reason: str, by, at: datetime, files=(),
) -> Transfer:  # fmt: skip
    """`from_share` is the part, in 1/10000, that the giving unit keeps of what it has; the rest goes over."""
    take_turn(project)
    _may_move(project, from_unit, to_unit, valid_from, from_share)
    refuse_closed_periods(project, since=valid_from, at=at, field="valid_from")
    try:
        with transaction.atomic():
            row = Transfer.objects.create(
                project=project, kind=kind, from_unit=from_unit, to_unit=to_unit, valid_from=valid_from,
                from_share=from_share, document=document, reason=reason, asked_by=by, asked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("该项目已有流转正在办理，请先办结。") from error
    attach(project=project, files=files, by=by, at=at, about=row)
    _tell(row, "transfer_asked", by=by, at=at, reason=reason, valid_from=show_day(valid_from))
    return row


def _may_move(project: Project, from_unit: Unit, to_unit: Unit, valid_from: date, from_share: int) -> None:
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能流转。")
    if from_unit.pk == to_unit.pk:
        raise Refused("转入单位应不同于转出单位。", field="to_unit")
    if to_unit.region_id != project.region_id:
        raise Refused("只能在本地区单位之间流转。", field="to_unit")
    if to_unit.valid_to and to_unit.valid_to <= valid_from:
        raise Refused("转入单位在生效日期已停用，请另选。", field="to_unit")
    if not 0 <= from_share < WHOLE:
        raise Refused("转出单位保留的份额应在0至100%之间，且小于100%。", field="from_share")
    splits = standing_from(project, since=valid_from)
    if not any(from_unit.pk in _counted(split) for split in splits):
        raise Refused("转出单位在该项目没有份额。", field="from_unit")
    later = [split.valid_from for split in splits if split.valid_from > valid_from]
    if later:
        day = show_day(max(later))
        raise Refused(f"{day}起份额另有决定，生效日期不能早于这一天。", field="valid_from")


def _counted(split: CreditSplit) -> set[int]:
    return {unit_id for unit_id, _, is_also in lines_of(split) if not is_also}


@transaction.atomic
def give_project(*, transfer: Transfer, version: int, by, at: datetime) -> Transfer:
    """The receipt of the giving unit's head."""
    return _sign(transfer, "given", "transfer_given", version, by=by, at=at)


@transaction.atomic
def receive_project(*, transfer: Transfer, version: int, by, at: datetime) -> Transfer:
    """The receipt of the receiving unit's head."""
    return _sign(transfer, "received", "transfer_received", version, by=by, at=at)


def _sign(transfer: Transfer, side: str, verb: str, version: int, *, by, at: datetime) -> Transfer:
    take_turn(transfer.project)
    transfer.refresh_from_db()
    if transfer.state != TransferState.ASKED or getattr(transfer, f"{side}_at"):
        raise Refused("该流转已经确认或办结，请刷新查看。")
    other = transfer.received_at if side == "given" else transfer.given_at
    if by.pk in (transfer.given_by_id, transfer.received_by_id):
        raise Refused("转出和转入须由不同的人确认，请由另一单位的其他负责人办理。")
    state = TransferState.AGREED if other else TransferState.ASKED
    _change(transfer, version, state=state, **{f"{side}_by": by, f"{side}_at": at})
    _tell(transfer, verb, by=by, at=at)
    return transfer


def _change(transfer: Transfer, version: int, **changes) -> None:
    open_row = Transfer.objects.filter(pk=transfer.pk, version=version)
    if not open_row.update(version=F("version") + 1, **changes):
        raise Stale()
    transfer.refresh_from_db()


@transaction.atomic
def decide_transfer(*, transfer: Transfer, version: int, by, at: datetime) -> Transfer:
    """With both receipts the shares follow from the day on, and the receiving unit leads what was handed over.

    Each measure that has shares of its own is shared anew; postings since the day are answered and made again.
    """
    project, today = transfer.project, timezone.localdate(at)
    take_turn(project)
    transfer.refresh_from_db()
    if transfer.state != TransferState.AGREED:
        raise Refused("双方都确认后才能办结。")
    if by.pk in (transfer.given_by_id, transfer.received_by_id):
        raise Refused("您已代表一方确认，须由他人办结。")
    if transfer.valid_from > today:
        raise Refused(f"生效日期为{show_day(transfer.valid_from)}，请到期后办结。")
    _may_move(project, transfer.from_unit, transfer.to_unit, transfer.valid_from, transfer.from_share)
    refuse_closed([transfer.to_unit], on=today)  # it may have ended since this was asked for
    refuse_closed_periods(project, since=transfer.valid_from, at=at, field="valid_from")
    splits = [
        _followed(transfer, split, by=by, at=at)
        for split in standing_from(project, since=transfer.valid_from)
    ]
    made = [split for split in splits if split is not None]
    _change(
        transfer, version, state=TransferState.DECIDED, decided_by=by, decided_at=at,
        split=next((split for split in made if not split.measure), made[0]),
    )  # fmt: skip
    changes = {"lead_unit": leading(project, on=today)}
    if transfer.kind == TransferKind.AREA and project.host_unit_id in (None, transfer.from_unit_id):
        changes["host_unit"] = transfer.to_unit_id
    Project.objects.filter(pk=project.pk).update(version=F("version") + 1, last_entry_on=today, **changes)
    project.refresh_from_db()
    post_anew(project, since=transfer.valid_from, at=at)
    _tell(transfer, "transfer_decided", by=by, at=at, shares=_told(transfer.split))
    return transfer


def _followed(transfer: Transfer, split: CreditSplit, *, by, at: datetime) -> CreditSplit | None:
    """The shares after the transfer; None where the giving unit has none of them."""
    if transfer.from_unit_id not in _counted(split):
        return None
    return add_split(
        project=transfer.project, measure=split.measure, valid_from=transfer.valid_from, by=by, at=at,
        reason=f"流转：{transfer.document}"[:200],
        lines=handed_over(lines_of(split), transfer.from_unit_id, transfer.to_unit_id, transfer.from_share),
    )  # fmt: skip


def handed_over(lines: list[Line], giver: int, receiver: int, kept: int) -> list[Line]:
    """The giver keeps `kept`/10000 of its share to the last 1/10000, the receiver has the rest beside its own."""
    shares: dict[int, int] = {}
    for unit_id, share, is_also in lines:
        if is_also:
            continue
        parts = {unit_id: share}
        if unit_id == giver:
            stays, goes = split_exactly(share, [kept, WHOLE - kept]) if kept else (0, share)
            parts = {giver: stays, receiver: goes}
        for unit, part in parts.items():
            shares[unit] = shares.get(unit, 0) + part
    also = [(unit, share, True) for unit, share, is_also in lines if is_also and not shares.get(unit)]
    return [(unit, share, False) for unit, share in shares.items() if share] + also


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, version: int, by, at: datetime) -> Transfer:
    """Either head while it waits, or the director: nothing moves."""
    return _end(transfer, TransferState.REFUSED, "transfer_refused", version, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, version: int, by, at: datetime) -> Transfer:
    """Who asked takes it back before it is decided."""
    return _end(transfer, TransferState.WITHDRAWN, "transfer_withdrawn", version, reason="", by=by, at=at)


def _end(
    transfer: Transfer, state: str, verb: str, version: int, *, reason: str, by, at: datetime
) -> Transfer:
    take_turn(transfer.project)
    transfer.refresh_from_db()
    if transfer.state not in (TransferState.ASKED, TransferState.AGREED):
        raise Refused("该流转已经办结，请刷新查看。")
    if state == TransferState.REFUSED and not reason.strip():
        raise Refused("请填写不同意的理由。", field="reason")
    _change(transfer, version, state=state, refusal=reason, decided_by=by, decided_at=at)
    _tell(transfer, verb, by=by, at=at, reason=reason)
    return transfer


def _told(split: CreditSplit) -> list:
    return [[line.unit.name, line.share] for line in split.lines.filter(is_also=False).select_related("unit")]


def _tell(transfer: Transfer, verb: str, *, by, at: datetime, **detail) -> None:
    record(
        transfer.project, verb, by=by, at=at, transfer=transfer.pk,
        route=f"{transfer.from_unit.name} → {transfer.to_unit.name}", document=transfer.document, **detail,
    )  # fmt: skip
