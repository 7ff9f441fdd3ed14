"""One pair that resembles each other: looked at side by side and answered; each answer is taken back by a new act."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.forms.duplicates import DenyForm, ExpandForm, MergeForm, UndoForm
from projects.models import DuplicateHint, HintState, ProjectMerge
from projects.pairs import LOADED, counted_once, kept_first, shown
from projects.rights import office_reaches
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to
from units.models import Role

DIRECTOR = {Role.OFFICE_DIRECTOR}


def _pair(request, pk: int, roles=None) -> DuplicateHint:
    """A pair in sight; seen as a leader or supervisor of another place it is not this person's to answer."""
    rows = DuplicateHint.objects.visible_to(request.access).select_related(*LOADED, "decided_by")
    hint = get_object_or_404(rows, pk=pk)
    if roles and not all(office_reaches(request.access, row, roles) for row in (hint.project, hint.other)):
        raise PermissionDenied
    return hint


def _page(request, hint: DuplicateHint, **forms):
    sides = (hint.other, hint.project)
    is_open = hint.state == HintState.OPEN
    context = {
        "hint": shown([hint])[0],
        "is_open": is_open,
        "may_deny": all(office_reaches(request.access, row) for row in sides),
        "may_decide": all(office_reaches(request.access, row, DIRECTOR) for row in sides),
        "once": counted_once(hint) if is_open else [],
        "merge_form": MergeForm(sides=sides, first=kept_first(hint), prefix="merge"),
        "expand_form": ExpandForm(sides=sides, first=hint.other, prefix="expand"),
        "deny_form": DenyForm(prefix="deny"),
        "undo_form": UndoForm(prefix="undo"),
        **forms,
    }
    return render(request, "projects/duplicate_show.html", context, status=422 if forms else 200)


@open_to(OFFICE_ROLES)
@require_safe
def duplicate_show(request, pk: int):
    return _page(request, _pair(request, pk))


def _answer(request, hint: DuplicateHint, name: str, form, act, said: str):
    """Bind, act once, back to the queue; a refusal stands on the page with what was typed."""
    if form.is_valid():
        try:
            act(form)
            messages.success(request, said)
            return redirect("projects:duplicate_list")
        except Refused as refusal:
            form.refuse(refusal)
            hint.refresh_from_db()
    return _page(request, hint, **{f"{name}_form": form})


@open_to(OFFICE_ROLES)
@writes
@require_POST
def duplicate_deny(request, pk: int):
    hint = _pair(request, pk, OFFICE_ROLES)
    form = DenyForm(request.POST, prefix="deny")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if not form.is_valid():
        return _page(request, hint, deny_form=form)
    try:
        actions.mark_different(hint=hint, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, f"已核对：“{hint.project.name}”与“{hint.other.name}”不是同一项目。")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("projects:duplicate_list")


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def duplicate_merge(request, pk: int):
    hint = _pair(request, pk, DIRECTOR)
    form = MergeForm(request.POST, sides=(hint.other, hint.project), prefix="merge")

    def act(form) -> None:
        kept, merged = form.chosen()
        reason = form.cleaned_data["reason"]
        actions.merge_projects(
            kept=kept, merged=merged, reason=reason, hint=hint, by=request.user, at=timezone.now()
        )

    return _answer(request, hint, "merge", form, act, "已认定为同一项目，后者已并入保留的项目。")


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def duplicate_expand(request, pk: int):
    hint = _pair(request, pk, DIRECTOR)
    form = ExpandForm(request.POST, sides=(hint.other, hint.project), prefix="expand")

    def act(form) -> None:
        original, later = form.chosen()
        reason = form.cleaned_data["reason"]
        actions.mark_expansion(
            project=later, original=original, reason=reason, by=request.user, at=timezone.now()
        )

    return _answer(request, hint, "expand", form, act, "已认定为增资扩产，只计增量金额，不另计项目数。")


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def duplicate_undo(request, pk: int):
    hint = _pair(request, pk, DIRECTOR)
    form = UndoForm(request.POST, prefix="undo")

    def act(form) -> None:
        _take_back(hint, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())

    return _answer(request, hint, "undo", form, act, "原核对结论已撤销，请重新核对。")


def _take_back(hint: DuplicateHint, **act) -> None:
    pair = (hint.project, hint.other)
    if hint.state == HintState.SAME:
        merges = ProjectMerge.objects.select_related("kept", "merged").filter(undone_at=None)
        either = Q(kept=pair[0], merged=pair[1]) | Q(kept=pair[1], merged=pair[0])
        merge = merges.filter(either).first()
        if merge is None:
            raise Refused("该并入已经撤销，请刷新查看。")
        actions.undo_merge(merge=merge, **act)
    elif hint.state == HintState.EXPANSION:
        ahead, behind = pair
        later = behind if behind.expands_id == ahead.pk or not ahead.expands_id else ahead
        actions.unmark_expansion(project=later, **act)
    else:
        actions.reopen_pair(hint=hint, **act)
