"""The people and units of the demonstration, and the desk at which facts wait for another pair of eyes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from assessment.demonstration.papers import paper
from projects import actions
from projects.models import Arrival, Project
from promo.rounding import round_to
from units.models import Region, Unit, User


@dataclass
class Cast:
    """Units by code, people by key; `schedule` takes a moment and what shall be done then."""

    zone: ZoneInfo
    today: date
    region: Region
    units: dict[str, Unit]
    people: dict[str, User]
    clerks: dict[str, User]
    schedule: Callable[[datetime, Callable], None]
    end: datetime
    projects: list[Project] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(self)

    def clerk_of(self, code: str) -> User:
        return self.clerks[code]


class Desk:
    """The economic office's desk: most facts are verified within days, some are cut, returned or reversed later."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.returned = 0

    def wait_for(self, fact, *, at: datetime, rng: Random) -> None:
        chance = rng.random()
        if chance < 0.15 and self.returned < 6 and at.date() > self.cast.today - timedelta(days=45):
            self.returned += 1
            self.cast.schedule(at + timedelta(days=1, hours=1), lambda now: self._return(fact, now))
            return
        if at.date() > self.cast.today - timedelta(days=12) and rng.random() < 0.75:
            return  # still on the desk
        later = at + timedelta(days=rng.choice((1, 2, 2, 3, 5, 8, 12, 15)), minutes=rng.randint(1, 200))
        self.cast.schedule(later, lambda now: self._verify(fact, now, rng))

    def holds(self, project: Project) -> bool:
        """Whether anything of the project still waits, so that it cannot be terminated yet."""
        return project.milestones.recorded().exists() or project.arrivals.recorded().exists()

    def _verify(self, fact, at: datetime, rng: Random) -> None:
        fact.refresh_from_db()
        fact.project.refresh_from_db()
        if fact.state != "recorded" or not fact.project.is_open:
            return
        if not self._signed_first(fact):
            self.cast.schedule(at + timedelta(days=4), lambda now: self._verify(fact, now, rng))
            return
        cut = {}
        if isinstance(fact, Arrival) and rng.random() < 0.06:
            cut = {
                "recognised": round_to(fact.amount * Decimal("0.8"), 2),
                "cut_reason": "其中20%为借款，不予认定",
            }
        actions.verify_fact(fact=fact, version=fact.version, by=self.cast.people["director"], at=at, **cut)
        if isinstance(fact, Arrival) and rng.random() < 0.006:
            self.cast.schedule(at + timedelta(days=20), lambda now: self._reverse(fact, now))

    def _signed_first(self, fact) -> bool:
        """Money waits until the contract is verified, as the office does it."""
        needs_contract = isinstance(fact, Arrival) or fact.kind in ("started", "completed", "producing")
        return not needs_contract or fact.project.milestones.verified().filter(kind="signed").exists()

    def _return(self, fact, at: datetime) -> None:
        fact.refresh_from_db()
        if fact.state == "recorded":
            actions.return_fact(
                fact=fact,
                reason="材料不清晰，请补充盖章件",
                version=fact.version,
                by=self.cast.people["director"],
                at=at,
            )

    def _reverse(self, fact, at: datetime) -> None:
        reversal = actions.reverse_fact(
            fact=fact, reason="核查发现该回单为往来款，予以冲销", statistical_on=at.date(),
            by=self.cast.people["office_clerk"], at=at,
            files=[paper("核查情况说明", "核查情况说明", str(fact.project))],
        )  # fmt: skip
        self.cast.schedule(at + timedelta(days=2), lambda now: self._confirm(reversal, now))

    def _confirm(self, reversal, at: datetime) -> None:
        actions.verify_fact(fact=reversal, version=reversal.version, by=self.cast.people["director"], at=at)
