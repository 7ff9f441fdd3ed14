"""All facts of a project and of those merged with it, read once and asked in memory, for one project or for many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from projects.models import Arrival, FactState, Milestone, Project, SetAside
from projects.models.fact import LIVE_STATES

Fact = Milestone | Arrival


@dataclass
class Family:
    """`ids` with the kept project first. `aside` are (subject, id) of what is counted in another fact of the family."""

    ids: tuple[int, ...]
    milestones: list[Milestone] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    aside: set[tuple[str, int]] = field(default_factory=set)

    @property
    def is_alone(self) -> bool:
        """One project of which nothing is counted elsewhere: there is nothing to settle."""
        return len(self.ids) == 1 and not self.aside

    @property
    def live_milestones(self) -> list[Milestone]:
        return live(self.milestones)

    @property
    def live_arrivals(self) -> list[Arrival]:
        return live(self.arrivals)

    def signing(self) -> Milestone | None:
        """The contract that everything after it rests on: the verified one, else the one that waits."""
        rows = [row for row in standing(self.live_milestones) if row.kind == "signed"]
        return max(rows, key=lambda row: row.is_verified, default=None)

    def not_set_aside(self, rows: Iterable[Fact]) -> list[Fact]:
        return [row for row in rows if (row.subject, row.pk) not in self.aside]

    def took(self, fact: Fact) -> None:
        """The fact as it stands now takes the place of the row that was read."""
        rows = self.milestones if isinstance(fact, Milestone) else self.arrivals
        rows[:] = [fact if row.pk == fact.pk else row for row in rows]


def live(rows: Sequence[Fact]) -> list[Fact]:
    """As FactQuerySet.live, on all the facts of a family."""
    reversed_ = {row.reverses_id for row in rows if row.is_verified}
    return [
        row for row in rows if row.state in LIVE_STATES and not row.reverses_id and row.pk not in reversed_
    ]


def standing(rows: Iterable[Fact]) -> list[Fact]:
    """Without what was returned to its recorder."""
    return [row for row in rows if row.state != FactState.RETURNED]


def family_of(project: Project) -> Family:
    """Three statements."""
    return families_of([project])[project.pk]


def families_of(projects: Iterable[Project]) -> dict[int, Family]:
    """Project id -> its family; three statements, however many projects there are."""
    heads = {project.pk: project.merged_into_id or project.pk for project in projects}
    merged = Project.objects.filter(merged_into__in=set(heads.values())).order_by("registered_at", "pk")
    ids: dict[int, list[int]] = {head: [head] for head in heads.values()}
    for pk, head in merged.values_list("pk", "merged_into"):
        ids[head].append(pk)
    found = {head: Family(tuple(rows)) for head, rows in ids.items()}
    of = {pk: found[head] for head, rows in ids.items() for pk in rows}
    for model in (Milestone, Arrival):
        for row in _facts(model, of):
            family = of[row.project_id]
            (family.milestones if model is Milestone else family.arrivals).append(row)
            if row.is_aside:
                family.aside.add((row.subject, row.pk))
    return {pk: found[head] for pk, head in heads.items()}


def _facts(model, ids: Iterable[int]):
    aside = SetAside.objects.filter(ended_at=None, **{model._meta.model_name: OuterRef("pk")})
    return model.objects.filter(project__in=ids).annotate(is_aside=Exists(aside))
