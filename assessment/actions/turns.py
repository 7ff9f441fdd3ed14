"""What happens to one ranking happens one after the other: notice, objections, publication, corrections, giving up."""

from assessment.models import ScoreRun


def take_run(run: ScoreRun) -> None:
    """Lock the run's row until the transaction ends, and see its latest state. (On SQLite the transaction itself is
    the lock.)"""
    ScoreRun.objects.select_for_update(no_key=True).values_list("pk").get(pk=run.pk)
    run.refresh_from_db()
