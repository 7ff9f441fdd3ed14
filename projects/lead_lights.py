"""The lights of leads, worked out for many at once: six statements, however many leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from projects.clocks import Clock, Counting, LeadDays, Light, clocks_of, most_urgent, worst_light
from projects.models import LeadFeedback, LeadState, OfficeRule, ProgressNote, Project, Screening, Status
from projects.rulebook import KINDS
from projects.rules_in_force import RuleInForce
from projects.stages import BY_CODE
from promo.calendar import exceptions_since

BEFORE_SIGNING = tuple(code for code, stage in BY_CODE.items() if stage.order < BY_CODE["signed"].order)
REVIEWED = (LeadState.SCREENING, LeadState.SUPPLEMENT, LeadState.QUALIFIED)


@dataclass(frozen=True)
class LeadLights:
    """`is_outdated`: the office decided a new screening rule after the lead's last round was drawn up."""

    clocks: tuple[Clock, ...]
    is_outdated: bool = False

    @property
    def next(self) -> Clock | None:
        return most_urgent(self.clocks)

    @property
    def light(self) -> Light:
        return worst_light(self.clocks)

    def of(self, code: str) -> Clock:
        return next(clock for clock in self.clocks if clock.code == code)


class RulesOverTime:
    """Every rule of a kind that was ever decided, so that each lead is counted by the one of its own day."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        rows = OfficeRule.objects.filter(kind=kind).select_related("region")
        self.rows = sorted(rows, key=lambda row: (len(row.region.path), row.valid_from, row.revision))

    def at(self, path: str, on: date) -> RuleInForce:
        """The last that fits: the nearest place, there the latest day and revision."""
        fits = [row for row in self.rows if path.startswith(row.region.path) and row.valid_from <= on]
        row = fits[-1] if fits else None
        return RuleInForce(self.kind, KINDS[self.kind].default | (row.document if row else {}), row)


def in_hand(project: Project) -> bool:
    """Whether the lead is still one: in the register, and nothing signed yet."""
    return project.status == Status.ACTIVE and project.stage in BEFORE_SIGNING


def shows_clocks(project: Project) -> bool:
    """Whether its clocks belong on the page of the project: a lead of the register that is not signed yet."""
    return project.lead_state != LeadState.EXEMPT and in_hand(project)


def lead_lights(leads: QuerySet[Project], *, today: date) -> dict[int, LeadLights]:
    """Lights by primary key of the project."""
    leads = leads.order_by()
    rows = list(leads.select_related("region"))
    if not rows:
        return {}
    pks = leads.values("pk")
    rounds = {row.project_id: row for row in Screening.objects.filter(project__in=pks).order_by("round")}
    told = _firsts(LeadFeedback.objects.filter(project__in=pks), "screening", Min("given_on"))
    noted = _firsts(ProgressNote.objects.filter(project__in=pks), "project", Max("recorded_at"))
    counting, screening = RulesOverTime("clocks"), RulesOverTime("screening")
    exceptions = exceptions_since(min(timezone.localdate(row.registered_at) for row in rows))
    lights = {}
    for row in rows:
        latest = rounds.get(row.pk)
        days = _days(row, latest, told, noted)
        count = Counting(counting.at(row.region.path, days.registered_on), exceptions)
        newest = screening.at(row.region.path, today).row
        lights[row.pk] = LeadLights(clocks_of(days, count, today=today), _outdated(row, latest, newest))
    return lights


def _firsts(rows: QuerySet, by: str, what) -> dict:
    return dict(rows.order_by().values_list(by).annotate(what))


def _days(lead: Project, latest: Screening | None, told: Mapping, noted: Mapping) -> LeadDays:
    def day(moment) -> date | None:
        return timezone.localdate(moment) if moment else None

    return LeadDays(
        state=lead.lead_state,
        registered_on=timezone.localdate(lead.registered_at),
        accepted_on=day(lead.accepted_at),
        began_on=day(latest.opened_at) if latest and latest.round > 1 else None,
        judged_on=day(latest.decided_at) if latest else None,
        told_on=told.get(latest.pk) if latest else None,
        reported_on=day(noted.get(lead.pk)),
        is_live=in_hand(lead),
    )


def _outdated(lead: Project, latest: Screening | None, newest: OfficeRule | None) -> bool:
    if latest is None or newest is None or lead.lead_state not in REVIEWED or not in_hand(lead):
        return False
    return latest.rule_id != newest.pk


def lights_of(project: Project, *, today: date) -> LeadLights:
    """The lights of one lead."""
    return lead_lights(Project.objects.filter(pk=project.pk), today=today)[project.pk]
