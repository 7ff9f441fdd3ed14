"""Public notices of first referrers: the list, one notice, objections and appeals, and what is answered to them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.actions.referral.objecting import appeal_until
from projects.forms.referral import AnswerForm, ObjectionForm
from projects.models import CaseState, Objection, Project, ReferralCase
from projects.referral_rights import may_decide, notices_for, objections_for
from projects.referral_tables import notice_table
from projects.views.common import answer, refuse, refused_page, send_out, too_many
from projects.views.referral_page import contacts_of, days_left, days_to_come
from promo.calendar import exceptions_since
from promo.models import CalendarDay
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

AROUND = ("project__region", "project__lead_unit", "project__investor", "proposed_claim__claiming_unit")


def _cases(request, on):
    """Those that hang first, then by their last day; ?state=open leaves out what is over."""
    rows = notices_for(request.access).select_related(*AROUND).order_by("-notice_to", "-pk")
    return (
        rows.filter(state=CaseState.NOTICE, notice_to__gte=on) if request.GET.get("state") == "open" else rows
    )


def _told(cases: list[ReferralCase], on) -> list[ReferralCase]:
    exceptions = exceptions_since(on)
    for case in cases:
        hangs = case.state == CaseState.NOTICE and on <= case.notice_to
        case.days_left = days_to_come(case, on=on, exceptions=exceptions) if hangs else None
        over = case.state == CaseState.NOTICE and not hangs
        case.standing = "公示期满，待认定" if over else case.get_state_display()
    return cases


@open_to(BUSINESS_ROLES)
@require_safe
def referral_notice_list(request):
    today = timezone.localdate()
    page = page_of(_cases(request, today), request)
    table = notice_table(_told(list(page.object_list), today), on=today)
    context = {"page": page, "table": table, "only_open": request.GET.get("state") == "open"}
    return render(request, "projects/referral_notice_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def referral_notice_export(request):
    today = timezone.localdate()
    rows = _cases(request, today)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    note = "公示中" if request.GET.get("state") == "open" else ""
    return send_out(
        request, [notice_table(_told(list(rows), today), on=today)], "第一引荐人公示", filter_note=note
    )


def _notice(request, pk: int) -> ReferralCase:
    around = (*AROUND, "proposed_claim__received_unit", "proposed_by")
    return get_object_or_404(notices_for(request.access).select_related(*around), pk=pk)


@open_to(BUSINESS_ROLES)
@require_safe
def referral_notice_show(request, pk: int):
    case, today = _notice(request, pk), timezone.localdate()
    decision = case.decisions.select_related("claim").order_by("-sequence").first()
    decided = case.state == CaseState.DECIDED and decision is not None
    until = appeal_until(decision, case.project) if decided else None
    context = {
        "case": case,
        "project": case.project,
        "claim": case.proposed_claim,
        "days_left": days_left(case, on=today),
        "workdays": days_to_come(case, on=case.notice_from, exceptions=exceptions_since(case.notice_from)),
        "is_unsure": CalendarDay.objects.filter(
            day__range=(case.notice_from, case.notice_to), is_confirmed=False
        ).exists(),
        "contacts": contacts_of(case.project, on=today),
        "decision": decision if decided else None,
        "appeal_until": until,
        "may_object": case.state == CaseState.NOTICE and case.notice_from <= today <= case.notice_to,
        "may_appeal": until is not None and today <= until,
        "own": case.objections.filter(raised_by=request.user),
        "sees_project": Project.objects.visible_to(request.access).filter(pk=case.project_id).exists(),
    }
    return render(request, "projects/referral_notice_show.html", context)


@open_to(BUSINESS_ROLES)
@writes
def objection_add(request, pk: int):
    """An objection while the notice hangs, an appeal after the decision."""
    case = _notice(request, pk)
    appeals = case.state == CaseState.DECIDED
    form = ObjectionForm(request.POST or None, request.FILES or None, initial={"objector": request.user.name})
    if request.method == "POST" and form.is_valid():
        act = actions.appeal_referral if appeals else actions.raise_objection
        try:
            act(
                case=case,
                unit=request.access.home_unit,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{'申诉' if appeals else '异议'}已提交，经济办或镇领导将书面答复。")
            return redirect("projects:referral_notice_show", pk)
    context = {"form": form, "case": case, "project": case.project, "appeals": appeals}
    return answer(request, "projects/objection_add.html", context)


def _objection(request, pk: int) -> Objection:
    rows = objections_for(request.access).select_related(
        "case__project__region", "case__project__lead_unit", "unit"
    )
    return get_object_or_404(rows, pk=pk)


@open_to(Role.OFFICE_DIRECTOR, Role.LEADER)
@writes
def objection_answer(request, pk: int):
    objection = _objection(request, pk)
    project = objection.case.project
    if not may_decide(request.access, project):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, initial={"version": objection.version, "upheld": "no"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_objection(
                objection=objection, by=request.user, at=timezone.now(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, objection)
        else:
            messages.success(request, "已答复。")
            return redirect("projects:referral_show", project.pk)
    return answer(
        request, "projects/objection_answer.html", {"form": form, "objection": objection, "project": project}
    )


@open_to(BUSINESS_ROLES)
@writes
@require_POST
def objection_withdraw(request, pk: int):
    objection = _objection(request, pk)
    try:
        actions.withdraw_objection(
            objection=objection, version=objection.version, by=request.user, at=timezone.now()
        )
        messages.success(request, "已撤回。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:referral_notice_show", objection.case_id)
