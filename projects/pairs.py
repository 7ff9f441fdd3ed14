"""A pair of the queue as a person looks at it: both sides with their money and papers, and which one is kept."""

from collections.abc import Iterable, Sequence

from django.db.models import Count

from projects.actions.duplicates import record_of_project
from projects.actions.settling import doubles
from projects.family import family_ids
from projects.likeness import compare, keys_of
from projects.models import DuplicateHint, Evidence, Project, ReferralClaim
from projects.sums import with_sums

LOADED = tuple(
    f"{side}__{name}" for side in ("project", "other") for name in ("investor", "lead_unit", "region")
)
TONES = {"l1": "red", "l2": "amber", "l3": "blue", "l4": ""}
BADGES = {
    "same": ("相同", "red"),
    "similar": ("相近", "amber"),
    "different": ("不同", "green"),
    "missing": ("缺项", ""),
}


def shown(hints: Sequence[DuplicateHint]) -> list[DuplicateHint]:
    """The pairs with `sides` (earlier, later) and `lines`; four statements, however many pairs."""
    hints = list(hints)
    ids = {pk for hint in hints for pk in (hint.project_id, hint.other_id)}
    sums = with_sums(Project.objects.filter(pk__in=ids)).in_bulk()
    papers, claims = _counts(Evidence, ids), _counts(ReferralClaim, ids)
    for hint in hints:
        for row in (hint.project, hint.other):
            row.sums = sums[row.pk]
            row.paper_count, row.claim_count = papers.get(row.pk, 0), claims.get(row.pk, 0)
        hint.tone = TONES[hint.grade]
        hint.sides = [("先登记", hint.other), ("后登记", hint.project)]
        hint.lines = [_line(field) for field in hint.fields or _compared(hint)]
    return hints


def _counts(model, ids: Iterable[int]) -> dict[int, int]:
    rows = model.objects.filter(project__in=ids).order_by().values("project")
    return dict(rows.annotate(count=Count("pk")).values_list("project", "count"))


def _compared(hint: DuplicateHint) -> list[dict]:
    """For pairs that were found before comparisons were kept."""
    later, earlier = (keys_of(record_of_project(row)) for row in (hint.project, hint.other))
    return compare(later, earlier).as_json()


def _line(field: dict) -> dict:
    word, tone = BADGES.get(field["verdict"], ("", ""))
    return {**field, "word": word, "tone": tone}


def kept_first(hint: DuplicateHint) -> Project:
    """Which one is kept unless a person says otherwise: that with verified facts, else the earlier received."""
    one, other = hint.other, hint.project
    proved = [row for row in (one, other) if row.verified_stage != "lead"]
    if len(proved) == 1:
        return proved[0]
    return min((one, other), key=lambda row: (row.received_at, row.pk))


def counted_once(hint: DuplicateHint) -> list[str]:
    """What would count once if the two were one, in words."""
    ids = {*family_ids(hint.other), *family_ids(hint.project)}
    found = doubles(ids)
    return [
        f"{fact.title}：{fact.project.code}的这一笔不再计入，以{earlier.project.code}在先的记录为准"
        for fact, earlier in found.items()
    ]
