"""Decide for each row whether it is a new project, a known one, looks like one, or stays out, and say why."""

from collections import deque

from projects.intake.around import KnownUnit, Surroundings, unit_key
from projects.intake.differing import standings
from projects.intake.ledger import LedgerReading, Told, to_nobody
from projects.intake.plan import plan_of
from projects.intake.returning import know_again, name_by_key, no_longer_listed
from projects.intake.rows import RowReading
from projects.intake.sending import leave_out_unedited
from projects.intake.table import TELL_EVERY
from projects.intake.twins import identities_of
from projects.models import ImportBatch, ImportRow, RowOutcome

OTHERS = "其他单位登记的项目"
REASONS = {"code": "项目编号相同", "name": "项目名称和投资方相同"}


def decide(
    reading: LedgerReading, *, batch: ImportBatch, around: Surroundings, told: Told = to_nobody
) -> list[ImportRow]:
    """The rows of the batch, unsaved: outcome, plan, problems, likenesses. Two passes over the rows.

    A row of a ledger that came before is held against its project: changed, the same; and what is missing is listed.
    The reading is emptied on the way, as its rows are needed no more.
    """
    repeats, kept = reading.repeats, []
    rows = deque(reading.rows)
    total = len(rows)
    for sheet in reading.sheets:
        sheet.rows = []
    while rows:
        row = rows.popleft()
        kept.append(_kept(row, batch, around, repeats.get(row.place)))
        if len(kept) % TELL_EVERY == 0:
            told(len(kept), total)
    around.standings = standings(row.found for row in kept if row.found)
    signatures = {sheet["sheet"][:100]: sheet.get("signature", "") for sheet in batch.columns}
    keys: set[str] = set()
    for row in kept:
        know_again(row, around, signatures.get(row.sheet, ""), keys)
    missing = no_longer_listed(kept, batch, around)
    for row in (*kept, *missing):
        row.kinds = kinds_of(row)
    return [*kept, *missing]


def decide_again(
    reading: RowReading, row: ImportRow, *, batch: ImportBatch, around: Surroundings, earlier=None
) -> ImportRow:
    """One row of a staged batch after its cells were read again; its own place in the file is kept."""
    fresh = _kept(reading, batch, around, earlier)
    around.standings = standings([fresh.found] if fresh.found else [])
    signatures = {sheet["sheet"][:100]: sheet.get("signature", "") for sheet in batch.columns}
    know_again(fresh, around, signatures.get(row.sheet, ""), set())
    for name in ("outcome", "reading", "problems", "alike", "target_id", "changes", "is_chosen"):
        setattr(row, name, getattr(fresh, name))
    row.verdict, row.kinds = "", kinds_of(row)
    return row


def kinds_of(row: ImportRow) -> str:
    """The kinds of problems of a row in one text, each between blanks, so that a filter finds them."""
    codes = dict.fromkeys(problem["code"] for problem in row.problems if problem["code"] not in SKIPPED)
    text = " ".join(codes)[:590]
    return f" {text} " if text else ""


def _kept(row: RowReading, batch: ImportBatch, around: Surroundings, earlier) -> ImportRow:
    """A row with its plan, not yet held against the register. `found` is the project it says it is, or None."""
    kept = ImportRow(batch=batch, sheet=row.sheet[:100], number=row.number, cells=row.cells)
    kept.found, kept.said_key = None, row.values.pop("row_key", None)
    kept.reading = {"table": row.table} if row.table else {}
    if row.skipped:
        told = [problem.as_json() for problem in row.problems]
        kept.outcome = RowOutcome.SKIPPED
        kept.problems = [{"code": row.skipped, "why": SKIPPED[row.skipped]}, *told]
        return kept
    unit = _lead_unit(row, around)
    if row.edited is not None:
        leave_out_unedited(row)
    kept.problems = [problem.as_json() for problem in row.problems]
    kept.reading |= {"values": row.values, "unread": row.unread, "said": row.said}
    if kept.said_key:
        kept.reading["key"] = kept.said_key
        kept.reading["edited"] = row.edited
    if row.edited == []:
        kept.outcome, kept.is_chosen = RowOutcome.SAME, False
        name_by_key(kept, around)
        return kept
    if unit is None or row.is_refused:
        kept.outcome = RowOutcome.REFUSED
        return kept
    kept.reading["plan"] = plan_of(row, lead_unit_id=unit.pk, cut_off_on=batch.cut_off_on)
    kept.alike, kept.found = _alike(row, earlier, around)
    kept.outcome = RowOutcome.ALIKE if kept.alike else RowOutcome.NEW
    kept.is_chosen = not kept.alike
    if kept.said_key:
        name_by_key(kept, around)
    return kept


SKIPPED = {
    "blank": "空行",
    "header": "重复的表头",
    "total": "合计行",
    "subtotal": "小计行",
    "note": "说明文字",
    "group heading": "分组标题",
    "title": "标题",
    "continuation": "同一项目的其他投资方",
}


def _lead_unit(row: RowReading, around: Surroundings) -> KnownUnit | None:
    """The unit of exactly this name, short name or code; otherwise a problem is added to the row."""
    said = row.values.get("lead_unit")
    if not said:
        if "lead_unit" not in row.unread:
            row.add("no_unit_name", "没有填写引资单位。", field_name="lead_unit")
        return None
    found = {unit.pk: unit for unit in around.units.get(unit_key(said), ())}
    if not found:
        why = f"引资单位“{said}”不在单位名录中，请先登记或改正名称。"
    elif len(found) > 1:
        why = f"单位名录中有{len(found)}个“{said}”，请改填单位编码。"
    else:
        (unit,) = found.values()
        why = _may_not_lead(unit, around)
        if not why:
            return unit
    row.add("unit_unknown", why, field_name="lead_unit")
    return None


def _may_not_lead(unit: KnownUnit, around: Surroundings) -> str:
    if unit.is_closed:
        return f"引资单位“{unit.name}”已停用，请改填现有单位。"
    if around.own_units is not None and unit.pk not in around.own_units:
        return f"只能导入本单位的项目，“{unit.name}”的项目请由该单位或经济办导入。"
    return ""


def _alike(row: RowReading, earlier, around: Surroundings) -> tuple[list[dict], int | None]:
    """What the row looks like: projects of the register first, then an earlier row of the same file; and the project
    of the register whose name or number is the row's, if the person may see it."""
    found: dict[int, dict] = {}
    seen: list[int] = []
    for identity in identities_of(row):
        known = around.projects.get(identity)
        if known and known.pk not in found:
            hidden = not around.may_see(known)
            name = OTHERS if hidden else known.name
            shown = {"code": "" if hidden else known.code, "name": name, "why": REASONS[identity[0]]}
            found[known.pk] = {"project": None if hidden else known.pk, **shown}
            seen += [] if hidden else [known.pk]
    alike = list(found.values())
    if earlier:
        sheet, number = earlier
        place = f"第{number}行" if sheet == row.sheet else f"工作表“{sheet}”第{number}行"
        alike.append(
            {
                "project": None,
                "row": number,
                "sheet": sheet,
                "name": f"本文件{place}",
                "why": "与前面的行重复",
            }
        )
    return alike, seen[0] if len(seen) == 1 and not earlier else None
