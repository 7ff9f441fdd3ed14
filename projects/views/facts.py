"""Pages of one fact: recorded, shown with everything about it, corrected, withdrawn, taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions, stages
from projects.actions.evidence import used_elsewhere
from projects.contracts import contract_state, rests_on_contract
from projects.fact_history import history_of
from projects.fact_rights import steps
from projects.fact_tables import posting_table
from projects.forms.facts import (
    ArrivalForm,
    MilestoneForm,
    ReturnForm,
    ReverseForm,
    VerifyForm,
    WithdrawForm,
    amend_form,
)
from projects.models import Arrival, Milestone
from projects.views.common import answer, fact_in_sight, project_to_record, refuse
from promo.refusal import Refused
from promo.tables import Table
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Role

CLOSED = "项目已终止或撤销，不能再登记。"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def milestone_add(request, pk: int):
    project = project_to_record(request, pk)
    if not project.is_open:
        messages.error(request, CLOSED)
        return redirect("projects:project_show", pk)
    have = set(Milestone.objects.live().filter(project=project).values_list("kind", flat=True))
    kinds = [(code, name) for code, name in stages.RECORDED_CHOICES if code not in have]
    initial = {"kind": request.GET.get("kind", "")[:12]}
    form = MilestoneForm(request.POST or None, request.FILES or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fact = actions.record_milestone(
                project=project, by=request.user, at=timezone.localtime(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, project)
        else:
            messages.success(request, f"{fact.title}已登记，等待核实。")
            return redirect(fact)
    context = {"form": form, "project": project, "stages": stages.RECORDED, "nothing_left": not kinds}
    return answer(request, "projects/milestone_add.html", context)


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def arrival_add(request, pk: int):
    project = project_to_record(request, pk)
    if not project.is_open:
        messages.error(request, CLOSED)
        return redirect("projects:project_show", pk)
    form = ArrivalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            fact = actions.record_arrival(
                project=project, by=request.user, at=timezone.localtime(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, project)
        else:
            messages.success(request, "到位资金已登记，等待核实。")
            for warning in contract_state(project).warnings(besides=fact):
                messages.warning(request, warning)
            return redirect(fact)
    context = {"form": form, "project": project, "money": contract_state(project)}
    return answer(request, "projects/arrival_add.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def fact_show(request, kind: str, pk: int):
    return fact_page(request, fact_in_sight(request, kind, pk))


def fact_page(request, fact: Milestone | Arrival, **forms):
    """Everything about one fact; `verify_form` and `return_form` come back bound when they were refused."""
    may = steps(request.access, fact)
    evidence = list(fact.evidence.select_related("uploaded_by"))
    money = contract_state(fact.project) if isinstance(fact, Arrival) else None
    context = {
        "fact": fact,
        "project": fact.project,
        "may": may,
        "evidence": evidence,
        "elsewhere": _in_sight(request, used_elsewhere(evidence)),
        "postings": _postings(fact),
        "reversals": fact.reversals.all(),
        "events": history_of(fact),
        "money": money,
        "warnings": money.warnings(besides=fact) if money else [],
        "sees_desk": request.access.has(OFFICE_ROLES, Role.SUPERVISOR),
    }
    if may.decide:
        context |= {"verify_form": VerifyForm(fact=fact), "return_form": ReturnForm(initial=_version(fact))}
    if may.withdraw:
        context["withdraw_form"] = WithdrawForm(initial=_version(fact))
    return answer(request, "projects/fact_show.html", context | forms)


def _postings(fact: Milestone | Arrival) -> Table:
    rows = fact.postings.select_related("unit", "project", "milestone", "arrival", "answers")
    return posting_table(list(rows), caption="入账情况")


def _version(fact) -> dict:
    return {"version": fact.version}


def _in_sight(request, evidence: list) -> list:
    """Documents used elsewhere; those of projects out of sight are told of without a name."""
    seen = set(
        type(evidence[0]).objects.visible_to(request.access).filter(pk__in=[row.pk for row in evidence])
        .values_list("pk", flat=True)
    ) if evidence else set()  # fmt: skip
    for row in evidence:
        row.in_sight = row.pk in seen
        row.fact = row.milestone or row.arrival
    return evidence


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def fact_amend(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    project_to_record(request, fact.project_id)
    if not steps(request.access, fact).amend:
        messages.error(request, _why_not(fact))
        return redirect(fact)
    form = amend_form(fact, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        changes = form.for_action() | {"version": form.cleaned_data["version"]}
        try:
            actions.amend_fact(fact=fact, by=request.user, at=timezone.localtime(), **changes)
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            messages.success(request, "已保存，等待核实。")
            return redirect(fact)
    context = {"form": form, "fact": fact, "project": fact.project}
    return answer(request, "projects/fact_amend.html", context)


def _why_not(fact: Milestone | Arrival) -> str:
    if fact.is_verified:
        return "已核实的记录不能修改，如有差错请申请冲销后重新登记。"
    if fact.reverses_id:
        return "冲销申请不能修改，请撤回后重新申请。"
    return "这条记录已撤回或项目已终止，不能修改。"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def fact_withdraw(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    project_to_record(request, fact.project_id)
    if fact.reverses_id and not request.access.has(OFFICE_ROLES):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.withdraw_fact(fact=fact, version=version, by=request.user, at=timezone.localtime())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{fact.title}已撤回，记录保留备查。")
    elif request.method == "POST":
        messages.error(request, form.errors["version"][0])
    return redirect(fact)


@open_to(OFFICE_ROLES)
@writes
def fact_reverse(request, kind: str, pk: int):
    """Ask to take back a verified fact; another person verifies the request."""
    fact = fact_in_sight(request, kind, pk)
    if not steps(request.access, fact).reverse:
        messages.error(request, "只有已核实且未申请冲销的记录可以申请冲销。")
        return redirect(fact)
    today = timezone.localdate()
    form = ReverseForm(request.POST or None, request.FILES or None, initial={"statistical_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.reverse_fact(
                fact=fact, by=request.user, at=timezone.localtime(), **form.cleaned_data
            )
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            messages.success(request, "冲销申请已提交，须由他人核实后生效。")
            return redirect(row)
    context = {
        "form": form,
        "fact": fact,
        "project": fact.project,
        "postings": _postings(fact),
        "rests_on_it": rests_on_contract(fact),
    }
    return answer(request, "projects/fact_reverse.html", context)
