"""What happens to one project, and to those merged with it, happens one after the other."""

from collections.abc import Iterable

from projects.models import Project

# What a decision reads of the project; `ownership` decides the measure and the currency in which a fact counts.
LATEST = (
    "status",
    "last_entry_on",
    "lead_state",
    "accepted_at",
    "status_on",
    "ownership",
    "merged_into_id",
    "expands_id",
)


def take_turn(project: Project) -> None:
    """Lock the project's row, and that of the project it was merged into, until the transaction ends, and see its
    latest state.

    So shares, road and stage are the latest when something is decided, and a family of merged projects is settled by
    one at a time. Rows are locked in the order of their ids. (On SQLite the transaction itself is the lock.)
    """
    latest = _locked(project.pk, project.merged_into_id)
    if latest.merged_into_id not in (None, project.merged_into_id):  # merged since it was read
        _locked(latest.merged_into_id)
    for name in LATEST:
        setattr(project, name, getattr(latest, name))


def take_turns(projects: Iterable[int]) -> None:
    """Lock several projects at once, before anything is posted about one of them: whoever holds the ledger's head
    never waits for a project."""
    ids = set(projects)
    heads = Project.objects.filter(pk__in=ids, merged_into__isnull=False).values_list(
        "merged_into", flat=True
    )
    _lock(ids.union(heads))


def _locked(pk: int, head: int | None = None) -> Project:
    """The project `pk` as it stands now; its head is locked with it."""
    found = _lock({pk, head} - {None})
    if pk not in found:
        raise Project.DoesNotExist
    return found[pk]


def _lock(ids: Iterable[int]) -> dict[int, Project]:
    rows = Project.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows.only(*LATEST)}
