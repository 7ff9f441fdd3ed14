"""Doors to the overlay on the road: suspend, resume, terminate, withdraw. The director of the office decides."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from projects import actions
from projects.forms.status import StatusForm, VersionForm
from projects.rights import decided_by
from promo.refusal import Refused
from promo.versions import STALE
from promo.web.writes import writes
from units.access import open_to
from units.models import Role


@dataclass(frozen=True)
class Step:
    """A change of status as the page words it; `act` is the action."""

    act: object
    title: str
    help: str
    done: str
    leaves: bool = False


SUSPEND = Step(
    actions.suspend,
    "暂停项目",
    "暂停期间不计入停滞项目，仍可登记节点和资金。恢复后继续推进。",
    "项目已暂停。",
)
TERMINATE = Step(
    actions.terminate,
    "终止项目",
    "终止后不能再登记节点和资金；已核实入账的金额不变。",
    "项目已终止。",
)
WITHDRAW = Step(
    actions.withdraw,
    "撤销项目",
    "用于误登、重复登记的项目。撤销后项目退出项目库，办理记录保留。",
    "项目已撤销，退出项目库。",
    leaves=True,
)


def _take(request, pk: int, step: Step):
    project = get_object_or_404(decided_by(request.access).select_related("investor"), pk=pk)
    form = StatusForm(request.POST or None, initial={"version": project.version})
    if request.method == "POST" and form.is_valid():
        try:
            step.act(project=project, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
            if refusal.sentence == STALE:
                form.data = form.data.copy()
                form.data["version"] = str(project.version)
        else:
            messages.success(request, step.done)
            return redirect("projects:project_list") if step.leaves else redirect("projects:project_show", pk)
    status = 422 if form.is_bound else 200
    page = {"form": form, "project": project, "step": step}
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
            raise Refused(STALE)
        actions.resume(
            project=project, version=form.cleaned_data["version"], by=request.user, at=timezone.now()
        )
        messages.success(request, "项目已恢复。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:project_show", pk)
