"""One file that proves something in two projects, of one town or of several."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, QuerySet

from assessment.facts.suspicions.ground import HEAD, Ground, Suspicion
from assessment.models import FindingKind
from projects.models import Evidence, Project


def reused(ground: Ground) -> Iterator[Suspicion]:
    """By checksum, whatever the file is called; projects merged into one are one."""
    rows = Evidence.objects.standing().filter(project__region=ground.region, uploaded_at__lte=ground.as_of)
    rows = rows.annotate(head=HEAD)
    several = (
        rows.order_by().values("sha256").annotate(heads=Count("head", distinct=True)).filter(heads__gt=1)
    )
    uses: dict[str, list[tuple]] = defaultdict(list)
    for row in rows.filter(sha256__in=several.values("sha256")).order_by("pk"):
        uses[row.sha256].append(row)
    for sha256, found in uses.items():
        yield _of_file(sha256, found, ground)


def _of_file(sha256: str, rows: list, ground: Ground) -> Suspicion:
    heads = dict.fromkeys(row.head for row in rows)
    names = [f"“{ground.projects[pk].name[:30]}”" for pk in heads if pk in ground.projects]
    units = {ground.projects[pk].lead_unit_id for pk in heads if pk in ground.projects}
    facts = dict.fromkeys(
        ("milestone", row.milestone_id) if row.milestone_id else ("arrival", row.arrival_id) for row in rows
    )
    more = "等" if len(names) > 6 else ""
    words = f"同一份文件“{rows[0].name[:60]}”用于{'、'.join(names[:6])}{more}{len(heads)}个项目。"
    return Suspicion(
        FindingKind.REUSED, sha256, words, tuple(facts), None, units.pop() if len(units) == 1 else None
    )


def reused_across(ground: Ground) -> Iterator[Suspicion]:
    """In projects of several towns below the region: no town sees the other's, their superior does. Two statements."""
    inside = {"project__region__path__startswith": ground.region.path}
    rows = Evidence.objects.standing().filter(uploaded_at__lte=ground.as_of, **inside).annotate(head=HEAD)
    uses: dict[str, list[tuple]] = defaultdict(list)
    for row in rows.filter(sha256__in=_of_several_towns(rows)).order_by("pk"):
        uses[row.sha256].append(row)
    heads = {row.head for found in uses.values() for row in found}
    projects = Project.objects.select_related("region").in_bulk(heads)
    for sha256, found in uses.items():
        yield _of_towns(sha256, found, projects)


def _of_several_towns(rows: QuerySet[Evidence]) -> QuerySet:
    counted = rows.order_by().values("sha256").annotate(towns=Count("project__region", distinct=True))
    return counted.filter(towns__gt=1).values("sha256")


def _of_towns(sha256: str, rows: list, projects: dict[int, Project]) -> Suspicion:
    heads = list(dict.fromkeys(row.head for row in rows))
    names = [f"{projects[pk].region.name}“{projects[pk].name[:30]}”" for pk in heads[:6]]
    facts = dict.fromkeys(
        ("milestone", row.milestone_id) if row.milestone_id else ("arrival", row.arrival_id) for row in rows
    )
    more = "等" if len(heads) > 6 else ""
    words = f"同一份文件“{rows[0].name[:60]}”用于{'、'.join(names)}{more}{len(heads)}个项目。"
    return Suspicion(FindingKind.REUSED, sha256, words, tuple(facts))
