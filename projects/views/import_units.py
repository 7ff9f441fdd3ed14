"""Names of units that a ledger writes otherwise than the directory: told once for all rows, remembered, forgotten."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from projects import actions, intake
from projects.forms.unit_names import UnitNamesForm
from projects.models import LedgerUnitName
from projects.views.imports import IMPORTERS, batch_of, batch_to_act_on, press, region_of
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to
from units.models import Unit

MOST_ASKED = 50  # at once; a ledger with more of them has another column than the units'


@open_to(IMPORTERS)
@writes
def import_units(request, pk: int):
    """Every unknown name with its rows and the unit that is meant; said, the file is read again."""
    batch = (batch_to_act_on if request.method == "POST" else batch_of)(request, pk)
    today, own = timezone.localdate(), intake.own_units_of(request.access, batch.region)
    around = intake.surroundings(
        region=batch.region, own_units=own, on=today, names=(), told=batch.unit_names
    )
    reach = Unit.objects.active(on=today).filter(region__path__startswith=batch.region.path)
    units = (reach if own is None else reach.filter(pk__in=own)).select_related("region")
    names, settled = intake.told_and_settled(batch, around)
    form = UnitNamesForm(
        request.POST or None, names=names[:MOST_ASKED], units=list(units),
        told=Unit.objects.filter(pk__in=batch.unit_names.values()), initial={"version": batch.version},
        for_all=own is None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_units(
                batch=batch, version=form.cleaned_data["version"], said=form.told(),
                remember=bool(form.cleaned_data.get("remember")), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已按指定的单位重新读取，此前的改正和选择保留。")
            return redirect("projects:import_show", batch.pk)
    status = 422 if request.method == "POST" else 200
    context = {
        "batch": batch, "form": form, "left_out": len(names[MOST_ASKED:]), "settled": settled,
        "missing": "\n".join(name.text for name in names if name.unit is None) if own is None else "",
    }  # fmt: skip
    return render(request, "projects/import_units.html", context, status=status)


@open_to(OFFICE_ROLES)
@require_POST
@writes
def import_unit_forget(request, pk: int):
    known = LedgerUnitName.objects.filter(region=region_of(request.access), forgotten_at=None)
    name = get_object_or_404(known, pk=pk)
    done = "已不再使用，下次按单位名录识别。"
    to = (f"{reverse('projects:import_layouts')}?list=names",)
    return press(request, actions.forget_unit_name, done, to=to, name=name)
