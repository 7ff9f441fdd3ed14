"""Whom a published report is told to, and the file that the mail of a copy carries."""

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone

from assessment.models import Readers, Report
from assessment.reports.filed import report_file
from assessment.reports.report_kinds import setup_of
from promo.mailing import File
from promo.models import Event, Notice
from promo.notices import Telling
from units.access import OVERSIGHT_ROLES, REGION_ROLES, UNIT_ROLES
from units.audience import of_units, over_region
from units.models import Role, Unit


def report_published(event: Event) -> Iterator[Telling]:
    report = Report.objects.select_related("region").filter(pk=event.subject_id).first()
    if report:
        to = _readers(report, event) - set(report.copies.values_list("user", flat=True))
        title = f"{report.title}第{report.number}期已发布"
        yield Telling("report", title, reverse("assessment:report_show", args=[report.pk]), to)


def _readers(report: Report, event: Event) -> set[int]:
    """Who may read it without a copy of his own."""
    on = timezone.localdate(event.at)
    if report.readers == Readers.LISTED:
        return over_region(report.region, on=on, roles={Role.SUPERVISOR})
    offices = OVERSIGHT_ROLES if report.readers == Readers.LEADERS else REGION_ROLES
    found = over_region(report.region, on=on, roles=offices)
    if report.readers == Readers.UNITS:
        units = Unit.objects.filter(region=report.region).values_list("pk", flat=True)
        found |= of_units(units, on=on, roles=UNIT_ROLES)
    return found


def enclosed(notice: Notice) -> list[File]:
    """The report that the mail of a copy carries; the key of the notice names it."""
    pk = int(notice.key.split(":")[1])
    return [_file(pk, Report.objects.values_list("sha256", flat=True).get(pk=pk))]


@lru_cache(maxsize=4)
def _file(pk: int, sha256: str) -> File:
    """Made once for all who are sent a report: what is published has one checksum and does not change."""
    report = Report.objects.select_related("region").get(pk=pk)
    return report_file(report, setup_of(report).form)
