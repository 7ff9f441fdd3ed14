"""Doors to a project's contract with its supplements, and to its investors."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.contract_tables import investor_table, version_table, versions_of
from projects.contracts import contract_total
from projects.fact_rights import may_record
from projects.forms.contract import InvestorsForm, SupplementForm
from projects.investors import investor_split, ownership_words
from projects.models import Evidence, InvestorSplit, Milestone, Project
from projects.rights import editable_by
from projects.views.common import answer, project_in_sight, project_to_record, refuse, send_out
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Role

CONTRACT = ("signed", "supplement")


def _tables(project: Project) -> dict:
    facts = Milestone.objects.filter(project=project, kind__in=CONTRACT, reverses__isnull=True)
    versions = versions_of(list(facts.exclude(state="withdrawn").prefetch_related("reversals")))
    splits = InvestorSplit.objects.filter(project=project).select_related("recorded_by")
    splits = list(splits.prefetch_related("lines__party").order_by("-valid_from", "-revision"))
    return {"versions": version_table(versions), "investors": investor_table(splits)}


def _signing(project: Project) -> Milestone | None:
    rows = Milestone.objects.live().filter(project=project, kind="signed")
    return rows.exclude(state="returned").first()


@open_to(BUSINESS_ROLES)
@require_safe
def contract_show(request, pk: int):
    project = project_in_sight(request, pk)
    signing, today = _signing(project), timezone.localdate()
    editable = project.is_open and editable_by(request.access).filter(pk=pk).exists()
    context = {
        "project": project,
        "signing": signing,
        "total": contract_total(project),
        "ownership": ownership_words(project, on=today),
        "may_supplement": project.is_open and signing is not None and may_record(request.access, project),
        "may_set_investors": editable,
        "papers": Evidence.objects.filter(project=project, subject="projects.investorsplit").select_related(
            "uploaded_by"
        ),
        **_tables(project),
    }
    return render(request, "projects/contract_show.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def contract_export(request, pk: int):
    project = project_in_sight(request, pk)
    tables = _tables(project)
    return send_out(
        request,
        [tables["versions"], tables["investors"]],
        "合同和投资方",
        filter_note=f"项目：{project.name}",
    )


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def supplement_add(request, pk: int):
    project = project_to_record(request, pk)
    signing = _signing(project)
    currency = signing.currency if signing else "CNY"
    form = SupplementForm(
        request.POST or None, request.FILES or None, currency=currency, initial={"direction": "more"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            fact = actions.record_milestone(
                project=project, by=request.user, at=timezone.localtime(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, project)
        else:
            messages.success(request, "补充协议已登记，待核实。")
            return redirect(fact)
    context = {
        "form": form,
        "project": project,
        "signing": signing,
        "currency": currency,
        "total": contract_total(project, verified=False),
    }
    return answer(request, "projects/supplement_add.html", context)


@open_to(Role.UNIT_CLERK, OFFICE_ROLES)
@writes
def investors_set(request, pk: int):
    project = project_in_sight(request, pk)
    if not editable_by(request.access).filter(pk=pk).exists():
        raise PermissionDenied
    today = timezone.localdate()
    initial = {"investors": _as_typed(project, on=today), "valid_from": today, "version": project.version}
    form = InvestorsForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_investors(project=project, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal, project)
        else:
            messages.success(request, "投资方已登记。")
            return redirect("projects:contract_show", pk)
    return answer(request, "projects/investors_set.html", {"form": form, "project": project})


def _as_typed(project: Project, *, on) -> list[dict]:
    """Those in force; before the first decision the one investor with all of it."""
    split = investor_split(project, on=on)
    if split is None:
        party = project.investor
        whole = (
            {"name": party.name, "percent": "100", "foreign": party.is_foreign, "code": party.credit_code}
            if party
            else None
        )
        return [whole] if whole else []
    return [
        {
            "name": line.party.name, "percent": f"{Decimal(line.share).scaleb(-2):.2f}", "foreign": line.is_foreign,
            "code": line.party.credit_code,
        }
        for line in split.lines.all()
    ]  # fmt: skip
