"""The published papers that somebody asks to be checked: by number, year and region, or all of them."""

from collections.abc import Iterable, Iterator

from assessment.models import Erratum, Report, ScoreRun
from assessment.reports.verifying.differences import Checked
from assessment.reports.verifying.errata import check_erratum
from assessment.reports.verifying.papers import check_report
from assessment.reports.verifying.rankings import check_ranking


def rankings() -> Iterable[ScoreRun]:
    rows = ScoreRun.objects.published().select_related("scheme__region", "region", "previous")
    return rows.order_by("region__path", "scheme__year", "number")


def reports() -> Iterable[Report]:
    return Report.objects.published().select_related("region").order_by("region__path", "year", "number")


def errata_of(run: ScoreRun) -> list[Erratum]:
    around = ("run__scheme__region", "run__region", "run__previous", "base", "unit")
    return list(run.errata.approved().select_related(*around))


def checked_with_errata(run: ScoreRun) -> Iterator[Checked]:
    yield check_ranking(run)
    for erratum in errata_of(run):
        yield check_erratum(erratum)


def checked(found: Iterable[ScoreRun | Report]) -> Iterator[Checked]:
    """One paper after the other, each ranking with its corrections."""
    for one in found:
        if isinstance(one, Report):
            yield check_report(one)
        else:
            yield from checked_with_errata(one)
