"""Findings: the list with its counts, one of them with the rows behind it, dismissing and opening again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.facts.finding_rows import behind, entered_by
from assessment.forms.integrity import DismissForm, FindingFilter, ReopenForm
from assessment.models import Finding, FindingState
from assessment.models.finding import READERS
from assessment.reports.integrity import behind_table, count_table, finding_table, last_look, state_of, told
from assessment.reports.slips import running_slips
from assessment.views.place import SECOND_ROLES, acts_in, must_act_in, region_of, sheets
from promo.models import Event, Job
from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import open_to
from units.models import Role

SUPERVISION = frozenset({Role.SUPERVISOR})
AROUND = ("project", "unit", "decided_by", "region")
EXPORT_MOST = 200_000
TOO_MANY = f"符合条件的疑点超过{EXPORT_MOST:,}项，请缩小筛选范围后再导出。"


@open_to(READERS)
@require_safe
def finding_list(request):
    form = FindingFilter(request.GET, access=request.access)
    rows, region = form.rows(), region_of(request)
    shown = rows.select_related(*AROUND).open_first()
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        tables = [finding_table(list(shown)), count_table(rows)]
        return sheets(request, tables, "疑点核查", subject=region, note=form.words())
    page = page_of(shown, request)
    context = {
        "form": form,
        "page": page,
        "table": finding_table(page.object_list),
        "counts": count_table(Finding.objects.visible_to(request.access).doubts()),
        "looked_at": last_look(region),
        "looking": Job.objects.live().filter(key=f"look:{region.pk}").first(),
    }
    return render(request, "assessment/finding_list.html", context, status=422 if form.errors else 200)


@open_to(READERS)
@writes
@require_POST
def finding_look(request):
    """The region of the person is looked over in the background."""
    region = region_of(request)
    must_act_in(request.access, region, READERS)
    actions.request_look(region=region, by=request.user, at=timezone.now())
    messages.success(request, "正在查找疑点，完成后刷新本页查看。")
    return redirect("assessment:finding_list")


def _finding(request, pk: int) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.access).select_related(*AROUND), pk=pk)


@open_to(READERS)
@require_safe
def finding_show(request, pk: int):
    finding = _finding(request, pk)
    decides = acts_in(request.access, finding.region, SECOND_ROLES)
    is_open, is_dismissed = (finding.state == one for one in (FindingState.OPEN, FindingState.DISMISSED))
    own = decides and is_open and request.user.pk in entered_by(finding)
    table = behind_table(behind(finding))
    if "export" in request.GET:
        return sheets(request, [finding_table([finding]), table], finding.word, subject=finding)
    context = {
        "finding": finding,
        "state": state_of(finding),
        "table": table,
        "events": told(
            Event.objects.about(finding).exclude(verb="downloaded").select_related("by").order_by("-at")
        ),
        "may_dismiss": decides and is_open and not own,
        "may_reopen": decides and is_dismissed,
        "own": own,
        "may_issue": finding.is_matter
        and is_open
        and finding.unit
        and acts_in(request.access, finding.region, SUPERVISION),
        "slip": running_slips([finding]).get(finding.pk),
    }
    return render(request, "assessment/finding_show.html", context)


@open_to(SECOND_ROLES)
@writes
def finding_dismiss(request, pk: int):
    finding = _finding(request, pk)
    must_act_in(request.access, finding.region, SECOND_ROLES)
    form = DismissForm(request.POST or None, initial={"version": finding.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.dismiss_finding(finding=finding, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{finding.word}已排除，理由已保存。")
            return redirect(finding)
    context = {"form": form, "finding": finding, "state": state_of(finding)}
    return render(request, "assessment/finding_dismiss.html", context, status=422 if form.errors else 200)


@open_to(SECOND_ROLES)
@writes
@require_POST
def finding_reopen(request, pk: int):
    finding = _finding(request, pk)
    must_act_in(request.access, finding.region, SECOND_ROLES)
    form = ReopenForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("页面已过期，请刷新后再办理。")
        actions.reopen_finding(
            finding=finding, version=form.cleaned_data["version"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{finding.word}已恢复为待核查。")
    return redirect(finding)
