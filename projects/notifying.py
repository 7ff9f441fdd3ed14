"""Which happenings about projects are told to whom: one line per verb, calm on purpose.

What simply waits (a fact to verify, a lead to accept) stands on the desk of the office and is not told; told is what
answers a person, what asks for him by name of his unit, and what he could otherwise miss.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from projects.models import (
    Arrival,
    Blocker,
    DepartmentOpinion,
    Milestone,
    Objection,
    Project,
    ReferralClaim,
    Transfer,
)
from promo.models import Event
from promo.notices import TELLERS, Telling
from units.access import OFFICE_ROLES
from units.audience import of_units, over_region
from units.models import Role

PROJECT = Project._meta.label_lower
FACTS = {"milestone": Milestone, "arrival": Arrival}


@dataclass(frozen=True)
class Rule:
    """`who` are keys of WHO; `sentence` may name {project}, {title}, {reason} and whatever else the event keeps;
    `page` is the name of an address that takes the project's id, one of LISTS, 'fact', 'transfer' or 'blocker'."""

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

    def objectors(self) -> set[int]:
        rows = Objection.objects.filter(case__project=self.project)
        return set(rows.values_list("raised_by", flat=True))

    def departments(self) -> set[int]:
        """The unit whose opinion is asked."""
        return self.in_units(*self._opinions().values_list("unit", flat=True))

    def askers(self) -> set[int]:
        return set(self._opinions().values_list("asked_by", flat=True))

    def _opinions(self):
        asked = {"milestone": self.detail.get("fact"), "unit__name": self.detail.get("asked_unit")}
        return DepartmentOpinion.objects.filter(**asked)

    def sides(self) -> set[int]:
        """Both units of a transfer, and who asked for it."""
        row = Transfer.objects.filter(pk=self.detail.get("transfer")).first()
        return self.in_units(row.from_unit_id, row.to_unit_id) | {row.asked_by_id} if row else set()

    def in_charge(self) -> set[int]:
        """The unit that is to solve a blocker."""
        rows = Blocker.objects.filter(pk=self.detail.get("blocker"))
        return self.in_units(*rows.values_list("unit", flat=True))

    def in_units(self, *units: int | None) -> set[int]:
        return of_units(units, on=self.on)

    def holding(self, *roles: str) -> set[int]:
        return over_region(self.project.region, on=self.on, roles=roles)


WHO: dict[str, Callable[[Happening], set[int]]] = {
    "recorder": Happening.recorders,
    "lead": lambda one: one.in_units(one.project.lead_unit_id),
    "claimants": Happening.claimants,
    "objectors": Happening.objectors,
    "departments": Happening.departments,
    "askers": Happening.askers,
    "sides": Happening.sides,
    "in_charge": Happening.in_charge,
    "registrar": lambda one: {one.project.registered_by_id},
    "office": lambda one: one.holding(*OFFICE_ROLES),
    "director": lambda one: one.holding(Role.OFFICE_DIRECTOR),
    "leaders": lambda one: one.holding(Role.LEADER),
    "supervisors": lambda one: one.holding(Role.SUPERVISOR),
}
BOTH = ("recorder", "lead")
CLAIMS, NOTICES = (
    "projects:claim_list",
    "projects:referral_notice_list",
)  # open to who does not see the project
REFERRAL, SCREENING, SERVICE = "projects:referral_show", "projects:screening_show", "projects:service_show"
SHARES, OPINIONS = "projects:credit_show", "projects:opinion_list"
LISTS = frozenset({CLAIMS, NOTICES, OPINIONS})
RETURNED, DECIDED, ASKED, PUBLIC = "returned", "decided", "asked", "public"
DOUBTERS = ("recorder", "lead", "director", "leaders", "supervisors")
TOLD: dict[str, Rule] = {
    "lead_accepted": Rule(DECIDED, ("registrar",), "{project}的线索已受理", SCREENING),
    "screening_decided": Rule(DECIDED, ("registrar", "lead"), "{project}研判结论为{title}：{reason}", SCREENING),
    "screening_returned": Rule(RETURNED, ("office",), "{project}的研判结论被退回：{reason}", SCREENING),
    "lead_supplemented": Rule(ASKED, ("office",), "{project}已补充材料，请重新研判", SCREENING),
    "feedback_given": Rule(DECIDED, ("registrar", "lead"), "{project}的研判结果已向{name}反馈", SCREENING),
    "milestone_returned": Rule(RETURNED, BOTH, "{project}的{title}被退回：{reason}", "fact"),
    "arrival_returned": Rule(RETURNED, BOTH, "{project}的{title}被退回：{reason}", "fact"),
    "milestone_rejected": Rule(RETURNED, BOTH, "{project}的{title}不予认定：{reason}", "fact"),
    "arrival_rejected": Rule(RETURNED, BOTH, "{project}的{title}不予认定：{reason}", "fact"),
    "milestone_verified": Rule(DECIDED, ("recorder",), "{project}的{title}已核实", "fact"),
    "arrival_verified": Rule(DECIDED, ("recorder",), "{project}的{title}已核实", "fact"),
    "milestone_opinion_asked": Rule(ASKED, ("departments",), "请对{project}的{title}反馈意见", OPINIONS),
    "milestone_opinion_given": Rule(DECIDED, ("askers",), "{asked_unit}对{project}的{title}反馈：{result}", "fact"),
    "milestone_doubted": Rule(DECIDED, DOUBTERS, "{project}的{title}列为存疑：{reason}", "fact"),
    "arrival_doubted": Rule(DECIDED, DOUBTERS, "{project}的{title}列为存疑：{reason}", "fact"),
    "milestone_cleared": Rule(DECIDED, DOUBTERS, "{project}的{title}核查无误", "fact"),
    "arrival_cleared": Rule(DECIDED, DOUBTERS, "{project}的{title}核查无误", "fact"),
    "milestone_upheld": Rule(DECIDED, DOUBTERS, "{project}的{title}核查属实", "fact"),
    "arrival_upheld": Rule(DECIDED, DOUBTERS, "{project}的{title}核查属实", "fact"),
    "referral_proposed": Rule(PUBLIC, ("claimants",), "{project}拟认定第一引荐人正在公示", NOTICES),
    "objection_raised": Rule(ASKED, ("office",), "{name}对{project}的公示提出异议", REFERRAL),
    "referral_appealed": Rule(ASKED, ("office", "leaders"), "{name}对{project}的认定提出申诉", REFERRAL),
    "objection_answered": Rule(DECIDED, ("objectors",), "{project}的异议已答复", NOTICES),
    "appeal_answered": Rule(DECIDED, ("objectors",), "{project}的申诉已答复", NOTICES),
    "referral_referred": Rule(ASKED, ("leaders",), "{project}的第一引荐人提请仲裁", REFERRAL),
    "referral_arbitrated": Rule(PUBLIC, ("claimants",), "{project}的第一引荐人已仲裁", CLAIMS),
    "referral_confirmed": Rule(PUBLIC, ("claimants",), "{project}已认定第一引荐人", CLAIMS),
    "referral_not_confirmed": Rule(PUBLIC, ("claimants",), "{project}不予认定第一引荐人：{grounds}", CLAIMS),
    "referral_revoked": Rule(PUBLIC, ("claimants",), "{project}的第一引荐人认定已撤销：{grounds}", CLAIMS),
    "protection_granted": Rule(DECIDED, ("lead",), "{project}给予首谈保护", REFERRAL),
    "protection_released": Rule(DECIDED, ("lead",), "{project}的首谈保护已解除：{reason}", REFERRAL),
    "transfer_asked": Rule(ASKED, ("sides",), "{project}申请流转，请确认：{route}", "transfer"),
    "transfer_decided": Rule(DECIDED, ("sides",), "{project}流转已办结：{route}", "transfer"),
    "transfer_refused": Rule(DECIDED, ("sides",), "{project}流转未获同意：{reason}", "transfer"),
    "transfer_withdrawn": Rule(DECIDED, ("sides",), "{project}流转已撤回：{route}", "transfer"),
    "blocker_raised": Rule(ASKED, ("in_charge",), "请牵头解决{project}的难点：{text}", "blocker"),
    "blocker_reopened": Rule(ASKED, ("in_charge",), "{project}的难点再次提出：{text}", "blocker"),
    "blocker_resolved": Rule(DECIDED, ("lead",), "{project}的难点已解决：{title}", SERVICE),
    "project_merged": Rule(DECIDED, ("lead",), "{project}并入{other}：{reason}"),
    "merge_undone": Rule(DECIDED, ("lead",), "{project}的并入已撤销：{reason}"),
    "duplicate_denied": Rule(DECIDED, ("lead",), "{project}经核对不是重复登记"),
    "project_suspended": Rule(DECIDED, ("lead",), "{project}已暂停：{reason}"),
    "project_resumed": Rule(DECIDED, ("lead",), "{project}已恢复推进"),
    "project_terminated": Rule(DECIDED, ("lead",), "{project}已终止：{reason}"),
    "project_revived": Rule(DECIDED, ("lead",), "{project}重新启动：{reason}"),
    "project_withdrawn": Rule(DECIDED, ("lead",), "{project}已撤销，退出项目库：{reason}"),
    "credit_shared": Rule(DECIDED, ("lead",), "{project}的份额已调整：{reason}", SHARES),
}  # fmt: skip


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
    if rule.page == "transfer":
        transfer = event.detail.get("transfer")
        return reverse("projects:transfer_show", args=[transfer]) if transfer else project
    if rule.page == "blocker":  # the unit that is to solve it need not see the project
        blocker = event.detail.get("blocker")
        return reverse("projects:blocker_show", args=[blocker]) if blocker else project
    return reverse(rule.page, args=[] if rule.page in LISTS else [event.subject_id])


def install() -> None:
    TELLERS.update(dict.fromkeys(TOLD, tellings_of))
