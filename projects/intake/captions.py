"""What stands over and below a table instead of in a column: the unit of money, who reports, which stage it lists."""

import re
from dataclasses import dataclass, field
from typing import Any

from projects.intake.grid import Grid, squeezed
from projects.intake.layout import Layout
from projects.intake.stage_words import stage_of_list
from projects.intake.units import NONE, Unit, unit_in_caption, unit_in_head
from promo.reading import fold

FOOT = 15
OVER = 5  # a caption stands within so many rows over its head
REPORTER = re.compile(
    r"(?:所属片组|片组|驻点组|招商组|引资单位|招引单位|责任单位|牵头单位|填报单位|报送单位|上报单位|申报单位|单位名称|填报部门)(?:\(盖章\)|\(公章\))?[:：]\s*([^\s:：,，;；。()（）]{2,20})"
)
UNIT_NAME = re.compile(
    r"[^\s,，。、；;:：()（）]{1,14}(?:镇|乡|街道|街道办|办事处|局|委|办|办公室|中心|管委会|开发区|园区|高新区|村|社区|组|分队|厅|联社|供销社|工商联|商会|联合会|农场|林场|集团)"
)
OVER_A_TITLE = re.compile(r"附[件表]|表\d*号|(?:金额|计量)?单位[:：]|密级|制[表定]机关")
STATED = re.compile(r"(?:共有?|总)?(?P<what>[\u4e00-\u9fff]{0,6}?)项目(?:共|总数)?\s*(?P<count>\d{1,5})\s*个")


@dataclass(frozen=True)
class Captions:
    """`counts` are the numbers of projects a caption states: (row, what, number)."""

    unit: Unit = NONE
    lead_unit: str = ""
    stage: str | None = None
    counts: tuple[tuple[int, str, int], ...] = ()
    lines: frozenset[str] = field(default_factory=frozenset)

    def repeats(self, grid: Grid, row: int) -> bool:
        """Whether a row says again what stands over the table, as on a second printed page."""
        return any(len(text) > 4 and text in self.lines for _, text in grid.texts(row))


def front_of(grid: Grid, layout: Layout) -> list[tuple[int, str]]:
    """The rows above the projects with what they are."""
    rows: list[tuple[int, str]] = []
    for row in range(layout.top):
        filled = grid.filled(row)
        told = any(why == "title" for _, why in rows) or all(is_caption(cell) for _, cell in filled)
        rows.append((row + 1, "blank" if not filled else "caption" if told else "title"))
    return rows + [(row + 1, "header") for row in range(layout.top, layout.bottom + 1)]


def unit_over(grid: Grid, head: int, below: int) -> Unit:
    """The unit that a line between the rows above and a further head names, which holds from there on."""
    for row in range(head - 1, max(below, head - OVER), -1):
        filled = grid.filled(row)
        if len(filled) > 3:
            break
        found = next(
            (unit for _, cell in filled if isinstance(cell, str) and (unit := unit_in_caption(cell))), NONE
        )
        if found:
            return found
    return NONE


def counts_otherwise(grid: Grid, head: int, layout: Layout) -> bool:
    """Whether a repeated head names another unit of a column than the head of the table above."""
    below = range(head, min(head + layout.bottom - layout.top + 1, len(grid.rows)))
    said = ((column, squeezed(text)) for row in below for column, text in grid.texts(row))
    columns = layout.columns
    return any(
        unit_in_head(text) != columns[column].named
        for column, text in said
        if column < len(columns)
        and not re.search(r"\d", text)
        and not any(column < len(line) and line[column] == text for line in layout.heads)
    )


def is_caption(cell: Any) -> bool:
    """附件2, 单位：万元 and the like stand over many a title."""
    return isinstance(cell, str) and bool(OVER_A_TITLE.match(squeezed(cell)))


def captions_of(grid: Grid, layout: Layout) -> Captions:
    above = [
        (row, cell) for row in range(layout.top) for _, cell in grid.filled(row) if isinstance(cell, str)
    ]
    return Captions(
        _unit(grid, layout, above),
        _reporter(grid, above),
        _stage(grid, above),
        tuple(_counts(above)),
        frozenset(squeezed(cell) for _, cell in above),
    )


def _unit(grid: Grid, layout: Layout, above: list[tuple[int, Any]]) -> Unit:
    """Nearest over the head first, then the notes below the table."""
    below = [
        (row, cell)
        for row in range(max(layout.bottom + 1, len(grid.rows) - FOOT), len(grid.rows))
        if len(filled := grid.filled(row)) == 1
        for _, cell in filled
        if isinstance(cell, str)
    ]
    return next((unit for _, cell in [*reversed(above), *below] if (unit := unit_in_caption(cell))), NONE)


def _reporter(grid: Grid, above: list[tuple[int, Any]]) -> str:
    """The unit whose list it is: named in a caption, or by the sheet itself."""
    found = next((match[1] for _, cell in above if (match := REPORTER.search(fold(cell)))), "")
    if found:
        return found
    name = squeezed(grid.sheet.name) if grid.sheet.is_named else ""
    return name if is_unit_name(name) else ""


def is_unit_name(text: str) -> bool:
    return bool(UNIT_NAME.fullmatch(text)) and not re.search(r"项目|台账|汇总|合计|其他|各", text)


def _stage(grid: Grid, above: list[tuple[int, Any]]) -> str | None:
    names = [grid.sheet.name] if grid.sheet.is_named else []
    return next(
        (stage for text in [*names, *(cell for _, cell in above[:1])] if (stage := stage_of_list(text))), None
    )


def _counts(above: list[tuple[int, Any]]):
    for row, cell in above:
        for match in STATED.finditer(squeezed(cell)):
            yield (
                row + 1,
                re.sub(r"^(?:本期|本月|其中|目前|现)?(?:共有|共|有|其中)?", "", match["what"]),
                int(match["count"]),
            )
