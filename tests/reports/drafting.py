"""What tests of reports share: one draft, and its tables and words."""

from datetime import date

from assessment.actions.reports import draft_report
from assessment.models import Report
from assessment.reports.fortnight import the_fortnight
from projects import actions, ledger
from projects.rulebook import KINDS as RULES
from promo.tables import thaw
from tests.factories import NOW

ENDED = the_fortnight(NOW.date()).previous()  # 26 October to 8 November


def draft(town, period=ENDED, *, at=NOW) -> Report:
    return draft_report(region=town.region, period=period, as_of=ledger.moment(at), at=at)


def table(report: Report, section: str, title: str):
    entry = next(one for one in report.tables if one["section"] == section)
    return thaw(next(one for one in entry["tables"] if one["title"] == title))


def words(report: Report, section: str) -> str:
    return "\n".join(next(one for one in report.words if one["section"] == section)["paragraphs"])


def decide(town, kind: str, drafts: str, *, on: date):
    """Whether reports of a kind are drafted at all, from a day on."""
    return actions.set_rule(
        region=town.region, kind=f"report_{kind}", document=RULES[f"report_{kind}"].default | {"drafts": drafts},
        valid_from=on, basis="督查办通知", by=town.people["supervisor"], at=NOW,
    )  # fmt: skip
