"""Workbooks with the figures of many units: rows under their heads, each read or with the sentence of its problem.

Reading and judging are two steps: what was read is kept with the import, and is judged again when it is confirmed.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assessment.countable import MONEY_UNITS, UNIT_WORDS
from assessment.facts import units_by_name
from assessment.models import FigureKind, UnitRecord
from assessment.models.unit_record import MOST
from projects.models.credit import WHOLE
from promo.days import read_day, show_day
from promo.money import hundredths, read_amount
from promo.reading import Unreadable, fold, without_blanks
from promo.sheets.reading import BadWorkbook, Sheet, read_workbook
from promo.web.text import fault_of, folded
from units.models import Unit

MOST_BYTES = 2 * 2**20
MOST_ROWS = 2_000
HEADS_WITHIN = 15
HEADS = {
    "unit": ("单位", "单位名称", "责任单位", "被登记单位"),
    "day": ("日期", "发生日期", "时间", "到账日期"),
    "figure": ("数值", "数量", "金额", "次数", "完成数", "得分"),
    "document": ("依据", "依据文件", "文件", "文号", "文件名称"),
    "note": ("说明", "备注"),
}
NEEDED = ("unit", "day", "document")
LONGEST = {"document": 120, "note": 300}
NOT_A_ROW = re.compile(r"(合计|小计|总计|累计|备注|注[:：]|填表|制表|审核)")
PLAIN = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)


def read_quantity(text: str, kind: FigureKind, *, unit: str = "") -> int:
    """What was typed for a kind, in its smallest unit; `unit` is that of the head, otherwise the kind's own. A sum
    may bear its unit ('5000万元'). Raises Unreadable with a Chinese sentence, also for zero and less."""
    if kind.unit in MONEY_UNITS:
        digits, own = _without_unit(fold(text), MONEY_UNITS[kind.unit])
        found = hundredths(read_amount(digits, unit=own or unit or UNIT_WORDS[kind.unit]))
    else:
        found = _counted(fold(text).removesuffix(kind.unit_word), kind)
    if found <= 0:
        raise Unreadable("应大于0。")
    if found > MOST:
        raise Unreadable("数值过大，请核对数字和单位。")
    return found


def _without_unit(text: str, units: Iterable[str]) -> tuple[str, str]:
    own = next((unit for unit in sorted(units, key=len, reverse=True) if text.endswith(unit)), "")
    return text.removesuffix(own).strip(), own


def _counted(text: str, kind: FigureKind) -> int:
    digits = text.replace(",", "").strip()
    if not PLAIN.fullmatch(digits):
        raise Unreadable("请填写数字，最多两位小数，例如 12 或 8.5。")
    value = Decimal(digits)
    if kind.is_event and value != int(value):
        raise Unreadable("次数只能填写整数。")
    return int(value * (WHOLE if kind.unit == "count" else 100))


def read_rows(file, kind: FigureKind) -> list[dict]:
    """The rows of an uploaded .xlsx as texts: number, unit, day, figure, document, note. Raises BadWorkbook."""
    if file.size > MOST_BYTES:
        raise BadWorkbook("文件超过2MB，请拆分后再导入。")
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        sheets = [sheet for sheet in read_workbook(copy.name, suffix="xlsx") if not sheet.hidden]
    for sheet in sheets:
        if heads := _heads(sheet, kind):
            rows = list(_rows(sheet, *heads))
            if len(rows) > MOST_ROWS:
                raise BadWorkbook(f"一次最多导入{MOST_ROWS:,}条，请拆分后再导入。")
            if rows:
                return rows
            raise BadWorkbook("表头下面没有内容，请填写后再导入。")
    raise BadWorkbook("没有找到表头。表中应有“单位”“日期”“依据”各列，请下载模板填写。")


def _heads(sheet: Sheet, kind: FigureKind) -> tuple[int, dict[str, int], str] | None:
    """(row of the heads, column by name, unit that the head of the figure states)."""
    for index, row in enumerate(sheet.rows[:HEADS_WITHIN]):
        places, unit = {}, ""
        for column, value in enumerate(row):
            words, inside = _head(value)
            name = next((name for name, known in HEADS.items() if words in known), None)
            name = "figure" if words == kind.name else name
            if name and name not in places:
                places[name] = column
                unit = inside if name == "figure" and inside in MONEY_UNITS.get(kind.unit, ()) else unit
        if all(name in places for name in NEEDED) and (kind.is_event or "figure" in places):
            return index, places, unit
    return None


def _head(value) -> tuple[str, str]:
    """'数值（万元）' -> ('数值', '万元')."""
    words = without_blanks(str(value or ""))
    found = re.fullmatch(r"(.*?)\((.*)\)", words)
    return (found[1], found[2]) if found else (words, "")


def _rows(sheet: Sheet, top: int, places: Mapping[str, int], unit: str):
    for index in range(top + 1, len(sheet.rows)):
        read = {name: _text(sheet.value(index, column)) for name, column in places.items()}
        if not any(read.values()) or NOT_A_ROW.match(read["unit"]):
            continue
        yield {"number": index + 1, "figure": "", "note": "", **read, "unit_of_figure": unit}


def _text(value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, bool):
        return ""
    return folded(str(value).replace("\0", "")[:1000])


@dataclass(frozen=True)
class ReadRow:
    """A row as it will be recorded; with a `problem` it will not be."""

    number: int
    given: Mapping[str, str]
    unit: Unit | None = None
    day: date | None = None
    quantity: int | None = None
    problem: str = ""


class Judge:
    """Judges the rows of one workbook for one kind; holds the units and what is already recorded. Two statements."""

    def __init__(self, kind: FigureKind, *, today: date) -> None:
        self.kind, self.today = kind, today
        self.by_name = units_by_name(kind.region)
        standing = UnitRecord.objects.standing().filter(kind=kind, reverses__isnull=True)
        standing = standing.exclude(reversals__state="verified").order_by()
        self.known = set(standing.values_list("unit", "happened_on", "quantity", "document"))

    def rows(self, rows: Iterable[Mapping[str, str]]) -> list[ReadRow]:
        return [self._row(row) for row in rows]

    def _row(self, row: Mapping) -> ReadRow:
        found, problems = {}, []
        for name, read in (("unit", self._unit), ("day", self._day), ("quantity", self._quantity)):
            try:
                found[name] = read(row)
            except Unreadable as unreadable:
                problems.append(str(unreadable))
        problems += [one for one in map(self._words(row), LONGEST) if one]
        problems += [] if problems else self._together(row, **found)
        return ReadRow(row["number"], row, problem="；".join(problems), **found)

    def _unit(self, row: Mapping) -> Unit:
        found = list(self.by_name.get(without_blanks(row["unit"]), {}).values())
        if not row["unit"]:
            raise Unreadable("没有填写单位。")
        if len(found) != 1:
            raise Unreadable(
                f"单位“{row['unit'][:30]}”{'有重名，请填写全称' if found else '不在单位名册中'}。"
            )
        return found[0]

    def _day(self, row: Mapping) -> date:
        return read_day(row["day"], latest=self.today)

    def _quantity(self, row: Mapping) -> int:
        if self.kind.is_event and not row["figure"]:
            return WHOLE
        try:
            return read_quantity(row["figure"], self.kind, unit=row["unit_of_figure"])
        except Unreadable as unreadable:
            raise Unreadable(f"数值“{row['figure'][:20]}”：{unreadable}") from unreadable

    def _words(self, row: Mapping) -> Callable[[str], str]:
        def judged(name: str) -> str:
            text, title = row[name], {"document": "依据", "note": "说明"}[name]
            if name == "document" and not text:
                return "没有填写依据。"
            if len(text) > LONGEST[name]:
                return f"{title}最多{LONGEST[name]}个字。"
            return f"{title}中有不能使用的字符。" if any(fault_of(sign) for sign in text) else ""

        return judged

    def _together(self, row: Mapping, *, unit: Unit, day: date, quantity: int) -> list[str]:
        if day < unit.valid_from or (unit.valid_to and day >= unit.valid_to):
            return [f"{show_day(day)}该单位尚未启用或已停用。"]
        key = (unit.pk, day, quantity, row["document"])
        if key in self.known:
            return ["已经登记过相同的记录，或与本表前面的行重复。"]
        self.known.add(key)
        return []
