"""A published report: its checksum, and those of its tables that hang on the ledger alone, worked out again."""

from django.utils import timezone

from assessment.models import Report, Scheme
from assessment.reports.material import Material, midnight
from assessment.reports.papers import issue_name, report_content
from assessment.reports.report_kinds import KINDS
from assessment.reports.report_sections import overview_section, ranking_section
from assessment.reports.sections import frozen_tables
from assessment.reports.standing import SchemeChanged
from assessment.reports.verifying import tables
from assessment.reports.verifying.differences import AGAIN, Checked, digest_differences
from promo.models import Event

MAKERS = {"overview": overview_section, "ranking": ranking_section}
LEFT = "“本期新增”“存在问题”两节引用项目名称和当时的进展，只核对校验值，不重新计算。"


def check_report(report: Report) -> Checked:
    """A published report with its `region`."""
    found = list(digest_differences(report_content(report), report.sha256, _recorded(report)))
    notes = [LEFT]
    try:
        again = frozen_tables([maker(_material(report)) for maker in MAKERS.values()])
    except SchemeChanged:
        notes.append("考核办法正文已被改动，各类单位排名不能重新计算。")
        again = []
    kept = {entry["section"]: entry["tables"] for entry in report.tables}
    for entry in again:
        found += tables.compare(kept.get(entry["section"], ()), entry["tables"], step=AGAIN)
    count = sum(len(table["rows"]) for code in MAKERS for table in kept.get(code, ()))
    return Checked(_title(report), f"{count}行", tuple(dict.fromkeys(found)), tuple(notes))


def _title(report: Report) -> str:
    return f"{report.title}{issue_name(report)}"


def _recorded(report: Report) -> str:
    event = Event.objects.about(report).filter(verb="report_published").order_by("-pk").first()
    return str(event.detail.get("sha256", "")) if event else ""


def _material(report: Report) -> Material:
    """As the draft had it: the former report, and the scheme that was in use when it was made."""
    region, period = report.region, KINDS[report.kind].period_of(report.start)
    former = Report.objects.filter(region=region, kind=report.kind, start__lt=report.start).first()
    since = former.as_of if former else midnight(report.start, timezone.get_default_timezone())
    schemes = Scheme.objects.filter(
        region=region, year=period.last_day.year, put_in_use_at__lte=report.drafted_at
    )
    places = next((entry["places"] for entry in former.tables if "places" in entry), {}) if former else None
    scheme = schemes.order_by("-put_in_use_at").first()
    return Material(region, period, report.as_of, since, scheme, places)
