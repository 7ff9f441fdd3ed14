"""The calendar to look at: the board of units by duties, one duty with its reminder, a unit's faults in a window."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import facts
from assessment.forms.duties import BoardFilter, ReasonForm
from assessment.forms.records import FaultFilter
from assessment.models import Exemption, ExemptionState, ReportDuty
from assessment.reports.duties import board_table, duty_table, fault_table, reminder, units_table
from assessment.views.duties.common import SETTERS, duty_in_sight, own_only, units_of
from assessment.views.place import acts_in, region_of, sees_all, sheets
from units.access import BUSINESS_ROLES, open_to

COLUMNS_MOST = 27  # fortnights of a year


@open_to(BUSINESS_ROLES)
@require_safe
def duty_list(request):
    """The board of a year; a unit sees its own line."""
    now = timezone.now()
    region = region_of(request)
    known = facts.known_now(now)
    duties = ReportDuty.objects.filter(region=region).known_at(known)
    form = BoardFilter(request.GET, duties=duties, today=timezone.localdate(now))
    rows = form.rows()
    everybody = sees_all(request.access, region)
    own = own_only(request.access, region)
    found = facts.fulfilled(rows, region=region, as_of=known, unit_ids=own) if rows else []
    title = f"{region.name}{form.year_chosen}年报表报送情况"
    board = board_table(rows[:COLUMNS_MOST], found, units_of(found), title=title)
    listed = duty_table(rows[::-1], found, counted=everybody)
    if "export" in request.GET:
        return sheets(request, [board, listed], title, subject=request.user)
    context = {
        "region": region, "form": form, "board": board, "listed": listed, "any": bool(rows), "many": everybody,
        "cut": max(0, len(rows) - COLUMNS_MOST), "may_set": acts_in(request.access, region, SETTERS),
        "waiting": _exemptions_waiting(request, region),
    }  # fmt: skip
    return render(request, "assessment/duty_list.html", context)


def _exemptions_waiting(request, region) -> list[Exemption]:
    """What those who decide have before them."""
    if not acts_in(request.access, region, SETTERS):
        return []
    rows = Exemption.objects.filter(duty__region=region, state=ExemptionState.ASKED)
    return list(rows.exclude(asked_by=request.user).select_related("duty", "unit"))


@open_to(BUSINESS_ROLES)
@require_safe
def duty_show(request, pk: int):
    duty = duty_in_sight(request, pk)
    page = duty_page(request, duty)
    if "export" in request.GET:
        return sheets(request, [page["table"]], f"{duty}报送情况", subject=duty)
    return render(request, "assessment/duty_show.html", page)


def duty_page(request, duty: ReportDuty, **forms) -> dict:
    now = timezone.now()
    own = own_only(request.access, duty.region)
    found = facts.fulfilled([duty], region=duty.region, as_of=facts.known_now(now), unit_ids=own)
    units = units_of(found)
    is_standing = not hasattr(duty, "withdrawal")
    may_set = acts_in(request.access, duty.region, SETTERS) and is_standing
    return {
        "duty": duty,
        "is_standing": is_standing,
        "table": units_table(duty, found, units),
        "reminder": reminder(duty, found, units) if own is None and is_standing else "",
        "may_set": may_set,
        "form": ReasonForm(),
    } | forms


@open_to(BUSINESS_ROLES)
@require_safe
def report_faults(request):
    """The duties behind a unit's deductions for reporting: the same window, the same moment."""
    now = timezone.now()
    form = FaultFilter(request.GET or None, access=request.access)
    context = {"form": form, "table": None}
    if form.is_valid():
        data = form.cleaned_data
        unit, as_of = data["unit"], data["as_of"] or facts.known_now(now)
        window = {"start": data["start"], "end": data["end"]}
        rows = facts.fault_rows([unit.pk], region=unit.region, as_of=as_of, **window)
        title = f"{unit.name}报表报送情况"
        table = fault_table(rows, title=title, as_of=as_of)
        if "export" in request.GET:
            return sheets(request, [table], title, subject=unit, note=form.words())
        context |= {"table": table, "unit": unit, "faults": facts.faults_of(rows), "as_of": data["as_of"]}
    return render(request, "assessment/report_faults.html", context)
