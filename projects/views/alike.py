"""Likely duplicates while a lead is typed, and the question before a very likely one is kept. Nobody is stopped."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from projects import actions
from projects.actions.duplicates import Alike
from projects.forms.alike import EXPANSION, AlikeForm
from projects.likeness import Record
from projects.models import Project, Protection
from units.models import Region

MANY, SHOWN = 20, 5
CLOSED = frozenset({"phone"})  # whose number it is, is for those who may read it


@dataclass(frozen=True)
class Found:
    """What resembles a record: `rows` (project, alike) in sight, `hidden` how many are not, `protected` of these."""

    rows: list[tuple[Project, Alike]]
    hidden: int
    protected: int

    @property
    def asked(self) -> list[tuple[Project, Alike]]:
        return [(project, alike) for project, alike in self.rows if alike.comparison.asks]


def found_for(request, wanted: Record, *, region: Region, only_asked: bool = False) -> Found:
    """Projects out of sight are counted, never named; that one of them is protected is said without its unit."""
    alike = actions.find_alike(wanted=wanted, region=region, limit=MANY)
    if only_asked:
        alike = [one for one in alike if one.comparison.asks]
    visible = Project.objects.visible_to(request.access).select_related("lead_unit", "investor", "region")
    seen = visible.in_bulk([one.project_id for one in alike])
    protections = _protections([one.project_id for one in alike])
    rows = [(seen[one.project_id], one) for one in alike if one.project_id in seen][:SHOWN]
    for project, one in rows:
        project.protection = protections.get(project.pk)
        project.lines = [line for line in one.comparison.fields if line.field not in CLOSED]
        project.grade_name = GRADE_NAMES[one.grade]
    hidden = {one.project_id for one in alike} - set(seen)
    return Found(rows, len(hidden), len(hidden & set(protections)))


GRADE_NAMES = {"l1": "一级（确定）", "l2": "二级（很可能）", "l3": "三级（可能）", "l4": "四级（提示）"}


def _protections(ids: list[int]) -> dict[int, Protection]:
    """The first-talk protections in force today."""
    today = timezone.localdate()
    rows = Protection.objects.filter(project__in=ids, ended_at=None, starts_on__lte=today, ends_on__gt=today)
    return {row.project_id: row for row in rows.select_related("unit")}


class Question:
    """Asked once a lead is complete and very likely known; `is_answered` when the person has said what it is."""

    def __init__(self, request, found: Found) -> None:
        self.found = found
        asked = "alike-answer" in request.POST
        known = [project for project, _ in found.rows]
        self.form = AlikeForm(request.POST if asked else None, known=known)

    @property
    def is_answered(self) -> bool:
        return self.form.is_bound and self.form.is_valid()

    def keep(self, project: Project, *, by, at: datetime) -> None:
        """Write the answer beside the registration, in its transaction."""
        reason = self.form.cleaned_data["reason"]
        if self.form.cleaned_data["answer"] == EXPANSION:
            original = self.form.original_project
            actions.mark_expansion(
                project=project, original=original, reason=reason or "登记时说明为增资扩产", by=by, at=at
            )
        else:
            actions.explain_alike(project=project, reason=reason, by=by, at=at)


def question_about(request, wanted: Record, *, region: Region) -> Question | None:
    """None where nothing very likely is known."""
    found = found_for(request, wanted, region=region, only_asked=True)
    return Question(request, found) if found.rows or found.hidden else None
