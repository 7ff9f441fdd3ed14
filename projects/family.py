"""A project with those merged into it: they are read, shown and counted together, each row where it was recorded."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from projects.models import Project


def head_id(project: Project) -> int:
    """The project that is kept: itself, or the one it was merged into."""
    return project.merged_into_id or project.pk


def is_expansion(project: Project) -> bool:
    """Whether what it counts enlarges another project (INV-11); one that was merged counts with the kept one."""
    return (project.merged_into or project).expands_id is not None


def family_ids(project: Project) -> list[int]:
    """The kept project first, then those merged into it in the order of their registration. One statement."""
    head = head_id(project)
    merged = Project.objects.filter(merged_into=head).order_by("registered_at", "pk")
    return [head, *merged.values_list("pk", flat=True)]


def merged_here(project: Project) -> QuerySet[Project]:
    """The projects that were merged into this one, earliest first."""
    return Project.objects.filter(merged_into=project).order_by("registered_at", "pk")


def in_family_of(rows) -> Q:
    """Facts, claims, papers (whatever has a `project`) of `rows` and of what was merged into them.

    `rows` is a QuerySet of projects or a list of their ids.
    """
    ids = rows.order_by().values("pk") if isinstance(rows, QuerySet) else rows
    return Q(project__in=ids) | Q(project__merged_into__in=ids)


def of_family(facts: QuerySet) -> Q:
    """Whether a project, or one that was merged into it, has such facts. Two sets made once, not asked per project: a
    database without statistics walks every fact for every project otherwise."""
    rows = facts.order_by()
    merged = rows.filter(project__merged_into__isnull=False)
    return Q(pk__in=rows.values("project")) | Q(pk__in=merged.values("project__merged_into"))


def codes_in_sight(access, codes: Iterable[str]) -> set[str]:
    """Which of these codes a person may see named: of projects in sight, and of what was merged into them."""
    seen = Project.objects.visible_to(access).order_by().values("pk")
    rows = Project.objects.filter(Q(pk__in=seen) | Q(merged_into__in=seen), code__in=codes)
    return set(rows.values_list("code", flat=True))
