"""Decide for each row whether it is a new project, looks like a known one, or stays out, and say why."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from projects.intake.ledger import LedgerReading
from projects.intake.plan import plan_of
from projects.intake.rows import RowReading
from projects.intake.twins import identities, identities_of
from projects.models import ImportBatch, ImportRow, Project, RowOutcome
from promo.reading import fold
from units.access import OFFICE_ROLES, Access
from units.models import Region, Unit

OTHERS = "其他单位登记的项目"
REASONS = {"code": "项目编号相同", "name": "项目名称和投资方相同"}


@dataclass(frozen=True)
class KnownUnit:
    pk: int
    name: str
    is_closed: bool


@dataclass(frozen=True)
class KnownProject:
    pk: int
    code: str
    name: str
    lead_unit_id: int


@dataclass(frozen=True)
class Surroundings:
    """What rows are held against: the directory of units and the register, each read once.

    `own_units` are the units a unit clerk may import for; None for the office, which imports for all.
    """

    units: dict[str, list[KnownUnit]]
    projects: dict[tuple, KnownProject]
    own_units: frozenset[int] | None = None


def unit_key(name: str) -> str:
    return re.sub(r"\s+", "", fold(name))


def own_units_of(access: Access) -> frozenset[int] | None:
    """The units somebody outside the office may import for; None for the office."""
    return None if access.has(OFFICE_ROLES) else access.unit_ids


def surroundings(*, region: Region, own_units: frozenset[int] | None, on: date) -> Surroundings:
    """Units and projects of a region and everything below it, as of a day. Two queries."""
    units = defaultdict(list)
    rows = Unit.objects.filter(region__path__startswith=region.path)
    for pk, code, name, short, valid_to in rows.values_list("pk", "code", "name", "short_name", "valid_to"):
        known = KnownUnit(pk, name, bool(valid_to and valid_to <= on))
        for key in {unit_key(code), unit_key(name), unit_key(short)}:
            units[key].append(known)
    return Surroundings(dict(units), _register(region), own_units)


def _register(region: Region) -> dict[tuple, KnownProject]:
    rows = Project.objects.in_register().filter(region__path__startswith=region.path).order_by("pk")
    known: dict[tuple, KnownProject] = {}
    columns = ("pk", "code", "name", "lead_unit_id", "external_code", "investor__name")
    for pk, code, name, lead_unit_id, external_code, investor in rows.values_list(*columns):
        project = KnownProject(pk, code, name, lead_unit_id)
        for identity in identities(external_code, name, investor or ""):
            known.setdefault(identity, project)
        known.setdefault(("code", code.lower()), project)  # a ledger that we sent out ourselves
    return known


def decide(reading: LedgerReading, *, batch: ImportBatch, around: Surroundings) -> list[ImportRow]:
    """The rows of the batch, unsaved: outcome, plan, problems, likenesses. One pass over the rows."""
    return [_decide_row(row, reading, batch, around) for row in reading.rows]


def _decide_row(
    row: RowReading, reading: LedgerReading, batch: ImportBatch, around: Surroundings
) -> ImportRow:
    kept = ImportRow(batch=batch, sheet=row.sheet[:100], number=row.number, cells=row.cells)
    if row.skipped:
        told = [problem.as_json() for problem in row.problems]
        kept.outcome = RowOutcome.SKIPPED
        kept.problems = [{"code": row.skipped, "why": SKIPPED[row.skipped]}, *told]
        return kept
    unit = _lead_unit(row, around)
    kept.problems = [problem.as_json() for problem in row.problems]
    kept.reading = {"values": row.values, "unread": row.unread}
    if unit is None or row.is_refused:
        kept.outcome = RowOutcome.REFUSED
        return kept
    kept.reading["plan"] = plan_of(row, lead_unit_id=unit.pk, cut_off_on=batch.cut_off_on)
    kept.alike = _alike(row, reading, around)
    kept.outcome = RowOutcome.ALIKE if kept.alike else RowOutcome.NEW
    kept.is_chosen = not kept.alike
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


def _alike(row: RowReading, reading: LedgerReading, around: Surroundings) -> list[dict]:
    """What the row looks like: projects of the register first, then an earlier row of the same file."""
    found = {}
    for identity in identities_of(row):
        known = around.projects.get(identity)
        if known and known.pk not in found:
            hidden = around.own_units is not None and known.lead_unit_id not in around.own_units
            name = OTHERS if hidden else known.name
            shown = {"code": "" if hidden else known.code, "name": name, "why": REASONS[identity[0]]}
            found[known.pk] = {"project": None if hidden else known.pk, **shown}
    alike = list(found.values())
    earlier = reading.repeats.get((row.sheet, row.number))
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
    return alike
