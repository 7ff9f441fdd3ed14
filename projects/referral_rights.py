"""Who may take which step towards a first referrer: nobody of a claiming unit has a hand in it (INV-01, INV-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from projects.models import CaseState, Objection, ObjectionState, Project, ReferralCase, ReferralClaim
from projects.models.project import OUTSIDE_REGISTER
from projects.referrals import CaseNow
from projects.rights import office_reaches
from units.access import BUSINESS_ROLES, OFFICE_ROLES, Access
from units.models import Membership, Role

DECIDING = frozenset({Role.OFFICE_DIRECTOR, Role.LEADER})


def interest_of(
    user, claims: Iterable[ReferralClaim], *, on: date, proposed: ReferralClaim | None = None
) -> str:
    """Why this person must leave the case to others, as a sentence; '' when nothing stands against it. One statement.

    Claims need `claiming_unit` loaded. A membership of any kind counts.
    """
    units = set(Membership.objects.filter(user=user).in_force(on=on).values_list("unit_id", flat=True))
    for claim in claims:
        if claim.claiming_unit_id in units:
            return f"您所在单位（{claim.claiming_unit.name}）是申报单位，不能参与本项目的认定。"
        if user.name in people_of(claim):
            return "您是申报的引荐人，不能参与本项目的认定。"
    if proposed is not None and proposed.recorded_by_id == user.pk:
        return "这份申报由您登记，须由他人办理。"
    return ""


def people_of(claim: ReferralClaim) -> set[str]:
    """Names on a claim: the referrer and the members of the team."""
    members = claim.members.replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
    return {claim.name, *(member.strip() for member in members)} - {""}


def works_in_place(access: Access, project: Project) -> bool:
    """The person enters for a unit of the project's place, or for its office."""
    path = project.region.path
    near = any(
        path.startswith(unit.region.path) or unit.region.path.startswith(path) for unit in access.units
    )
    return near or office_reaches(access, project, OFFICE_ROLES)


def may_claim(access: Access, project: Project) -> bool:
    return project.is_open and works_in_place(access, project)


def may_decide(access: Access, project: Project) -> bool:
    return office_reaches(access, project, DECIDING)


def is_leader(access: Access, project: Project) -> bool:
    return office_reaches(access, project, {Role.LEADER})


def notices_for(access: Access) -> QuerySet[ReferralCase]:
    """Public notices, hanging or past: everybody who works in the region, below it, or above it."""
    paths = [row.unit.region.path for row in access.memberships if row.role in BUSINESS_ROLES]
    above = {int(part) for path in paths for part in path.strip("/").split("/") if part}
    reach = Q(project__region__in=above)
    for path in paths:
        reach |= Q(project__region__path__startswith=path)
    shown = ReferralCase.objects.filter(notice_from__isnull=False, proposed_claim__isnull=False)
    shown = shown.exclude(project__status__in=OUTSIDE_REGISTER)
    return shown.filter(reach) if paths else shown.none()


def claims_for(access: Access) -> QuerySet[ReferralClaim]:
    """What a person's units claimed or the person entered, and all of its region for office and oversight."""
    rows = Q(project__in=Project.objects.visible_to(access).values("pk"))
    rows |= Q(claiming_unit__in=access.unit_ids) | Q(recorded_by=access.user)
    return ReferralClaim.objects.filter(rows)


def objections_for(access: Access) -> QuerySet[Objection]:
    """One's own, and those on projects in sight."""
    seen = Project.objects.visible_to(access).values("pk")
    return Objection.objects.filter(Q(case__project__in=seen) | Q(raised_by=access.user))


@dataclass(frozen=True)
class ReferralSteps:
    """Which buttons a person finds on the page of a case; the actions check everything again."""

    claim: bool = False
    propose: bool = False
    refer: bool = False
    decide: bool = False
    revoke: bool = False
    answer: bool = False
    protect: bool = False


def steps(access: Access, now: CaseNow, *, has_first: bool, interested: bool) -> ReferralSteps:
    project, state = now.project, now.case.state if now.case else CaseState.COLLECTING
    office, deciding = office_reaches(access, project), may_decide(access, project)
    free = bool(now.lines) and not has_first and project.is_open
    open_again = state in (CaseState.COLLECTING, CaseState.DECIDED) or (
        state == CaseState.NOTICE and _has(now, ObjectionState.UPHELD)
    )
    return ReferralSteps(
        claim=may_claim(access, project),
        propose=office and free and open_again and not now.first_is_tied,
        refer=office and free and state != CaseState.ARBITRATION and (interested or needs_leader(now)),
        decide=(state == CaseState.NOTICE and deciding and now.on > now.case.notice_to)
        or (state == CaseState.ARBITRATION and is_leader(access, project)),
        revoke=deciding and has_first,
        answer=deciding,
        protect=office_reaches(access, project, {Role.OFFICE_DIRECTOR}),
    )


def needs_leader(now: CaseNow) -> bool:
    """Claims of one minute, or an objection that is open or stands; one statement while a notice hangs."""
    hangs = now.case is not None and now.case.state == CaseState.NOTICE
    return now.has_tie or (hangs and _has(now, ObjectionState.OPEN, ObjectionState.UPHELD))


def _has(now: CaseNow, *states: str) -> bool:
    """Objections against the proposal that hangs out now."""
    return current_objections(now.case).filter(state__in=states).exists() if now.case else False


def current_objections(case: ReferralCase) -> QuerySet[Objection]:
    """Against the proposal that is or was last put up; those against earlier proposals are history."""
    return case.objections.filter(is_appeal=False, raised_at__gte=case.proposed_at)
