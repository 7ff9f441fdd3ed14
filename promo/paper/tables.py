"""A table in a paper: heads on every page, rows that are never split, figures as they were frozen."""

from promo.days import show_day
from promo.paper.dress import FANGSONG, HEI, SMALL, TABLE_NAME, Look
from promo.paper.marks import lines_at, paragraph, run
from promo.paper.pages import PADDING, Fit, breadth, fit, head_words
from promo.tables import NUMBERS, Cell, FrozenTable, HeadCell, Table
from promo.tables.cells import LOCAL

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGINS = '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
CENTRED = {"rank", "serial", "day", "moment", "light"}


def table_parts(table: Table | FrozenTable) -> str:
    """Name, unit, the table itself and its notes."""
    name = paragraph(run(table.title, TABLE_NAME), align="center", keep=True, line=lines_at(480))
    notes = "".join(paragraph(run(note, SMALL), line=lines_at(320, "atLeast")) for note in _notes(table))
    return name + _caption(table) + grid(table, fit(table)) + (notes or _gap())


def grid(table: Table | FrozenTable, fitted: Fit) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in fitted.widths)
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(fitted.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{MARGINS}</w:tblCellMar></w:tblPr>"
    )
    rows = _head_rows(table.head(), fitted) + "".join(_row(cells, fitted) for cells in table.cells())
    foot = table.totals()
    rows += _row(foot, fitted, is_bold=True) if foot else ""
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _caption(table: Table | FrozenTable) -> str:
    words = [table.caption, _as_of(table), table.unit_note]
    said = "　".join(word for word in words if word)
    return paragraph(run(said, SMALL), align="right", keep=True, line=lines_at(340)) if said else ""


def _as_of(table: Table | FrozenTable) -> str:
    if table.as_of is None:
        return ""
    if hasattr(table.as_of, "hour"):
        return f"数据时点：{table.as_of.astimezone(LOCAL):%Y-%m-%d %H:%M}"
    return f"截至{show_day(table.as_of)}"


def _notes(table: Table | FrozenTable) -> list[str]:
    return [*table.notes, *([table.signature] if table.signature else [])]


def _gap() -> str:
    """Two tables without a paragraph between them would become one."""
    return paragraph(run("", SMALL), line=lines_at(240))


def _head_rows(levels: list[list[HeadCell]], fitted: Fit) -> str:
    rows = []
    for level, cells in enumerate(levels):
        starts = {cell.column: (cell, "restart" if cell.rowspan > 1 else "") for cell in cells}
        for above in range(level):
            for cell in levels[above]:
                if above + cell.rowspan > level:
                    starts[cell.column] = (cell, "continue")
        body = "".join(_head_cell(*starts[column], fitted) for column in sorted(starts))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{body}</w:tr>")
    return "".join(rows)


def _head_cell(cell: HeadCell, merged: str, fitted: Fit) -> str:
    width = sum(fitted.widths[cell.column : cell.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    words = "" if merged == "continue" else _head_text(cell.title, width, fitted.size)
    return _cell(width, span + merge, words, Look(HEI, fitted.size), "center")


def _head_text(title: str, width: int, size: int) -> str:
    fits = breadth(title) * size * 10 + PADDING <= width
    return title if fits else head_words(title)


def _row(cells: list[Cell], fitted: Fit, *, is_bold: bool = False) -> str:
    look = Look(FANGSONG, fitted.size, is_bold=is_bold)
    body = "".join(
        _cell(width, "", cell.text, look, _side(cell.kind))
        for cell, width in zip(cells, fitted.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"


def _side(kind: str) -> str:
    if kind in CENTRED:
        return "center"
    return "right" if kind in NUMBERS else "left"


def _cell(width: int, merging: str, words: str, look: Look, align: str) -> str:
    line = lines_at(look.size * 13, "atLeast")
    inner = paragraph(run(words, look), align=align, line=line)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merging}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inner}</w:tc>"
    )
