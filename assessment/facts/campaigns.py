"""How units stand in a campaign: what they earned within its days against their own targets, as known at a moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.facts.ledger import sums
from assessment.models import Campaign, CampaignCheckpoint
from promo.days import show_day
from promo.rounding import round_to
from units.models import Unit

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Check:
    """A checkpoint as it is laid down."""

    on: date
    least: int
    consequence: str


@dataclass(frozen=True)
class Progress:
    """One target: the ledger's integers."""

    measure: str
    target: int
    done: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.done, self.target)


@dataclass(frozen=True)
class CampaignLine:
    """A unit that takes part. `rate` is the mean of the rates of its targets; equal rates share a `place`."""

    unit: Unit
    parts: tuple[Progress, ...]
    place: int

    @property
    def rate(self) -> Fraction:
        return sum((one.rate for one in self.parts), Fraction(0)) / len(self.parts)

    def part(self, measure: str) -> Progress | None:
        return next((one for one in self.parts if one.measure == measure), None)


def campaign_lines(campaign: Campaign, *, until: date, as_of: datetime) -> list[CampaignLine]:
    """The units by their completion on the evening of `until`, the best first. One statement and one a measure."""
    targets = list(campaign.targets.select_related("unit"))
    end = min(max(until, campaign.first_on), campaign.last_on) + ONE_DAY
    earned = {
        measure: sums(measure, region=campaign.region, start=campaign.first_on, end=end, as_of=as_of)
        for measure in dict.fromkeys(one.measure for one in targets)
    }
    parts: dict[Unit, list[Progress]] = defaultdict(list)
    for one in targets:
        done = earned[one.measure].get(one.unit_id, 0) if until >= campaign.first_on else 0
        parts[one.unit].append(Progress(one.measure, one.quantity, done))
    lines = [CampaignLine(unit, tuple(found), 0) for unit, found in parts.items()]
    rates = [one.rate for one in lines]
    placed = [CampaignLine(one.unit, one.parts, 1 + sum(rate > one.rate for rate in rates)) for one in lines]
    return sorted(placed, key=lambda one: (one.place, one.unit.order, one.unit.code))


def short_of(checkpoint: CampaignCheckpoint, *, as_of: datetime) -> list[CampaignLine]:
    """The units that a checkpoint names: below its share on its evening, as known at a moment. For proposals."""
    lines = campaign_lines(checkpoint.campaign, until=checkpoint.on, as_of=as_of)
    return [one for one in lines if one.rate * 100 < checkpoint.least]


def short_words(line: CampaignLine, checkpoint: CampaignCheckpoint) -> str:
    """'截至2026年9月30日完成任务的12.50%，低于应完成的50%'."""
    done = round_to(line.rate * 100, 2)
    return f"截至{show_day(checkpoint.on)}完成任务的{done}%，低于应完成的{checkpoint.least}%"
