"""Read a staged row again after a person typed into one of its cells: that cell and what hangs on it, nothing else."""

import re
from datetime import date

from projects.intake.answers import unit_from
from projects.intake.around import Surroundings
from projects.intake.arrival_days import WHOLE
from projects.intake.carried import ask_for_this_year, carry
from projects.intake.cells import as_text
from projects.intake.checks import RECHECKED, check_row
from projects.intake.decision import decide_again
from projects.intake.faults import Problem
from projects.intake.fields import AMOUNTS
from projects.intake.layout import Layout
from projects.intake.meaning import Meaning
from projects.intake.rows import FIRST, Reader, RowReading
from projects.intake.twins import identities, identities_of
from projects.intake.units import NONE
from projects.models import ImportBatch, ImportRow, RowOutcome

ASKS_FOR_ONE = re.compile(r"联系|电话|手机")
FROM_TAGS = ("ownership", "kind")
FROM_BOTH = ("contact", "phones")
TOGETHER = ({"contact", "phones"}, {"signing_kind", "signed_on"})


def columns_of(batch: ImportBatch, row: ImportRow) -> list[dict]:
    """The columns of the table in which the row stands; [] for a row of no table."""
    for sheet in batch.columns:
        if sheet["sheet"][:100] == row.sheet:
            tables = sheet.get("tables") or []
            place = row.reading.get("table", 0)
            return tables[place] if place < len(tables) else []
    return []


def may_name_a_number(column: dict) -> bool:
    """Whether a cell of the column may hold somebody's telephone number, which no record repeats."""
    return column["field"] in ("phones", "contact_phones") or bool(ASKS_FOR_ONE.search(column["header"]))


def reading_of(row: ImportRow, *, columns: list[dict], cut_off_on: date) -> tuple[RowReading, Reader]:
    """The row as it was understood, with a reader for its cells."""
    meanings = tuple(
        Meaning(one["col"], one["header"], one["field"], unit_from(one["unit"])) for one in columns
    )
    reader = Reader(Layout(0, 0, meanings, ()), NONE, cut_off_on)
    kept = row.reading
    reading = RowReading(
        row.sheet, row.number, dict(row.cells), values=dict(kept.get("values") or {}),
        unread=dict(kept.get("unread") or {}), said=dict(kept.get("said") or {}), table=kept.get("table", 0),
        problems=[Problem(**problem) for problem in row.problems],
    )  # fmt: skip
    reading.columns = reader.columns
    return reading, reader


def read_again(row: ImportRow, *, columns: list[dict], cols: list[str], cut_off_on: date) -> RowReading:
    """The row with the cells of `cols` read anew from what is typed there; money follows when the ownership changes."""
    reading, reader = reading_of(row, columns=columns, cut_off_on=cut_off_on)
    texts = row.texts
    wanted = {meaning.field for _, meaning in reader.order if meaning.col in cols}
    if wanted.intersection(FIRST):
        wanted |= {name for name in AMOUNTS if name in reader.columns}
    if any(one.code == "arrivals_added" for one in reading.problems) and not _is_typed(WHOLE, reader, cols):
        wanted.discard(WHOLE)  # it stands on several rows, of which this is one
    for some in TOGETHER:
        wanted |= some & reader.columns.keys() if wanted & some else set()
    if "contact" in wanted and "phones" not in reader.columns:
        reading.values.pop("phones", None)
    for _, meaning in reader.order:
        if meaning.field in wanted:
            _take(reading, reader, meaning, texts.get(meaning.col, ""))
    if "contact" in wanted and reading.values.get("contact"):
        reader.from_contact(reading, texts.get(reader.columns["contact"].col, ""))
    reading.problems = [problem for problem in reading.problems if problem.code not in RECHECKED]
    if not reading.values.get("name") and "name" not in reading.unread:
        reading.add("no_name", "没有填写项目名称。", field_name="name", about="row")
    if WHOLE not in reader.columns:
        reading.values.pop(WHOLE, None)
        carry(reading, cut_off_on)
        ask_for_this_year(reading, cut_off_on)
    check_row(reading)
    return reading


def _is_typed(name: str, reader: Reader, cols: list[str]) -> bool:
    return name in reader.columns and reader.columns[name].col in cols


def _take(reading: RowReading, reader: Reader, meaning: Meaning, text: str) -> None:
    name = meaning.field
    for kept in (reading.unread, reading.said, reading.proposed):
        kept.pop(name, None)
    reading.problems = [problem for problem in reading.problems if problem.field != name]
    if name == "investor":
        reading.values.pop("investors", None)
    if not as_text(text).strip():
        reading.values[name] = None
    else:
        reader.take(reading, meaning, text)
    if name == "tags":
        for field in FROM_TAGS:
            if field not in reader.columns:
                reading.values.pop(field, None)
        reader.from_tags(reading)
    if name == "investor" and reader.firm_and_person is not None:
        for field in FROM_BOTH:
            if field not in reader.columns:
                reading.values.pop(field, None)
        reader.from_firm(reading, text)
    if name == "contact_phones":
        both = reading.values.pop(name) or {}
        reading.values |= {field: both.get(field) for field in FROM_BOTH if field not in reader.columns}


def retype(row: ImportRow, cells: dict[str, str], *, batch: ImportBatch, around: Surroundings) -> None:
    """Put `cells` by column in the place of what stands in the row, read them, and decide about the row anew."""
    columns = columns_of(batch, row)
    before, _ = reading_of(row, columns=columns, cut_off_on=batch.cut_off_on)
    row.typed = {**row.typed, **cells}
    row.typed = {col: text for col, text in row.typed.items() if text != row.cells.get(col, "")}
    reading = read_again(row, columns=columns, cols=list(cells), cut_off_on=batch.cut_off_on)
    if row.reading.get("key"):
        reading.values["row_key"] = row.reading["key"]
        known = row.reading.get("edited")
        typed = [column["field"] for column in columns if column["col"] in cells and column["field"]]
        reading.edited = None if known is None else [*known, *typed]
    named_anew = identities_of(before) != identities_of(reading)
    earlier = _earlier_alike(row, reading, batch) if named_anew else _earlier_as_read(row)
    decide_again(reading, row, batch=batch, around=around, earlier=earlier)


def _earlier_as_read(row: ImportRow) -> tuple[str, int] | None:
    """The row before this one that it was found to repeat when the file was read."""
    return next(((one["sheet"], one["row"]) for one in row.alike if one.get("row")), None)


def _earlier_alike(row: ImportRow, reading: RowReading, batch: ImportBatch) -> tuple[str, int] | None:
    """A row before this one with its new name and investor, or its new number."""
    wanted = set(identities_of(reading))
    said = {name: reading.values.get(name) for name in ("name", "code") if reading.values.get(name)}
    others = batch.rows.exclude(outcome__in=(RowOutcome.SKIPPED, RowOutcome.GONE)).filter(pk__lt=row.pk or 0)
    for name, value in said.items():
        for other in others.filter(**{f"reading__values__{name}": value})[:20]:
            values = other.reading["values"]
            known = identities(*(values.get(key) or "" for key in ("code", "name", "investor")))
            if wanted.intersection(known):
                return other.sheet, other.number
    return None
