"""What the register itself shows to be doubtful: one detector a kind, each in a constant number of statements."""

from collections.abc import Iterator
from datetime import date, datetime

from assessment.facts.suspicions.amounts import split_projects, thresholds_met
from assessment.facts.suspicions.bursts import bursts
from assessment.facts.suspicions.credit import counted_twice
from assessment.facts.suspicions.ground import Ground, Suspicion, said, thresholds_of
from assessment.facts.suspicions.leads import backdated, unpaid
from assessment.facts.suspicions.papers import reused, reused_across
from assessment.facts.suspicions.superior import differs
from projects.rules_in_force import rule_for
from units.models import Region, RegionLevel

DETECTORS = (unpaid, thresholds_met, split_projects, backdated, bursts, reused, counted_twice, differs)
ABOVE = (reused_across,)  # what only a region above several towns can see


def ground_of(region: Region, *, on: date, as_of: datetime) -> Ground:
    """The region on a day, as known at a moment, under the rule that holds there."""
    return Ground(region, on=on, as_of=as_of, rule=rule_for("integrity", region=region, on=on))


def suspicions(region: Region, *, on: date, as_of: datetime) -> Iterator[Suspicion]:
    ground = ground_of(region, on=on, as_of=as_of)
    for detect in DETECTORS if region.level == RegionLevel.TOWN else ABOVE:
        yield from detect(ground)


__all__ = ["DETECTORS", "Ground", "Suspicion", "ground_of", "said", "suspicions", "thresholds_of"]
