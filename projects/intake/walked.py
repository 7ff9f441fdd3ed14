"""A sheet from its first head to its last row: where its table begins, what stands over it, and its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from projects.intake.answers import Answers
from projects.intake.captions import Captions, captions_of, front_of
from projects.intake.grid import Grid
from projects.intake.layout import Layout, find_layout
from projects.intake.meaning import Meaning
from projects.intake.rows import RowReading
from projects.intake.table import Walk
from promo.sheets.reading import Sheet


@dataclass
class Walked:
    """What one sheet holds: its first layout, the columns of each table with their units, its rows, and what is over
    them."""

    layout: Layout
    captions: Captions
    rows: list[RowReading]
    front: list[tuple[int, str]]
    tables: list[tuple[Meaning, ...]]


def walk(
    sheet: Sheet, *, latest: date, answers: Answers, told: Callable[[int], None] = lambda row: None
) -> Walked | None:
    """None for a sheet without a ledger."""
    grid = Grid(sheet)
    layout = find_layout(grid, latest=latest)
    if layout is None:
        return None
    captions = captions_of(grid, layout)
    layout = answers.applied(layout, sheet.name, captions.unit)
    walked = Walk(grid, layout, captions, latest, answers)
    return Walked(layout, captions, walked.run(told), front_of(grid, layout), walked.tables)
