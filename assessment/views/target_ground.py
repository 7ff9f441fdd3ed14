"""What the pages of targets share: which targets an address asks for, and whose they are."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessment import parts
from assessment.countable import countables
from assessment.facts import Years
from assessment.models import Target, TargetSet
from assessment.reports.target_places import region_target_address, target_address, which_words
from assessment.sources import Clock
from assessment.views.place import region_of, whole
from units.models import Region, Unit

FIRST_YEAR, LAST_YEAR = 1978, 2100


def which_of(request) -> tuple[str, str]:
    """The set and the part of `?set=` and `?part=`, by default the own targets of the year; anything else is 404."""
    target_set = request.GET.get("set") or TargetSet.OWN.value
    part = request.GET.get("part", parts.YEAR)
    if target_set not in TargetSet.values or part not in parts.PARTS:
        raise Http404
    return target_set, part


@dataclass(frozen=True)
class Asked:
    """The region, the assessment year, the set and the part of a page; `clock` sees the year today or at its end."""

    region: Region
    clock: Clock
    running: int  # the year that holds today
    target_set: str
    part: str

    @classmethod
    def of(cls, request, now) -> "Asked":
        region, today = region_of(request), timezone.localdate(now)
        years = Years(region)
        running = years.running(today).year
        year = whole(request.GET.get("year", "") or str(running))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return cls(region, years.seen_on(year, today), running, *which_of(request))

    @property
    def year(self) -> int:
        return self.clock.year

    @property
    def on(self) -> date:
        """The day whose targets are shown: today, or the last of another year."""
        return self.clock.until

    @property
    def words(self) -> str:
        return which_words(self.target_set, self.part)

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    @property
    def is_scored(self) -> bool:
        """Whether rankings count with these: the own targets of the year."""
        return not self.words

    @property
    def fields(self) -> dict:
        """As the fields of WhichForm."""
        return {"year": self.year, "set": self.target_set, "part": self.part, "region": self.region.pk}


def day_to_offer(clock: Clock, *, is_revised: bool) -> date:
    """The first day of the year; the day the clock is seen on for what is revised in the running year."""
    return clock.until if is_revised and clock.contains(clock.until) else clock.year_start


class Holder:
    """Whose target an address names: a unit the person sees, or a whole region."""

    def __init__(self, request, year: int, measure: str, unit_pk: int | None, region_pk: int | None) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        seen = Unit.objects.visible_to(request.access).select_related("region")
        self.unit = get_object_or_404(seen, pk=unit_pk) if unit_pk else None
        inside = Region.objects.filter(request.access.regions_q("path"))
        self.region = self.unit.region if self.unit else get_object_or_404(inside, pk=region_pk)
        known = countables(self.region)
        if measure not in known:
            raise Http404
        self.year, self.measure = year, known[measure]
        self.target_set, self.part = which_of(request)
        rows = Target.objects.filter(region=self.region, unit=self.unit, year=year, measure=measure)
        self.all = list(rows.select_related("recorded_by", "region").order_by("-version"))
        here = (self.target_set, self.part)
        self.versions = [row for row in self.all if (row.target_set, row.part) == here]
        self.latest = self.versions[0] if self.versions else None
        self.name = (self.unit or self.region).name
        self.title = f"{self.name}{year}年{self.measure.name}目标{which_words(*here)}"

    def by_part(self) -> dict[str, Target]:
        """The newest version of each part of the set."""
        mine = [row for row in self.all if row.target_set == self.target_set]
        return {row.part: row for row in reversed(mine)}

    def page(self, page: str = "target_history", *, part: str | None = None) -> str:
        which = self.target_set, self.part if part is None else part
        if self.unit:
            return target_address(self.year, self.measure.code, self.unit.pk, *which, page=page)
        return region_target_address(self.year, self.measure.code, self.region, *which, page=page)

    def series_page(self, series: str) -> str:
        """Where all quarters or all months of the set are given."""
        path = self.page("target_series", part=parts.YEAR).partition("?")[0]
        return f"{path}?{urlencode({'set': self.target_set, 'series': series})}"

    @property
    def address(self) -> str:
        return self.page()

    def clock(self, today: date) -> Clock:
        """The year of the target, seen on a day."""
        return Years(self.region).clock(self.year, until=today)

    @property
    def revise_address(self) -> str:
        return self.page("target_revise")
