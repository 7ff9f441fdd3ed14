"""Doors to the overlay on the road: suspend, resume, terminate, revive, withdraw. The office's director decides."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from projects import actions
from projects.endings import effect_table, effects_of, waiting_facts
from projects.forms.status import ReviveForm, StatusForm, SuspendForm, TerminateForm, VersionForm
from projects.rights import decided_by
from projects.rules_in_force import rule_for
from promo.refusal import Refused
from promo.versions import Stale
from promo.web.writes import writes
from units.access import open_to
from units.models import Role


@dataclass(frozen=True)
class Step:
    """A change of status as the page words it; `act` is the action, `codes` the list of reasons in the rule."""

    act: object
    title: str
    help: str
    done: str
    form: type = StatusForm
    codes: str = ""
    leaves: bool = False


SUSPEND = Step(
    actions.suspend,
    "暂停项目",
    "暂停期间不计入停滞项目，仍可登记节点和资金。恢复后继续推进。",
    "项目已暂停。",
    SuspendForm,
    "suspensions",
)
TERMINATE = Step(
    actions.terminate,
    "终止项目",
    "终止后不能再登记节点和资金；已核实入账的金额不变，合同退出在库合同额。",
    "项目已终止。",
    TerminateForm,
    "terminations",
)
REVIVE = Step(
    actions.revive,
    "重新启动项目",
    "项目恢复为在库，合同重新计入在库合同额，各项数字与终止前相同；已办结的首谈保护、下一步工作和难点不恢复，需要的请重新登记。",
    "项目已重新启动。",
    ReviveForm,
)
WITHDRAW = Step(
    actions.withdraw,
    "撤销项目",
    "用于误登、重复登记的项目。撤销后项目退出项目库，办理记录保留。",
    "项目已撤销，退出项目库。",
    leaves=True,
)


def _form(request, project, step: Step):
    today = timezone.localdate()
    named = {}
    if step.codes:
        named["codes"] = rule_for("endings", region=project.region, on=today).names(step.codes)
    sent = (request.POST or None, request.FILES or None)
    return step.form(*sent, initial={"version": project.version, "on": today}, **named)


def _take(request, pk: int, step: Step):
    rows = decided_by(request.access).select_related("investor", "region")
    project = get_object_or_404(rows, pk=pk)
    form = _form(request, project, step)
    if request.method == "POST" and form.is_valid():
        try:
            step.act(project=project, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                form.data = form.data.copy()
                form.data["version"] = str(project.version)
        else:
            messages.success(request, step.done)
            return redirect("projects:project_list") if step.leaves else redirect("projects:project_show", pk)
    status = 422 if form.is_bound else 200
    effects = effect_table(effects_of(project)) if step is TERMINATE else None
    waiting = waiting_facts(project) if step is TERMINATE else []
    page = {"form": form, "project": project, "step": step, "effects": effects, "waiting": waiting}
    return render(request, "projects/project_status.html", page, status=status)


@open_to(Role.OFFICE_DIRECTOR)
@writes
def project_suspend(request, pk: int):
    return _take(request, pk, SUSPEND)


@open_to(Role.OFFICE_DIRECTOR)
@writes
def project_terminate(request, pk: int):
    return _take(request, pk, TERMINATE)


@open_to(Role.OFFICE_DIRECTOR)
@writes
def project_revive(request, pk: int):
    return _take(request, pk, REVIVE)


@open_to(Role.OFFICE_DIRECTOR)
@writes
def project_withdraw(request, pk: int):
    return _take(request, pk, WITHDRAW)


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def project_resume(request, pk: int):
    project = get_object_or_404(decided_by(request.access), pk=pk)
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise Stale()
        actions.resume(
            project=project, version=form.cleaned_data["version"], by=request.user, at=timezone.now()
        )
        messages.success(request, "项目已恢复。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:project_show", pk)
