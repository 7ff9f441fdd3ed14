"""The town is built day by day from two years ago to yesterday, in the order in which things would have happened."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from assessment.demonstration import (
    aiming,
    campaigning,
    closing,
    doubting,
    handing_in,
    judging,
    ledger_file,
    marking,
    places,
    pressing,
    recording,
    reporting,
    ruling,
)
from assessment.demonstration.cast import Cast
from assessment.demonstration.fates import fates_of
from assessment.demonstration.road import Road
from projects import actions as project_actions
from units import actions as unit_actions
from units.models import Unit

DAYS = 730
RATES = {"USD": ("7.12", 0.02), "HKD": ("0.912", 0.003), "EUR": ("7.76", 0.03), "JPY": ("0.0478", 0.0004)}


class Timeline:
    """Deeds in the order of their moments; what lies after `now` never happens."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.queue: list[tuple[datetime, int, Callable]] = []
        self.order = count()

    def add(self, at: datetime, act: Callable) -> None:
        if at <= self.now:
            heapq.heappush(self.queue, (at, next(self.order), act))

    def run(self) -> int:
        """Do everything; deeds may add later ones. Returns how many were done."""
        done = 0
        while self.queue:
            at, _, act = heapq.heappop(self.queue)
            act(at)
            done += 1
        return done


def build(*, now: datetime, seed: int = 2026, projects: int = 264) -> Cast:
    """The whole town. The same seed and day give the same town, to the last 分."""
    rng = Random(seed)  # noqa: S311 - invented data, not a secret
    zone = ZoneInfo(settings.TIME_ZONE)
    end = now - timedelta(minutes=5)
    timeline = Timeline(end)
    cast = _people(datetime.combine(now.date() - timedelta(days=DAYS), time(8), zone), end, timeline.add)
    _rates(cast, timeline, rng)
    ruling.plan(cast)
    ledger_file.plan(cast, timeline, rng)
    for fate in fates_of(cast, rng, count=projects, first=now.date() - timedelta(days=DAYS - 30)):
        for at, act in Road(cast, Random(rng.random()), fate).plan():  # noqa: S311
            timeline.add(at, act)
    judging.plan(cast, timeline)
    aiming.plan(cast, timeline)
    marking.plan(cast, timeline)
    reporting.plan(cast, timeline)
    recording.plan(cast, timeline)
    handing_in.plan(cast, timeline)
    doubting.plan(cast, timeline)
    pressing.plan(cast, timeline)
    closing.plan(cast, timeline)
    campaigning.plan(cast, timeline)
    timeline.run()
    return cast


def _people(at: datetime, end: datetime, schedule: Callable) -> Cast:
    admin_name = places.ADMINISTRATOR
    admin = unit_actions.start_empty(
        county=places.COUNTY, town=places.TOWN, username=admin_name[0], name=admin_name[1], password=places.PASSWORD,
        at=at,
    )  # fmt: skip
    hall = Unit.objects.get(code=places.HALL)
    units = {places.HALL: hall} | {
        place.code: _unit(place, region=hall.region, order=order, by=admin, at=at)
        for order, place in enumerate((*places.ASSESSED, places.OFFICE, places.SUPERVISION), 1)
    }
    _villages(hall.region, admin, at)
    people = {"administrator": admin}
    for key, username, name, code, role in places.PEOPLE:
        people[key] = _person(username, name, units[code], role, by=admin, at=at, password=places.PASSWORD)
    clerks = {"101": people["clerk"]} | {
        place.code: _person(f"jb{place.code}", _name_of(i), units[place.code], "unit_clerk", by=admin, at=at)
        for i, place in enumerate(places.ASSESSED)
        if place.code != "101"
    }
    return Cast(at.tzinfo, end.date(), hall.region, units, people, clerks, schedule, end)


def _unit(place: places.Place, *, region, order: int, by, at: datetime) -> Unit:
    return unit_actions.create_unit(
        code=place.code, name=place.name, short_name=place.short, region=region, unit_class=place.unit_class,
        valid_from=date(at.year - 5, 1, 1), order=order, is_assessed=bool(place.unit_class), by=by, at=at,
    )  # fmt: skip


def _villages(town, by, at: datetime) -> None:
    for order, name in enumerate(places.VILLAGES, 1):
        unit_actions.create_region(name=f"{name}村", parent=town, order=order, by=by, at=at)


def _person(
    username: str, name: str, unit: Unit, role: str, *, by, at: datetime, password: str | None = None
):
    """Without a password nobody can log in: the clerks of the other units are there, but not printed."""
    user = unit_actions.create_user(
        username=username, name=name, password=password, by=by, at=at, first_password=False
    )
    unit_actions.give_membership(
        user=user, unit=unit, role=role, valid_from=date(at.year - 1, 1, 1), by=by, at=at
    )
    return user


def _name_of(number: int) -> str:
    return places.SURNAMES[number % len(places.SURNAMES)] + places.GIVEN[number * 5 % len(places.GIVEN)]


def _rates(cast: Cast, timeline: Timeline, rng: Random) -> None:
    """A rate for each currency at the start and on the first of each month."""
    day = cast.today - timedelta(days=DAYS - 1)
    while day <= cast.today:
        for currency, (middle, swing) in RATES.items():
            rate = (Decimal(middle) + Decimal(round(rng.uniform(-swing, swing), 4))).quantize(
                Decimal("0.000001")
            )
            timeline.add(
                datetime.combine(day, time(8, 30), cast.zone), _rate_recorder(cast, currency, day, rate)
            )
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _rate_recorder(cast: Cast, currency: str, day: date, rate: Decimal) -> Callable:
    return lambda at: project_actions.record_rate(
        currency=currency,
        valid_on=day,
        rate=rate,
        source="演示汇率（虚构）",
        by=cast.people["administrator"],
        at=at,
    )
