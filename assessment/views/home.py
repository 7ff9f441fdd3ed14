"""The first page: what waits on the desk of the person who comes in."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment.facts import known_now
from assessment.reports import desks
from assessment.reports.board_beside import Quiet, quiet_projects
from assessment.reports.desk import changed_since_look, desk_of
from assessment.reports.links import list_link
from assessment.views.place import region_of
from projects.lit import Lamp, standing_still
from projects.models import Project
from promo.notices import looked
from promo.views import state_of_health
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, REGION_ROLES, UNIT_ROLES, open_to_logged_in
from units.models import Role, User


@open_to_logged_in
@require_safe
def home(request):
    """A desk for each kind of role the person holds; a leader's desk is the dashboard."""
    access = request.access
    if access.roles == {Role.LEADER}:
        return redirect("assessment:dashboard")
    now, today = timezone.now(), timezone.localdate()
    shown = {
        "today": today,
        "arrival_url": list_link(status="active", to="arrival"),
        "may_register": access.has(UNIT_ROLES, OFFICE_ROLES),
    }
    if access.has(BUSINESS_ROLES):
        shown |= {"desk": desk_of(access, today=today), "since": changed_since_look(access, now=now)}
    if access.has(UNIT_ROLES):
        shown["unit_desk"] = _unit_desk(access, now=now, today=today)
    if access.has(OFFICE_ROLES):
        shown["office"] = desks.office_figures(access, today=today)
    if access.has(Role.SUPERVISOR):
        shown["supervision"] = _supervision(request, now=now, today=today)
    if access.has(Role.ADMINISTRATOR):
        shown["administration"] = _administration(access, now=now, today=today)
    if access.has(OFFICE_ROLES, Role.SUPERVISOR, UNIT_ROLES):
        shown["quiet"] = _quiet(access, today)
    return render(request, "assessment/home.html", shown)


@open_to_logged_in
@writes
@require_POST
def desk_seen(request):
    """A look alone writes nothing; what changed goes away when the person says so."""
    looked(user=request.user, at=timezone.now())
    return redirect("home")


def _unit_desk(access, *, now, today) -> dict:
    as_of = known_now(now)
    return {
        "units": [
            {
                "unit": unit,
                "url": list_link(unit=unit.pk),
                "stages": desks.stage_figures(unit),
                "cards": desks.unit_cards(unit, today=today, as_of=as_of),
            }
            for unit in access.units
        ],
    }


def _supervision(request, *, now, today) -> dict:
    region, lamp = region_of(request), Lamp.of(on=today)
    days = lamp.days(region.path)
    still = standing_still(Project.objects.visible_to(request.access), lamp).count()
    return {
        "figures": desks.supervisor_figures(request.access, still=still, days=days),
        "idle": [
            {"name": one.name, "url": list_link(unit=one.unit_id)}
            for one in desks.units_without_anything(region, today=today, as_of=known_now(now))
        ],
    }


def _administration(access, *, now, today) -> dict:
    return {
        "figures": desks.administrator_figures(access, today=today, now=now),
        "is_new": not User.objects.exclude(pk=access.user.pk).exists(),
        "failed": list(desks.failed_jobs(now)[:10]),
        "health": state_of_health(now=now),
    }


def _quiet(access, today) -> Quiet:
    """What stands still: a region's for the offices, the unit's own for a unit."""
    rows, filters = Project.objects.visible_to(access), {}
    if not access.has(REGION_ROLES) and len(access.units) == 1:
        rows, filters = rows.filter(lead_unit=access.units[0]), {"unit": access.units[0].pk}
    lamp = Lamp.of(on=today)
    return quiet_projects(rows, lamp=lamp, days=lamp.days(access.home_unit.region.path), **filters)
