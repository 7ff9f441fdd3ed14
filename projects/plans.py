"""Projects beside their plans of arrival: what should have come by now, what came, how far behind that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max

from projects.family import in_family_of
from projects.lights import behind_colour
from projects.models import Arrival, ArrivalPlan, Project
from projects.rules_in_force import RuleInForce, rules_by_place
from projects.slippage import Standing, days_behind, planned_by, points_behind, standings
from promo.rounding import round_to

NOTHING = Decimal(0)
LINES_MOST = 12  # lines of one plan
LIGHT_WORDS = {"": "正常", "yellow": "黄灯", "red": "红灯"}


@dataclass(frozen=True)
class PlanState:
    """The latest plan of a project on a day. Sums are in the plan's currency; `came` is None where what arrived came in
    other currencies and has no equivalent in this one."""

    plan: ArrivalPlan
    on: date
    lines: Sequence[tuple[date, Decimal]]
    came: Sequence[tuple[date, Decimal]] | None
    rule: RuleInForce | None = None
    grace: int = 0

    @property
    def total(self) -> Decimal:
        return sum((amount for _, amount in self.lines), NOTHING)

    @property
    def due(self) -> Decimal:
        """What was to have arrived before today."""
        return planned_by(self.lines, self.on)

    @property
    def arrived(self) -> Decimal | None:
        return None if self.came is None else sum((amount for _, amount in self.came), NOTHING)

    @property
    def short(self) -> Decimal | None:
        return None if self.arrived is None else max(NOTHING, self.due - self.arrived)

    @property
    def days(self) -> int | None:
        return None if self.arrived is None else days_behind(self.lines, self.arrived, self.on)

    @property
    def points(self) -> Fraction | None:
        """Percentage points behind, below zero when ahead."""
        return None if self.arrived is None else points_behind(self.lines, self.arrived, self.on)

    @property
    def is_slipped(self) -> bool:
        """Behind for as long as the office lets pass without a word (`grace` days) or longer."""
        return bool(self.short) and self.days >= self.grace

    @property
    def light(self) -> str:
        """'red', 'yellow' or '' by the office's rule about lights (percentage points behind)."""
        if self.points is None or self.rule is None:
            return ""
        return behind_colour(self.points, self.rule["behind_yellow"], self.rule["behind_red"])

    @property
    def behind_words(self) -> str:
        """'12.5个百分点', '' when it is not behind."""
        return f"{round_to(self.points, 1)}个百分点" if self.points and self.points > 0 else ""

    @property
    def light_words(self) -> str:
        return LIGHT_WORDS[self.light]

    def standings(self) -> list[Standing]:
        return standings(self.lines, self.came or (), self.on)


def plan_states(projects: Iterable[Project], *, on: date) -> dict[int, PlanState]:
    """project id -> the state of its latest plan; projects without one are left out. Six statements, whatever their
    number; needs each `project.region`."""
    lights, money = rules_by_place("lights", on=on), rules_by_place("arrivals", on=on)
    projects = {project.pk: project for project in projects}
    newest = dict(
        ArrivalPlan.objects.filter(project__in=projects)
        .order_by()
        .values_list("project")
        .annotate(Max("revision"))
    )
    plans = ArrivalPlan.objects.filter(project__in=newest).prefetch_related("lines")
    plans = [row for row in plans if row.revision == newest[row.project_id]]
    came = _came_to(newest)
    found = {}
    for plan in plans:
        plan.project = projects[plan.project_id]
        lines = [(line.due_on, line.amount) for line in plan.lines.all()]
        sums = _in(plan.currency, came.get(plan.project_id, []))
        path = plan.project.region.path
        found[plan.project_id] = PlanState(
            plan, on, lines, sums, lights.at(path), money.at(path)["slip_late"]
        )
    return found


def _came_to(projects: Iterable[int]) -> dict[int, list[Arrival]]:
    """What arrived at each project and at those that were merged into it."""
    rows = Arrival.objects.verified().live().counting().filter(in_family_of(list(projects)))
    came: dict[int, list[Arrival]] = {}
    for row in rows.select_related("project"):
        for pk in {row.project_id, row.project.merged_into_id} - {None}:
            came.setdefault(pk, []).append(row)
    return came


def _in(currency: str, rows: Sequence[Arrival]) -> list[tuple[date, Decimal]] | None:
    """(day, sum) in one currency; None where a sum has no equivalent in it."""
    sums = [(row.event_on, _sum_in(currency, row)) for row in rows]
    return None if any(amount is None for _, amount in sums) else sums


def _sum_in(currency: str, row: Arrival) -> Decimal | None:
    if row.currency == currency:
        return row.recognised
    return {"CNY": row.cny, "USD": row.usd}.get(currency)
