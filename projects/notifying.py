"""Which happenings about projects are told to whom: one line per verb, calm on purpose.

What simply waits (a fact to verify, a lead to accept) stands on the desk of the office and is not told; told is what
answers a person, what asks for him by name of his unit, and what he could otherwise miss.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from projects.models import Arrival, Milestone, Project, ReferralClaim
from promo.models import Event
from promo.notices import TELLERS, Telling
from units.access import OFFICE_ROLES
from units.audience import of_units, over_region
from units.models import Role

PROJECT = Project._meta.label_lower
FACTS = {"milestone": Milestone, "arrival": Arrival}


@dataclass(frozen=True)
class Rule:
    """`who` are keys of WHO; `sentence` may name {project}, {title}, {reason}, {unit} and {text}; `page` is the name
    of an address that takes the project's id, or 'fact'."""

    kind: str
    who: tuple[str, ...]
    sentence: str
    page: str = "projects:project_show"


@dataclass(frozen=True)
class Happening:
    """An event with its project and day."""

    event: Event
    project: Project
    on: date

    @property
    def detail(self) -> dict:
        return self.event.detail

    def recorders(self) -> set[int]:
        """Who recorded or amended the fact last by hand; a ledger's rows would be told by the hundred."""
        model = FACTS[self.event.verb.split("_")[0]]
        rows = model.objects.filter(pk=self.detail.get("fact"), import_row__isnull=True)
        return set(rows.values_list("recorded_by", flat=True))

    def claimants(self) -> set[int]:
        """The units that claim for themselves or whose people do, those that registered a claim, and who did."""
        rows = ReferralClaim.objects.filter(project=self.project)
        rows = list(rows.values_list("claiming_unit", "received_unit", "recorded_by"))
        return self.in_units(*(pk for row in rows for pk in row[:2])) | {row[2] for row in rows}

    def in_units(self, *units: int | None) -> set[int]:
        return of_units(units, on=self.on)

    def holding(self, *roles: str) -> set[int]:
        return over_region(self.project.region, on=self.on, roles=roles)


WHO: dict[str, Callable[[Happening], set[int]]] = {
    "recorder": Happening.recorders,
    "lead": lambda one: one.in_units(one.project.lead_unit_id),
    "heads": lambda one: of_units([one.project.lead_unit_id], on=one.on, roles=[Role.UNIT_HEAD]),
    "claimants": Happening.claimants,
    "named": lambda one: one.in_units(*one.detail.get("units", []), one.detail.get("unit_id")),
    "asker": lambda one: {one.detail.get("asked_by")},
    "registrar": lambda one: {one.project.registered_by_id},
    "office": lambda one: one.holding(*OFFICE_ROLES),
    "director": lambda one: one.holding(Role.OFFICE_DIRECTOR),
    "leaders": lambda one: one.holding(Role.LEADER),
    "supervisors": lambda one: one.holding(Role.SUPERVISOR),
}
BOTH = ("recorder", "lead")
TOLD: dict[str, Rule] = {
    "milestone_returned": Rule("returned", BOTH, "{project}的{title}被退回：{reason}", "fact"),
    "arrival_returned": Rule("returned", BOTH, "{project}的{title}被退回：{reason}", "fact"),
    "milestone_verified": Rule("decided", ("recorder",), "{project}的{title}已核实", "fact"),
    "arrival_verified": Rule("decided", ("recorder",), "{project}的{title}已核实", "fact"),
    "project_suspended": Rule("decided", ("lead",), "{project}已暂停：{reason}"),
    "project_resumed": Rule("decided", ("lead",), "{project}已恢复推进"),
    "project_terminated": Rule("decided", ("lead",), "{project}已终止：{reason}"),
    "project_withdrawn": Rule("decided", ("lead",), "{project}已撤销，退出项目库：{reason}"),
    "credit_shared": Rule("decided", ("lead",), "{project}的份额已调整：{reason}", "projects:credit_show"),
}


class _Known(dict):
    """Words that an event did not keep are left out of its sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def tellings_of(event: Event) -> Iterator[Telling]:
    """What an event about a project gives to tell; nothing where the project is unknown."""
    rule = TOLD[event.verb]
    if event.subject != PROJECT:
        return
    project = Project.objects.select_related("region").filter(pk=event.subject_id).first()
    if project is None:
        return
    one = Happening(event, project, timezone.localdate(event.at))
    to = set().union(*(WHO[who](one) for who in rule.who))
    words = _Known({key: str(value) for key, value in event.detail.items() if value is not None})
    words["project"] = project.name
    yield Telling(rule.kind, rule.sentence.format_map(words).rstrip("：，"), _address(rule, event), to)


def _address(rule: Rule, event: Event) -> str:
    """Of the page that shows it; the project's own where the event does not say which."""
    project = reverse("projects:project_show", args=[event.subject_id])
    if rule.page == "fact":
        fact = event.detail.get("fact")
        return reverse("projects:fact_show", args=[event.verb.split("_")[0], fact]) if fact else project
    try:
        return reverse(rule.page, args=[event.subject_id])
    except NoReverseMatch:
        return project


def install() -> None:
    TELLERS.update(dict.fromkeys(TOLD, tellings_of))
