"""Doors to changes of units: the list, and one page that shows what a change would do before the director decides it.

The preview is the change itself, done and taken back: an answer that is no redirect leaves nothing behind
(promo.web.writes). Decided, it cannot be taken back; another change follows it.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.forms.unit_changes import UnitChangeForm
from assessment.reports import unit_changes as report
from assessment.views.place import acts_in, sheets
from projects import actions
from projects.models import CreditSplit
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units import actions as unit_actions
from units.access import OFFICE_ROLES, open_to
from units.models import ChangeKind, Region, Role, Unit, UnitChange, UnitChangeLine

DOOR = (Role.ADMINISTRATOR, OFFICE_ROLES, Role.LEADER, Role.SUPERVISOR)
PREPARING = (Role.ADMINISTRATOR, Role.OFFICE_DIRECTOR)


def _region(request) -> Region:
    """That of the person's own unit."""
    return request.access.home_unit.region


def _changes(request):
    lines = Prefetch(
        "lines",
        UnitChangeLine.objects.select_related("from_unit", "to_unit").prefetch_related("from_unit__names"),
    )
    rows = UnitChange.objects.filter(region__path__startswith=_region(request).path)
    return rows.select_related("decided_by", "paper").prefetch_related(lines)


@open_to(*DOOR)
@require_safe
def unit_change_list(request):
    page = page_of(_changes(request), request)
    context = {
        "page": page,
        "table": report.change_table(page.object_list),
        "may_prepare": request.access.has(PREPARING),
    }
    return render(request, "assessment/unit_change_list.html", context)


@open_to(*DOOR)
@require_safe
def unit_change_export(request):
    table, region = report.change_table(list(_changes(request))), _region(request)
    return sheets(request, [table], f"{region.name}单位变动台账", subject=region)


@open_to(*PREPARING)
@writes
def unit_change_add(request):
    region, today = _region(request), timezone.localdate()
    units = list(Unit.objects.filter(region=region).not_closed(on=today).order_by("order", "code"))
    form = UnitChangeForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        initial={"kind": "merge", "effective_on": today},
    )
    context = {
        "form": form,
        "region": region,
        "may_decide": acts_in(request.access, region, {Role.OFFICE_DIRECTOR}),
    }
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "decide":
                return _decided(request, region, form, may=context["may_decide"])
            context["preview"] = _preview(request, region, form)
        except Refused as refusal:
            form.refuse(refusal)
    return render(request, "assessment/unit_change_add.html", context, status=422 if form.errors else 200)


def _decided(request, region: Region, form: UnitChangeForm, *, may: bool):
    if not may:
        raise PermissionDenied
    now, files = timezone.now(), form.cleaned_data["files"]
    paper = unit_actions.keep_paper(region=region, file=files[0], by=request.user, at=now) if files else None
    actions.decide_unit_change(region=region, paper=paper, by=request.user, at=now, **form.for_action())
    messages.success(request, "单位变动已办理。目标任务如需重新下达，请到目标任务页面办理。")
    return redirect("assessment:unit_change_list")


def _preview(request, region: Region, form: UnitChangeForm) -> dict:
    """What the change does; done here and undone with the answer. People and targets are told even where it is refused
    for them, because they must be settled first."""
    now, asked = timezone.now(), form.for_action()
    ending = [] if asked["kind"] == ChangeKind.RENAME else unit_actions.ended_units(asked["lines"])
    people = [
        (unit.name, staff)
        for unit in ending
        if (staff := unit_actions.staff_of(unit, on=asked["effective_on"]))
    ]
    told = {
        "people": people,
        "targets": report.targets_to_issue(region, ending, on=asked["effective_on"], as_of=now),
        "led": [(unit.name, unit.led_projects.active().count()) for unit in ending],
    }
    if people:
        return told
    names = dict(Unit.objects.filter(region=region).values_list("pk", "name"))
    before, splits = report.sums_of(region, as_of=now), CreditSplit.objects.count()
    actions.decide_unit_change(region=region, by=request.user, at=now, **asked)
    after = report.sums_of(region, as_of=report.known_now(now))
    rows = report.moved_between(before, after, names)
    return told | {"is_possible": True, "moved": report.moved_table(rows) if rows else None,
                   "split_count": CreditSplit.objects.count() - splits}  # fmt: skip
