"""The rows that a finding stands on, and the people who entered them: these may not dismiss it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.models import Finding, SuperiorFigure
from projects.family import in_family_of
from projects.models import Arrival, Milestone, Project

AROUND = ("project__lead_unit", "recorded_by")


@dataclass(frozen=True)
class Behind:
    projects: Sequence[Project]
    facts: Sequence[Milestone | Arrival]
    figures: Sequence[SuperiorFigure]


def behind(finding: Finding) -> Behind:
    """One statement for each kind of row."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in finding.behind:
        ids[kind].append(pk)
    projects = Project.objects.filter(pk__in=ids["project"]).select_related("lead_unit", "registered_by")
    facts = [
        fact
        for model, kind in ((Milestone, "milestone"), (Arrival, "arrival"))
        for fact in model.objects.filter(pk__in=ids[kind])
        .select_related(*AROUND)
        .order_by("recorded_at", "pk")
    ]
    figures = SuperiorFigure.objects.filter(pk__in=ids["figure"]).select_related("recorded_by")
    return Behind(list(projects.order_by("registered_at", "pk")), facts, list(figures))


def entered_by(finding: Finding) -> set[int]:
    """Ids of those who entered what the finding is about; of a whole project, everybody who entered a part of it."""
    rows = behind(finding)
    people = {row.registered_by_id for row in rows.projects}
    people |= {row.recorded_by_id for row in (*rows.facts, *rows.figures)}
    if rows.projects:
        of_projects = in_family_of([row.pk for row in rows.projects])
        for model in (Milestone, Arrival):
            people |= set(model.objects.filter(of_projects).values_list("recorded_by", flat=True))
    return people
