"""What a workbook of targets would change, cell by cell, held against the targets as they stand."""

import re
from collections.abc import Mapping
from datetime import date

from assessment import parts
from assessment.countable import Countable, countables
from assessment.facts import Key, Years, latest_targets, units_by_name
from assessment.models import TargetImport, TargetSet
from assessment.target_sheet.heads import SETS, squeezed
from assessment.target_sheet.plan import Cell, Plan, Row, Sheet, changes_of
from promo.reading import Unreadable, fold
from units.models import Unit

BLANK = {"", "-", "—", "－", "/", "--", "——"}
TOTAL = re.compile(r"(?:各单位)?(?:合计|总计)")
SUMS = re.compile(r".*(?:合计|总计|小计|累计).*|其中:.*")
ZERO = "目标为0，与未下达不同；没有下达任务的请留空。"
NOTE = re.compile(r"(?:备?注|说明|填表|填报|制表|审核|单位负责人|共[0-9]+条;)")
REGION = re.compile(r"(?P<name>.*?)(?:总目标|目标合计)?(?:\((?P<set>[^()]*)\))?")


def _sum_of(text: str, one: Countable, unit: str) -> int | None:
    try:
        return one.read(text, unit=unit)
    except Unreadable:
        return None


class _Judge:
    """Holds what the cells are compared with. Four statements."""

    def __init__(self, batch: TargetImport, today: date) -> None:
        self.batch, self.today = batch, today
        self.known = countables(batch.region)
        self.latest = latest_targets(batch.region, year=batch.year)
        self.first_month = Years(batch.region).clock(batch.year, until=today).first_month
        self.by_name = units_by_name(batch.region)
        self.seen: dict[Key, str] = {}

    def sheet(self, data: Mapping) -> Sheet:
        part, problem = self._part(data)
        target_set = data["set"] or self.batch.target_set
        heads = [head for head in data["heads"] if head["measure"]]
        unknown = [head for head in data["heads"] if not head["measure"]]
        sheet = Sheet(data["name"], part, target_set, heads, problem or self._other(data), unknown)
        if not sheet.problem:
            rows = [self._row(row, sheet) for row in data["rows"]]
            sheet.rows = [row for row in rows if row]
            self._compare_sums(sheet)
        return sheet

    def _part(self, data: Mapping) -> tuple[str, str]:
        """The part of a sheet, and why it stays out."""
        asked, said = self.batch.part, data["part"]
        if asked not in parts.SERIES:
            wrong = said is not None and said != asked
            return asked, f"工作表注明的时段是{parts.NAMES[said]}，与所选的不一致。" if wrong else ""
        if said in parts.SERIES[asked]:
            return said, ""
        return "", "工作表名称中没有写明时段，例如“一季度”“6月”。"

    def _other(self, data: Mapping) -> str:
        if data["year"] not in (None, self.batch.year):
            return f"表中注明的年度是{data['year']}年，与所选的不一致。"
        if data["set"] not in ("", self.batch.target_set):
            return f"表中注明的目标类别是{TargetSet(data['set']).label}，与所选的不一致。"
        return ""

    def _row(self, data: Mapping, sheet: Sheet) -> Row | None:
        name, words = data["name"], squeezed(data["name"])
        if NOTE.match(words):
            return None
        row = Row(data["number"], name)
        target_set = sheet.target_set
        if SUMS.fullmatch(words):
            row.is_sum = True
        elif (said := self._region_set(words)) is not None:
            row.is_region, target_set = True, said or target_set
        else:
            row.unit, row.problem = self._unit(words, name)
        key = (row.unit.pk if row.unit else None, target_set, sheet.part)
        row.cells = [self._cell(head, data["cells"], row, key) for head in sheet.heads]
        return row if row.is_sum or row.problem or any(cell.text for cell in row.cells) else None

    def _region_set(self, words: str) -> str | None:
        """'' or a set for a row of the region's own target; None for another row."""
        match = REGION.fullmatch(words)
        own = {"", squeezed(self.batch.region.name), "全镇", "全县", "全区", "全市", "全乡"}
        if not words or not match or match["name"] not in own:
            return None
        return str(SETS[match["set"]]) if match["set"] in SETS else "" if not match["set"] else None

    def _unit(self, words: str, name: str) -> tuple[Unit | None, str]:
        found = list(self.by_name.get(words, {}).values())
        if not words:
            return None, "没有填写单位。"
        if len(found) != 1:
            return None, f"单位“{name[:30]}”{'有重名，请填写全称。' if found else '不在单位名册中。'}"
        return found[0], ""

    def _cell(self, head: Mapping, cells: Mapping[str, str], row: Row, key: tuple) -> Cell:
        cell = Cell(cells.get(str(head["column"]), ""))
        if row.problem:
            return cell
        one = self.known.get(head["measure"])
        blank = fold(cell.text) in BLANK
        if one is None or head["problem"]:
            cell.problem = (
                "" if blank or row.is_sum else f"{head['title']}：{head['problem'] or '指标已不存在。'}"
            )
            return cell
        if row.is_sum:
            cell.quantity = _sum_of(cell.text, one, head["unit"])
            return cell
        holder, target_set, part = key
        cell.key = holder, one.code, head["target_set"] or target_set, part
        cell.before = self.latest.get(cell.key)
        cell.was = one.typed(cell.before.quantity) if cell.before else ""
        if blank:
            cell.hint = "未填，原目标保留。" if cell.before else ""
        else:
            self._read(cell, one, head, row)
        return cell

    def _read(self, cell: Cell, one: Countable, head: Mapping, row: Row) -> None:
        try:
            cell.quantity = one.read(cell.text, unit=head["unit"])
        except Unreadable as unreadable:
            cell.problem = f"{one.name}“{cell.text[:20]}”：{unreadable}"
            return
        if cell.key in self.seen:
            cell.problem = f"{one.name}与{self.seen[cell.key]}重复。"
        elif cell.changes:
            cell.problem = self._may_not(row.unit, one, cell)
            cell.hint = "" if cell.quantity else ZERO
        self.seen.setdefault(cell.key, f"第{row.number}行")

    def _may_not(self, unit: Unit | None, one: Countable, cell: Cell) -> str:
        if unit and unit.valid_to and unit.valid_to <= self.today:
            return "该单位已停用，不能再下达目标。"
        if unit and not unit.is_assessed:
            return "该单位不参加考核。"
        return f"{one.name}已停用，不能下达新目标。" if not one.is_active and not cell.before else ""

    def _compare_sums(self, sheet: Sheet) -> None:
        """A sums row is compared with the units' rows as they were typed, and never imported."""
        units = [row for row in sheet.rows if not row.is_sum and not row.is_region]
        sums = [row for row in sheet.rows if row.is_sum and TOTAL.fullmatch(squeezed(row.name))]
        for place, head in enumerate(sheet.heads):
            one = self.known.get(head["measure"])
            if one is None or not units:
                continue
            total = sum(_sum_of(row.cells[place].text, one, head["unit"]) or 0 for row in units)
            for cell in (row.cells[place] for row in sums):
                if total and cell.quantity not in (None, total):
                    cell.hint = f"各行之和为{one.typed(total)}{one.unit_word}，请核对。"

    def series(self, sheets: list[Sheet]) -> dict[Key, int]:
        """The targets as they would stand; a row whose cumulative target would fall stays out, until none does."""
        while True:
            then = {key: row.quantity for key, row in self.latest.items()}
            good = [cell for _, cell in changes_of(sheets)]
            then |= {cell.key: cell.quantity for cell in good}
            falling = [cell for cell in good if self._falls(cell, then)]
            if not falling:
                return then

    def _falls(self, cell: Cell, then: Mapping[Key, int]) -> bool:
        by_part = {part: then[key] for part in parts.PARTS if (key := (*cell.key[:3], part)) in then}
        for earlier, later in parts.falls(by_part, cell.key[3], self.first_month):
            if cell.key[3] in (earlier, later):
                name = self.known[cell.key[1]].name
                cell.problem = f"{name}：累计目标{parts.NAMES[later]}不能少于{parts.NAMES[earlier]}。"
                return True
        return False


def judged(batch: TargetImport, *, today: date) -> Plan:
    """The workbook of an import against the targets as they stand now."""
    judge = _Judge(batch, today)
    sheets = [judge.sheet(data) for data in batch.sheets]
    return Plan(sheets, judge.known, judge.series(sheets))
