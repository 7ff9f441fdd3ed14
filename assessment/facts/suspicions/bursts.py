"""Units whose entries of a quarter were nearly all made in its last days."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from django.utils import timezone

from assessment.facts.suspicions.ground import Ground, Suspicion
from assessment.models import FindingKind
from projects.models import Arrival, Milestone
from projects.models.fact import ENDED_STATES
from promo.money import stripped
from promo.rounding import round_to

LOOKED_AT = 4  # ended quarters
Quarter = tuple[int, int]


def quarter_of(day: date) -> Quarter:
    return day.year, (day.month + 2) // 3


def ended_quarters(on: date) -> list[Quarter]:
    """The last four that ended before the day, the latest first."""
    year, number = quarter_of(on)
    numbers = range(year * 4 + number - 2, year * 4 + number - 2 - LOOKED_AT, -1)
    return [(one // 4, one % 4 + 1) for one in numbers]


def first_day(quarter: Quarter) -> date:
    return date(quarter[0], quarter[1] * 3 - 2, 1)


def end_of(quarter: Quarter) -> date:
    """The first day after it."""
    year, number = quarter
    return date(year + 1, 1, 1) if number == 4 else date(year, number * 3 + 1, 1)


def bursts(ground: Ground) -> Iterator[Suspicion]:
    """By the day on which a fact was entered; what came with a ledger, was withdrawn or is a reversal stays out."""
    found: dict[tuple[int, Quarter], list[tuple[date, str, int]]] = defaultdict(list)
    quarters = set(ended_quarters(ground.on))
    for model in (Milestone, Arrival):
        for unit_id, recorded_at, pk in _entered(model, ground):
            day = timezone.localdate(recorded_at)
            if quarter_of(day) in quarters:
                found[unit_id, quarter_of(day)].append((day, model._meta.model_name, pk))
    for (unit_id, quarter), entries in sorted(found.items()):
        first = end_of(quarter) - timedelta(days=ground.rule["burst_days"])
        late = [entry for entry in entries if entry[0] >= first]
        share = Fraction(100 * len(late), len(entries))
        if len(late) >= ground.rule["burst_least"] and share > ground.rule["burst_share"]:
            words = (
                f"{quarter[0]}年第{quarter[1]}季度登记{len(entries)}件，其中最后{ground.rule['burst_days']}天"
                f"{len(late)}件，占{stripped(f'{round_to(share, 1):f}')}%。"
            )
            behind = tuple((kind, pk) for _, kind, pk in sorted(late))
            yield Suspicion(
                FindingKind.BURST, f"{unit_id}:{quarter[0]}Q{quarter[1]}", words, behind, None, unit_id
            )


def _entered(model, ground: Ground):
    days = ended_quarters(ground.on)
    rows = model.objects.of_register().filter(
        project__region=ground.region, reverses=None, import_row=None, recorded_at__lte=ground.as_of,
        recorded_at__date__gte=first_day(days[-1]), recorded_at__date__lt=end_of(days[0]),
    )  # fmt: skip
    rows = rows.exclude(state__in=ENDED_STATES).order_by("pk")
    return rows.values_list("project__lead_unit", "recorded_at", "pk")
