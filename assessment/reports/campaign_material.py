"""What a report of a campaign is made from: its own targets, days and units, all as of one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q, Sum
from django.utils import timezone

from assessment import facts
from assessment.facts import CampaignLine, exact
from assessment.ledger_series import Addition, UnitSums, additions, sums_by_unit
from assessment.models import Campaign, CampaignCheckpoint, CampaignRecognition, CheckpointDecision, Report
from assessment.ranking import change_in_words
from assessment.reports.added import TOPICS
from assessment.reports.material import midnight
from assessment.reports.overview import SHOWN, Line
from assessment.reports.report_setup import Setup
from projects.measures import MEASURES
from projects.models import Posting
from promo.periods import Period, elapsed_share
from units.models import Region, Unit


@dataclass(frozen=True)
class Recognised:
    """A project that was recognised: when and by which document, what it brought to whom within the days."""

    row: CampaignRecognition
    units: Sequence[str]
    brought: Mapping[str, Fraction]

    @property
    def day(self) -> date:
        return timezone.localdate(self.row.decided_at)


@dataclass(frozen=True)
class CampaignMaterial:
    """`first` is the row the campaign began with, `campaign` the version that stood at `as_of`; `since` is the moment
    the former report was made at."""

    first: Campaign
    campaign: Campaign
    period: Period
    as_of: datetime
    since: datetime
    setup: Setup
    places_before: Mapping[str, int] | None

    @property
    def region(self) -> Region:
        return self.first.region

    @property
    def until(self) -> date:
        return self.period.last_day

    @property
    def is_final(self) -> bool:
        return self.until >= self.campaign.last_on

    @property
    def days(self) -> tuple[int, int]:
        """So many of so many days are gone on the evening of the report."""
        return (self.until - self.campaign.first_on).days + 1, self.campaign.period.days

    @property
    def elapsed(self) -> Fraction:
        return elapsed_share(self.campaign.period, self.until, mode="day")

    @cached_property
    def lines(self) -> list[CampaignLine]:
        return facts.campaign_lines(self.campaign, until=self.until, as_of=self.as_of)

    @cached_property
    def names(self) -> dict[int, str]:
        """What the units that take part were called on the day."""
        units = Unit.objects.filter(pk__in=[one.unit.pk for one in self.lines])
        return dict(units.with_names(on=self.until).values_list("pk", "short_name_on"))

    @cached_property
    def changes(self) -> dict[int, str]:
        """Unit -> '上升2位' since the last report, '—' in the first."""
        before = self.places_before
        if before is None:
            return dict.fromkeys(self.names, "—")
        return {one.unit.pk: change_in_words(one.place, before.get(str(one.unit.pk))) for one in self.lines}

    @property
    def places(self) -> dict[str, int]:
        """Unit id as text -> place, kept for the next report."""
        return {str(one.unit.pk): one.place for one in self.lines}

    @cached_property
    def measures(self) -> list[Line]:
        """What all that take part have to bring together, have brought, and what of it is new. Also-counted credit
        (兼计) enters no total."""
        start = self.campaign.first_on
        now = sums_by_unit(self.region, start=start, end=self.period.end, as_of=self.as_of)
        then = sums_by_unit(self.region, start=start, end=self.period.start, as_of=self.since)
        return [self._measure(code, now, then) for code in self._codes]

    @property
    def _codes(self) -> list[str]:
        set_for = {part.measure for line in self.lines for part in line.parts}
        return [code for code in MEASURES if code in set_for]

    def _measure(self, code: str, now: UnitSums, then: UnitSums) -> Line:
        parts = {line.unit.pk: part for line in self.lines if (part := line.part(code))}
        target = exact(code, sum(part.target for part in parts.values()))
        done, before = (
            sum((by_unit.get((pk, code), 0) - by_unit.also.get((pk, code), 0) for pk in parts), Fraction(0))
            for by_unit in (now, then)
        )
        return Line(MEASURES[code], done, target, Fraction(0), self.elapsed, done - before)

    def units_of(self, code: str) -> list[int]:
        """Those with a target of a measure: whose sum the whole is."""
        return [line.unit.pk for line in self.lines if line.part(code)]

    @cached_property
    def added(self) -> dict[str, list[Addition]]:
        """What the units that take part brought within the days of the campaign and no report told yet: of a measure
        that targets are set for what those brought who have one, so that the list makes the sum of the whole."""
        found = additions(
            self.region, start=self.period.start, end=self.period.end, as_of=self.as_of, since=self.since,
            which=self._told, apart=self.campaign.first_on,
        )  # fmt: skip
        first_on = self.campaign.first_on
        return {code: [one for one in rows if one.statistical_on >= first_on] for code, rows in found.items()}

    @property
    def _told(self) -> Q:
        return reduce(or_, (Q(measure=code, unit__in=self._who_tell(code)) for code in MEASURES))

    def _who_tell(self, code: str) -> list[int]:
        """Who has a target of a measure; where nobody has, of one that stands beside it in a list; else everybody."""
        beside = {one for topic in TOPICS if code in topic.measures for one in topic.measures}
        asked = {pk for one in beside for pk in self.units_of(one)}
        return self.units_of(code) or sorted(asked) or list(self.names)

    @cached_property
    def granted(self) -> list[Recognised]:
        """Every project recognised so far, in the order of the decisions."""
        rows = self.first.recognitions.filter(state="granted", decided_at__lte=self.as_of)
        if not self.is_final:
            rows = rows.filter(decided_at__lt=self._midnight(self.period.end))
        rows = list(rows.select_related("project").order_by("decided_at", "pk"))
        brought, units = self._brought([row.project_id for row in rows])
        return [
            Recognised(row, units.get(row.project_id, ()), brought.get(row.project_id, {})) for row in rows
        ]

    @property
    def granted_now(self) -> list[Recognised]:
        """Those of the days of the report; what was decided after the former was made is told in this one."""
        told_until = min(self.since, self._midnight(self.period.start))
        return [one for one in self.granted if one.row.decided_at >= told_until]

    def _brought(self, project_ids: Sequence[int]) -> tuple[dict, dict]:
        """Project -> measure -> sum, and project -> names of the units that earned it."""
        rows = Posting.objects.filter(project__in=project_ids, unit__in=list(self.names)).counted()
        rows = rows.counted_in(self.campaign.first_on, self.period.end).known_at(self.as_of)
        grouped = rows.order_by().values("project", "unit", "measure").annotate(sum=Sum("quantity"))
        brought: dict[int, dict[str, Fraction]] = {}
        units: dict[int, list[str]] = {}
        order = list(self.names)
        for row in sorted(grouped, key=lambda one: order.index(one["unit"])):
            if not row["sum"] or row["measure"] not in SHOWN:
                continue
            sums, name = brought.setdefault(row["project"], {}), self.names[row["unit"]]
            sums[row["measure"]] = sums.get(row["measure"], Fraction(0)) + exact(row["measure"], row["sum"])
            if name not in units.setdefault(row["project"], []):
                units[row["project"]].append(name)
        return brought, units

    def _midnight(self, day: date) -> datetime:
        return midnight(day, timezone.get_default_timezone())

    @cached_property
    def reached(self) -> list[CampaignCheckpoint]:
        """The checkpoints of the days of the report, at the end all of them."""
        rows = self.campaign.checkpoints.filter(on__lte=self.until)
        return list(rows if self.is_final else rows.filter(on__gte=self.period.start))

    @property
    def next_check(self) -> CampaignCheckpoint | None:
        return self.campaign.checkpoints.filter(on__gt=self.until).first()

    def short_of(self, checkpoint: CampaignCheckpoint) -> list[CampaignLine]:
        checkpoint.campaign = self.campaign
        return facts.short_of(checkpoint, as_of=self.as_of)

    def decided(self, checkpoint: CampaignCheckpoint) -> dict[int, CheckpointDecision]:
        """Unit -> what a leader decided until now, in this version of the campaign or an earlier one."""
        rows = CheckpointDecision.objects.filter(
            checkpoint__campaign__in=self.campaign.versions, checkpoint__on=checkpoint.on,
            checkpoint__least=checkpoint.least, decided_at__lte=self.as_of,
        )  # fmt: skip
        return {row.unit_id: row for row in rows}


def campaign_material(first: Campaign, period: Period, *, as_of: datetime, setup: Setup) -> CampaignMaterial:
    """With the former report of the campaign, from whose moment on late facts are new."""
    former = Report.objects.filter(campaign=first, start__lt=period.start).order_by("-start").first()
    since = former.as_of if former else midnight(period.start, timezone.get_default_timezone())
    before = next((one["places"] for one in former.tables if "places" in one), {}) if former else None
    return CampaignMaterial(first, first.known_at(as_of), period, as_of, since, setup, before)
