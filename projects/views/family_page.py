"""What belongs to a project beside its own rows: what was merged into it, what it enlarges or is enlarged by."""

from projects.family import merged_here
from projects.models import Project, ProjectMerge, SetAside
from projects.sums import with_sums
from units.access import Access


def relatives_of(project: Project, access: Access) -> dict:
    """Named are those the person may see, and what was merged into the project; two statements where it has no
    relatives. `open` are the ids of those that can be opened."""
    merged = list(with_sums(merged_here(project)).select_related("lead_unit"))
    expansions = (
        Project.objects.visible_to(access).listed().filter(expands=project).select_related("lead_unit")
    )
    merge = (
        ProjectMerge.objects.filter(merged=project, undone_at=None).select_related("merged_by").first()
        if project.merged_into_id
        else None
    )
    around = {row.pk for row in merged} | ({project.expands_id, project.merged_into_id} - {None})
    seen = Project.objects.visible_to(access).filter(pk__in=around).values_list("pk", flat=True)
    return {
        "open": set(seen) if around else set(),
        "merged": merged,
        "once": _counted_once([project, *merged]) if merged else [],
        "expansions": list(expansions),
        "original": project.expands if project.expands_id else None,
        "kept": project.merged_into if project.merged_into_id else None,
        "merge": merge,
    }


def _counted_once(family: list[Project]) -> list[str]:
    """What is set aside in the family, in words."""
    words = []
    for name in ("milestone", "arrival"):
        rows = SetAside.objects.filter(ended_at=None, **{f"{name}__project__in": family})
        for row in rows.select_related(f"{name}__project", f"counted_{name}__project"):
            fact, first = getattr(row, name), getattr(row, f"counted_{name}")
            words.append(f"{fact.project.code}的{fact.title}与{first.project.code}为同一笔，只计后者")
    return words


def of_family(model, project: Project, own: list, merged: list[Project]) -> list:
    """The facts that the project's road and money are made of: its own and those of what was merged, each once."""
    if not merged:
        return own
    ids = [project.pk, *(row.pk for row in merged)]
    name = model._meta.model_name
    aside = SetAside.objects.filter(ended_at=None, **{f"{name}__project__in": ids})
    gone = set(aside.values_list(f"{name}_id", flat=True))
    rows = model.objects.filter(project__in=merged).select_related("project", "recorded_by", "verified_by")
    theirs = list(rows.prefetch_related("reversals", "disputes"))
    for row in theirs:
        row.kind_of_fact = name
    return [row for row in (*own, *theirs) if row.pk not in gone and row.reverses_id not in gone]
