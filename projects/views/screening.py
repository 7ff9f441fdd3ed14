"""Doors to the screening of one lead: its page with clocks and rounds, and every step on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.forms.screening import DecideForm, FeedbackForm, ReopenForm, ResubmitForm, ScreeningForm
from projects.models import Project, Screening
from projects.rules_in_force import rule_as
from projects.screening_rights import may_decide, may_lead_decide, may_reopen, may_screen, may_tend
from projects.views.common import STALE_MARK, answer, project_in_sight
from projects.views.screening_page import screening_page
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Role

DECIDERS = frozenset({Role.OFFICE_DIRECTOR, Role.LEADER})
PLACE = "projects:screening_show"


def _project(request, pk: int, may) -> Project:
    """Out of sight is 404, seen but not yours to take this step 403."""
    project = project_in_sight(request, pk)
    if not may(request.access, project):
        raise PermissionDenied
    return project


def _latest(project: Project) -> Screening:
    row = project.screenings.select_related("rule").last()
    if row is None:
        raise Refused("还没有开始研判。")
    row.project = project
    return row


def _page(request, project: Project, **forms):
    page = screening_page(project, request.access, at=timezone.now(), forms=forms)
    return answer(request, "projects/screening_show.html", page)


def _done(request, project: Project, sentence: str):
    messages.success(request, sentence)
    return redirect(PLACE, project.pk)


def _not_done(request, project: Project, refusal: Refused):
    """A button has no box to write beside: the sentence stands on top of the page as it is now."""
    messages.error(request, refusal.sentence)
    return redirect(PLACE, project.pk)


@open_to(BUSINESS_ROLES)
@require_safe
def screening_show(request, pk: int):
    return _page(request, project_in_sight(request, pk))


def _press(request, pk: int, act, done: str):
    """A step of one button, taken by the office."""
    project = _project(request, pk, may_screen)
    try:
        act(project=project, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _not_done(request, project, refusal)
    return _done(request, project, done)


@open_to(OFFICE_ROLES)
@writes
@require_POST
def lead_accept(request, pk: int):
    return _press(request, pk, actions.accept_lead, "线索已受理。")


@open_to(OFFICE_ROLES)
@writes
@require_POST
def screening_open(request, pk: int):
    return _press(request, pk, actions.open_screening, "已开始研判，请逐项填写意见。")


@open_to(OFFICE_ROLES)
@writes
@require_POST
def screening_renew(request, pk: int):
    return _press(request, pk, actions.renew_screening, "已按新标准重新研判，原有意见已带入，请逐项核对。")


@open_to(OFFICE_ROLES)
@writes
@require_POST
def screening_save(request, pk: int):
    """The checklist, kept as it is or closed with a proposal; both buttons send the same form."""
    project = _project(request, pk, may_screen)
    proposes, form = request.POST.get("act") == "propose", None
    try:
        row = _latest(project)
        form = ScreeningForm(
            request.POST, screening=row, lines=row.lines.all(), rule=rule_as("screening", row.rule)
        )
        if not form.is_valid():
            return _page(request, project, fill=form)
        common = {
            "screening": row, "opinions": form.opinions, "version": form.cleaned_data["version"], "by": request.user,
            "at": timezone.now(),
        }  # fmt: skip
        if proposes:
            actions.propose_result(**common, **form.proposal)
        else:
            actions.save_lines(**common)
    except Refused as refusal:
        return _refused(request, project, refusal, "fill", form)
    done = "结论已提出，等待审定。" if proposes else "研判意见已保存。"
    return _done(request, project, done)


def _refused(request, project: Project, refusal: Refused, name: str, form):
    """The form with the sentence in it; a stale one may be sent again against what the page shows now."""
    if form is None:
        return _not_done(request, project, refusal)
    project.refresh_from_db()
    form.refuse(refusal)
    if STALE_MARK in refusal.sentence:
        form.show_newer(_latest(project))
    return _page(request, project, **{name: form})


@open_to(DECIDERS)
@writes
@require_POST
def screening_decide(request, pk: int):
    """Agreed, or sent back to be looked at again."""
    project = _project(request, pk, may_decide)
    agrees, form = request.POST.get("act") != "return", None
    try:
        row = _latest(project)
        form = DecideForm(request.POST, screening=row)
        if not form.is_valid():
            return _page(request, project, decide=form)
        common = {
            "screening": row, "version": form.cleaned_data["version"], "by": request.user, "at": timezone.now(),
            "as_leader": may_lead_decide(request.access, project),
        }  # fmt: skip
        if agrees:
            actions.decide_screening(**common)
        else:
            actions.return_proposal(**common, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, project, refusal, "decide", form)
    return _done(
        request,
        project,
        f"已审定：{row.get_result_display()}。" if agrees else "结论已退回，请经办人重新研判。",
    )


def _with_form(request, project: Project, name: str, form, act, done: str):
    if not form.is_valid():
        return _page(request, project, **{name: form})
    try:
        act(project=project, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, project, **{name: form})
    return _done(request, project, done)


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def lead_resubmit(request, pk: int):
    project = _project(request, pk, may_tend)
    form = ResubmitForm(request.POST, request.FILES)
    return _with_form(
        request, project, "resubmit", form, actions.resubmit_lead, "已重新报送，等待经济办研判。"
    )


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def lead_reopen(request, pk: int):
    project = _project(request, pk, may_reopen)
    done = "线索已重新启动，可以开始新一轮研判。"
    return _with_form(request, project, "reopen", ReopenForm(request.POST), actions.reopen_lead, done)


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def lead_feedback(request, pk: int):
    project = _project(request, pk, may_tend)
    form = FeedbackForm(request.POST)
    return _with_form(request, project, "answer", form, actions.give_feedback, "反馈已登记。")
