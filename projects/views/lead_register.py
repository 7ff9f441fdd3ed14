"""Doors to the lead register: leads by what is due first, with their lights, and the same as a workbook."""

from datetime import date

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.forms.lead_filter import LeadFilter
from projects.lead_lights import LeadLights, lead_lights
from projects.lead_tables import lead_table
from projects.models import LeadState, Project
from projects.rights import units_to_enter_for
from projects.views.common import EXPORT_MOST, refused_page, send_out
from promo.web.paging import page_of
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Unit

CLOCKED_MOST = 5000  # leads whose clocks are compared at once; beyond, the newest come first
FAR = date.max


class Register:
    """What was asked, what was found, in its order. Clocks are worked out once, for everything that may be due."""

    def __init__(self, request, *, today: date) -> None:
        units = Unit.objects.visible_to(request.access)
        self.filter = LeadFilter(request.GET, units=units)
        self.asked = self.filter.cleaned_data if self.filter.is_valid() else {}
        rows = Project.objects.visible_to(request.access).listed()
        self.within = self.filter.within(rows)
        state = self.asked.get("state")
        self.found = self.within.filter(lead_state=state) if state else self.within
        self.today = today

    def counts(self) -> list[dict]:
        """(state, name, how many) of all that was asked but the state."""
        found = dict(self.within.order_by().values_list("lead_state").annotate(Count("pk")))
        return [
            {"state": code, "name": name, "count": found.get(code, 0)}
            for code, name in LeadState.choices
            if code != LeadState.EXEMPT or code in found
        ]

    def ordered(self) -> tuple[list[int], dict[int, LeadLights]]:
        """Primary keys in their order, and the lights that were needed to find it."""
        newest = list(self.found.order_by("-registered_at", "-pk").values_list("pk", flat=True))
        light, by_due = self.asked.get("light"), not self.asked.get("sort")
        if len(newest) > CLOCKED_MOST or not (light or by_due):
            return newest, {}
        lights = lead_lights(self.found, today=self.today)
        if light:
            newest = [pk for pk in newest if _has(lights[pk], light)]
        return (sorted(newest, key=lambda pk: _due(lights[pk])) if by_due else newest), lights

    def loaded(self, pks, lights: dict[int, LeadLights]) -> tuple[list[Project], dict[int, LeadLights]]:
        rows = Project.objects.filter(pk__in=pks)
        lights = lights or lead_lights(rows, today=self.today)
        found = rows.select_related("investor", "lead_unit").in_bulk()
        return [found[pk] for pk in pks if pk in found], lights


def _due(lights: LeadLights) -> date:
    return lights.next.due_on if lights.next else FAR


def _has(lights: LeadLights, light: str) -> bool:
    return lights.is_outdated if light == "outdated" else lights.light == light


def _place(request) -> str:
    return request.access.home_unit.region.name


@open_to(BUSINESS_ROLES)
@require_safe
def lead_register(request):
    today = timezone.localdate()
    register = Register(request, today=today)
    pks, lights = register.ordered()
    page = page_of(pks, request)
    rows, lights = register.loaded(list(page.object_list), lights)
    for row in rows:
        row.lights = lights[row.pk]
    counts = register.counts()
    context = {
        "form": register.filter,
        "counts": counts,
        "total": sum(one["count"] for one in counts),
        "state": register.asked.get("state", ""),
        "page": page,
        "rows": rows,
        "table": lead_table(rows, lights, place=_place(request), on=today),
        "may_register": request.access.has(UNIT_ROLES, OFFICE_ROLES)
        and units_to_enter_for(request.access, on=today).exists(),
        "is_filtered": bool(register.filter.changed_data),
    }
    return render(request, "projects/lead_register.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def lead_register_export(request):
    today = timezone.localdate()
    register = Register(request, today=today)
    if not register.filter.is_valid():
        messages.error(request, "筛选条件有误，请修改标红处后再导出。")
        return redirect(f"{reverse('projects:lead_register')}?{request.GET.urlencode()}")
    pks, lights = register.ordered()
    if len(pks) > EXPORT_MOST:
        return refused_page(request, f"符合条件的记录超过{EXPORT_MOST:,}条，请缩小筛选范围后再导出。")
    rows, lights = register.loaded(pks, lights)
    table = lead_table(rows, lights, place=_place(request), on=today, for_sheet=True)
    return send_out(request, [table], "线索登记表", filter_note=register.filter.sentence)
