"""Doors to transfers: the list of both sides, one transfer with its receipts, and each step of it."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.forms.status import VersionForm
from projects.forms.transfers import RefuseTransferForm, TransferFilter, TransferForm
from projects.models import CreditSplitLine, Evidence, Project, Transfer
from projects.models.transfer import TransferState
from projects.rules_in_force import rule_for
from projects.sums import with_sums
from projects.transfer_rights import may_ask, steps, transfers_seen_by
from projects.transfer_tables import transfer_table
from projects.views.common import answer, project_in_sight, send_out
from promo.calendar import due_after
from promo.refusal import Refused
from promo.versions import Stale
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Role, Unit

LOADED = (
    "project__region",
    "from_unit",
    "to_unit",
    "asked_by",
    "given_by",
    "received_by",
    "decided_by",
    "split",
)
RECEIPTS = {"give": actions.give_project, "receive": actions.receive_project}
DONE = {"give": "已确认转出。", "receive": "已确认接收。"}


def _asked(request) -> tuple[TransferFilter, object]:
    form = TransferFilter(request.GET)
    rows = transfers_seen_by(request.access).select_related(*LOADED).order_by("-asked_at", "-pk")
    if not form.is_valid():
        return form, rows.none()
    data, own = form.cleaned_data, request.access.unit_ids
    if data["state"]:
        rows = rows.filter(state=data["state"])
    if data["q"]:
        rows = rows.filter(project__in=Project.objects.search(data["q"]).values("pk"))
    by_side = {
        "out": {"from_unit__in": own}, "in": {"to_unit__in": own},
        "waiting": {"pk__in": [row.pk for row in rows if _waits_for(request.access, row)]},
    }  # fmt: skip
    return form, rows.filter(**by_side[data["side"]]) if data["side"] else rows


def _waits_for(access, row: Transfer) -> bool:
    may = steps(access, row)
    return may.give or may.receive or may.decide


@open_to(BUSINESS_ROLES)
@require_safe
def transfer_list(request):
    form, rows = _asked(request)
    page = page_of(rows, request)
    context = {"form": form, "page": page, "table": transfer_table(page.object_list)}
    return render(request, "projects/transfer_list.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def transfer_export(request):
    form, rows = _asked(request)
    note = form.words()
    return send_out(
        request, [transfer_table(list(rows), on=timezone.localdate())], "项目流转台账", filter_note=note
    )


def _in_sight(request, pk: int) -> Transfer:
    return get_object_or_404(transfers_seen_by(request.access).select_related(*LOADED), pk=pk)


def _page(request, transfer: Transfer, form=None) -> dict:
    """The receiving unit sees name, content and money of a project while it is offered, its name for good."""
    project = (
        with_sums(Project.objects.filter(pk=transfer.project_id))
        .select_related("investor", "lead_unit")
        .get()
    )
    rule = rule_for("sharing", region=transfer.project.region, on=timezone.localdate(transfer.asked_at))
    return {
        "transfer": transfer,
        "project": project,
        "sees_project": Project.objects.visible_to(request.access).filter(pk=project.pk).exists(),
        "may": steps(request.access, transfer),
        "due_on": due_after(transfer.asked_at, workdays=rule["receipt"]),
        "waiting": transfer.state in (TransferState.ASKED, TransferState.AGREED),
        "evidence": Evidence.objects.about(transfer).select_related("uploaded_by"),
        "shares": _shares(transfer),
        "kept": f"{Decimal(transfer.from_share).scaleb(-2):f}",
        "buttons": _buttons(request.access, transfer),
        "refuse_form": form or RefuseTransferForm(initial={"version": transfer.version}),
    }


def _shares(transfer: Transfer) -> list[CreditSplitLine]:
    lines = list(transfer.split.lines.select_related("unit")) if transfer.split else []
    for line in lines:
        line.percent = f"{Decimal(line.share).scaleb(-2):.2f}"
    return lines


def _buttons(access, transfer: Transfer) -> list[dict]:
    """The steps that need no words."""
    may = steps(access, transfer)
    offered = (
        ("give", may.give, "确认转出", "确认把项目转出吗？"),
        ("receive", may.receive, "确认接收", "确认接收这个项目吗？"),
        ("decide", may.decide, "办结流转", "办结后自生效日期起按新份额入账，确认办结吗？"),
        ("withdraw", may.withdraw, "撤回申请", "确认撤回流转申请吗？"),
    )
    return [
        {"url": reverse(f"projects:transfer_{name}", args=[transfer.pk]), "title": title, "question": question,
         "main": name != "withdraw"}
        for name, allowed, title, question in offered
        if allowed
    ]  # fmt: skip


@open_to(BUSINESS_ROLES)
@require_safe
def transfer_show(request, pk: int):
    return render(request, "projects/transfer_show.html", _page(request, _in_sight(request, pk)))


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def transfer_add(request, pk: int):
    project = project_in_sight(request, pk)
    if not may_ask(request.access, project):
        raise PermissionDenied
    today = timezone.localdate()
    kept = rule_for("sharing", region=project.region, on=today)["origin"] * 100
    units = Unit.objects.filter(region=project.region).active(on=today)
    split = project.credit_splits.in_force(measure="", on=today).first()
    holders = CreditSplitLine.objects.filter(split=split, is_also=False).values("unit")
    initial = {"from_unit": project.lead_unit_id, "from_share": min(kept, 9_999), "valid_from": today}
    form = TransferForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        holders=units.filter(pk__in=holders),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.ask_transfer(
                project=project, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "流转申请已提交，待双方负责人确认。")
            return redirect("projects:transfer_show", row.pk)
    return answer(request, "projects/transfer_add.html", {"form": form, "project": project})


@open_to(Role.UNIT_HEAD)
@writes
@require_POST
def transfer_give(request, pk: int):
    return _receipt(request, pk, "give")


@open_to(Role.UNIT_HEAD)
@writes
@require_POST
def transfer_receive(request, pk: int):
    return _receipt(request, pk, "receive")


def _receipt(request, pk: int, side: str):
    transfer = _in_sight(request, pk)
    unit = transfer.from_unit_id if side == "give" else transfer.to_unit_id
    if not any(row.unit_id == unit and row.role == Role.UNIT_HEAD for row in request.access.memberships):
        raise PermissionDenied
    return _step(request, transfer, RECEIPTS[side], DONE[side])


def _step(request, transfer: Transfer, act, done: str):
    """One button: done, or the sentence why not."""
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise Stale()
        act(transfer=transfer, version=form.cleaned_data["version"], by=request.user, at=timezone.now())
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:transfer_show", transfer.pk)


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def transfer_decide(request, pk: int):
    transfer = _in_sight(request, pk)
    may = steps(request.access, transfer)
    if not may.decide and transfer.state == TransferState.AGREED:
        raise PermissionDenied
    return _step(request, transfer, actions.decide_transfer, "流转已办结，自生效日期起按新份额入账。")


@open_to(Role.UNIT_HEAD, Role.OFFICE_DIRECTOR)
@writes
@require_POST
def transfer_refuse(request, pk: int):
    transfer = _in_sight(request, pk)
    waiting = transfer.state in (TransferState.ASKED, TransferState.AGREED)
    if waiting and not steps(request.access, transfer).refuse:
        raise PermissionDenied
    form = RefuseTransferForm(request.POST)
    if form.is_valid():
        try:
            actions.refuse_transfer(
                transfer=transfer, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已记为不同意，份额不变。")
            return redirect("projects:transfer_show", transfer.pk)
    return answer(request, "projects/transfer_show.html", _page(request, transfer, form))


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def transfer_withdraw(request, pk: int):
    transfer = _in_sight(request, pk)
    waiting = transfer.state in (TransferState.ASKED, TransferState.AGREED)
    if waiting and not steps(request.access, transfer).withdraw:
        raise PermissionDenied
    return _step(request, transfer, actions.withdraw_transfer, "流转申请已撤回。")
