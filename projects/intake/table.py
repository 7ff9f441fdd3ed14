"""Walk down one sheet: its captions, its head (or heads), and row by row what is a project and what is not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from projects.intake.answers import Answers
from projects.intake.arrival_days import WHOLE
from projects.intake.captions import (
    Captions,
    counts_otherwise,
    is_unit_name,
    unit_over,
)
from projects.intake.cells import Formula, as_text
from projects.intake.faults import Problem
from projects.intake.fields import AMOUNTS, FIELDS
from projects.intake.grid import Grid, is_nothing
from projects.intake.layout import Layout, find_layout
from projects.intake.meaning import Meaning
from projects.intake.parts import Numbers
from projects.intake.row_kinds import Kind, is_repeated_head, kind_of_row, looks_like_head
from projects.intake.rows import Reader, RowReading, cells_as_text
from projects.intake.spread import shared_sums, shares_left_out, units_below
from projects.intake.stage_words import hear_stage
from projects.intake.stated import stated_sums
from projects.intake.ticks import tick_columns, ticked
from projects.intake.tranches import add_arrival
from projects.intake.units import NONE, Unit, unit_in_caption
from projects.names import flat

PLAIN_TITLE = re.compile(
    r"^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．:：]?|^第.{1,3}[部类组]分?[:：]?"
)
COUNT = re.compile(
    r"[(（](?:共)?\s*\d+\s*[个项家户](?:项目)?.*?[)）].*$|[:：]?\s*(?:共)?\d+\s*[个项家户](?:项目)?.*$"
)
TELL_EVERY = 1_000
COUNTED = re.compile(r"(?<![\d.])(\d{1,5})[个项家户](?!月|亿|万)")


class Walk:
    """One table of a sheet, from its head down; `rows` grows as it is read."""

    def __init__(
        self, grid: Grid, layout: Layout, captions: Captions, latest: date, answers: Answers
    ) -> None:
        self.grid, self.sheet, self.captions = grid, grid.sheet, captions
        self.latest, self.answers = latest, answers
        self.tables: list[tuple[Meaning, ...]] = []
        self.rows: list[RowReading] = []
        self.headings: dict[int, str] = {}
        self.before: dict[int, Any] = {}
        self.table = -1
        self.last: RowReading | None = None
        self._take_up(layout)

    def _take_up(self, layout: Layout) -> None:
        self.layout, self.fields, self.serial = layout, layout.fields, layout.serial
        self.kinds: dict[int, Kind] = {}
        self.table += 1
        self.numbers = Numbers()
        self.money = [(index, one) for index, one in enumerate(layout.columns) if one.field in AMOUNTS]
        self.unit_level = 0  # of the heading whose unit counts the rows
        self.reader = Reader(layout, self.captions.unit, self.latest, self.sheet.counts_from_1904)
        self.tables.append(self.reader.counted)
        self.ticks = {} if "stage" in layout.fields else tick_columns(layout.columns)
        self.used = [index for index in self.grid.used if index < len(layout.columns)]
        self.down = self._units_to_fill()

    def run(self, told: Callable[[int], None]) -> list[RowReading]:
        """`told` hears now and then down to which row it has come."""
        row, heard = self.layout.bottom + 1, 0
        while row < len(self.grid.rows):
            if row - heard >= TELL_EVERY:
                heard = row
                told(row)
            head = self._another_head(row)
            if head:
                self.captions = replace(self.captions, unit=self._unit_at(row))
                self._take_up(head)
                for number in range(row, head.bottom + 1):
                    self._skip(number, Kind("header"))
                row = head.bottom + 1
                continue
            self._row(row)
            row += 1
        return self.rows

    def _another_head(self, row: int) -> Layout | None:
        """A second table below the first, with heads of its own or counted in another unit."""
        if not looks_like_head(self.grid, row):
            return None
        unit = self._unit_at(row)
        same = is_repeated_head(self.grid.filled(row), self.layout)
        if same and unit == self.captions.unit and not counts_otherwise(self.grid, row, self.layout):
            return None
        found = find_layout(self.grid, row, latest=self.latest, within=1)
        return found and self.answers.applied(found, self.sheet.name, unit)

    def _unit_at(self, head: int) -> Unit:
        return unit_over(self.grid, head, self.layout.bottom) or self.captions.unit

    def _row(self, row: int) -> None:
        kind = self._kind(row)
        if kind.why == "continuation":
            self._continue(row)
        elif kind.why:
            reading = self._skip(row, kind)
            self._count_in(row, kind)
            if kind.why == "group heading":
                self._head_group(kind, reading)
        else:
            self._project(row)

    def _count_in(self, row: int, kind: Kind) -> None:
        """A heading or a line among the rows that names a unit counts those below in it: those of a heading until the
        next of its level, those of a line until another."""
        if kind.why not in ("group heading", "title", "note"):
            return
        said = next((unit for _, text in self.grid.texts(row) if (unit := unit_in_caption(text))), NONE)
        if kind.why == "group heading" and not said and self.unit_level and kind.level <= self.unit_level:
            said, self.unit_level = self.captions.unit, 0
        elif kind.why == "group heading" and said:
            self.unit_level = kind.level
        elif said:
            self.captions, self.unit_level = replace(self.captions, unit=said), 0
        if said and said != self.reader.unit:
            self.table += 1
            self.reader = Reader(self.layout, said, self.latest, self.sheet.counts_from_1904)
            self.tables.append(self.reader.counted)

    def _kind(self, row: int) -> Kind:
        if row not in self.kinds:
            self.kinds[row] = self._judged(row)
        return self.kinds[row]

    def _judged(self, row: int) -> Kind:
        if not self.grid.rows[row] and not any(
            (row, index) in self.sheet.formulas for index in self.fields.values()
        ):
            return Kind("blank")
        kind = kind_of_row(self.grid, row, self.layout, self.fields, self.serial)
        if kind.why in ("note", "group heading") and self.captions.repeats(self.grid, row):
            return Kind("title")
        return kind

    def _new(self, row: int, cells: dict[int, Any], **more) -> RowReading:
        line = self.sheet.lines[row] if row < len(self.sheet.lines) else None
        reading = RowReading(
            self.sheet.name, row + 1, cells_as_text(cells, self.layout), line=line, table=self.table, **more
        )
        self.rows.append(reading)
        return reading

    def _skip(self, row: int, kind: Kind) -> RowReading:
        cells = dict(self.grid.filled(row))
        reading = self._new(row, cells, skipped=kind.why, level=kind.level, title=kind.title)
        if kind.why in ("total", "subtotal", "group heading"):
            self._keep_sums(row, reading)
            found = COUNTED.search("".join(text for _, text in self.grid.texts(row)))
            reading.count = int(found[1]) if found else None
        return reading

    def _keep_sums(self, row: int, reading: RowReading) -> None:
        reading.columns = self.reader.columns
        for name in AMOUNTS:
            index = self.fields.get(name)
            if index is not None:
                found = stated_sums(self._cell(row, index), self.reader.units[name])
                if found:
                    reading.stated[name] = found

    def _cell(self, row: int, column: int) -> Any:
        """A cell with what a merged area says of it; money that several rows share is counted in the first."""
        origin = self.grid.covered.get((row, column))
        if origin is None:
            cell = self.grid.raw(row, column)
            if cell is None and (row, column) in self.sheet.formulas:
                return Formula(self.sheet.formulas[row, column])
            return cell
        meaning = self.layout.columns[column]
        if origin[1] != column or meaning.field in AMOUNTS or column == self.serial:
            return None
        return self.grid.raw(*origin)

    def _cells(self, row: int) -> dict[int, Any]:
        cells = ((index, self._cell(row, index)) for index in self.used)
        found = {index: cell for index, cell in cells if not is_nothing(cell)}
        unit = self.down.get(row)
        if unit is not None:
            found[self.fields["lead_unit"]] = unit
        return found

    def _project(self, row: int) -> None:
        cells = self._cells(row)
        reading = self._new(row, {})
        self.reader.read(reading, cells, self.before)
        reading.cells = cells_as_text(cells, self.layout)
        if self.ticks:
            stage, days = ticked(self.ticks, cells, latest=self.latest, from_1904=self.sheet.counts_from_1904)
            reading.values |= {name: day for name, day in days.items() if name not in self.fields}
            reading.values["stage"] = stage
        self._from_around(reading)
        reading.problems += shared_sums(self.grid, row, self.money)
        if self.serial is not None:
            reading.problems += self.numbers.of_a_part(self.grid.raw(row, self.serial), reading)
        if row in self.sheet.hidden_rows:
            why = "该行在原表中已隐藏，请确认是否导入。"
            reading.problems.append(Problem("hidden_row", why, refuses=False))
        if not reading.values.get("name") and "name" not in reading.unread:
            reading.add("no_name", "没有填写项目名称。", field_name="name", about="row")
        self.before, self.last = cells, reading

    def _from_around(self, reading: RowReading) -> None:
        """What stands over the rows instead of in a column: the stage, the unit, the trade."""
        values = reading.values
        titles = [self.headings[level] for level in sorted(self.headings)]
        if values.get("stage") is None and "stage" not in reading.unread:
            heard = next((stage for title in reversed(titles) if (stage := hear_stage(title).stage)), None)
            stage = heard or (None if "stage" in self.fields else self.captions.stage)
            if stage:
                values["stage"] = stage
        if not values.get("lead_unit") and "lead_unit" not in reading.unread:
            unit = next((title for title in reversed(titles) if is_unit_name(title)), "")
            unit = unit or ("" if "lead_unit" in self.fields else self.captions.lead_unit)
            if unit:
                values["lead_unit"] = unit
        trades = [title for title in titles if not is_unit_name(title) and not hear_stage(title).stage]
        if trades and "industry" not in self.fields:
            values["industry"] = trades[-1][: FIELDS["industry"].longest]
            if len(trades) > 1:
                values["sector"] = trades[0]

    def _head_group(self, kind: Kind, reading: RowReading) -> None:
        title = COUNT.sub("", PLAIN_TITLE.sub("", kind.title)) or kind.title
        self.headings = {level: text for level, text in self.headings.items() if level < kind.level}
        self.headings[kind.level] = title
        reading.title = title

    def _continue(self, row: int) -> None:
        """A further investor of the project above; its money stands there already."""
        cells = dict(self.grid.filled(row))
        reading = self._new(row, cells, skipped="continuation")
        index, project = self.fields.get("investor"), self.last
        if project is None:
            return
        self._own_money(row, reading, project)
        more = as_text(self.grid.raw(row, index)).strip() if index is not None else ""
        known = project.values.get("investor") or ""
        if more and flat(more) not in flat(known):
            project.values["investor"] = f"{known}、{more}" if known else more
            project.values["investors"] = [
                *(project.values.get("investors") or ([known] if known else [])),
                more,
            ]
            meaning = self.layout.columns[index]
            why = f"与第{project.number}行为同一项目，共有{len(project.values['investors'])}个投资方，金额只计一次。"
            reading.problems.append(
                Problem("joint_investor", why, meaning.col, meaning.header, "investor", refuses=False)
            )

    def _own_money(self, row: int, reading: RowReading, project: RowReading) -> None:
        """A further arrival with its day is added to the project's; any other sum is pointed out at both rows."""
        columns, places = self.layout.columns, map(self.fields.get, AMOUNTS)
        money = [(columns[one], self._cell(row, one)) for one in places if one is not None]
        day = self.layout.arrival_day
        if day is not None and not is_nothing(self._cell(row, day)):
            came = [one for one in money if one[0].field == WHOLE and not is_nothing(one[1])]
            for meaning, cell in came:
                self.reader.take(reading, meaning, cell)
                add_arrival(project, reading)
            money = [one for one in money if one not in came]
        left_out = shares_left_out(money, project.number)
        reading.problems += left_out
        project.problems += [replace(one, why=f"第{row + 1}行{one.why[2:]}") for one in left_out]

    def _units_to_fill(self) -> dict[int, str]:
        """Units that stand once for the rows below without being merged, as a csv of a merged sheet leaves them."""
        index = self.fields.get("lead_unit")
        return {} if index is None else units_below(self.grid, index, self._projects_below())

    def _projects_below(self) -> Iterator[int]:
        for row in range(self.layout.bottom + 1, len(self.grid.rows)):
            if self._another_head(row):
                return
            if not self._kind(row).why:
                yield row
