"""A deterministic town in November: contracts, money, a shared project, a reversal, a unit without targets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from assessment import actions
from assessment.models import Scheme, ScoreRun
from assessment.reports.ranking import freeze_standing, work_out_again
from projects import actions as project_actions
from promo import jobs
from tests.cast import kept_town
from tests.factories import NOW, make_arrival, make_milestone, signed_project, verify
from tests.services.kept import Kept

SCHEMES = Path(__file__).parents[2] / "assessment" / "schemes"
TOWN_SCHEME = (SCHEMES / "town_2026.json").read_text()
UNTIL = date(2026, 11, 19)
SPRING = date(2026, 3, 5)
AMOUNTS = {"signed_amount": 20_000_000_000, "arrived_capital": 10_000_000_000, "started_count": 20_000}


@dataclass
class Judged:
    """The town with its scheme in use and facts in the ledger; projects by short names."""

    town: object
    scheme: Scheme
    projects: dict

    @property
    def people(self):
        return self.town.people

    @property
    def units(self):
        return self.town.units


def adopt(town, *, text: str = TOWN_SCHEME, at=NOW) -> Scheme:
    """A scheme uploaded by one supervisor and put in use by the other."""
    people = town.people
    scheme = actions.adopt_scheme(region=town.region, text=text, by=people["supervisor"], at=at)
    return actions.put_in_use(scheme=scheme, by=people["other_supervisor"], at=at)


def give_target(town, key: str | None, measure: str, quantity: int, *, year: int = 2026, at=NOW, **more):
    """A target of the year from its first day; `key` None is the region's own."""
    return actions.record_target(
        region=town.region, unit=town.units[key] if key else None, year=year, measure=measure, quantity=quantity,
        effective_from=more.pop("effective_from", date(year, 1, 1)), document="镇政办发〔2026〕5号",
        by=town.people["office_director"], at=at, **more,
    )  # fmt: skip


def give_mark(judged: Judged, key: str, hundredths: int, *, at=NOW, **more):
    return actions.give_mark(
        scheme=judged.scheme, unit=judged.units[key], indicator="management", hundredths=hundredths,
        marked_on=more.pop("marked_on", UNTIL), reason="日常管理考评", by=judged.people["supervisor"], at=at, **more,
    )  # fmt: skip


def arrive(judged: Judged, project: str, amount: str, *, on: date = SPRING):
    by = judged.people["office_clerk"]
    fact = make_arrival(project=judged.projects[project], by=by, amount=amount, on=on)
    return verify(fact, by=judged.people["office_director"], excess_reason="投资方追加投资")


def make(town) -> Judged:
    people, units = town.people, town.units
    judged = Judged(town, adopt(town), {})
    for key, amount in (
        ("village", "50000000"), ("other_village", "33333333.33"), ("department", "80000000"),
        ("other_department", "80000000"), ("vertical", "12345678.90"), ("park", "260000000.01"),
    ):  # fmt: skip
        judged.projects[key] = signed_project(
            unit=units[key], by=people["office_clerk"], verifier=people["office_director"], amount=amount, on=SPRING,
            name=f"{units[key].name}项目", investor=f"{units[key].name}投资有限公司",
        )  # fmt: skip
    for key in ("village", "other_village", "department", "park"):
        for measure, quantity in AMOUNTS.items():
            give_target(town, key, measure, quantity)
    give_target(town, "other_department", "signed_amount", 16_000_000_000)
    for measure, quantity in AMOUNTS.items():
        give_target(town, None, measure, quantity * 5)
    _move(judged)
    for key, hundredths in (("village", 850), ("other_village", 905), ("department", 700), ("park", 1000)):
        give_mark(judged, key, hundredths)
    return judged


def _move(judged: Judged) -> None:
    """Money, a start of building, shares of a third, and a reversal."""
    people, units = judged.people, judged.units
    arrive(judged, "village", "10000000")
    arrive(judged, "village", "1234567.89", on=date(2026, 6, 30))
    arrive(judged, "other_village", "30000000", on=date(2026, 11, 19))
    arrive(judged, "park", "130000000.07")
    late = arrive(judged, "other_village", "5000000", on=date(2026, 11, 20))  # a day too late to count
    assert late.statistical_on > UNTIL
    start = make_milestone(
        project=judged.projects["village"], by=people["office_clerk"], kind="started", on=SPRING
    )
    verify(start, by=people["office_director"])
    shared = judged.projects["village"]
    shared.refresh_from_db()
    project_actions.share_credit(
        project=shared, shares=[(units["village"], 6667), (units["other_village"], 3333)], valid_from=date(2026, 1, 1),
        reason="联合招商协议", version=shared.version, by=people["office_director"], at=NOW,
    )  # fmt: skip
    wrong = arrive(judged, "department", "7000000.01")
    reversal = project_actions.reverse_fact(
        fact=wrong, reason="重复登记", statistical_on=UNTIL, by=people["office_clerk"], at=NOW
    )
    verify(reversal, by=people["office_director"])


build = Kept(
    make,
    on=kept_town,
    shared=lambda town: [town, town.county, town.region, *town.units.values(), *town.people.values()],
)


def finish(run: ScoreRun) -> ScoreRun:
    """What a worker does with the run's job."""
    jobs.run(run.job_id)
    return ScoreRun.objects.select_related("scheme__region", "previous", "job").get(pk=run.pk)


def run_scores(
    judged: Judged, *, until: date = UNTIL, by: str | None = "office_director", at=NOW
) -> ScoreRun:
    who = judged.people[by] if by else None
    return finish(actions.request_run(scheme=judged.scheme, until=until, by=who, at=at))


def worked_out_again(run: ScoreRun) -> dict:
    """The frozen content once more; its digest equals `run.sha256` unless somebody tampered."""
    return freeze_standing(work_out_again(run))


def published(judged: Judged, **more) -> ScoreRun:
    run = run_scores(judged, **more)
    return actions.publish_run(
        run=run, by=judged.people["supervisor"], at=NOW + timedelta(hours=1), reason="供内部核对，不公示"
    )


def wan(amount: str) -> int:
    """万元 as the ledger's integer."""
    return int(Decimal(amount) * 1_000_000)
