"""Doubted facts: raised by a supervisor or the director, settled by another; slips that prove more than one sum."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.fact_rights import may_doubt, steps
from projects.forms.reviewing import DisputeForm, SettleForm
from projects.models import Arrival, Dispute, DisputeState, Evidence, Milestone
from projects.review_tables import dispute_table, fact_behind, reuse_table
from projects.views.common import answer, fact_in_sight, refuse, refused_page, send_out, too_many
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, OVERSIGHT_ROLES, open_to
from units.models import Role

DOUBTERS = (Role.OFFICE_DIRECTOR, Role.SUPERVISOR)
FACTS = tuple(
    f"{name}__{around}"
    for name in ("milestone", "arrival")
    for around in ("project__lead_unit", "project__region")
)


@open_to(DOUBTERS)
@writes
def dispute_add(request, kind: str, pk: int):
    fact = fact_in_sight(request, kind, pk)
    if not may_doubt(request.access, fact.project):
        raise PermissionDenied
    if not steps(request.access, fact).doubt:
        messages.error(request, "只有已核实、未冲销、未列为存疑的记录可以列为存疑。")
        return redirect(fact)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.raise_dispute(fact=fact, by=request.user, at=timezone.localtime(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            messages.success(request, f"{fact.title}已列为存疑，暂不计入统计。")
            return redirect(fact)
    return answer(request, "projects/dispute_add.html", {"form": form, "fact": fact, "project": fact.project})


@open_to(DOUBTERS)
@writes
def dispute_settle(request, pk: int):
    dispute = get_object_or_404(disputes_seen_by(request.access).select_related(*FACTS, "raised_by"), pk=pk)
    fact = fact_behind(dispute)
    if not may_doubt(request.access, fact.project):
        raise PermissionDenied
    if dispute.state != DisputeState.OPEN:
        messages.error(request, "核查结论已经作出。")
        return redirect(fact)
    form = SettleForm(request.POST or None, initial={"version": dispute.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_dispute(
                dispute=dispute, by=request.user, at=timezone.localtime(), **form.cleaned_data
            )
        except Refused as refusal:
            refuse(form, refusal, dispute)
        else:
            words = "已恢复计入" if dispute.state == DisputeState.CLEARED else "不再计入，请申请冲销"
            messages.success(request, f"核查结论已作出，{fact.title}{words}。")
            return redirect(fact)
    own = dispute.raised_by_id == request.user.pk
    context = {"form": form, "dispute": dispute, "fact": fact, "project": fact.project, "own": own}
    return answer(request, "projects/dispute_settle.html", context)


def disputes_seen_by(access) -> QuerySet[Dispute]:
    """Those about facts in sight."""
    milestones, arrivals = (model.objects.visible_to(access).values("pk") for model in (Milestone, Arrival))
    return Dispute.objects.filter(Q(milestone__in=milestones) | Q(arrival__in=arrivals))


def _disputes(request) -> QuerySet[Dispute]:
    rows = disputes_seen_by(request.access).select_related(*FACTS, "raised_by", "settled_by")
    return rows.order_by("-raised_at", "-pk")


@open_to(OFFICE_ROLES, OVERSIGHT_ROLES)
@require_safe
def dispute_list(request):
    page = page_of(_disputes(request), request)
    return render(
        request, "projects/dispute_list.html", {"page": page, "table": dispute_table(page.object_list)}
    )


@open_to(OFFICE_ROLES, OVERSIGHT_ROLES)
@require_safe
def dispute_export(request):
    rows = _disputes(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    return send_out(request, [dispute_table(list(rows))], "存疑事项")


def _reused(request) -> QuerySet[Evidence]:
    """Files behind several facts, at least one of them money; the uses of one file stand together."""
    facts = Evidence.objects.standing().order_by().values("sha256")
    uses = facts.annotate(
        money=Count("arrival", distinct=True), steps=Count("milestone", distinct=True)
    ).filter(Q(money__gt=1) | Q(money=1, steps__gt=0))
    rows = Evidence.objects.visible_to(request.access).standing().filter(sha256__in=uses.values("sha256"))
    rows = rows.select_related(*FACTS, "uploaded_by")
    return rows.prefetch_related("milestone__disputes", "arrival__disputes").order_by("sha256", "pk")


@open_to(OFFICE_ROLES, Role.SUPERVISOR)
@require_safe
def reuse_list(request):
    page = page_of(_reused(request), request)
    return render(request, "projects/reuse_list.html", {"page": page, "table": reuse_table(page.object_list)})


@open_to(OFFICE_ROLES, Role.SUPERVISOR)
@require_safe
def reuse_export(request):
    rows = _reused(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    return send_out(request, [reuse_table(list(rows))], "重复使用的凭证")
