"""Doors to the distribution list and to the copies of a report: who gets it, who has read it, send it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import actions
from assessment.actions.report_checks import check_report
from assessment.forms.report_copies import RecipientForm
from assessment.models import Report, ReportRecipient
from assessment.models.report_copy import MAKERS
from assessment.reports.report_copies import functions_named, recipient_table
from assessment.reports.report_kinds import KINDS
from assessment.views.asking import people_of
from assessment.views.place import acts_in, must_act_in, sheets
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import ALL_ROLES, BUSINESS_ROLES, OVERSIGHT_ROLES, open_to
from units.models import Role

MANAGERS = MAKERS | {Role.ADMINISTRATOR}
CHECKERS = OVERSIGHT_ROLES


def _home(request):
    """The region whose list the person keeps."""
    return next(row.unit.region for row in request.access.memberships if row.role in MANAGERS)


@open_to(ALL_ROLES)
@require_safe
def recipient_list(request):
    rows = ReportRecipient.objects.visible_to(request.access).standing()
    rows = rows.select_related("user", "added_by", "region").order_by("kind", "pk")
    if "export" in request.GET:
        return sheets(request, [recipient_table(rows)], "通报分发名单", subject=request.user)
    page = page_of(rows, request)
    keeps = request.access.has(MANAGERS)
    for row in page.object_list:
        row.kind_name = KINDS[row.kind].name
        row.may_end = keeps and acts_in(request.access, row.region, MANAGERS)
    shown = {"page": page, "keeps": keeps}
    return render(request, "assessment/recipient_list.html", shown)


@open_to(MANAGERS)
@writes
@require_http_methods(["GET", "HEAD", "POST"])
def recipient_add(request):
    region, now = _home(request), timezone.now()
    today = timezone.localdate(now)
    people = people_of(region, on=today)
    form = RecipientForm(request.POST or None, people=people, functions=functions_named(region, on=today))
    if form.is_valid():
        try:
            actions.add_recipient(region=region, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已加入名单，从下一期起送达。")
            return redirect("assessment:recipient_list")
    context = {"form": form, "region": region}
    return render(request, "assessment/recipient_add.html", context, status=422 if form.errors else 200)


@open_to(MANAGERS)
@writes
@require_POST
def recipient_end(request, pk: int):
    rows = ReportRecipient.objects.visible_to(request.access).select_related("region", "user")
    row = get_object_or_404(rows, pk=pk)
    must_act_in(request.access, row.region, MANAGERS)
    try:
        actions.end_recipient(recipient=row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{row.user.name}已移出名单。")
    return redirect("assessment:recipient_list")


def _report(request, pk: int) -> Report:
    rows = Report.objects.visible_to(request.access).select_related("region")
    return get_object_or_404(rows, pk=pk)


@open_to(BUSINESS_ROLES)
@writes
@require_POST
def report_read(request, pk: int):
    report = _report(request, pk)
    try:
        actions.read_report(report=report, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已记录您阅读了本期通报。")
    return redirect("assessment:report_show", report.pk)


@open_to(MAKERS)
@writes
@require_POST
def report_send_again(request, pk: int, user_pk: int):
    report = _report(request, pk)
    must_act_in(request.access, report.region, MAKERS)
    copy = get_object_or_404(report.copies.select_related("user"), user__pk=user_pk)
    try:
        actions.send_again(copy=copy, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已重新发送给{copy.user.name}。")
    return redirect("assessment:report_show", report.pk)


@open_to(CHECKERS)
@writes
@require_POST
def report_check(request, pk: int):
    report = _report(request, pk)
    must_act_in(request.access, report.region, CHECKERS)
    try:
        found = check_report(report=report, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        if found.is_sound:
            messages.success(request, f"复核{found.counted}，全部一致。")
        else:
            messages.error(request, f"复核发现{len(found.differences)}处不一致，见页末。")
    return redirect("assessment:report_show", report.pk)
