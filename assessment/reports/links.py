"""Addresses behind the figures: every sum opens the postings it was made of, every project its page."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from assessment.models import KeptFile
from assessment.reports.overview import Line, YearToDate


def posting_link(
    measure: str, *, start: date, end: date, unit_id: int | None = None, as_of: datetime | None = None,
    unit_ids: Iterable[int] = (),
) -> str:  # fmt: skip
    """The ledger's rows of [start, end), as known at `as_of` or now; their total is the figure that links here. Of one
    unit, of several (`unit_ids`) or of all."""
    query = {"measure": measure, "start": start.isoformat(), "end": end.isoformat()}
    if unit_id is not None:
        query["unit"] = unit_id
    if units := ",".join(map(str, unit_ids)):
        query["units"] = units
    if as_of is not None:
        query["as_of"] = as_of.astimezone(UTC).isoformat()  # frozen with its table: one instant, one text
    return f"{reverse('projects:posting_list')}?{urlencode(query)}"


def year_links(year: YearToDate, *, as_of: datetime | None) -> Callable[[Line, int | None], str]:
    """`link(line, unit_id)`: the postings behind a figure of a year so far."""
    end = year.until + timedelta(days=1)

    def link(line: Line, unit_id: int | None = None) -> str:
        return posting_link(line.measure.code, start=year.year.start, end=end, unit_id=unit_id, as_of=as_of)

    return link


def project_link(project_id: int) -> str:
    return reverse("projects:project_show", args=[project_id])


def fact_link(kind: str, fact_id: int) -> str:
    return reverse("projects:fact_show", args=[kind, fact_id])


def list_link(**filters) -> str:
    """The project list with filters in its address."""
    return f"{reverse('projects:project_list')}?{urlencode(filters)}"


def records_link(unit_id: int, code: str, *, start: date, end: date, as_of: datetime) -> str:
    """The rows behind a figure of `facts.recorded`: the same window, the same moment."""
    asked = {
        "unit": unit_id,
        "kind": code,
        "start": start,
        "end": end,
        "as_of": as_of.astimezone(UTC).isoformat(),
    }
    return f"{reverse('assessment:record_behind')}?{urlencode(asked)}"


def faults_link(unit_id: int, *, start: date, end: date, as_of: datetime) -> str:
    """The duties behind the faults of `facts.report_faults`."""
    asked = {"unit": unit_id, "start": start, "end": end, "as_of": as_of.astimezone(UTC).isoformat()}
    return f"{reverse('assessment:report_faults')}?{urlencode(asked)}"


def kept_file_link(file: KeptFile | None) -> str | None:
    return reverse("assessment:kept_file", args=[file.pk]) if file else None
