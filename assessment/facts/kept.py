"""Which signed projects were kept: that had money or were started by a day, as known at a moment."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from projects.models import Posting
from units.models import Region

SHOWS = ("arrived_capital", "arrived_foreign", "started_count")


@dataclass(frozen=True)
class Signed:
    """What a unit earned with one project's contracts, and what came of the project: in the ledger's integers.
    `also` is the part that enters no total (兼计), `project_id` the kept one where projects were merged."""

    unit_id: int
    project_id: int
    quantity: int
    also: int = 0
    came: dict[str, int] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        return any(total > 0 for total in self.came.values())


def signed_projects(region: Region, *, start: date, end: date, as_of: datetime) -> list[Signed]:
    """Projects signed in [start, end) by unit, with what all their units earned by then. Two statements."""
    head = Coalesce(F("project__merged_into"), F("project"))
    known = Posting.objects.filter(region=region).known_at(as_of).order_by().annotate(head=head)
    signed = known.filter(measure="signed_count").counted_in(start, end)
    by_project: dict[int, dict[str, int]] = defaultdict(dict)
    later = known.filter(measure__in=SHOWS, statistical_on__lt=end).counted()
    for project_id, measure, total in later.values_list("head", "measure").annotate(total=Sum("quantity")):
        by_project[project_id][measure] = int(total)
    summed = signed.values_list("unit", "head").annotate(
        total=Sum("quantity"), also=Sum("quantity", filter=Q(is_also=True))
    )
    return [
        Signed(unit_id, project_id, int(total), int(also or 0), by_project.get(project_id, {}))
        for unit_id, project_id, total, also in summed
        if total
    ]
