"""Everything the page of one project shows, gathered in a fixed number of queries."""

from datetime import date

from django.db.models import Count, Prefetch, Q

from projects import stages
from projects.beside import cards_of
from projects.family import codes_in_sight
from projects.gates import Gate, gate_of
from projects.investors import ownership_words
from projects.lead_lights import lights_of, shows_clocks
from projects.lit import Lamp
from projects.models import (
    Arrival,
    CreditSplit,
    CreditSplitLine,
    DuplicateHint,
    Milestone,
    Project,
    ServiceList,
)
from projects.models.credit import WHOLE
from projects.referrals import last_findings
from projects.rights import leads, office_reaches, phone_for, sees_phones
from projects.road import missing_from, money_of, next_main_stage, road_of
from projects.service_tables import due_words
from projects.tables import said_words
from projects.telling import told
from projects.views.family_page import of_family, relatives_of
from promo.models import Event
from units.access import OFFICE_ROLES, UNIT_ROLES, Access
from units.models import Role

PROOFS = {
    "receipt": "接收凭证", "supplement": "补充材料", "acknowledgement": "投资方确认书",
    "projects.progressnote": "工作记录", "projects.serviceitem": "清单事项",
}  # fmt: skip
NEWEST, NOTES, OPEN_SHOWN, FILES_SHOWN = 10, 5, 3, 5


def overview_of(project: Project, access: Access, *, lamp: Lamp) -> dict:
    """`project` comes with its signs (projects.lit.with_signs) and `owner_left`."""
    on = lamp.on
    milestones, arrivals = _facts(Milestone, project), _facts(Arrival, project)
    facts = sorted([*milestones, *arrivals], key=lambda fact: (fact.event_on, fact.recorded_at))
    split, shares = _shares(project, on)
    events = Event.objects.about(project).select_related("by").order_by("-at", "-pk")
    family = relatives_of(project, access)
    road, money = (of_family(*facts, family["merged"]) for facts in (
        (Milestone, project, milestones), (Arrival, project, arrivals)
    ))  # fmt: skip
    newest, evidence = list(events[: NEWEST + 1]), _evidence(project)
    return {
        "project": project,
        "beside": cards_of(project, access),
        "light": lamp.light(project),
        "lead_lights": lights_of(project, today=on) if shows_clocks(project) else None,
        "said": said_words(project),
        "ownership": ownership_words(project, on=on),
        "family": family,
        "road": road_of(project, road, money),
        "money": money_of(project, road, money),
        "facts": [_named(fact) for fact in facts],
        "missing": missing_from(project, facts, _next_gate(project, on)),
        "phone": phone_for(access, project, project.phone),
        "phones_open": sees_phones(access, project),
        "claims": _claims(project, access),
        "split": split,
        "shares": shares,
        "evidence": evidence[:FILES_SHOWN],
        "more_evidence": evidence[FILES_SHOWN:],
        "service": _service(project, on),
        "notes": project.notes.select_related("recorded_by")[:NOTES],
        "hints": _hints(project, access),
        "events": told(
            newest[:NEWEST],
            phone_as=lambda number: phone_for(access, project, number),
            seen=lambda codes: codes_in_sight(access, codes),
        ),
        "older_events": len(newest) > NEWEST,
        "may": _may(access, project, {share.unit_id for share in shares}),
    }


def _facts(model, project: Project) -> list:
    rows = model.objects.filter(project=project).select_related("recorded_by", "verified_by")
    rows = list(rows.prefetch_related("reversals", "disputes"))
    for row in rows:
        row.project = project
        row.kind_of_fact = model._meta.model_name
    return rows


def _next_gate(project: Project, on: date) -> Gate | None:
    following = next_main_stage(project)
    return gate_of(project, following.code, on=on) if following and following.is_recorded else None


def _named(fact) -> dict:
    """A row of the facts table: which page opens it, and whether a verified reversal took it back."""
    detail = fact.get_kind_display() if isinstance(fact, Arrival) and not fact.reverses_id else ""
    return {"fact": fact, "kind": fact.kind_of_fact, "detail": detail, "is_reversed": fact.is_reversed}


def _shares(project: Project, on: date) -> tuple[CreditSplit | None, list]:
    """The shares in force today for all measures; measures with shares of their own are on the credit page."""
    lines = Prefetch("lines", CreditSplitLine.objects.select_related("unit"))
    split = project.credit_splits.in_force(measure="", on=on).prefetch_related(lines).first()
    rows = list(split.lines.all()) if split else []
    for row in rows:
        row.part = row.share * 100 / WHOLE
    return split, rows


def _claims(project: Project, access: Access) -> list:
    rows = list(project.referral_claims.select_related("received_unit", "recorded_by"))
    findings = last_findings(rows)
    for row in rows:
        row.shown_phone = phone_for(access, project, row.phone)
        row.finding = findings.get(row.pk)
    return rows


def _evidence(project: Project) -> list:
    """The project's documents with what each of them proves."""
    rows = list(project.evidence.select_related("uploaded_by", "milestone", "arrival").order_by("-pk"))
    for row in rows:
        fact = row.milestone or row.arrival
        named = PROOFS.get(row.subject) or PROOFS.get(row.kind, "")
        row.proves = fact.title if fact else "份额依据" if row.split_id else named
    return rows


def _service(project: Project, on: date) -> dict:
    """What is open between the milestones: the first of each, how many there are, how far the checklists are."""
    steps, blockers = list(project.next_steps.open()), list(project.blockers.open().select_related("unit"))
    for row in (*steps, *blockers):
        row.words = due_words(row.due_on, None, on)
        row.is_late = row.due_on < on
    figures = {"done": Count("pk", filter=Q(done_on__isnull=False)), "needed": Count("pk")}
    counted = project.service_items.needed().order_by().values("list").annotate(**figures)
    found = {row["list"]: row for row in counted}
    return {
        "steps": steps[:OPEN_SHOWN],
        "more_steps": len(steps[OPEN_SHOWN:]),
        "blockers": blockers[:OPEN_SHOWN],
        "more_blockers": len(blockers[OPEN_SHOWN:]),
        "lists": [{"name": ServiceList(code).label, **found[code]} for code in ServiceList if code in found],
    }


def _hints(project: Project, access: Access) -> list:
    """Open suspicions on either side; for eyes that do not see the other project nothing is named."""
    either = DuplicateHint.objects.pressing().filter(Q(project=project) | Q(other=project))
    rows = list(either.visible_to(access).select_related("project__lead_unit", "other__lead_unit"))
    for row in rows:
        row.partner = row.other if row.project_id == project.pk else row.project
    return rows


def _may(access: Access, project: Project, credited: set[int]) -> dict[str, bool]:
    """Which buttons this person finds; the doors behind them ask again."""
    office, own = office_reaches(access, project), leads(access, project)
    director = office_reaches(access, project, {Role.OFFICE_DIRECTOR})
    is_open = project.is_open
    return {
        "record": is_open and (office or own or bool(credited & access.unit_ids)),
        "tend": is_open and (office or own),
        "claim": office or own,
        "edit": is_open and (office or leads(access, project, {Role.UNIT_CLERK})),
        "suspend": director and project.status == "active",
        "resume": director and project.status == "suspended",
        "end": director and is_open,
        "revive": director and project.status == "terminated",
        "share": director and is_open,
        "check_duplicates": access.has(OFFICE_ROLES),
        "enter": access.has(UNIT_ROLES, OFFICE_ROLES),
        "withdraw": director and is_open and project.verified_stage == stages.STAGES[0].code,
    }
