"""Names of units in a staged ledger that are in no directory, and what people said of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from projects.intake.around import KnownUnit, Surroundings, unit_key
from projects.models import ImportBatch, LedgerUnitName
from promo.tables import Column, Table

SAID = "reading__values__lead_unit"


@dataclass(frozen=True)
class NameToTell:
    """`text` as the ledger writes it, in how many rows; `unit` is what was said of it in this batch."""

    text: str
    rows: int
    unit: int | None


def names_to_tell(batch: ImportBatch, around: Surroundings) -> list[NameToTell]:
    """Those that were told before and names that no open unit bears alone, the most frequent first. One statement."""
    return told_and_settled(batch, around)[0]


def told_and_settled(batch: ImportBatch, around: Surroundings) -> tuple[list[NameToTell], int]:
    """Besides the names to tell, how many the directory has come to know since
    the file was read. One statement."""
    told = batch.unit_names
    wanted = Q(kinds__contains=" unit_unknown ") | Q(**{f"{SAID}__in": list(told)})
    counted = batch.rows.filter(wanted).order_by().values_list(SAID).annotate(Count("pk"))
    found: Counter[str] = Counter()
    settled = set()
    for text, rows in counted:
        units = around.units.get(unit_key(text or ""), ())
        if text in told or _is_question(units):
            found[text] += rows
        elif around.own_units is None or any(unit.pk in around.own_units for unit in units):
            settled.add(text)
    names = [NameToTell(text, rows, told.get(text)) for text, rows in found.items() if text]
    names.sort(key=lambda name: (name.unit is None, -name.rows, name.text))
    return names, len(settled)


def _is_question(units: Sequence[KnownUnit]) -> bool:
    """Whether the name is a question: one unit that works is an answer, even where the person may not import for it."""
    return len([unit for unit in units if not unit.is_closed]) != 1


def unit_name_table(names: Sequence[LedgerUnitName], *, as_of: datetime) -> Table:
    columns = [
        Column("表中写法", "text"),
        Column("对应单位", "unit.name", width=16),
        Column("记住人", "told_by.name"),
        Column("记住时间", "told_at", "moment"),
    ]
    return Table("单位写法", columns, names, as_of=as_of)
