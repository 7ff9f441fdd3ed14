"""The draft of an address, what its lists offer, and where one of its items stands."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessment.editing import Register, needs_of, node_at, walk
from assessment.models import FigureKind, SchemeDraft
from assessment.views.place import must_act_in
from units.models import Role, Unit

WRITING = {Role.SUPERVISOR}
DEEPEST = 4


def draft_of(request, pk: int, *, open_only: bool = True) -> SchemeDraft:
    rows = SchemeDraft.objects.visible_to(request.access).select_related("region", "based_on", "edited_by")
    draft = get_object_or_404(rows, pk=pk)
    must_act_in(request.access, draft.region, WRITING)
    if draft.given_up_at or (open_only and draft.adopted_id):
        raise Http404
    return draft


def group_of(draft: SchemeDraft, number: int) -> dict:
    groups = draft.content.get("groups", [])
    if number >= len(groups):
        raise Http404
    return groups[number]


def path_of(text: str) -> tuple[int, ...]:
    """'2-0' is the first of the third."""
    parts = text.split("-")
    if len(parts) > DEEPEST or not all(one.isascii() and one.isdigit() and 0 < len(one) < 4 for one in parts):
        raise Http404
    return tuple(map(int, parts))


def node_of(group: dict, path: tuple[int, ...]) -> dict | None:
    """What stands there; None for a new one behind the last."""
    try:
        return node_at(group, path)
    except ValueError as error:
        raise Http404 from error


def register_of(draft: SchemeDraft, group: dict | None = None) -> Register:
    kinds = FigureKind.objects.filter(region=draft.region).values_list("code", "name")
    units = Unit.objects.filter(region=draft.region, valid_to=None).values_list("code", "name")
    nodes = [node for _, node in walk(group or {}) if isinstance(node.get("code"), str)]
    named = [(node["code"], str(node.get("name") or node["code"])) for node in nodes]
    groups = [one for one in draft.content.get("groups", []) if isinstance(one.get("code"), str)]
    return Register(
        record_kinds=list(kinds),
        units=list(units),
        items=named,
        needs=[choice for node in nodes if "items" not in node for choice in needs_of(node)],
        groups=[(one["code"], str(one.get("name") or one["code"])) for one in groups],
    )


def version_of(request) -> int:
    """The version the form was drawn from; what is none can only be stale."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
