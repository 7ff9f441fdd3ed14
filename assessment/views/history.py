"""The record of the whole house for those who oversee it: who did what, when, from what to what."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.forms.history import HistoryForm
from assessment.reports.history import history_table, in_words
from promo.web.paging import page_of
from units.access import REGION_ROLES, open_to
from units.exporting import send_tables
from units.models import Role

EXPORT_MOST = 200_000
READERS = REGION_ROLES | {Role.ADMINISTRATOR}


@open_to(READERS)
@require_safe
def history(request):
    form = HistoryForm(request.GET, access=request.access)
    page = page_of(form.found(), request)
    events = in_words(page.object_list, request.access)
    asked = any(request.GET.get(name) for name in form.fields)
    shown = {"form": form, "page": page, "table": history_table(events), "is_narrowed": asked}
    return render(request, "assessment/history.html", shown)


@open_to(READERS)
@require_safe
def history_export(request):
    form = HistoryForm(request.GET, access=request.access)
    if not form.is_valid():
        messages.error(request, "筛选条件有误，请修改标红处后再导出。")
        return redirect("assessment:history")
    if form.found().count() > EXPORT_MOST:
        messages.error(request, f"符合条件的记录超过{EXPORT_MOST:,}条，请缩小筛选范围后再导出。")
        return redirect("assessment:history")
    table = history_table(in_words(form.found(), request.access))
    name = f"办理记录{timezone.localdate():%Y%m%d}"
    return send_tables(request, [table], name, note=form.words, what="办理记录")
