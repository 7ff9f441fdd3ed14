"""What the superior counts for the region: the list, and entering a figure."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions
from assessment.forms.integrity import SuperiorFigureForm
from assessment.models import SuperiorFigure
from assessment.models.finding import READERS
from assessment.reports.integrity import superior_table
from assessment.views.place import TARGET_ROLES, acts_in, must_act_in, region_of, sheets
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import open_to


@open_to(READERS)
@require_safe
def superior_list(request):
    rows, region = (
        SuperiorFigure.objects.visible_to(request.access).select_related("recorded_by"),
        region_of(request),
    )
    if "export" in request.GET:
        return sheets(request, [superior_table(list(rows))], "上级认定数", subject=region)
    page = page_of(rows, request)
    may_add = acts_in(request.access, region, TARGET_ROLES)
    context = {"page": page, "table": superior_table(page.object_list), "may_add": may_add}
    return render(request, "assessment/superior_list.html", context)


@open_to(TARGET_ROLES)
@writes
def superior_add(request):
    region = region_of(request)
    must_act_in(request.access, region, TARGET_ROLES)
    form = SuperiorFigureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_superior_figure(
                region=region, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "上级认定数已登记，下次查找疑点时与台账核对。")
            return redirect("assessment:superior_list")
    context = {"form": form, "region": region}
    return render(request, "assessment/superior_add.html", context, status=422 if form.errors else 200)
