"""Facts are typed: a milestone by its gate, an arrival by its papers, corrected and withdrawn while they wait."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from projects import actions, stages
from projects.contracts import contract_state
from projects.fact_rights import may_ask_reversal, steps
from projects.forms.contract import SupplementAmendForm, supplement_initial
from projects.forms.facts import ArrivalForm, MilestoneForm, WithdrawForm, amend_form
from projects.gates import Gate, gate_of, gate_of_fact
from projects.investors import investor_split
from projects.models import Arrival, FactState, Milestone, Party, Project
from projects.rules_in_force import rule_for
from projects.views.common import answer, fact_in_sight, project_to_record, refuse
from promo.days import read_partial_day
from promo.reading import Unreadable
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, UNIT_ROLES, open_to

CLOSED = "项目已终止或撤销，不能再登记。"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def milestone_add(request, pk: int):
    project = project_to_record(request, pk)
    if not project.is_open:
        messages.error(request, CLOSED)
        return redirect("projects:project_show", pk)
    have = set(Milestone.objects.live().filter(project=project).values_list("kind", flat=True))
    kinds = [(one.code, one.name) for one in stages.RECORDED if one.is_step and one.code not in have]
    typed = request.POST if request.method == "POST" else request.GET
    gate = _gate(project, typed, kinds)
    form = MilestoneForm(
        request.POST or None,
        request.FILES or None,
        kinds=kinds,
        gate=gate,
        has_gates=_has_gates(project),
        initial=_asked(request),
    )
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
    context = {
        "form": form, "project": project, "stages": [one for one in stages.RECORDED if one.is_step],
        "nothing_left": not kinds, "gate": gate,
        "stage": stages.BY_CODE.get(typed.get("kind", "")),
    }  # fmt: skip
    return answer(request, "projects/milestone_add.html", context)


KEPT = ("kind", "event_on", "statistical_on", "number", "note")


def _asked(request) -> dict:
    """What was typed before the stage was chosen stays, when the page is asked again for the stage's own boxes."""
    return {name: request.GET[name][:500] for name in KEPT if name in request.GET}


def _gate(project: Project, typed, kinds) -> Gate | None:
    """The gate of the chosen stage on its day; today's, while no day can be read."""
    kind = typed.get("kind", "")
    if kind not in dict(kinds):
        return None
    return gate_of(project, kind, on=_day(typed.get("event_on", "")))


def _has_gates(project: Project) -> bool:
    """Whether any stage asks for something: otherwise the page need not be asked again for a stage's boxes."""
    rule = rule_for("gates", region=project.region, on=timezone.localdate())
    return bool(rule["items"] or rule["opinions"])


def _day(text: str) -> date:
    try:
        return read_partial_day(text).day
    except Unreadable:
        return timezone.localdate()


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def arrival_add(request, pk: int):
    project = project_to_record(request, pk)
    if not project.is_open:
        messages.error(request, CLOSED)
        return redirect("projects:project_show", pk)
    today = timezone.localdate()
    form = ArrivalForm(request.POST or None, request.FILES or None, **_about_money(project, today))
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


def _about_money(project: Project, on: date) -> dict:
    """The papers that prove money by the rule of a day, and the investors where there are several."""
    split = investor_split(project, on=on)
    parties = [line.party_id for line in split.lines.all()] if split else []
    several = Party.objects.filter(pk__in=parties) if len(parties) > 1 else None
    return {"papers": rule_for("arrivals", region=project.region, on=on), "payers": several}


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def fact_amend(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    project_to_record(request, fact.project_id)
    if not steps(request.access, fact).amend:
        messages.error(request, _why_not(fact))
        return redirect(fact)
    gate, about = _around(fact)
    form = _amending(fact, request, about)
    if request.method == "POST" and form.is_valid():
        changes = form.for_action() | {"version": form.cleaned_data["version"]}
        try:
            actions.amend_fact(fact=fact, by=request.user, at=timezone.localtime(), **changes)
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            messages.success(request, "已保存，等待核实。")
            return redirect(fact)
    context = {"form": form, "fact": fact, "project": fact.project, "gate": gate}
    return answer(request, "projects/fact_amend.html", context)


def _amending(fact: Milestone | Arrival, request, about: dict):
    sent = (request.POST or None, request.FILES or None)
    if getattr(fact, "kind", "") == "supplement":
        return SupplementAmendForm(
            *sent, currency=fact.currency, has_papers=fact.evidence.exists(), initial=supplement_initial(fact)
        )
    return amend_form(fact, *sent, **about)


def _around(fact: Milestone | Arrival) -> tuple[Gate | None, dict]:
    """The gate of a milestone, and what the form of the fact is made with."""
    if isinstance(fact, Arrival):
        return None, _about_money(fact.project, fact.event_on)
    gate = gate_of_fact(fact)
    return gate, {"gate": gate}


def _why_not(fact: Milestone | Arrival) -> str:
    if fact.is_verified:
        return "已核实的记录不能修改，如有差错请申请冲销后重新登记。"
    if fact.reverses_id:
        return "冲销申请不能修改，请撤回后重新申请。"
    if fact.state == FactState.REJECTED:
        return "不予认定的记录不能修改，请重新登记。"
    return "这条记录已撤回或项目已终止，不能修改。"


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def fact_withdraw(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    project_to_record(request, fact.project_id)
    if fact.reverses_id and not may_ask_reversal(request.access, fact.project):
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
