"""The report of a campaign is drafted once for each of its stretches; from then on it is a report like the others."""

from datetime import datetime

from django.db import transaction

from assessment.models import Campaign, Report
from assessment.reports.campaign_material import campaign_material
from assessment.reports.campaign_sections import campaign_sections, campaign_title
from assessment.reports.papers import report_digest
from assessment.reports.report_kinds import KINDS, rule_of
from assessment.reports.report_setup import Setup
from assessment.reports.sections import drafted_words, frozen_tables
from promo.models.event import record
from promo.periods import Period


@transaction.atomic
def draft_campaign_report(*, campaign: Campaign, period: Period, as_of: datetime, at: datetime) -> Report:
    """`campaign` is the row it began with, `period` one of reports.campaign_issues; the report that exists is returned
    when somebody was quicker. `as_of` comes from projects.ledger.moment."""
    issues = Report.objects.filter(campaign=campaign)
    there = issues.filter(start=period.start).first()
    if there:
        return there
    kind = KINDS[period.kind]
    rule = rule_of(kind, region=campaign.region, on=period.last_day)
    material = campaign_material(campaign, period, as_of=as_of, setup=Setup.of(rule.document))
    made = campaign_sections(material)
    tables, words = frozen_tables(made), drafted_words(made)
    for entry in tables:
        if entry["section"] == "ranking":
            entry["places"] = material.places
    report = Report(
        region=campaign.region, kind=kind.code, campaign=campaign, start=period.start, end=period.end,
        number=issues.count() + 1, year=period.last_day.year, title=campaign_title(material), as_of=as_of,
        tables=tables, words=words, drafted_words=words, drafted_at=at, readers=material.setup.readers,
        rule=rule.row, setup=rule.document,
    )  # fmt: skip
    report.sha256 = report_digest(report)
    report.save(force_insert=True)
    record(report, "report_drafted", by=None, at=at, period=period.label)
    return report
