"""The case of a first referrer: its page, its printed file, and the steps from a proposal to a revocation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.referral import DecideForm, ProposeForm, ReferForm, RevokeForm
from projects.models import CaseState, FirstReferrer, ReferralCase, ReferralDecision
from projects.referral_rights import is_leader, may_decide
from projects.referrals import CaseNow, case_now
from projects.rights import office_reaches
from projects.views.common import answer, project_in_sight, send_out
from projects.views.referral_page import case_page, contacts_of
from promo.days import show_day
from promo.refusal import Refused
from promo.versions import Stale
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, open_to
from units.models import Role

DECIDING = (Role.OFFICE_DIRECTOR, Role.LEADER)


@open_to(BUSINESS_ROLES)
@require_safe
def referral_show(request, pk: int):
    project = project_in_sight(request, pk)
    context = case_page(project, request.access, on=timezone.localdate())
    if "export" in request.GET:
        return send_out(request, [context["table"]], "第一引荐人申报先后", filter_note=project.name)
    return render(request, "projects/referral_show.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def referral_print(request, pk: int):
    project = project_in_sight(request, pk)
    today = timezone.localdate()
    context = case_page(project, request.access, on=today)
    context |= {"contacts": contacts_of(project, on=today), "printed_at": timezone.localtime()}
    return render(request, "projects/referral_print.html", context)


def _case(request, pk: int, may) -> CaseNow:
    """The case of a project in sight; seen but not one's own to settle is 403."""
    project = project_in_sight(request, pk)
    if not may(request.access, project):
        raise PermissionDenied
    return case_now(project, on=timezone.localdate())


def _version(now: CaseNow) -> int:
    return now.case.version if now.case else 0


def _refuse(form, refusal: Refused, now: CaseNow) -> None:
    """A stale form may be sent again against the case as it is shown now."""
    form.refuse(refusal)
    if isinstance(refusal, Stale):
        form.data["version"] = str(_version(now))


def _page(request, form, now: CaseNow, *, title: str, submit: str, note: str = "", confirm: str = ""):
    context = {
        "form": form, "now": now, "project": now.project, "title": title, "submit": submit, "note": note,
        "confirm": confirm,
    }  # fmt: skip
    return answer(request, "projects/referral_step.html", context)


@open_to(OFFICE_ROLES)
@writes
def referral_propose(request, pk: int):
    now = _case(request, pk, office_reaches)
    form = ProposeForm(request.POST or None, now=now, initial={"version": _version(now)})
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.propose_first_referrer(
                project=now.project, by=request.user, at=timezone.now(), **form.for_action()
            )
        except Refused as refusal:
            _refuse(form, refusal, now)
        else:
            messages.success(
                request, f"已公示，公示期{show_day(case.notice_from)}至{show_day(case.notice_to)}。"
            )
            return redirect("projects:referral_show", pk)
    note = f"提交后公示{now.rule['notice']}个工作日，期满无异议的由经济办主任认定。"
    return _page(request, form, now, title="提出拟认定意见", submit="提交并公示", note=note)


@open_to(OFFICE_ROLES)
@writes
def referral_refer(request, pk: int):
    now = _case(request, pk, office_reaches)
    form = ReferForm(request.POST or None, initial={"version": _version(now)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.refer_to_arbitration(
                project=now.project, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            _refuse(form, refusal, now)
        else:
            messages.success(request, "已提请镇领导仲裁。")
            return redirect("projects:referral_show", pk)
    return _page(request, form, now, title="提请仲裁", submit="提请仲裁")


@open_to(*DECIDING)
@writes
def referral_decide(request, pk: int):
    now = _case(request, pk, may_decide)
    if now.case is None or now.case.state not in (CaseState.NOTICE, CaseState.ARBITRATION):
        messages.error(request, "没有正在公示或提请仲裁的申报。")
        return redirect("projects:referral_show", pk)
    arbitrates = now.case.state == CaseState.ARBITRATION
    if arbitrates and not is_leader(request.access, now.project):
        raise PermissionDenied
    form = DecideForm(
        request.POST or None, request.FILES or None, now=now, choosing=arbitrates, initial={"version": _version(now)}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            result = _decide(request, now, form, arbitrates)
        except Refused as refusal:
            _refuse(form, refusal, now)
        else:
            messages.success(request, _decided(result))
            return redirect("projects:referral_show", pk)
    title, submit = ("仲裁", "作出裁定") if arbitrates else ("认定第一引荐人", "认定")
    note = "未经公示的申报，裁定后先行公示，期满再认定。" if arbitrates and now.case.notice_to is None else ""
    confirm = "认定后只能依文件撤销，确定提交吗？"
    return _page(request, form, now, title=title, submit=submit, note=note, confirm=confirm)


def _decide(request, now: CaseNow, form: DecideForm, arbitrates: bool):
    given = {"project": now.project, "by": request.user, "at": timezone.now(), **form.for_action()}
    if arbitrates:
        return actions.arbitrate_referral(claim=form.chosen, **given)
    leads = is_leader(request.access, now.project)
    return actions.decide_referral(confirmed=form.chosen is not None, as_leader=leads, **given)


def _decided(result: ReferralDecision | ReferralCase) -> str:
    if isinstance(result, ReferralCase):
        return f"已裁定，公示期{show_day(result.notice_from)}至{show_day(result.notice_to)}，期满后认定。"
    return f"已认定{result.claim.name}为第一引荐人。" if result.claim else "已作出不予认定的决定。"


@open_to(*DECIDING)
@writes
def referral_revoke(request, pk: int):
    now = _case(request, pk, may_decide)
    first = FirstReferrer.objects.filter(project=now.project).select_related("claim").first()
    form = RevokeForm(request.POST or None, request.FILES or None, initial={"version": _version(now)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke_referral(
                project=now.project, by=request.user, at=timezone.now(), **form.for_action()
            )
        except Refused as refusal:
            _refuse(form, refusal, now)
        else:
            messages.success(request, "已撤销认定，可以重新提出拟认定意见。")
            return redirect("projects:referral_show", pk)
    note = f"现认定的第一引荐人：{first.claim.name}。撤销不影响单位的份额。" if first else ""
    return _page(
        request, form, now, title="撤销认定", submit="撤销认定", note=note, confirm="确定撤销认定吗？"
    )
