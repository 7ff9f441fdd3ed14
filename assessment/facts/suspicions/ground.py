"""What the detectors share: the register of a region and what its projects count, read once for all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from assessment.facts.years import Years
from assessment.models import Scheme
from projects.measures import MEASURES
from projects.models import Posting, Project
from projects.models.credit import WHOLE
from projects.rules_in_force import RuleInForce
from promo.money import UNIT_WORDS, major_units, show_wan, stripped
from promo.rounding import round_to
from units.models import Region

FEN_OF_WAN = 1_000_000
HEAD = Coalesce(
    "project__merged_into_id", "project_id"
)  # what was merged counts with the project that is kept
# conditions of a scheme that are sums, and their currency (assessment.sources.qualification)
SUMS = {
    "contract_at_least": "CNY",
    "contract_below": "CNY",
    "arrived_at_least": "CNY",
    "contract_usd_at_least": "USD",
    "contract_usd_below": "USD",
}
CURRENCIES = {
    "signed_amount": "CNY",
    "signed_foreign": "USD",
    "arrived_capital": "CNY",
    "arrived_foreign": "USD",
}


@dataclass(frozen=True)
class Suspicion:
    """`key` tells it from others of its kind; `words` say it with its sums and change with nothing else. `behind` are
    (kind, id) of the rows it stands on; `amount` is in yuan; `figure` as Finding keeps it."""

    kind: str
    key: str
    words: str
    behind: tuple[tuple[str, int], ...]
    project_id: int | None = None
    unit_id: int | None = None
    amount: Decimal | None = None
    figure: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Credited:
    """What a project counts for in one measure, and the first day of a milestone behind it."""

    quantity: int
    first_on: date | None


class Ground:
    def __init__(self, region: Region, *, on: date, as_of: datetime, rule: RuleInForce) -> None:
        self.region, self.on, self.as_of, self.rule = region, on, as_of, rule

    @cached_property
    def years(self) -> Years:
        return Years(self.region)

    @cached_property
    def projects(self) -> dict[int, Project]:
        """Each project once: what was merged stands for nothing of its own. One statement."""
        rows = Project.objects.listed().filter(region=self.region, registered_at__lte=self.as_of)
        return {row.pk: row for row in rows.select_related("lead_unit", "investor").order_by("pk")}

    @property
    def postings(self) -> QuerySet[Posting]:
        """Those that no later posting took back."""
        rows = Posting.objects.filter(region=self.region, answers=None, answered_by=None)
        return rows.known_at(self.as_of).annotate(head=HEAD).order_by()

    @cached_property
    def credited(self) -> dict[str, dict[int, Credited]]:
        """measure -> project -> what counts in totals. One statement."""
        found: dict[str, dict[int, Credited]] = {measure: {} for measure in CURRENCIES}
        rows = self.postings.counted().filter(measure__in=CURRENCIES).values("head", "measure")
        for row in rows.annotate(total=Sum("quantity"), first=Min("milestone__event_on")):
            if row["total"]:
                found[row["measure"]][row["head"]] = Credited(int(row["total"]), row["first"])
        return found

    def signed_on(self, project_id: int) -> date | None:
        days = [
            self.credited[measure][project_id].first_on
            for measure in ("signed_amount", "signed_foreign")
            if project_id in self.credited[measure]
        ]
        return min((day for day in days if day), default=None)

    @cached_property
    def ladder(self) -> dict[str, list[int]]:
        """Currency -> the sums from which something changes, in hundredths: the office's and those of its scheme."""
        steps = {"CNY": {row["wan"] * FEN_OF_WAN for row in self.rule["thresholds"]}, "USD": set()}
        year = self.years.running(self.on).year
        scheme = Scheme.objects.in_use().filter(region=self.region, year=year).first()
        for currency, step in thresholds_of(scheme.content if scheme else {}):
            steps[currency].add(step)
        return {currency: sorted(found) for currency, found in steps.items()}


def thresholds_of(content: Any) -> Iterator[tuple[str, int]]:
    """(currency, hundredths) of every condition on a sum, wherever it stands in a scheme's document."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            if name in SUMS and isinstance(value, int | str):
                yield SUMS[name], int(Fraction(str(value)) * 100)
            else:
                yield from thresholds_of(value)
    elif isinstance(content, list):
        for one in content:
            yield from thresholds_of(one)


def said(measure: str, quantity: int) -> str:
    """An integer of the ledger in words: '5,000万元', '800.5万美元', '2.5个'; to the last 分, because a
    finding is known by its words and two sums that differ must not read alike."""
    if MEASURES[measure].unit == "count":
        return f"{stripped(f'{round_to(Fraction(quantity, WHOLE), 4):,f}')}个"
    return f"{stripped(show_wan(major_units(quantity), 6))}万{UNIT_WORDS[CURRENCIES[measure]]}"


def both(sums: Mapping[str, int]) -> str:
    """Sums by measure, yuan first, never added together."""
    return "、".join(said(measure, sums[measure]) for measure in CURRENCIES if sums.get(measure))
