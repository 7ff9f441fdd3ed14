"""Pairs that look alike are shown to a person; nothing is merged and nothing is refused because of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from projects.models import DuplicateHint, Project
from projects.models.duplicate import HintState
from projects.names import LIKELY, company_key, likeness, project_key
from promo.models.event import record
from promo.refusal import Refused


@dataclass(frozen=True)
class Alike:
    """A project that looks like what was typed; `likeness` 0 to 100, `reason` for the reader."""

    project_id: int
    likeness: int
    reason: str


def known_names(region) -> list[tuple]:
    """(id, project key, investor key) of every project of a region: read once, compared many times."""
    rows = Project.objects.in_register().filter(region=region).values_list("pk", "name", "investor__key")
    return [(pk, project_key(name), investor or "") for pk, name, investor in rows]


def find_alike(*, name: str, investor: str, among: list[tuple], limit: int = 5) -> list[Alike]:
    """Likely duplicates of a typed name and investor, the likeliest first."""
    key, company = project_key(name), company_key(investor) if investor else ""
    found = [
        alike
        for pk, other_key, other_company in among
        if (alike := _compare(pk, key, company, other_key, other_company))
    ]
    return sorted(found, key=lambda alike: -alike.likeness)[:limit]


def _compare(pk: int, key: str, company: str, other_key: str, other_company: str) -> Alike | None:
    same_name = likeness(key, other_key)
    same_company = likeness(company, other_company)
    if same_name >= LIKELY and (same_company >= LIKELY or not company or not other_company):
        return Alike(pk, same_name, "项目名称相近")
    if same_company >= 95 and same_name >= 60:
        return Alike(pk, min(same_company, (same_company + same_name) // 2), "投资方相同、项目名称相近")
    return None


@transaction.atomic
def note_duplicates(
    *, project: Project, at: datetime, among: list[tuple] | None = None
) -> list[DuplicateHint]:
    """Keep the likely pairs of a new project for the economic office."""
    rows = known_names(project.region) if among is None else among
    others = [row for row in rows if row[0] != project.pk]
    investor = project.investor.name if project.investor else ""
    return [
        DuplicateHint.objects.create(
            project=project,
            other_id=alike.project_id,
            likeness=alike.likeness,
            reason=alike.reason,
            found_at=at,
        )
        for alike in find_alike(name=project.name, investor=investor, among=others)
    ]


@transaction.atomic
def mark_different(*, hint: DuplicateHint, by, at: datetime) -> DuplicateHint:
    """A person looked: these are two projects. The answer is remembered."""
    taken = DuplicateHint.objects.open().filter(pk=hint.pk)
    if not taken.update(state=HintState.DIFFERENT, decided_by=by, decided_at=at):
        raise Refused("这一对已经核对过。")
    hint.refresh_from_db()
    record(hint.project, "duplicate_denied", by=by, at=at, other=hint.other.name)
    return hint
