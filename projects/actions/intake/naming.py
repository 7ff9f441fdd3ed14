"""Which units a ledger means by names that are in no directory: said once for all rows, remembered for the next."""

from datetime import datetime

from django.db import transaction

from projects.actions.intake.deciding import SETTLED, read_anew, take_turn
from projects.models import BatchState, ImportBatch, LedgerUnitName
from promo.models.event import record
from promo.reading import without_blanks
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Unit

# No directory has longer ones; of these the ledger alone is told.
LONGEST = LedgerUnitName._meta.get_field("key").max_length


@transaction.atomic
def name_units(
    *, batch: ImportBatch, version: int, said: dict[str, Unit | None], by, at: datetime, remember: bool = True
) -> ImportBatch:
    """By the words of the ledger the unit that is meant, or None to take it back; the file is read again with it.

    What was typed into cells and chosen so far is kept. With `remember` the next ledger is read so as well.
    """
    take_turn(batch)
    if batch.state != BatchState.READY:
        raise Refused(SETTLED)
    names = {**batch.unit_names, **{text: unit.pk for text, unit in said.items() if unit}}
    for text, unit in said.items():
        if unit is None:
            names.pop(text, None)
        elif not unit.region.path.startswith(batch.region.path):
            raise Refused(f"“{unit.name}”不是本地单位。")
    if names == batch.unit_names:
        raise Refused("单位对应没有改动。")
    update_if_unchanged(batch, version=version, unit_names=names, state=BatchState.READING)
    shown = {text: unit.name if unit else "" for text, unit in said.items()}
    record(batch, "units_told", by=by, at=at, name=batch.name, units=shown)
    for text, unit in said.items() if remember else ():
        if unit and max(len(text), len(without_blanks(text))) <= LONGEST:
            _remember(batch, text, unit, by=by, at=at)
    return read_anew(batch=batch, by=by, at=at)


def _remember(batch: ImportBatch, text: str, unit: Unit, *, by, at: datetime) -> None:
    key = without_blanks(text)
    known = LedgerUnitName.objects.filter(region=batch.region, key=key, forgotten_at=None).first()
    if known and known.unit_id == unit.pk:
        return
    if known:
        known.unit, known.told_by, known.told_at = unit, by, at
        known.version += 1
        known.save(update_fields=["unit", "told_by", "told_at", "version"])
    else:
        known = LedgerUnitName.objects.create(
            region=batch.region, key=key, text=text, unit=unit, told_by=by, told_at=at
        )
    record(known, "unit_name_remembered", by=by, at=at, name=text, unit=unit.name)


@transaction.atomic
def forget_unit_name(*, name: LedgerUnitName, version: int, by, at: datetime) -> LedgerUnitName:
    """The next ledger that writes so is asked about again."""
    if name.forgotten_at:
        raise Refused("该单位写法已不再使用。")
    update_if_unchanged(name, version=version, forgotten_at=at)
    record(name, "unit_name_forgotten", by=by, at=at, name=name.text)
    return name
