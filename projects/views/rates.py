"""Exchange rates: the table, and a new row of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.fact_tables import rate_table
from projects.forms.rates import RateForm
from projects.models import ExchangeRate
from projects.views.common import answer, send_out
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.OFFICE_DIRECTOR})


@open_to(BUSINESS_ROLES, Role.ADMINISTRATOR)
@require_safe
def rate_list(request):
    page = page_of(ExchangeRate.objects.select_related("recorded_by"), request)
    context = {"page": page, "table": rate_table(page.object_list), "may_add": request.access.has(KEEPERS)}
    return render(request, "projects/rate_list.html", context)


@open_to(BUSINESS_ROLES, Role.ADMINISTRATOR)
@require_safe
def rate_export(request):
    return send_out(request, [rate_table(ExchangeRate.objects.select_related("recorded_by"))], "汇率表")


@open_to(KEEPERS)
@writes
def rate_add(request):
    form = RateForm(request.POST or None, initial={"valid_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_rate(by=request.user, at=timezone.localtime(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.get_currency_display()}汇率已登记。")
            return redirect("projects:rate_list")
    return answer(request, "projects/rate_add.html", {"form": form})
