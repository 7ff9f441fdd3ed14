"""Lights of many projects: the signs are read by the database in one statement, the filter works there too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Coalesce

from projects import lights, stages
from projects.lights import NONE, RED, YELLOW, Cutoffs, Light, Signs, cutoffs, light_of
from projects.models import (
    Arrival,
    ArrivalPlan,
    ArrivalPlanLine,
    Blocker,
    FactState,
    Milestone,
    NextStep,
    Project,
)
from projects.rules_in_force import RulesByPlace, rules_by_place
from promo.money import AmountField
from units.access import OFFICE_ROLES
from units.models import Membership

SIGNS = tuple(Signs.__dataclass_fields__)
EQUIVALENT = ("CNY", "USD")  # what every arrival is also kept in
MERGED = "project__merged_into"  # a fact of a project that was merged into the one that is kept
STANDING = (FactState.RECORDED, FactState.VERIFIED)


@dataclass(frozen=True)
class Lamp:
    """The rules about lights on one day, at every place."""

    rules: RulesByPlace
    on: date

    @classmethod
    def of(cls, *, on: date) -> "Lamp":
        """One statement."""
        return cls(rules_by_place("lights", on=on), on)

    def cut_at(self, path: str) -> Cutoffs:
        return cutoffs(self.rules.at(path), self.on)

    def light(self, row: Project) -> Light:
        """For a row of `with_signs` with its region loaded."""
        return light_of(Signs(**{name: getattr(row, name) for name in SIGNS}), self.cut_at(row.region.path))

    def days(self, path: str) -> int:
        """After how many days without an entry a project of the place stands still."""
        return self.rules.at(path)["quiet_red"]

    def _by_place(self, value: Callable[[Cutoffs], date | int], field):
        """The value that holds where a project is, as an expression."""
        default = Value(value(cutoffs(self.rules.default, self.on)), output_field=field())
        places = [
            When(
                region__path__startswith=path, then=Value(value(cutoffs(rule, self.on)), output_field=field())
            )
            for path, rule in self.rules.deepest_first
        ]
        return Case(*places, default=default, output_field=field()) if places else default

    def day(self, name: str):
        return self._by_place(lambda cut: getattr(cut, name), DateField)

    def number(self, name: str):
        return self._by_place(lambda cut: getattr(cut, name), IntegerField)


def with_signs(rows: QuerySet[Project], *, on: date) -> QuerySet[Project]:
    """Adds what a light looks at; see projects.lights.Signs."""
    signed = Milestone.objects.filter(kind="signed", state__in=STANDING, reverses__isnull=True)
    signed = signed.exclude(reversals__state=FactState.VERIFIED).not_set_aside()
    blockers = Blocker.objects.filter(resolved_on__isnull=True)
    steps = NextStep.objects.filter(done_on__isnull=True)
    plan = ArrivalPlan.objects.filter(project=OuterRef("pk")).order_by("-revision")
    lines = ArrivalPlanLine.objects.filter(plan=OuterRef("plan_pk"))
    rows = rows.annotate(
        signed_on=Coalesce(
            _of_project(signed, Min("event_on"), DateField()),
            _of_project(signed, Min("event_on"), DateField(), MERGED),
        ),
        blocker_due_on=_of_project(blockers, Min("due_on"), DateField()),
        step_due_on=_of_project(steps, Min("due_on"), DateField()),
        plan_pk=Subquery(plan.values("pk")[:1]),
        plan_currency=Subquery(plan.values("currency")[:1]),
    )
    return rows.annotate(
        plan_total=_plan_total(lines),
        plan_due=_sum(lines.filter(due_on__lt=on), "plan", "amount"),
        plan_arrived=_arrived_in_plan_currency(),
    )


def _of_project(rows: QuerySet, found, field, by: str = "project") -> Subquery:
    of_one = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Subquery(of_one.annotate(found=found).values("found"), output_field=field)


def _sum(rows: QuerySet, by: str, name: str) -> Subquery:
    total = rows.order_by().values(by).annotate(total=Sum(name)).values("total")
    return Subquery(total, output_field=AmountField())


def _arrived_in_plan_currency() -> Case:
    """Yuan and dollars by the frozen equivalents, another currency as it was paid."""
    return Case(
        When(plan_currency="CNY", then=_came_as("cny")),
        When(plan_currency="USD", then=_came_as("usd")),
        default=_came_as("recognised"),
        output_field=AmountField(),
    )


def _came(by: str) -> QuerySet[Arrival]:
    return Arrival.objects.verified().live().counting().filter(**{by: OuterRef("pk")})


def _came_as(name: str) -> ExpressionWrapper:
    """To the project and to what was merged into it; each finds its rows by an index and is asked once."""
    zero = Value(0, output_field=AmountField())
    own, merged = (Coalesce(_sum(_came(by), by, name), zero) for by in ("project", MERGED))
    return ExpressionWrapper(own + merged, output_field=AmountField())


def _plan_total(lines: QuerySet) -> Case:
    """Null without a plan, and where money came in a currency that has no equivalent in that of the plan."""
    own, merged = (
        Exists(_came(by).exclude(currency=OuterRef("plan_currency"))) for by in ("project", MERGED)
    )
    return Case(
        When(~Q(plan_currency__in=EQUIVALENT) & (Q(own) | Q(merged)), then=Value(None)),
        default=_sum(lines, "plan", "amount"),
        output_field=AmountField(),
    )


def with_light(rows: QuerySet[Project], lamp: Lamp) -> QuerySet[Project]:
    """Adds `lit`: 'red', 'yellow' or ''. The same answer as projects.lights.light_of."""
    colour = Case(
        When(_is_red(lamp), then=Value(RED)),
        When(_alive() & (_late_yellow(lamp) | (_moving() & _clock_yellow(lamp))), then=Value(YELLOW)),
        default=Value(NONE),
        output_field=CharField(),
    )
    return _measured(rows, lamp).annotate(lit=colour)


def red_ones(rows: QuerySet[Project], lamp: Lamp) -> QuerySet[Project]:
    """Those `with_light` would call red, with their signs: a third of the statement, as yellow is not asked for."""
    return _measured(rows, lamp).filter(_is_red(lamp))


def _measured(rows: QuerySet[Project], lamp: Lamp) -> QuerySet[Project]:
    behind = ExpressionWrapper(
        (F("plan_due_or_none") - F("plan_arrived_or_none")) * 100, output_field=AmountField()
    )
    zero = Value(0, output_field=AmountField())
    rows = with_signs(rows, on=lamp.on).alias(
        plan_due_or_none=Coalesce("plan_due", zero), plan_arrived_or_none=Coalesce("plan_arrived", zero)
    )
    return rows.alias(
        behind=behind, behind_yellow=_times(lamp, "behind_yellow"), behind_red=_times(lamp, "behind_red")
    )


def _is_red(lamp: Lamp) -> Q:
    return _alive() & (_late_red(lamp) | (_moving() & _clock_red(lamp)))


def _times(lamp: Lamp, name: str) -> ExpressionWrapper:
    """The whole plan times so many points; null without a plan, and then nothing is behind it."""
    return ExpressionWrapper(F("plan_total") * lamp.number(name), output_field=AmountField())


def _moving() -> Q:
    return Q(status=lights.MOVING)


def _alive() -> Q:
    pursued = ~Q(lead_state=lights.NOT_PURSUED)
    return Q(status__in=(lights.MOVING, lights.PAUSED)) & pursued & ~Q(stage__in=stages.FINISHED)


def _late_red(lamp: Lamp) -> Q:
    return Q(blocker_due_on__lt=lamp.day("blocker_red")) & Q(blocker_due_on__lt=lamp.on)


def _late_yellow(lamp: Lamp) -> Q:
    return Q(blocker_due_on__lt=lamp.on) | Q(step_due_on__lt=lamp.on)


def _clock_red(lamp: Lamp) -> Q:
    waits = Q(stage__in=lights.UNSTARTED)
    return (
        Q(last_entry_on__lt=lamp.day("quiet_red"))
        | (waits & Q(signed_on__lte=lamp.day("unstarted_red")))
        | (waits & Q(planned_start_on__lte=lamp.day("planned_red")))
        | Q(planned_completion_on__lte=lamp.day("completion_red"))
        | Q(behind__gt=F("behind_red"))
    )


def _clock_yellow(lamp: Lamp) -> Q:
    waits = Q(stage__in=lights.UNSTARTED)
    return (
        Q(last_entry_on__lt=lamp.day("quiet_yellow"))
        | (waits & Q(signed_on__lte=lamp.day("unstarted_yellow")))
        | (waits & Q(planned_start_on__lt=lamp.on))
        | Q(planned_completion_on__lt=lamp.on)
        | Q(behind__gte=F("behind_yellow"))
    )


def lit_as(*colours: str, lamp: Lamp) -> Q:
    """Projects with a light of one of these colours, as a condition of the list."""
    alive = Project.objects.filter(status__in=(lights.MOVING, lights.PAUSED))
    if set(colours) == {RED}:
        found = red_ones(alive, lamp)
    else:
        found = with_light(alive, lamp).filter(lit__in=colours)
    return Q(pk__in=found.order_by().values("pk"))


def standing_still(rows: QuerySet[Project], lamp: Lamp) -> QuerySet[Project]:
    """Moving, and without an entry for longer than the office of the place allows."""
    return rows.moving().filter(last_entry_on__lt=lamp.day("quiet_red"))


def lighted(rows: Iterable[Project], lamp: Lamp) -> list[Project]:
    """The rows of `with_signs`, each with its `light`."""
    found = list(rows)
    for row in found:
        row.light = lamp.light(row)
    return found


def owner_left(*, on: date) -> Q:
    """The person in charge holds no post any more in the unit that leads, nor in the economic office of the place."""
    here = Q(unit=OuterRef("lead_unit")) | Q(unit__region=OuterRef("region"), role__in=OFFICE_ROLES)
    posts = Membership.objects.in_force(on=on).filter(here, user=OuterRef("owner"), user__is_active=True)
    return Q(owner__isnull=False) & ~Exists(posts)
