"""The kinds of figures and events of an office: the list, a new one, the ready-made ones, a change."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.forms.records import KindChangeForm, KindForm
from assessment.models import FigureKind
from assessment.reports.records import kind_table
from assessment.views.place import acts_in, must_act_in, region_of, sheets
from assessment.views.records.common import VERIFIERS
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to

LIST = "assessment:figure_kind_list"


@open_to(BUSINESS_ROLES)
@require_safe
def figure_kind_list(request):
    region = region_of(request)
    may_edit = acts_in(request.access, region, VERIFIERS)
    kinds = list(FigureKind.objects.filter(region=region))
    table = kind_table(kinds, may_edit=may_edit)
    if "export" in request.GET:
        return sheets(request, [table], f"{region.name}登记事项设置", subject=request.user)
    context = {"region": region, "kinds": kinds, "table": table, "may_edit": may_edit}
    return render(request, "assessment/figure_kind_list.html", context)


@open_to(VERIFIERS)
@writes
def figure_kind_add(request):
    region = region_of(request)
    must_act_in(request.access, region, VERIFIERS)
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = actions.add_figure_kind(
                region=region, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已设置“{kind.name}”。")
            return redirect(LIST)
    context = {"form": form, "region": region}
    return render(request, "assessment/figure_kind_add.html", context, status=422 if form.errors else 200)


@open_to(VERIFIERS)
@require_POST
@writes
def figure_kind_ready(request):
    """One button: the kinds that most offices keep."""
    region = region_of(request)
    must_act_in(request.access, region, VERIFIERS)
    try:
        kinds = actions.add_ready_made_kinds(region=region, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已设置{len(kinds)}个常用事项。")
    return redirect(LIST)


@open_to(VERIFIERS)
@writes
def figure_kind_edit(request, pk: int):
    kind = get_object_or_404(FigureKind.objects.visible_to(request.access).select_related("region"), pk=pk)
    must_act_in(request.access, kind.region, VERIFIERS)
    names = ("name", "sentence", "is_active", "version")
    form = KindChangeForm(request.POST or None, initial={name: getattr(kind, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_figure_kind(kind=kind, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已保存。")
            return redirect(LIST)
    context = {"form": form, "kind": kind}
    return render(request, "assessment/figure_kind_edit.html", context, status=422 if form.errors else 200)
