"""A unit's figures of a period and of the year so far, as the ledger knew them at a moment, and their digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, Sum

from projects.measures import MEASURES
from projects.models import Posting
from promo.periods import Period
from units.models import Region

TOLD = (
    "signed_count", "signed_amount", "signed_foreign", "arrived_capital", "arrived_foreign", "started_count",
    "completed_count",
)  # fmt: skip
PERFORMANCE = ("signed_count", "signed_amount", "signed_foreign", "arrived_capital", "arrived_foreign")


@dataclass(frozen=True)
class Figure:
    """A measure in the ledger's integers: within the period, and since the year began."""

    code: str
    in_period: int = 0
    in_year: int = 0

    @property
    def name(self) -> str:
        return MEASURES[self.code].name


@dataclass(frozen=True)
class PeriodFigures:
    """All figures a unit confirms, in a fixed order."""

    unit_id: int
    figures: tuple[Figure, ...]

    @property
    def kept(self) -> list[list]:
        """What a confirmation keeps."""
        return [[one.code, one.in_period, one.in_year] for one in self.figures]

    @property
    def digest(self) -> str:
        return digest_of(self.kept)

    @property
    def is_zero(self) -> bool:
        """Neither signed nor arrived in the year to date."""
        return all(one.in_year <= 0 for one in self.figures if one.code in PERFORMANCE)


def digest_of(kept: list[list]) -> str:
    return hashlib.sha256(json.dumps(kept, separators=(",", ":")).encode()).hexdigest()


def figures_of_kept(kept: list[list]) -> tuple[Figure, ...]:
    return tuple(Figure(code, in_period, in_year) for code, in_period, in_year in kept)


class FiguresByUnit(dict[int, PeriodFigures]):
    """Unit id -> its figures; a unit without a posting has noughts."""

    def __missing__(self, unit_id: int) -> PeriodFigures:
        return PeriodFigures(unit_id, tuple(Figure(code) for code in TOLD))


def period_figures(
    *, region: Region, period: Period, year_start: date, as_of: datetime
) -> Mapping[int, PeriodFigures]:
    """Of every unit of a region. One statement."""
    inside = Q(statistical_on__gte=period.start, statistical_on__lt=period.end)
    rows = (
        Posting.objects.filter(region=region, measure__in=TOLD)
        .counted_in(min(year_start, period.start), period.end)
        .known_at(as_of)
        .order_by()
        .values("unit", "measure")
        .annotate(
            in_period=Sum("quantity", filter=inside, default=0),
            in_year=Sum("quantity", filter=Q(statistical_on__gte=year_start), default=0),
        )
    )
    sums: dict[int, dict[str, Figure]] = {}
    for unit_id, code, in_period, in_year in rows.values_list("unit", "measure", "in_period", "in_year"):
        sums.setdefault(unit_id, {})[code] = Figure(code, int(in_period), int(in_year))
    return FiguresByUnit(
        {
            unit_id: PeriodFigures(unit_id, tuple(found.get(code, Figure(code)) for code in TOLD))
            for unit_id, found in sums.items()
        }
    )
