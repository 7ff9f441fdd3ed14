"""Doors to what is done between the milestones: next steps and checklist items."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from projects import actions
from projects.forms.service import FinishStepForm, ItemChangeForm, ItemForm, MoveStepForm, StepForm
from projects.models import Evidence, NextStep, ServiceItem, ServiceList
from projects.views.service_ground import must_serve, project_to_serve, service_page, shut, written
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, UNIT_ROLES, open_to

AROUND = ("project__region", "project__lead_unit")


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def step_add(request, pk: int):
    project = project_to_serve(request, pk)
    form = StepForm(request.POST or None)
    return written(
        request, form, partial(actions.plan_step, project=project), title="安排下一步工作", submit="保存",
        done="下一步工作已安排。", back=service_page(project, "steps"), project=project,
    )  # fmt: skip


def _step(request, pk: int) -> NextStep:
    step = get_object_or_404(NextStep.objects.visible_to(request.access).select_related(*AROUND), pk=pk)
    must_serve(request, step.project)
    return step


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def step_finish(request, pk: int):
    step = _step(request, pk)
    if away := shut(request, step.project) or _settled(request, step.done_on, "这项工作已经办结。", step):
        return away
    form = FinishStepForm(
        request.POST or None, initial={"done_on": timezone.localdate(), "version": step.version}
    )
    return written(
        request, form, partial(actions.finish_step, step=step), title="办结下一步工作", submit="办结", row=step,
        done="已办结。", back=service_page(step.project, "steps"), project=step.project, about=step.text,
    )  # fmt: skip


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def step_move(request, pk: int):
    step = _step(request, pk)
    if away := shut(request, step.project) or _settled(request, step.done_on, "这项工作已经办结。", step):
        return away
    form = MoveStepForm(request.POST or None, initial={"due_on": step.due_on, "version": step.version})
    return written(
        request, form, partial(actions.move_step, step=step), title="调整完成日期", row=step,
        done="完成日期已调整。", back=service_page(step.project, "steps"), project=step.project, about=step.text,
    )  # fmt: skip


def _settled(request, day, sentence: str, row):
    """A redirect with a sentence for what is settled already, unless a form came in: then the action answers."""
    if day is None or request.method == "POST":
        return None
    messages.info(request, sentence)
    return redirect(service_page(row.project, "steps"))


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def items_list(request, pk: int, which: str):
    """Copy the office's template; what is there already stays as it is."""
    project = project_to_serve(request, pk)
    try:
        items = actions.take_template(project=project, which=_list(which), by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已列入{len(items)}项。")
    return redirect(service_page(project, which))


def _list(which: str) -> str:
    if which not in ServiceList.values:
        raise Http404
    return which


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def item_add(request, pk: int, which: str):
    project = project_to_serve(request, pk)
    act = partial(actions.add_item, project=project, which=_list(which))
    title = f"增加{ServiceList(which).label}"
    return written(
        request, ItemForm(request.POST or None), act, title=title, submit="增加", done="事项已列入清单。",
        back=service_page(project, which), project=project,
    )  # fmt: skip


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def item_edit(request, pk: int):
    item = get_object_or_404(ServiceItem.objects.visible_to(request.access).select_related(*AROUND), pk=pk)
    must_serve(request, item.project)
    if away := shut(request, item.project):
        return away
    form = ItemChangeForm(request.POST or None, request.FILES or None, item=item)
    return written(
        request, form, partial(actions.change_item, item=item), title=item.name, row=item,
        done=f"{item.name}已保存。", back=service_page(item.project, item.list), project=item.project,
        about=item.get_list_display(), evidence=Evidence.objects.about(item).select_related("uploaded_by"),
    )  # fmt: skip
