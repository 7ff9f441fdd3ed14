"""What happens to one project happens one after the other."""

from projects.models import Project


def take_turn(project: Project) -> None:
    """Lock the project's row until the transaction ends, and see its latest state.

    So shares, road and stage are the latest when something is decided. (On SQLite the transaction itself is the lock.)
    """
    latest = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    project.status, project.last_entry_on = latest.status, latest.last_entry_on
    project.lead_state, project.accepted_at = latest.lead_state, latest.accepted_at
    project.status_on = latest.status_on
    project.ownership = latest.ownership  # decides the measure and the currency in which a fact counts
