"""Records come in: entered with their paper, amended while nobody verified them, withdrawn by who entered them."""

from datetime import date, datetime

from django.db import transaction

from assessment.actions.kept_files import keep_file
from assessment.actions.records.ground import (
    OPEN,
    change,
    check_days,
    check_figure,
    check_unit,
    refuse_twin,
    take_kind,
    tell,
    today_of,
)
from assessment.models import FigureKind, RecordState, UnitRecord
from promo.refusal import Refused
from units.models import Unit


@transaction.atomic
def enter_record(
    *, kind: FigureKind, unit: Unit, quantity: int, happened_on: date, document: str, by, at: datetime,
    statistical_on: date | None = None, note: str = "", file=None, by_unit: bool = False,
) -> UnitRecord:  # fmt: skip
    """A figure or an event of a unit with its paper; `quantity` in the smallest unit of the kind. Nothing counts yet.

    `by_unit`: the unit enters for itself. Refused for a kind out of use, a unit of elsewhere, days to come, and what
    was entered before in the very same words.
    """
    if not kind.is_active:
        raise Refused("该事项已停用，不能再登记。", field="kind")
    counted_on = statistical_on or happened_on
    check_figure(kind, quantity, document)
    check_days(happened_on, counted_on, today_of(at))
    check_unit(kind, unit, happened_on)
    take_kind(kind)
    refuse_twin(kind, unit, quantity, happened_on, document)
    row = UnitRecord.objects.create(
        kind=kind, unit=unit, quantity=quantity, happened_on=happened_on, statistical_on=counted_on,
        document=document, note=note, by_unit=by_unit, recorded_by=by, recorded_at=at,
        file=keep_file(region=kind.region, unit=unit, file=file, by=by, at=at),
    )  # fmt: skip
    tell(row, "record_entered", by=by, at=at, happened_on=happened_on, document=document)
    return row


@transaction.atomic
def amend_record(
    *, row: UnitRecord, version: int, quantity: int, happened_on: date, statistical_on: date, document: str, note: str,
    by, at: datetime, file=None,
) -> UnitRecord:  # fmt: skip
    """Correct what is not verified; a returned record goes back to those who verify. Without `file` the paper stays."""
    _refuse_closed(row)
    check_figure(row.kind, quantity, document)
    check_days(happened_on, statistical_on, today_of(at))
    check_unit(row.kind, row.unit, happened_on)
    take_kind(row.kind)
    refuse_twin(row.kind, row.unit, quantity, happened_on, document, besides=row.pk)
    changes = {
        "quantity": quantity, "happened_on": happened_on, "statistical_on": statistical_on, "document": document,
        "note": note,
    }  # fmt: skip
    differs = {
        name: [getattr(row, name), value] for name, value in changes.items() if getattr(row, name) != value
    }
    if file:
        changes["file"] = keep_file(region=row.kind.region, unit=row.unit, file=file, by=by, at=at)
        differs["file"] = [row.file.name if row.file else None, changes["file"].name]
    change(
        row, version, state=RecordState.RECORDED, recorded_by=by, recorded_at=at, return_reason="", **changes
    )
    tell(row, "record_amended", by=by, at=at, changes=differs)
    return row


@transaction.atomic
def withdraw_record(*, row: UnitRecord, version: int, by, at: datetime) -> UnitRecord:
    """The side that entered it takes back what is not verified; the row stays, marked."""
    if row.state == RecordState.VERIFIED:
        raise Refused("已核实的记录不能撤回，如有差错请申请冲销。")
    if row.state not in OPEN:
        raise Refused("这条记录已经撤回。")
    change(row, version, state=RecordState.WITHDRAWN)
    tell(row, "record_withdrawn", by=by, at=at)
    return row


def _refuse_closed(row: UnitRecord) -> None:
    if row.state == RecordState.VERIFIED:
        raise Refused("已核实的记录不能修改，如有差错请冲销后重新登记。")
    if row.state == RecordState.WITHDRAWN:
        raise Refused("这条记录已撤回，请重新登记。")
    if row.reverses_id:
        raise Refused("冲销申请不能修改，请撤回后重新申请。")
