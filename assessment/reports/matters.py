"""What supervision presses for, found in the register: one detector a kind, each in a constant number of statements.

The words hold no number that moves with the day: schedules are judged on the last day of the month that ended, plans by
what was due, so that a matter which was dismissed comes back exactly when its sums are others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil

from assessment.facts import Years
from assessment.facts.suspicions import Suspicion
from assessment.models import FindingKind, ScoreLine, ScoreRun
from assessment.reports import wording
from assessment.reports.dashboard import year_so_far
from assessment.reports.overview import Line, YearToDate
from assessment.reports.places import roll
from projects import stages
from projects.lights import UNFINISHED, UNSTARTED
from projects.measures import MEASURES
from projects.models import DepartmentOpinion, FactState, Project
from projects.models.credit import WHOLE
from projects.plans import PlanState, plan_states
from projects.rules_in_force import RuleInForce, rule_for
from promo.days import show_day
from promo.money import show_money
from units.models import Region

ONE_DAY = timedelta(days=1)
HUNDRED = 100
ALONE = 1  # a group of one has no last place


@dataclass(frozen=True)
class Place:
    """Where and when is looked, under which rule."""

    region: Region
    on: date
    as_of: datetime
    rule: RuleInForce

    @property
    def month_end(self) -> date:
        """The last day of the month that ended before `on`."""
        return self.on.replace(day=1) - ONE_DAY

    @cached_property
    def years(self) -> Years:
        return Years(self.region, self.as_of)


def matters(region: Region, *, on: date, as_of: datetime) -> Iterator[Suspicion]:
    place = Place(region, on, as_of, rule_for("supervision", region=region, on=on))
    for detect in DETECTORS:
        yield from detect(place)


def scale_of(measure: str) -> int:
    """Integers of the ledger in one 元, 美元 or project."""
    return WHOLE if MEASURES[measure].unit == "count" else HUNDRED


def behind_schedule(place: Place) -> Iterator[Suspicion]:
    """Units whose year was behind the elapsed share by the office's points or more when the last month ended."""
    until = place.month_end
    year = year_so_far(place.region, today=until, as_of=place.as_of, years=place.years)
    for one in roll(place.region, on=until):
        for asked in place.rule["measures"]:
            line = year.unit_line(one.unit_id, asked["measure"])
            if line.lead is not None and line.lead <= -asked["points"]:
                yield _behind(one.unit_id, line, year)


def _behind(unit_id: int, line: Line, year: YearToDate) -> Suspicion:
    measure, wanted = line.measure, line.target * line.elapsed
    words = (
        f"截至{show_day(year.until)}，{measure.name}{wording.completion_words(line.rate)}，{wording.pace_words(line.lead)}；"
        f"按时序应完成{wording.quantity_words(measure, wanted)}，实际完成{wording.quantity_words(measure, line.done)}。"
    )
    short = wanted - line.done
    return Suspicion(
        FindingKind.BEHIND, f"{unit_id}:{measure.code}", words, (), unit_id=unit_id,
        amount=Decimal(ceil(short * HUNDRED)) / HUNDRED if measure.unit == "yuan" else None,
        figure={
            "measure": measure.code, "year": year.number, "wanted": ceil(wanted * scale_of(measure.code)),
            "had": int(line.done * scale_of(measure.code)),
        },
    )  # fmt: skip


def stage_overdue(place: Place) -> Iterator[Suspicion]:
    """Live projects that have passed their planned start or completion by more days than the office lets pass."""
    latest = place.on - timedelta(days=place.rule["stage_days"])
    rows = Project.objects.listed().active().filter(region=place.region).order_by("pk")
    for code, field, open_stages in (
        ("started", "planned_start_on", UNSTARTED),
        ("completed", "planned_completion_on", UNFINISHED),
    ):
        for row in rows.filter(stage__in=open_stages, **{f"{field}__lt": latest}):
            name = stages.BY_CODE[code].name
            yield Suspicion(
                FindingKind.OVERDUE, f"{row.pk}:{code}",
                f"“{row.name}”计划{show_day(getattr(row, field))}{name}，尚未{name}。",
                (("project", row.pk),), project_id=row.pk, unit_id=row.lead_unit_id,
                amount=row.amount if row.currency == "CNY" else None,
                figure={"stage": code},
            )  # fmt: skip


def capital_late(place: Place) -> Iterator[Suspicion]:
    """Projects with a plan of arrival that is short for longer than the office lets pass."""
    rows = Project.objects.listed().active().filter(region=place.region, arrival_plans__isnull=False)
    projects = {row.pk: row for row in rows.select_related("region").distinct()}
    states = plan_states(projects.values(), on=place.on)
    for pk, state in sorted(states.items()):
        if state.short and state.days > place.rule["capital_days"]:
            yield _late(projects[pk], state)


def _late(project: Project, state: PlanState) -> Suspicion:
    currency = state.plan.currency
    due, arrived, short = (show_money(sum_, currency) for sum_ in (state.due, state.arrived, state.short))
    words = f"“{project.name}”按计划应到位{due}，实际到位{arrived}，相差{short}。"
    return Suspicion(
        FindingKind.LATE_CAPITAL, str(project.pk), words, (("project", project.pk),), project_id=project.pk,
        unit_id=project.lead_unit_id, amount=state.short if currency == "CNY" else None,
        figure={"currency": currency, "wanted": int(state.due * HUNDRED), "had": int(state.arrived * HUNDRED)},
    )  # fmt: skip


def last_again(place: Place) -> Iterator[Suspicion]:
    """Units that were last of their group in each of the newest published rankings of the year."""
    times = place.rule["last_times"]
    year = place.years.running(place.on).year
    runs = list(newest_runs(place.region, year=year)[:times])
    if len(runs) < times:
        return
    last = [last_of_groups(run) for run in runs]
    numbers = "、".join(f"第{run.number}期" for run in reversed(runs))
    for unit_id, name in sorted(last[0].items()):
        if all(unit_id in found for found in last):
            yield Suspicion(
                FindingKind.LAST_PLACE, f"{unit_id}:{year}",
                f"{name}在{year}年{numbers}考核排名中连续位列本组末位。", (), unit_id=unit_id,
                figure={"year": year, "run": runs[0].pk},
            )  # fmt: skip


def newest_runs(region: Region, *, year: int):
    rows = ScoreRun.objects.published().filter(region=region, scheme__year=year)
    return rows.defer("frozen").order_by("-until", "-published_at", "-pk")


def last_of_groups(run: ScoreRun) -> Mapping[int, str]:
    """Unit -> its name, for whoever holds the last place of a group of several."""
    groups: dict[int, list[ScoreLine]] = {}
    for line in run.lines.filter(rank__isnull=False).only("run", "unit", "unit_name", "group", "rank"):
        groups.setdefault(line.group, []).append(line)
    found = {}
    for lines in groups.values():
        worst = max(line.rank for line in lines)
        if len(lines) > ALONE and worst > 1:
            found |= {line.unit_id: line.unit_name for line in lines if line.rank == worst}
    return found


def opinions_unanswered(place: Place) -> Iterator[Suspicion]:
    """Opinions that a unit was asked for and has not given when its time was over."""
    latest = place.on - timedelta(days=place.rule["unanswered_days"])
    rows = DepartmentOpinion.objects.filter(
        given_at__isnull=True, due_on__lt=latest, milestone__state=FactState.RECORDED,
        milestone__project__region=place.region,
    ).select_related("milestone__project")  # fmt: skip
    for row in rows.order_by("pk"):
        project = row.milestone.project
        yield Suspicion(
            FindingKind.UNANSWERED, str(row.pk),
            f"“{project.name}”{row.milestone.title}的意见应于{show_day(row.due_on)}前反馈，尚未反馈。",
            (("milestone", row.milestone_id),), project_id=project.pk, unit_id=row.unit_id, figure={"opinion": row.pk},
        )  # fmt: skip


DETECTORS: Sequence[Callable[[Place], Iterator[Suspicion]]] = (
    behind_schedule, stage_overdue, capital_late, last_again, opinions_unanswered,
)  # fmt: skip


def exact_sum(quantity: int, measure: str) -> Fraction:
    return Fraction(quantity, scale_of(measure))
