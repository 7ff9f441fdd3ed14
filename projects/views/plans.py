"""Plans of arrival: one project's plan beside what came and its revisions, and the slipped plans of all projects."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.contracts import contract_state
from projects.fact_rights import may_record
from projects.forms.plans import PlanFilter, PlanForm
from projects.plan_tables import revision_table, slipped_table, standing_table
from projects.plans import plan_states
from projects.views.common import answer, project_in_sight, project_to_record, refuse, send_out
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to

CLOSED = "项目已终止或撤销，不能再编制到位计划。"


@open_to(BUSINESS_ROLES)
@require_safe
def plan_show(request, pk: int):
    project = project_in_sight(request, pk)
    context = {"project": project, **_plan(project)}
    context["may_plan"] = project.is_open and may_record(request.access, project)
    return render(request, "projects/plan_show.html", context)


def _plan(project) -> dict:
    state = plan_states([project], on=timezone.localdate()).get(project.pk)
    plans = (
        project.arrival_plans.select_related("recorded_by").prefetch_related("lines").order_by("-revision")
    )
    return {
        "state": state,
        "standing": standing_table(state) if state else None,
        "revisions": revision_table(list(plans)),
        "money": contract_state(project),
    }


@open_to(BUSINESS_ROLES)
@require_safe
def plan_export(request, pk: int):
    project = project_in_sight(request, pk)
    found = _plan(project)
    tables = [table for table in (found["standing"], found["revisions"]) if table]
    return send_out(request, tables, f"{project.code}到位计划")


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def plan_add(request, pk: int):
    """Enter the plan, or revise it: the last plan stands in the boxes."""
    project = project_to_record(request, pk)
    if not project.is_open:
        messages.error(request, CLOSED)
        return redirect("projects:plan_show", pk)
    plan = project.arrival_plans.prefetch_related("lines").order_by("-revision").first()
    money = contract_state(project)
    currency = money.contract.currency if money.contract else project.currency
    form = PlanForm(request.POST or None, plan=plan, currency=currency)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_arrivals(
                project=project, by=request.user, at=timezone.localtime(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, project)
            form.data["revision"] = str(plan.revision if plan else 0)
        else:
            messages.success(request, "到位计划已保存。")
            return redirect("projects:plan_show", pk)
    context = {"form": form, "project": project, "plan": plan, "money": money}
    return answer(request, "projects/plan_add.html", context)


def _slipped(request) -> tuple[PlanFilter, list, object]:
    """Those behind their plan, the furthest behind first."""
    form, today = PlanFilter(request.GET, access=request.access), timezone.localdate()
    states = [state for state in plan_states(form.projects(), on=today).values() if state.is_slipped]
    chosen = [state for state in states if form.chosen_light in ("", state.light)]
    return form, sorted(chosen, key=lambda state: (-state.points, state.plan.project.code)), today


@open_to(BUSINESS_ROLES)
@require_safe
def plan_list(request):
    form, states, today = _slipped(request)
    context = {"form": form, "count": len(states), "table": slipped_table(states, on=today)}
    return render(request, "projects/plan_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def plan_export_all(request):
    form, states, today = _slipped(request)
    return send_out(request, [slipped_table(states, on=today)], "到位计划逾期项目", filter_note=form.words())
