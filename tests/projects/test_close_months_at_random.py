"""Months of drawn deeds: whatever is doubted, shared, joined, reversed or comes late, no closed month ever moves."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from projects import actions
from projects.actions import close_due_periods
from projects.closings import closed_since
from projects.models import Arrival, Dispute, Posting, ProjectMerge
from promo.refusal import Refused
from tests.calendars import use_periods
from tests.factories import at, make_arrival, verify
from tests.projects.test_closed_periods_hold import signed, sums_of

FIRST, LAST = date(2026, 10, 3), date(2027, 2, 20)
APPS = Path(__file__).parents[2]


class Months:
    """The town day by day; every deed may be refused, as a person's may be."""

    def __init__(self, town, chance: Random) -> None:
        self.town, self.chance, self.day, self.done = town, chance, FIRST, 0
        units = ("village", "department", "village")
        self.projects = [signed(town, f"第{n}个项目", unit=unit, on=FIRST) for n, unit in enumerate(units, 1)]
        self.kept: dict = {}

    @property
    def given(self) -> dict:
        return {"by": self.town.people["office_director"], "at": at(self.day)}

    def project(self):
        found = self.chance.choice(self.projects)
        found.refresh_from_db()
        return found

    def past_day(self) -> date:
        return FIRST + timedelta(days=self.chance.randint(0, (self.day - FIRST).days))

    def fact(self):
        return self.chance.choice(list(Arrival.objects.verified().live().order_by("pk")))

    def late_money(self) -> None:
        row = make_arrival(
            project=self.project(), by=self.town.people["office_clerk"], on=self.past_day(),
            amount=f"{self.chance.randint(1, 999)}.01", at=at(self.day),
        )  # fmt: skip
        verify(row, **self.given)

    def doubt(self) -> None:
        by = self.town.people["supervisor"]
        actions.raise_dispute(fact=self.fact(), reason="存疑", by=by, at=at(self.day))

    def settle(self) -> None:
        waiting = list(Dispute.objects.filter(state="open").order_by("pk"))
        if waiting:
            row = self.chance.choice(waiting)
            state = self.chance.choice(("cleared", "cleared", "upheld"))
            actions.settle_dispute(
                dispute=row, state=state, outcome="已查", version=row.version, **self.given
            )

    def share(self) -> None:
        project, part = self.project(), self.chance.randint(1, 9) * 1_000
        shares = [(self.town.units["village"], part), (self.town.units["park"], 10_000 - part)]
        actions.share_credit(
            project=project, shares=shares, valid_from=self.past_day(), reason="约定", version=project.version,
            **self.given,
        )  # fmt: skip

    def take_back(self) -> None:
        clerk = self.town.people["office_clerk"]
        row = actions.reverse_fact(
            fact=self.fact(), reason="退款", statistical_on=self.day, by=clerk, at=at(self.day)
        )
        verify(row, **self.given)

    def join(self) -> None:
        kept, merged = self.chance.sample(self.projects, 2)
        actions.merge_projects(kept=kept, merged=merged, reason="同一项目", **self.given)

    def part(self) -> None:
        for merge in ProjectMerge.objects.filter(undone_at=None):
            actions.undo_merge(merge=merge, reason="不是同一项目", **self.given)

    def live(self, deeds) -> None:
        while self.day < LAST:
            self.day += timedelta(days=self.chance.randint(2, 6))
            close_due_periods(region=self.town.region, at=at(self.day))
            for span in closed_since(self.town.region.pk, date(2026, 1, 1)).spans:
                self.kept.setdefault(span, sums_of(self.town, span))
            try:
                getattr(self, self.chance.choice(deeds))()
                self.done += 1
            except Refused:
                pass
            for span, sums in self.kept.items():
                assert sums_of(self.town, span) == sums, (span.label, self.day)


DEEDS = ("late_money", "doubt", "settle", "settle", "share", "share", "take_back", "join", "part")


def test_no_deed_moves_a_closed_month(town):
    use_periods(town)
    months = Months(town, Random(20261003))
    months.live(DEEDS)
    assert len(months.kept) >= 4 and months.done > 15
    assert Posting.objects.filter(belongs_on__isnull=False).count() > 3, (
        "without adjustments it proves nothing"
    )


def test_only_the_recognition_of_a_fact_brings_a_day_of_its_own():
    """Everything else that posts goes through `answer`, `post_again` and `post_anew`, which look at the closings."""
    modules = [*(APPS / "projects").rglob("*.py"), *(APPS / "assessment").rglob("*.py")]
    found = {path.name for path in modules if "ledger.post(" in path.read_text("utf-8")}
    assert found == {"reviewing.py"}
