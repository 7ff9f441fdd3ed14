"""Figures, events and faults in reporting that stand beside the ledger, "as known at a moment"."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.utils import timezone

from assessment.facts.fulfilment import Fulfilled, Outcome, fulfilled
from assessment.models import ReportDuty, UnitRecord
from units.models import Region


@dataclass(frozen=True)
class Faults:
    """Reports of one unit that were missing, late (and by how many days in all) or incomplete; what came late and is
    still incomplete is both."""

    missing: int = 0
    late: int = 0
    late_days: int = 0
    incomplete: int = 0


def recorded(
    kinds: Collection[str], *, region: Region, start: date, end: date, as_of: datetime
) -> dict[str, dict[int, int]]:
    """Code -> unit id -> what was verified in start <= statistical day < end, in the smallest unit of the kind.

    One statement for all kinds. Every code that was asked has its entry, empty where nothing is recorded.
    """
    found: dict[str, dict[int, int]] = {code: {} for code in kinds}
    rows = UnitRecord.objects.counted_in(kinds, region, start, end).known_at(as_of)
    summed = rows.order_by().values("kind__code", "unit").annotate(total=Sum("quantity"))
    for code, unit_id, total in summed.values_list("kind__code", "unit", "total"):
        found[code][unit_id] = int(total)
    return found


def record_rows(
    kind: str, unit_ids: Collection[int], region: Region, start: date, end: date, as_of: datetime
) -> QuerySet[UnitRecord]:
    """The rows whose sum is that of `recorded(...)[kind]` over the units, reversals among them, by statistical day."""
    rows = UnitRecord.objects.counted_in([kind], region, start, end).known_at(as_of).filter(unit__in=unit_ids)
    return rows.order_by("statistical_on", "pk")


def report_faults(*, region: Region, start: date, end: date, as_of: datetime) -> dict[int, Faults]:
    """Unit id -> its faults against duties whose last day lies in start <= day < end and is past at `as_of`.

    A unit that was asked for nothing is absent; one without a fault has zeros. Five statements.
    """
    duties = past_duties(region=region, start=start, end=end, as_of=as_of)
    by_unit: dict[int, list[Fulfilled]] = defaultdict(list)
    for one in fulfilled(duties, region=region, as_of=as_of) if duties else ():
        by_unit[one.unit_id].append(one)
    return {unit_id: faults_of(rows) for unit_id, rows in by_unit.items()}


def fault_rows(
    unit_ids: Collection[int], *, region: Region, start: date, end: date, as_of: datetime
) -> list[Fulfilled]:
    """The duties behind the faults of a line's units, by their last days; those they met are among them."""
    duties = past_duties(region=region, start=start, end=end, as_of=as_of)
    return fulfilled(duties, region=region, as_of=as_of, unit_ids=unit_ids) if duties else []


def past_duties(*, region: Region, start: date, end: date, as_of: datetime) -> list[ReportDuty]:
    """Duties known at a moment whose last day is over: until midnight nobody is late."""
    rows = ReportDuty.objects.filter(region=region, due_on__gte=start, due_on__lt=end).known_at(as_of)
    return list(rows.filter(due_on__lt=timezone.localdate(as_of)).order_by("due_on", "pk"))


def faults_of(rows: Collection[Fulfilled]) -> Faults:
    return Faults(
        missing=sum(row.outcome == Outcome.MISSING for row in rows),
        late=sum(row.is_late for row in rows),
        late_days=sum(row.late_days for row in rows),
        incomplete=sum(row.outcome == Outcome.INCOMPLETE for row in rows),
    )
