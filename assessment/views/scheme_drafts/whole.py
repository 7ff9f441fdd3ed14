"""A draft as a whole: begun from nothing, an example or a version; shown; its items moved; adopted by a decision."""

import json
from pathlib import Path

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.editing import move
from assessment.forms.scheme_drafts import AdoptForm, StartForm
from assessment.models import Scheme
from assessment.reports.scheme_changes import changes_table
from assessment.reports.scheme_outline import outline
from assessment.scheme_document import SchemeError, dump, load
from assessment.views.place import must_act_in, region_of, whole
from assessment.views.scheme_drafts.finding import WRITING, draft_of, group_of, node_of, path_of, version_of
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to
from units.models import Role

EXAMPLE = Path(__file__).resolve().parents[2] / "schemes" / "town_2026.json"
EMPTY = {"format": 1, "document": "", "groups": []}
PROBLEMS_SHOWN = 40


@open_to(Role.SUPERVISOR)
@writes
def scheme_draft_add(request):
    region = region_of(request)
    must_act_in(request.access, region, WRITING)
    versions = Scheme.objects.visible_to(request.access).filter(region=region).order_by("-year", "-version")
    today = timezone.localdate()
    start = {"start": request.GET.get("from", "example"), "year": today.year}
    form = StartForm(request.POST or None, versions=list(versions), initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        former = form.version
        draft = actions.start_scheme_draft(
            region=region, year=given["year"], name=given["name"], content=_content(given["start"], former),
            based_on=former, by=request.user, at=timezone.now(),
        )  # fmt: skip
        return redirect("assessment:scheme_draft_show", draft.pk)
    context = {"form": form, "region": region}
    return render(request, "assessment/scheme_draft_add.html", context, status=422 if form.errors else 200)


def _content(start: str, former: Scheme | None) -> dict:
    if former:
        return former.content
    return EMPTY if start == "scratch" else dump(load(json.loads(EXAMPLE.read_text(encoding="utf-8"))))


@open_to(Role.SUPERVISOR)
@require_safe
def scheme_draft_show(request, pk: int):
    draft = draft_of(request, pk, open_only=False)
    if draft.adopted_id:
        return redirect("assessment:scheme_show", draft.adopted_id)
    context = {"draft": draft, "outline": outline(draft.content), "problems": _problems(draft)}
    return render(request, "assessment/scheme_draft_show.html", context)


def _problems(draft) -> list[str]:
    """What still stands in the way of adopting it, as the action itself would say it."""
    try:
        actions.read_scheme(json.dumps(draft.content, ensure_ascii=False), region=draft.region)
    except SchemeError as fault:
        return [str(one) for one in fault.problems[:PROBLEMS_SHOWN]]
    return []


@open_to(Role.SUPERVISOR)
@writes
@require_POST
def scheme_draft_move(request, pk: int):
    """One step of one item, block or group; or its removal."""
    draft = draft_of(request, pk)
    act, place = request.POST.get("act", ""), request.POST.get("place", "")
    number, _, path = place.partition("/")
    try:
        group_number = whole(number)
        group = group_of(draft, group_number)
        where = path_of(path) if path else None
        node = node_of(group, where) if where else group
    except Http404:
        messages.error(request, "没有找到要移动的内容，草稿可能刚有变动，请核对后再操作。")
        return redirect("assessment:scheme_draft_show", pk)

    def change(content: dict) -> str:
        groups = content["groups"]
        done = (
            move(groups[group_number], where, act)
            if where
            else move({"indicators": groups}, (group_number,), act)
        )
        if not done:
            raise Refused("已在最前或最后，不能再移动。")
        return f"{node.get('name', '')} {ACTS.get(act, act)}" if node else ""

    try:
        actions.change_scheme_draft(
            draft=draft, version=version_of(request), change=change, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("assessment:scheme_draft_show", pk)
    return redirect(f"{reverse('assessment:scheme_draft_show', args=[pk])}#g{group_number}")


ACTS = {"up": "上移", "down": "下移", "in": "并入上面的板块", "out": "移出板块", "remove": "删除"}


@open_to(Role.SUPERVISOR)
@writes
@require_POST
def scheme_draft_give_up(request, pk: int):
    draft = draft_of(request, pk)
    try:
        actions.give_up_scheme_draft(
            draft=draft, version=version_of(request), by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("assessment:scheme_draft_show", pk)
    messages.success(request, f"“{draft.name}”的草稿已作废。")
    return redirect("assessment:scheme_list")


@open_to(Role.SUPERVISOR)
@writes
def scheme_draft_adopt(request, pk: int):
    draft = draft_of(request, pk)
    form = AdoptForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            scheme = actions.adopt_scheme_draft(
                draft=draft, version=given.pop("version"), by=request.user, at=timezone.now(), **given
            )
        except SchemeError as fault:
            form.add_error(None, [str(one) for one in fault.problems[:PROBLEMS_SHOWN]])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已提交，请由另一人核对后施行。")
            return redirect("assessment:scheme_show", scheme.pk)
    context = {"form": form, "draft": draft, "changes": _changes(draft)}
    return render(request, "assessment/scheme_draft_adopt.html", context, status=422 if form.errors else 200)


def _changes(draft):
    if draft.based_on is None:
        return None
    try:
        return changes_table(load(draft.based_on.content), load(draft.content))
    except SchemeError:
        return None
