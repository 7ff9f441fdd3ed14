"""Everything the page and the printed file of a first-referrer case show, gathered in a fixed number of statements."""

from collections import defaultdict
from datetime import date

from projects.actions.referral.objecting import appeal_until
from projects.actions.referral.protecting import renewals_of
from projects.models import (
    CaseState,
    Evidence,
    FirstReferrer,
    Objection,
    ObjectionState,
    Project,
    Protection,
    ReferralCase,
    ReferralDecision,
)
from projects.protection_lights import ON, OVER, standing
from projects.referral_rights import interest_of, steps
from projects.referral_tables import receipts_table, result_words
from projects.referrals import PAPER_KINDS, CaseNow, case_now
from projects.rights import phone_for
from projects.rules_in_force import rule_for
from promo.calendar import exceptions_since
from promo.workdays import ONE_DAY, workdays_between
from units.access import Access
from units.models import Membership, Role

TONES = {"collecting": "neutral", "notice": "blue", "arbitration": "amber", "decided": "green"}
LIGHT_TONES = {"red": "red", "yellow": "amber", "green": "green", "": "neutral"}


def case_page(project: Project, access: Access, *, on: date) -> dict:
    """Needs `project.region` and `project.lead_unit` loaded."""
    now = case_now(project, on=on)
    first = FirstReferrer.objects.filter(project__in=now.family).select_related("claim", "decision").first()
    decisions, objections = _decisions(now.case), _objections(now.case, access, project)
    until, barred = _appeal_until(now, decisions), _interest(access, now)
    for line in now.lines:
        line.phone = phone_for(access, project, line.claim.phone)
        line.result = result_words(line.finding) if line.finding else "待认定"
    return {
        "project": project,
        "now": now,
        "case": now.case,
        "lines": now.lines,
        "table": receipts_table(now.lines),
        "first": first,
        "decisions": decisions,
        "objections": objections,
        "appeal_until": until,
        "tone": TONES[now.case.state] if now.case else "neutral",
        "days_left": days_left(now.case, on=on),
        "is_over": bool(now.case and now.case.state == CaseState.NOTICE and on > now.case.notice_to),
        "protections": protections_of(project, on=on),
        "may": steps(access, now, has_first=first is not None, interested=bool(barred)),
        "barred_me": barred,
    }


def _interest(access: Access, now: CaseNow) -> str:
    """Why the person who looks keeps out of it; asked only of people who would decide."""
    if not access.has(Role.OFFICE_CLERK, Role.OFFICE_DIRECTOR, Role.LEADER) or not now.lines:
        return ""
    proposed = now.case.proposed_claim if now.case else None
    return interest_of(access.user, [line.claim for line in now.lines], on=now.on, proposed=proposed)


def _appeal_until(now: CaseNow, decisions: list[ReferralDecision]) -> date | None:
    if not decisions or now.case.state != CaseState.DECIDED:
        return None
    return appeal_until(decisions[-1], now.project)


def _decisions(case: ReferralCase | None) -> list[ReferralDecision]:
    if case is None:
        return []
    rows = list(case.decisions.select_related("claim", "decided_by").prefetch_related("findings__claim"))
    files = _files(ReferralDecision, [row.pk for row in rows])
    for row in rows:
        row.files = files[row.pk]
        row.told = [
            (finding.claim.name, result_words(finding), finding.note) for finding in row.findings.all()
        ]
    return rows


def _objections(case: ReferralCase | None, access: Access, project: Project) -> list[Objection]:
    if case is None:
        return []
    rows = list(case.objections.select_related("unit", "raised_by", "answered_by"))
    files = _files(Objection, [row.pk for row in rows])
    for row in rows:
        row.files = files[row.pk]
        row.shown_phone = phone_for(access, project, row.phone)
        row.is_open = row.state == ObjectionState.OPEN
        row.is_own = row.raised_by_id == access.user.pk
    return rows


def _files(model, pks: list[int]) -> dict[int, list[Evidence]]:
    found = defaultdict(list)
    rows = Evidence.objects.filter(subject=model._meta.label_lower, subject_id__in=pks)
    for row in rows.select_related("uploaded_by"):
        row.kind_name = PAPER_KINDS.get(row.kind, "")
        found[row.subject_id].append(row)
    return found


def days_left(case: ReferralCase | None, *, on: date) -> int | None:
    """Working days of a notice that are still to come after today, 0 on its last; None when none hangs."""
    if case is None or case.state != CaseState.NOTICE or on > case.notice_to:
        return None
    return days_to_come(case, on=on, exceptions=exceptions_since(on))


def days_to_come(case: ReferralCase, *, on: date, exceptions) -> int:
    """The day on which a notice goes up is not counted."""
    return workdays_between(max(on, case.notice_from) + ONE_DAY, case.notice_to + ONE_DAY, exceptions)


def protections_of(project: Project, *, on: date) -> list[Protection]:
    """The protections of a project, the one that stands first; each with its standing."""
    rows = list(
        project.protections.select_related("unit", "granted_by", "ended_by", "renews").order_by("-pk")
    )
    rule = rule_for("protection", region=project.region, on=on) if rows else None
    files = _files(Protection, [row.pk for row in rows])
    for row in rows:
        row.standing = standing(
            ends_on=row.ends_on, is_ended=row.ended_at is not None, last_entry_on=project.last_entry_on, rule=rule,
            on=on,
        )  # fmt: skip
        row.last_day, row.files = row.ends_on - ONE_DAY, files[row.pk]
        row.tone = LIGHT_TONES[row.standing.light]
        row.may_extend = row.standing.state == ON and renewals_of(row) < rule["renewals"]
        row.may_release = row.standing.state in (ON, OVER)
    return rows


def contacts_of(project: Project, *, on: date) -> list[dict]:
    """The economic offices of the place with their directors: whom to turn to about a notice."""
    rows = Membership.objects.in_force(on=on).filter(role=Role.OFFICE_DIRECTOR, user__is_active=True)
    above = [int(part) for part in project.region.path.strip("/").split("/") if part]
    found = list(rows.filter(unit__region__in=above).select_related("user", "unit__region").order_by("pk"))
    nearest = max((row.unit.region.depth for row in found), default=0)
    people = defaultdict(list)
    for row in found:
        if row.unit.region.depth == nearest:
            people[row.unit].append(row.user)
    return [{"office": _full_name(unit), "people": users} for unit, users in people.items()]


def _full_name(unit) -> str:
    """With the name of its place, unless it begins with it."""
    return unit.name if unit.name.startswith(unit.region.name) else f"{unit.region.name}{unit.name}"
