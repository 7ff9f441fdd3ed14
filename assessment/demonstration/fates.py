"""How the projects of the town turn out: who brings them, how far they get, which are late, dead, shared or double."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from assessment.demonstration import places
from assessment.demonstration.cast import Cast
from assessment.demonstration.invented import Inventor
from assessment.demonstration.road import Fate
from assessment.demonstration.screening import Screener
from projects import actions

REACHES = (
    ("lead", 10), ("negotiating", 14), ("intent", 8), ("signed", 10), ("registered", 8), ("filed", 8),
    ("started", 20), ("completed", 10), ("producing", 12),
)  # fmt: skip
FOREIGN_FRIENDLY = {"401", "402", "101", "301"}
IDLE = {"306", "208", "112"}  # units that bring nothing this year: the report has somebody to name


def fates_of(cast: Cast, rng: Random, *, count: int, first: date) -> Iterator[Fate]:
    """`count` fates spread from `first` to yesterday."""
    inventor = Inventor(rng)
    codes = [place.code for place in places.ASSESSED for _ in range(place.weight)]
    days = (cast.today - first).days
    doubled = set(rng.sample(range(count // 2, count), min(7, count // 2)))
    for number in range(count):
        lead_on = first + timedelta(days=number * days // count)
        unit = rng.choice(codes)
        while unit in IDLE and lead_on.year == cast.today.year:
            unit = rng.choice(codes)
        yield _fate(cast, rng, inventor, unit, lead_on, doubled=number in doubled)


def _fate(cast: Cast, rng: Random, inventor: Inventor, unit: str, lead_on: date, *, doubled: bool) -> Fate:
    kinds, weights = zip(*REACHES, strict=True)
    fate = Fate(
        idea=inventor.idea(may_be_foreign=unit in FOREIGN_FRIENDLY),
        unit=unit,
        lead_on=lead_on,
        reaches=rng.choices(kinds, weights)[0],
        is_quiet=rng.random() < 0.14,
        dies=rng.random() < 0.09,
        partners=_partners(rng, unit),
    )
    if doubled:
        _seen_twice(cast, rng, inventor, fate)
    return fate


def _partners(rng: Random, unit: str) -> tuple[str, ...]:
    """One project in six is brought by two units, one in twenty by three."""
    others = [place.code for place in places.ASSESSED if place.code != unit and place.weight > 1]
    chance = rng.random()
    how_many = 2 if chance < 0.05 else 1 if chance < 0.17 else 0
    return tuple(rng.sample(others, how_many))


def _seen_twice(cast: Cast, rng: Random, inventor: Inventor, fate: Fate) -> None:
    """Another unit registers the same project under another spelling some weeks later."""
    name, investor = inventor.respelt(fate.idea)
    other = rng.choice([place.code for place in places.ASSESSED if place.code != fate.unit])
    day = fate.lead_on + timedelta(days=rng.randint(5, 30))

    def register(at: datetime) -> None:
        unit = cast.units[other]
        project = actions.register_lead(
            lead_unit=unit,
            investor_name=investor,
            received_at=at - timedelta(hours=5),
            channel="referral",
            received_by=cast.clerk_of(other).name,
            received_unit=unit,
            name=name,
            industry=fate.idea.industry,
            by=cast.clerk_of(other),
            at=at,
        )
        cast.projects.append(project)
        Screener(cast, project, goes_on=True, name=unit.name).plan(at)

    cast.schedule(datetime.combine(day, time(15, 20), cast.zone), register)
