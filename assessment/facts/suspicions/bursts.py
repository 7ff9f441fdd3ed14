"""Units whose entries of a quarter, or before a report was due, were nearly all made in the last days."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils import timezone

from assessment.facts.suspicions.ground import Ground, Suspicion
from assessment.models import FindingKind, ReportDuty
from projects.models import Arrival, Milestone
from projects.models.fact import ENDED_STATES
from promo.money import stripped
from promo.periods import add_months
from promo.rounding import round_to

LOOKED_AT = 4  # ended quarters
TIMES = 4  # as long as the last days a time must be
ONE_DAY = timedelta(days=1)
Quarter = tuple[int, int]
Entry = tuple[date, str, int]


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


@dataclass(frozen=True)
class Span:
    """Days that somebody is measured by at their end; `end` is the first day after them."""

    key: str
    name: str
    start: date
    end: date


def spans_of(ground: Ground) -> list[Span]:
    """Ended quarters, those of an assessment year with quarters of its own, and the times of reports that were due."""
    found = [
        Span(f"{year}Q{number}", f"{year}年第{number}季度", first_day((year, number)), end_of((year, number)))
        for year, number in ended_quarters(ground.on)
    ]
    found += [*_own_quarters(ground), *_duties(ground)]
    return list({(one.start, one.end): one for one in reversed(found)}.values())


def _own_quarters(ground: Ground) -> list[Span]:
    clock = ground.years.running(ground.on)
    if clock.first_month % 3 == 1:
        return []
    ended = []
    for year in (clock.year - 1, clock.year):
        start = ground.years.clock(year, until=ground.on).year_start
        for number in range(1, 5):
            first, end = add_months(start, 3 * number - 3), add_months(start, 3 * number)
            ended.append(Span(f"{year}A{number}", f"{year}考核年度第{number}季度", first, end))
    return [one for one in ended if one.end <= ground.on][-LOOKED_AT:]


def _duties(ground: Ground) -> list[Span]:
    """Of a year back; a time of a few days says nothing."""
    rows = ReportDuty.objects.filter(region=ground.region).known_at(ground.as_of)
    rows = rows.filter(due_on__lt=ground.on, due_on__gte=ground.on - timedelta(days=366)).order_by(
        "due_on", "pk"
    )
    spans = [
        Span(f"{one.period_start}D{one.due_on}", f"{one}报送截止前", one.period_start, one.due_on + ONE_DAY)
        for one in rows
    ]
    return [one for one in spans if (one.end - one.start).days >= TIMES * ground.rule["burst_days"]]


def bursts(ground: Ground) -> Iterator[Suspicion]:
    """By the day on which a fact was entered; what came with a ledger, was withdrawn or is a reversal stays out."""
    spans = spans_of(ground)
    of_unit: dict[int, list[Entry]] = defaultdict(list)
    for model in (Milestone, Arrival):
        for unit_id, recorded_at, pk in _entered(model, ground, spans):
            of_unit[unit_id].append((timezone.localdate(recorded_at), model._meta.model_name, pk))
    for unit_id, entries in sorted(of_unit.items()):
        for span in sorted(spans, key=lambda one: (one.start, one.end)):
            inside = [entry for entry in entries if span.start <= entry[0] < span.end]
            if inside and (found := _at_the_end(unit_id, span, inside, ground)):
                yield found


def _at_the_end(unit_id: int, span: Span, entries: list[Entry], ground: Ground) -> Suspicion | None:
    days = ground.rule["burst_days"]
    late = [entry for entry in entries if entry[0] >= span.end - timedelta(days=days)]
    share = Fraction(100 * len(late), len(entries))
    if len(late) < ground.rule["burst_least"] or share <= ground.rule["burst_share"]:
        return None
    words = (
        f"{span.name}登记{len(entries)}件，其中最后{days}天{len(late)}件，"
        f"占{stripped(f'{round_to(share, 1):f}')}%。"
    )
    behind = tuple((kind, pk) for _, kind, pk in sorted(late))
    return Suspicion(FindingKind.BURST, f"{unit_id}:{span.key}", words, behind, None, unit_id)


def _entered(model, ground: Ground, spans: list[Span]):
    rows = model.objects.of_register().filter(
        project__region=ground.region, reverses=None, import_row=None, recorded_at__lte=ground.as_of,
        recorded_at__date__gte=min(one.start for one in spans), recorded_at__date__lt=max(one.end for one in spans),
    )  # fmt: skip
    rows = rows.exclude(state__in=ENDED_STATES).order_by("pk")
    return rows.values_list("project__lead_unit", "recorded_at", "pk")
