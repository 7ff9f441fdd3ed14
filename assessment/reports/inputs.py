"""One number of a line found again by its place: the item, the name, and the turn of each part within the number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from assessment.facts import Ask, Behind, Fulfilled, fault_rows, record_rows, rows_behind
from assessment.models import FigureKind, ScoreItem, ScoreLine, ScoreRun, UnitRecord
from assessment.reports.duties import fault_table
from assessment.reports.ranking import members_of
from assessment.reports.records import behind_table as records_behind
from assessment.reports.standing import document_of
from assessment.sources import Kind, Measured, Place, Shares, Source
from projects.fact_tables import QUANTITIES, fact_of, project_address
from projects.measures import MEASURES
from projects.models import Posting
from promo.tables import Column, Table
from units.models import Unit


@dataclass(frozen=True)
class BehindInput:
    """A measure of a line: as it was stored, where it comes from, and the postings it is made of."""

    given: dict
    source: Measured
    rows: Sequence[Behind]

    @property
    def total(self) -> Fraction:
        return sum((row.counted for row in self.rows), Fraction(0))


def given_at(item: ScoreItem, path: str) -> dict | None:
    """The stored number at 'actual' or, within a number that was worked out, at 'actual/1/2'."""
    found, inputs = None, item.inputs
    for name in path.split("/"):
        found = next((one for one in inputs if one["name"] == name), None)
        if found is None:
            return None
        inputs = found.get("parts", [])
    return found


def source_at(run: ScoreRun, line: ScoreLine, code: str, path: str) -> Source | None:
    """What the scheme says of the same number."""
    group = document_of(run.scheme).groups[line.group]
    needs = next((one.needs for one in group.indicators if one.code == code), ())
    first, *turns = path.split("/")
    found = next((need.source for need in needs if need.name == first), None)
    for turn in turns:
        parts = () if found is None or found.kind != Kind.DERIVED else _parts(found)
        found = parts[int(turn) - 1] if turn.isdecimal() and 0 < int(turn) <= len(parts) else None
    return found


def _parts(source: Source) -> tuple[Source, ...]:
    return (source.of,) if isinstance(source, Place) else source.parts


def behind_input(run: ScoreRun, line: ScoreLine, code: str, path: str) -> BehindInput | None:
    """The postings behind a measure; None where there is no such number, or it is no sum over the ledger."""
    item = line.items.filter(code=code).first()
    given = given_at(item, path) if item else None
    if given is None or given["kind"] != Kind.MEASURE:
        return None
    source = source_at(run, line, code, path)
    member = next(one for one in members_of(run) if one.unit_id == line.unit_id)
    clock = document_of(run.scheme).clock(run.until)
    rows = rows_behind(source, member.counted, Ask(run.region, clock, run.as_of))
    return BehindInput(given, source, rows)


@dataclass(frozen=True)
class ListedInput:
    """Records or reports behind a number of a line, of all units that count in it."""

    given: dict
    rows: Sequence[UnitRecord] | Sequence[Fulfilled]
    kind: FigureKind | None  # of records
    names: Mapping[int, str]


def listed_input(run: ScoreRun, line: ScoreLine, code: str, path: str) -> ListedInput | None:
    """None where there is no such number, or it is counted neither from records nor from reports."""
    item = line.items.filter(code=code).first()
    given = given_at(item, path) if item else None
    if given is None or given["kind"] not in (Kind.RECORD, Kind.REPORTS):
        return None
    member = next(one for one in members_of(run) if one.unit_id == line.unit_id)
    start, end = (date.fromisoformat(given[name]) for name in ("start", "end"))
    names = dict(Unit.objects.filter(pk__in=member.counted).values_list("pk", "short_name"))
    if given["kind"] == Kind.REPORTS:
        rows = fault_rows(member.owners, region=run.region, start=start, end=end, as_of=run.as_of)
        return ListedInput(given, rows, None, names)
    kind = FigureKind.objects.get(region=run.region, code=given["record"])
    found = record_rows(kind.code, member.counted, run.region, start, end, run.as_of)
    rows = found.select_related("kind", "unit", "file", "source", "verified_by", "reverses")
    return ListedInput(given, list(rows), kind, names)


def listed_table(found: ListedInput, rows: Sequence, *, title: str, own_only: bool, as_of: datetime) -> Table:
    """Some of the records or reports, each with its unit; the foot of records is the sum of all."""
    if found.kind is None:
        return fault_table(rows, title=title, as_of=as_of, names=found.names)
    return records_behind(
        rows, found.kind, own_only=own_only, as_of=as_of, whole=found.rows, title=title, with_unit=True
    )


def behind_table(
    found: BehindInput, rows: Sequence[Behind], *, title: str, notes: Sequence[str] = ()
) -> Table:
    """Some of the rows; the foot is the sum of all. Three statements, however many rows there are."""
    loaded = ("unit", "project", "milestone", "arrival", "answers")
    postings = Posting.objects.select_related(*loaded).in_bulk({row.posting_id for row in rows})
    pairs = [(row, postings[row.posting_id]) for row in rows]
    source = found.source
    named, kind, _ = QUANTITIES[MEASURES[source.code].unit]
    total_kind, total_title = ("points", "得分（分）") if source.in_points else (kind, f"计入{named}")
    columns = [
        Column("序号", lambda row: row[1].number),
        Column("单位", lambda row: row[1].unit.short_name),
        Column("项目", lambda row: row[1].project.name, link=lambda row: project_address(row[1]), width=16),
        Column(
            "依据",
            lambda row: _because(row[1]),
            link=lambda row: fact_of(row[1]).get_absolute_url(),
            width=14,
        ),
        Column("统计日期", lambda row: row[1].statistical_on, "day"),
        Column(f"上报{named}" if source.reported else named, lambda row: row[0].quantity, kind, places=6),
        *([Column("系数", lambda row: row[0].factor, "count", places=6)] if source.table else []),
        *([Column("计入份额", lambda row: row[0].scale, "rate")] if source.shares != Shares.LEDGER else []),
        Column(total_title, lambda row: row[0].counted, total_kind, places=6, total=lambda _: found.total),
        Column("备注", lambda row: _remark(row[1])),
    ]
    return Table(title, columns, pairs, notes=notes, total_row=True)


def _because(posting: Posting) -> str:
    fact = fact_of(posting)
    return f"{fact.title} {fact.event_on.isoformat()}"


def _remark(posting: Posting) -> str:
    words = ["兼计"] if posting.is_also else []
    return "，".join([*words, f"冲减第{posting.answers.number}号"] if posting.answers_id else words)
