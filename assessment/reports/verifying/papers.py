"""A published report: its checksum, and those of its tables that hang on the ledger alone, worked out again."""

from assessment.facts import Years
from assessment.models import Readers, Report, Scheme
from assessment.reports.campaign_material import campaign_material
from assessment.reports.campaign_sections import campaign_sections
from assessment.reports.material import Material, material_of
from assessment.reports.papers import issue_name, report_content
from assessment.reports.report_kinds import KINDS, setup_of
from assessment.reports.report_sections import sections
from assessment.reports.sections import Section, frozen_tables
from assessment.reports.standing import SchemeChanged
from assessment.reports.verifying import tables
from assessment.reports.verifying.differences import AGAIN, STORED, Checked, Difference, digest_differences
from promo.models import Event
from promo.periods import Period

LEFT = "停滞项目、难点两张表按起草时的进展列出，只核对校验值，不重新计算；项目名称以起草时为准。"
NAMED_BY_PROJECT = frozenset(
    {"added", "unsettled", "recognised"}
)  # rows whose names may have been put right since


def _is_left(table: dict) -> bool:
    """Tables of what stood still and of difficulties: they tell of a state, which the ledger does not keep."""
    return table["title"].startswith("超过") or table["title"] == "尚未解决的难点"


def check_report(report: Report) -> Checked:
    """A published report with its `region`."""
    found = list(digest_differences(report_content(report), report.sha256, _recorded(report)))
    found += _other_readers(report)
    notes = [] if report.campaign_id else [LEFT]
    try:
        again = {one["section"]: one["tables"] for one in frozen_tables(_again(report))}
    except SchemeChanged:
        notes.append("考核办法正文已被改动，各表不能重新计算。")
        again = {}
    count = 0
    for entry in report.tables if again else ():
        kept = [table for table in entry["tables"] if not _is_left(table)]
        count += sum(len(table["rows"]) for table in kept)
        compare = tables.by_place if entry["section"] in NAMED_BY_PROJECT else tables.compare
        found += compare(kept, again.get(entry["section"], ()), step=AGAIN)
    return Checked(_title(report), f"{count}行", tuple(dict.fromkeys(found)), tuple(notes))


def _other_readers(report: Report) -> list[Difference]:
    """Who may read it is what the rule it was drafted under says; the checksum seals that rule."""
    said = setup_of(report).readers
    if not report.setup or report.readers == said:
        return []
    return [
        Difference(STORED, "", "", "阅读范围", str(Readers(report.readers).label), str(Readers(said).label))
    ]


def _title(report: Report) -> str:
    return f"{report.title}{issue_name(report)}"


def _recorded(report: Report) -> str:
    event = Event.objects.about(report).filter(verb="report_published").order_by("-pk").first()
    return str(event.detail.get("sha256", "")) if event else ""


def _again(report: Report) -> list[Section]:
    if report.campaign_id is None:
        return sections(_material(report))
    period = Period(report.kind, report.start, report.end)
    return campaign_sections(
        campaign_material(report.campaign, period, as_of=report.as_of, setup=setup_of(report))
    )


def _material(report: Report) -> Material:
    """As the draft had it: the former report, the scheme in use when it was made, the rule it was made up by."""
    period = KINDS[report.kind].period_of(report.start)
    year = Years(report.region, report.as_of).running(period.last_day).year
    scheme = Scheme.objects.used_at(report.as_of).filter(region=report.region, year=year).first()
    made_up = setup_of(report)
    return material_of(report.region, period, as_of=report.as_of, scheme=scheme, setup=made_up)
