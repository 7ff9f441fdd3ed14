"""What stands beside the figures of a dashboard: the last ranking, and the projects that stand still."""

from dataclasses import dataclass
from datetime import date

from assessment.models import ScoreLine, ScoreRun
from assessment.ranking import change_in_words
from assessment.reports import wording
from assessment.reports.links import list_link
from projects.lit import Lamp, standing_still
from projects.models import Project
from units.models import Region, UnitClass

CLASS_ROWS = 5
QUIET_SHOWN = 10


@dataclass(frozen=True)
class Ranking:
    """The first of each class in a published run."""

    run: ScoreRun
    classes: list[tuple[str, list[dict]]]


def latest_ranking(region: Region, *, year: int, until: date) -> Ranking | None:
    """The last published run of a year that counts to no later than a day; two statements."""
    runs = ScoreRun.objects.published().filter(region=region, until__lte=until, scheme__year=year)
    run = runs.select_related("scheme").order_by("-until", "-number").first()
    if run is None:
        return None
    found: dict[str, list[dict]] = {}
    for line in ScoreLine.objects.filter(run=run).order_by("order"):
        found.setdefault(line.unit_class, []).append(_place(run, line))
    return Ranking(run, [(UnitClass(code).label, rows[:CLASS_ROWS]) for code, rows in found.items()])


def _place(run: ScoreRun, line: ScoreLine) -> dict:
    change = change_in_words(line.rank, line.rank_before) if run.previous_id else wording.DASH
    return {"line": line, "change": change}


@dataclass(frozen=True)
class Quiet:
    """Projects that stand still: how many, the quietest with their days, and the whole list's address."""

    count: int
    first: list[tuple[Project, int]]
    days: int
    url: str


def quiet_projects(projects, *, lamp: Lamp, days: int, **filters) -> Quiet:
    """`days` is said of the place, each project is held against its own rule; `filters` are those that narrow
    `projects` already, so that the list behind has as many rows."""
    rows, today = standing_still(projects, lamp), lamp.on
    first = rows.select_related("lead_unit").order_by("last_entry_on", "pk")[:QUIET_SHOWN]
    quiet = [(row, (today - row.last_entry_on).days) for row in first]
    return Quiet(rows.count(), quiet, days, list_link(still=1, **filters))
