"""A report is drafted once per period, worded by a supervisor and published: three acts, nothing else changes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.report_copies import send_copies
from assessment.facts import Years
from assessment.models import Report, ReportState, Scheme
from assessment.reports.changes import foreign_figure, known_numbers
from assessment.reports.material import Material, material_of
from assessment.reports.paper_numbers import NUMBER_MOST, head_of
from assessment.reports.paper_numbers import paper_number as paper_words
from assessment.reports.papers import report_digest
from assessment.reports.places import places_of
from assessment.reports.report_kinds import KINDS, rule_of, setup_of
from assessment.reports.report_sections import named_by, sections
from assessment.reports.report_setup import Setup
from assessment.reports.sections import drafted_words, frozen_tables
from promo.models import Event
from promo.models.event import record
from promo.periods import Period
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Region

FREE = "demands"  # what is asked of the units may name new sums: they are demands, not results
PUBLISHED = "本期通报已经发布，不能再修改。如有差错，请在下一期更正。"


@transaction.atomic
def draft_report(*, region: Region, period: Period, as_of: datetime, at: datetime) -> Report:
    """The report of an ended period; the one that exists is returned when somebody was quicker.

    `as_of` comes from projects.ledger.moment, so that the figures can be worked out again.
    """
    kind = KINDS[period.kind]
    there = Report.objects.filter(region=region, kind=kind.code, start=period.start).first()
    if there:
        return there
    year = Years(region, as_of).running(period.last_day).year
    scheme = Scheme.objects.used_at(as_of).filter(region=region, year=year).first()
    rule = rule_of(kind, region=region, on=period.last_day)
    setup = Setup.of(rule.document)
    material = material_of(region, period, as_of=as_of, scheme=scheme, setup=setup)
    made = sections(material)
    tables, words = _remembering(frozen_tables(made), material), drafted_words(made)
    report = Report(
        region=region, kind=kind.code, start=period.start, end=period.end, number=kind.number_of(period),
        year=kind.year_of(period), title=f"{region.name}{setup.title}", as_of=as_of, tables=tables, words=words,
        drafted_words=words, drafted_at=at, readers=setup.readers, rule=rule.row,
        setup=rule.document,
    )  # fmt: skip
    report.sha256 = report_digest(report)
    report.save(force_insert=True)
    record(report, "report_drafted", by=None, at=at, period=period.label)
    return report


def _remembering(tables: list[dict], material: Material) -> list[dict]:
    """With what the next report compares: the places beside the ranking; whom this one names beside it too, or beside
    the first part where nobody is ranked but the office follows up."""
    wanted = [code for code, _ in material.setup.sections]
    for entry in tables:
        if entry["section"] == "ranking":
            entry["places"] = places_of(material.placed)
    if "ranking" in wanted or "followed" in wanted:
        ranking = [entry for entry in tables if entry["section"] == "ranking"]
        for holder in (ranking or tables)[:1]:
            holder["named"] = named_by(material).as_data()
    return tables


@transaction.atomic
def reword_report(
    *, report: Report, words: Mapping[str, Sequence[str]], version: int, by, at: datetime
) -> Report:
    """New paragraphs by section code; empty ones are dropped. Sums and percentages must be those of the report.

    Refused with field 'section_place' for a figure that neither tables nor draft hold.
    """
    if report.state == ReportState.PUBLISHED:
        raise Refused(PUBLISHED)
    _check_figures(report, words)
    reworded = [
        one | {"paragraphs": [text for text in words.get(one["section"], one["paragraphs"]) if text.strip()]}
        for one in report.words
    ]
    if reworded == report.words:
        raise Refused("文字没有改动。")
    before = {one["section"]: one["paragraphs"] for one in report.words}
    update_if_unchanged(report, version=version, words=reworded, edited_by=by, edited_at=at)
    Report.objects.filter(pk=report.pk).update(sha256=report_digest(report))
    changed = {one["section"]: [before[one["section"]], one["paragraphs"]] for one in reworded}
    record(
        report, "report_edited", by=by, at=at,
        changes={code: pair for code, pair in changed.items() if pair[0] != pair[1]},
    )  # fmt: skip
    report.refresh_from_db()
    return report


def _check_figures(report: Report, words: Mapping[str, Sequence[str]]) -> None:
    known = known_numbers(report.tables, report.drafted_words)
    for section, paragraphs in words.items():
        for place, text in enumerate(paragraphs):
            figure = foreign_figure(text, known) if section != FREE else None
            if figure:
                raise Refused(
                    f"“{figure}”不是本期通报中的数据。可以修改文字，不能改动数字。",
                    field=f"{section}_{place}",
                )


@transaction.atomic
def publish_report(
    *, report: Report, version: int, by, at: datetime, paper_number: int | None = None
) -> Report:
    """Frozen from now on: the database refuses every further change. Then it goes to everybody on the list.

    Whoever worded it does not publish it, however many worded it after him. Where the office numbers its papers,
    `paper_number` is the one of this paper in the year of `at`.
    """
    if report.state == ReportState.PUBLISHED:
        raise Refused("本期通报已经发布。")
    if Event.objects.about(report).filter(verb="report_edited", by=by).exists():
        raise Refused("您修改过本期通报的文字，请由他人核对后发布。")
    given = _numbered(report, paper_number, year=timezone.localdate(at).year)
    try:
        with transaction.atomic():
            update_if_unchanged(
                report, version=version, state=ReportState.PUBLISHED, sha256=report_digest(report),
                published_by=by, published_at=at, **given,
            )  # fmt: skip
    except IntegrityError as error:
        if not given or not Report.objects.filter(region=report.region_id, **given).exists():
            raise
        used = f"{head_of(given['paper_code'], given['paper_year'])}{paper_number}号"
        raise Refused(f"发文字号{used}已经使用，请另编序号。", field="paper_number") from error
    sent = send_copies(report=report, at=at)
    told = {"paper": paper_words(report)} if given else {}
    record(
        report,
        "report_published",
        by=by,
        at=at,
        number=report.number,
        sha256=report.sha256,
        sent=sent,
        **told,
    )
    return report


def _numbered(report: Report, number: int | None, *, year: int) -> dict:
    """What the number of the paper writes; nothing where the office gives none."""
    setup = setup_of(report)
    if not setup.is_numbered:
        return {}
    if number is None or not 1 <= number <= NUMBER_MOST:
        raise Refused(f"请填写发文字号的序号，为1至{NUMBER_MOST}的整数。", field="paper_number")
    return {"paper_code": setup.paper_code, "paper_year": year, "paper_number": number}
