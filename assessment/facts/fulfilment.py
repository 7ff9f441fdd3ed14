"""What became of each duty to report, unit by unit, "as known at a moment"; the board and the deductions read it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from assessment.models import Exemption, ExemptionState, ReportDuty, Submission
from units.models import Region, Unit, UnitClassing


class Outcome(StrEnum):
    """How a unit stands to one duty; `DUE` has its last day still before it."""

    ON_TIME = "on_time"
    LATE = "late"
    INCOMPLETE = "incomplete"
    MISSING = "missing"
    EXEMPT = "exempt"
    DUE = "due"


@dataclass(frozen=True)
class Fulfilled:
    """One duty and one unit. `received_on` is the day of the first complete report, else of the first at all; what
    was incomplete is handed in when it is complete."""

    duty: ReportDuty
    unit_id: int
    outcome: Outcome
    received_on: date | None = None
    late_days: int = 0

    @property
    def is_received(self) -> bool:
        """Complete, in time or not."""
        return self.outcome in (Outcome.ON_TIME, Outcome.LATE)

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


def fulfilled(
    duties: Sequence[ReportDuty], *, region: Region, as_of: datetime, unit_ids: Iterable[int] | None = None
) -> list[Fulfilled]:
    """How every unit stands to each duty that it was asked: by duty, then by unit. Four statements, however many
    there are; `unit_ids` leaves out all others."""
    asked = _asked(duties, region, unit_ids)
    received = _received(duties, as_of)
    exempt = set(
        Exemption.objects.filter(duty__in=duties, state=ExemptionState.GRANTED, decided_at__lte=as_of)
        .exclude(revocation__revoked_at__lte=as_of)
        .order_by()
        .values_list("duty", "unit")
    )
    today = timezone.localdate(as_of)
    return [
        _judged(duty, unit_id, received.get((duty.pk, unit_id), []), (duty.pk, unit_id) in exempt, today)
        for duty in duties
        for unit_id in asked[duty.pk]
    ]


def _judged(
    duty: ReportDuty, unit_id: int, rows: list[Submission], is_exempt: bool, today: date
) -> Fulfilled:
    if is_exempt:
        return Fulfilled(duty, unit_id, Outcome.EXEMPT)
    if not rows:
        return Fulfilled(duty, unit_id, Outcome.MISSING if today > duty.due_on else Outcome.DUE)
    complete = [row.received_on for row in rows if not row.is_incomplete]
    day = min(complete or [row.received_on for row in rows])
    late_days = max(0, (day - duty.due_on).days)
    outcome = Outcome.INCOMPLETE if not complete else Outcome.LATE if late_days else Outcome.ON_TIME
    return Fulfilled(duty, unit_id, outcome, day, late_days)


def _received(duties: Sequence[ReportDuty], as_of: datetime) -> dict[tuple[int, int], list[Submission]]:
    """What stands of the reports known at a moment: neither void nor corrected by then."""
    rows = list(Submission.objects.filter(duty__in=duties, recorded_at__lte=as_of).order_by("pk"))
    corrected = {row.replaces_id for row in rows}
    found: dict[tuple[int, int], list[Submission]] = defaultdict(list)
    for row in rows:
        if row.pk not in corrected and not row.is_void:
            found[row.duty_id, row.unit_id].append(row)
    return found


def _asked(
    duties: Sequence[ReportDuty], region: Region, unit_ids: Iterable[int] | None
) -> dict[int, list[int]]:
    """Duty id -> the units asked: assessed, open and in one of its classes on its last day, in their fixed order."""
    units = Unit.objects.filter(region=region, is_assessed=True).order_by("order", "code")
    if unit_ids is not None:
        units = units.filter(pk__in=unit_ids)
    spans = list(units.values_list("pk", "valid_from", "valid_to"))
    classes = _classes([pk for pk, _, _ in spans])
    return {
        duty.pk: [
            pk
            for pk, start, end in spans
            if start <= duty.due_on and (end is None or end > duty.due_on)
            if (found := _class_on(classes[pk], duty.due_on))
            and (not duty.unit_classes or found in duty.unit_classes)
        ]
        for duty in duties
    }


def _classes(unit_ids: list[int]) -> dict[int, list[UnitClassing]]:
    """Newest first."""
    found: dict[int, list[UnitClassing]] = defaultdict(list)
    for row in UnitClassing.objects.filter(unit__in=unit_ids).order_by("-valid_from"):
        found[row.unit_id].append(row)
    return found


def _class_on(rows: list[UnitClassing], day: date) -> str | None:
    of_day = (
        row.unit_class
        for row in rows
        if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
    )
    return next(of_day, None)
