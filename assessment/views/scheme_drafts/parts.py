"""One part of a draft on one page: its head, a group, a block or an item; and the preview of an item."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment import actions, editing
from assessment.editing import Asked, Judged
from assessment.reports.scheme_curve import curve
from assessment.reports.scheme_trying import tried
from assessment.scheme_document import DEFAULT_GAPS, Indicator
from assessment.views.scheme_drafts.finding import (
    draft_of,
    group_of,
    node_of,
    path_of,
    register_of,
    version_of,
)
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to
from units.models import Role

NEW_ITEM: dict[str, Any] = {
    "function": "capped_proportion",
    "missing": {status: gap.kind for status, gap in DEFAULT_GAPS.items()},
}


@dataclass
class Part:
    """What a page edits: its form, what stands there now, how it is judged and where it is put back."""

    title: str
    shape: Callable[[Indicator | None], editing.shapes.Group]
    value: dict
    judge: Callable[[dict], Judged]
    put: Callable[[dict, dict], None]
    taken: list[str] = field(default_factory=list)
    is_item: bool = False
    coded: bool = False
    preview_url: str = ""

    def read(self, asked: Asked) -> Judged:
        """What was sent, judged; whatever the page does not show stays as it was."""
        given = editing.pruned(self.shape(None).read(asked, ""))
        return self.judge(editing.with_code(given, self.taken) if self.coded else given)


@open_to(Role.SUPERVISOR)
@writes
def scheme_draft_head(request, pk: int):
    return _edit(request, draft_of(request, pk), _head)


@open_to(Role.SUPERVISOR)
@writes
def scheme_draft_group(request, pk: int, group: int):
    draft = draft_of(request, pk)
    return _edit(request, draft, lambda draft: _group(draft, group))


@open_to(Role.SUPERVISOR)
@writes
def scheme_draft_node(request, pk: int, group: int, path: str):
    """An item, or a block; behind the last a new one, a block where `?kind=block` asks for it."""
    is_block = request.GET.get("kind") == "block"
    return _edit(request, draft_of(request, pk), lambda draft: _node(draft, group, path, is_block=is_block))


@open_to(Role.SUPERVISOR)
@writes
@require_POST
def scheme_draft_preview(request, pk: int, group: int, path: str):
    """What the form would make of it; nothing is kept, whatever was sent."""
    draft = draft_of(request, pk)
    part = _node(draft, group, path, is_block=False)
    asked = Asked(request.POST)
    judged = part.read(asked)
    context = _context(draft, part, judged, errors={}, version=version_of(request))
    name = "_shape_form" if request.POST.get("_part") == "form" else "_item_preview"
    return render(request, f"assessment/{name}.html", context)


def _edit(request, draft, build: Callable[[Any], Part]):
    part = build(draft)
    if request.method != "POST":
        judged = part.judge(part.value) if part.is_item else Judged(part.value)
        return _page(request, draft, part, judged, errors={}, version=draft.version)
    asked = Asked(request.POST)
    judged = part.read(asked)
    if asked.redraws:
        errors = judged.errors if asked.act == "try" else {}
        return _page(request, draft, part, judged, errors=errors, version=version_of(request))
    if not judged.is_fit:
        return _page(
            request, draft, part, judged, errors=judged.errors, version=version_of(request), status=422
        )
    try:
        _save(request, draft, part, judged)
    except Refused as refusal:
        more = {"stale": refusal.sentence, "status": 422}
        return _page(request, draft, part, judged, errors={}, version=draft.version, **more)
    messages.success(request, f"已保存：{part.title}。")
    return redirect("assessment:scheme_draft_show", draft.pk)


def _save(request, draft, part: Part, judged: Judged) -> None:
    def change(content: dict) -> str:
        part.put(content, judged.value)
        return str(judged.value.get("name") or part.title)

    actions.change_scheme_draft(
        draft=draft, version=version_of(request), change=change, by=request.user, at=timezone.now()
    )


def _page(
    request, draft, part: Part, judged: Judged, *, errors, version: int, status: int = 200, stale: str = ""
):
    context = _context(draft, part, judged, errors=errors, version=version) | {"stale": stale}
    return render(request, "assessment/scheme_draft_part.html", context, status=status)


def _context(draft, part: Part, judged: Judged, *, errors, version: int) -> dict:
    shape = part.shape(judged.item).draw(judged.value, "", errors)
    context = {
        "draft": draft, "title": part.title, "shape": shape, "version": version, "is_item": part.is_item,
        "preview_url": part.preview_url, "judged": judged,
    }  # fmt: skip
    if judged.item:
        item = judged.item
        context |= {
            "sentence": item.function.sentence(item.points), "curve": curve(item.function, item.points),
            "tried": tried(item),
        }  # fmt: skip
    return context


def _head(draft) -> Part:
    value = {name: one for name, one in draft.content.items() if name not in ("groups", "format")}

    def put(content: dict, value: dict) -> None:
        groups, form = content["groups"], content.get("format", 1)
        content.clear()
        content |= {"format": form} | value | {"groups": groups}

    groups, register = draft.content.get("groups", []), register_of(draft)
    return Part(
        "办法基本内容", lambda _: editing.head_shape(register), value,
        lambda given: editing.judge_head(given, groups), put,
    )  # fmt: skip


def _group(draft, number: int) -> Part:
    groups = draft.content.get("groups", [])
    if number > len(groups):
        raise Http404
    found = groups[number] if number < len(groups) else {"indicators": []}
    nodes = found.get("indicators", [])
    value = {name: one for name, one in found.items() if name != "indicators"}
    register = register_of(draft, found)

    def put(content: dict, value: dict) -> None:
        content["groups"][number : number + 1] = [value]

    return Part(
        f"第{number + 1}组", lambda _: editing.group_shape(register), value,
        lambda given: editing.judge_group(given, nodes), put,
    )  # fmt: skip


def _node(draft, number: int, text: str, *, is_block: bool) -> Part:
    group, path = group_of(draft, number), path_of(text)
    node = node_of(group, path)
    taken = [one.get("code", "") for _, one in editing.walk(group) if one is not node]
    preview = reverse("assessment:scheme_draft_preview", args=[draft.pk, number, text])

    def put(content: dict, value: dict) -> None:
        editing.put(content["groups"][number], path, value)

    common = {"put": put, "taken": taken, "coded": True, "preview_url": preview}
    if is_block if node is None else "items" in node:
        value = {name: one for name, one in (node or {}).items() if name != "items"}
        nodes = (node or {}).get("items", [])
        return Part(
            "板块", lambda _: editing.block_shape(), value, lambda given: editing.judge_block(given, nodes), **common
        )  # fmt: skip
    register = register_of(draft, group)
    value = node or NEW_ITEM
    return Part(
        "指标" if node is None else f"指标：{node.get('name', '')}",
        lambda item: editing.item_shape(register, item.needs if item else ()),
        value, editing.judge_item, is_item=True, **common,
    )  # fmt: skip
