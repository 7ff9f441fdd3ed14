"""One file that proves something in two projects."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count

from assessment.facts.suspicions.ground import HEAD, Ground, Suspicion
from assessment.models import FindingKind
from projects.models import Evidence


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
