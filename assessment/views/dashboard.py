"""The leader's door: a year on one page, every figure open to its list."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.facts import Years, known_now
from assessment.models import Report
from assessment.reports import dashboard as board
from assessment.reports.board_beside import latest_ranking, quiet_projects
from assessment.reports.desk import changed_since_look, desk_of
from assessment.reports.links import year_links
from assessment.reports.overview import SHOWN, overview_table
from assessment.reports.papers import issue_name
from assessment.views.place import region_of, sheets
from projects.lit import Lamp
from projects.models import Project
from units.access import BUSINESS_ROLES, UNIT_ROLES, open_to
from units.models import Role

YEARS_BACK = 5


@open_to(BUSINESS_ROLES - UNIT_ROLES)
@require_safe
def dashboard(request):
    now, today = timezone.now(), timezone.localdate()
    region, as_of, lamp = region_of(request), known_now(now), Lamp.of(on=today)
    years = Years(region, as_of)
    running = years.running(today).year
    year = board.year_so_far(region, year=_year(request, running), today=today, as_of=as_of, years=years)
    link = year_links(year, as_of=None)
    seen = Project.objects.visible_to(request.access).listed().filter(region=region)
    steps, units = board.funnel(seen), board.unit_lines(region, year)
    months = board.months(region, year, as_of=as_of)
    if "export" in request.GET:
        tables = [
            overview_table([year.line(code) for code in SHOWN], until=year.until, link=lambda line: None),
            board.month_table(months, year.number),
            board.funnel_table(steps),
            board.unit_table(units, link),
        ]
        tables = [replace(table, as_of=year.until) for table in tables]
        return sheets(request, tables, f"{region.name}{year.number}年招商引资看板", subject=region)
    shown = {
        "region": region,
        "year": year,
        "years": range(running, running - YEARS_BACK, -1),
        "cards": board.cards(year),
        "steps": steps,
        "funnel": board.funnel_option(steps),
        "funnel_table": board.funnel_table(steps),
        "has_months": any(month.now or month.before for month in months),
        "months": board.month_option(months, year.number),
        "units": units,
        "unit_chart": board.unit_option(units, link),
        "unit_table": board.unit_table(units, link),
        "unit_height": 70 + 22 * len(units),
        "ranking": latest_ranking(region, year=year.number, until=year.until),
        "quiet": quiet_projects(seen, lamp=lamp, days=lamp.days(region.path)),
        "report": (report := _latest_report(request, region)),
        "issue": issue_name(report) if report else "",
    }
    if request.access.has(Role.LEADER):
        shown["band"] = desk_of(request.access, today=today).waiting
        shown["since"] = changed_since_look(request.access, now=now)
    return render(request, "assessment/dashboard.html", shown)


def _year(request, this_year: int) -> int:
    """The asked year among those offered; whatever else stands in the address is this year."""
    asked = request.GET.get("year", "")
    offered = {str(year): year for year in range(this_year, this_year - YEARS_BACK, -1)}
    return offered.get(asked, this_year)


def _latest_report(request, region) -> Report | None:
    rows = (
        Report.objects.visible_to(request.access)
        .filter(region=region)
        .defer("tables", "words", "drafted_words")
    )
    return rows.order_by("-start").first()
