"""The page of one fact: what was recorded and proven, what is missing, what was said of it, what may be done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.actions.evidence import used_elsewhere
from projects.awaiting import awaited_contract, other_ledger
from projects.contracts import contract_state, rests_on_contract
from projects.fact_history import history_of
from projects.fact_rights import may_doubt, steps
from projects.fact_tables import posting_table
from projects.forms.facts import WithdrawForm
from projects.forms.reviewing import RejectForm, ReturnForm, ReverseForm, VerifyForm
from projects.gates import gate_of_fact
from projects.known import Known
from projects.models import Arrival, Milestone, OpinionResult
from projects.review_tables import opinion_state
from projects.rules_in_force import rule_for
from projects.views.common import answer, fact_in_sight, refuse, send_out
from promo.refusal import Refused
from promo.tables import Table
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, open_to
from units.models import Role


@open_to(BUSINESS_ROLES)
@require_safe
def fact_show(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    if "export" in request.GET:
        return send_out(
            request, [_postings(fact)], "入账情况", filter_note=f"{fact.project.name}{fact.title}"
        )
    return fact_page(request, fact)


def reviewed(fact: Milestone | Arrival) -> dict:
    """What a reviewer sees of a milestone besides its row: the gate, and the opinions with their state in words."""
    if isinstance(fact, Arrival) or fact.reverses_id:
        return {"gate": None, "opinions": []}
    today = timezone.localdate()
    opinions = list(fact.opinions.select_related("unit", "given_by"))
    for row in opinions:
        row.milestone = fact
        row.words = opinion_state(row, on=today)
    return {"gate": gate_of_fact(fact), "opinions": opinions}


def verify_form(fact: Milestone | Arrival, about: dict, data=None) -> VerifyForm:
    opposed = any(row.result == OpinionResult.DISAGREE for row in about["opinions"])
    lacks = bool(about["gate"] and about["gate"].missing)
    return VerifyForm(data, fact=fact, lacks=lacks, opposed=opposed)


def fact_page(request, fact: Milestone | Arrival, about: dict | None = None, **forms):
    """Everything about one fact; `verify_form`, `return_form` and `reject_form` come back bound when refused."""
    may = steps(request.access, fact)
    about = about or reviewed(fact)
    evidence = list(fact.evidence.select_related("uploaded_by"))
    money = contract_state(fact.project) if isinstance(fact, Arrival) else None
    context = {
        "fact": fact,
        "project": fact.project,
        "may": may,
        "evidence": with_paper_names(fact, evidence),
        "elsewhere": _in_sight(request, used_elsewhere(evidence)),
        "postings": _postings(fact),
        "reversals": fact.reversals.all(),
        "disputes": fact.disputes.all(),
        "events": history_of(fact),
        "money": money,
        "warnings": money.warnings(besides=fact) if money else [],
        "sees_desk": request.access.has(OFFICE_ROLES, Role.SUPERVISOR),
        "can_settle": may_doubt(request.access, fact.project),
        **about,
    }
    if may.decide:
        version = _version(fact)
        known = Known([fact])
        signing = awaited_contract(fact, known)
        context |= {"awaited": signing, "awaited_ledger": signing and other_ledger(fact, signing, known)}
        context |= {"verify_form": verify_form(fact, about), "return_form": ReturnForm(initial=version)}
        context |= {} if fact.reverses_id else {"reject_form": RejectForm(initial=version)}
    if may.withdraw:
        context["withdraw_form"] = WithdrawForm(initial=_version(fact))
    return answer(request, "projects/fact_show.html", context | forms)


def with_paper_names(fact: Milestone | Arrival, evidence: list) -> list:
    """The documents, each with the name of its kind by the rule of the fact's day."""
    if not any(row.kind for row in evidence):
        return evidence
    key, part = ("arrivals", "papers") if isinstance(fact, Arrival) else ("gates", "items")
    names = rule_for(key, region=fact.project.region, on=fact.event_on).names(part)
    for row in evidence:
        row.kind_name = names.get(row.kind, "")
    return evidence


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
