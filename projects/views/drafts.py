"""Doors to drafts of leads: kept while typing, listed, taken up again, deleted; each seen by its owner alone."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.forms.leads import LeadForm
from projects.models import LeadDraft
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, UNIT_ROLES, open_to

PK_LONGEST = 18
NOT_KEPT = frozenset({"files"})
KEPT = tuple(name for name in LeadForm.base_fields if name not in NOT_KEPT)


def draft_of(request, asked: str) -> LeadDraft | None:
    """The person's own draft of that number; None for anything else."""
    if not asked.isdecimal() or len(asked) > PK_LONGEST:
        return None
    return request.user.lead_drafts.filter(pk=int(asked)).first()


def typed_in(sent: QueryDict) -> dict[str, str]:
    return {name: sent.get(name, "") for name in KEPT if name in sent}


@open_to(UNIT_ROLES, OFFICE_ROLES)
@require_safe
def lead_drafts(request):
    return render(request, "projects/lead_drafts.html", {"drafts": request.user.lead_drafts.all()})


def _keep(request) -> LeadDraft:
    draft = draft_of(request, request.POST.get("draft", ""))
    return actions.save_draft(draft=draft, typed=typed_in(request.POST), by=request.user, at=timezone.now())


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def lead_draft_save(request):
    """The button under the lead form."""
    try:
        _keep(request)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("projects:lead_drafts")
    messages.success(request, "草稿已保存。")
    return redirect("projects:lead_drafts")


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def lead_draft_keep(request):
    """The script's own saving while somebody types; it is led to a line that says so."""
    try:
        draft = _keep(request)
    except Refused:
        return redirect("projects:lead_drafts")
    return redirect("projects:lead_draft_kept", draft.pk)


@open_to(UNIT_ROLES, OFFICE_ROLES)
@require_safe
def lead_draft_kept(request, pk: int):
    """One line with the number of the draft and when it was kept, swapped in beside the buttons."""
    draft = get_object_or_404(LeadDraft, pk=pk, owner=request.user)
    return render(request, "projects/lead_draft_kept.html", {"draft": draft})


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
@require_POST
def lead_draft_delete(request, pk: int):
    actions.delete_draft(draft=get_object_or_404(LeadDraft, pk=pk, owner=request.user))
    messages.success(request, "草稿已删除。")
    return redirect(reverse("projects:lead_drafts"))
