"""What stands once for several rows: a unit above its projects, the money of a project with further investors."""

from collections.abc import Iterable
from typing import Any

from projects.intake.cells import as_text
from projects.intake.faults import Problem
from projects.intake.grid import Grid, is_nothing
from projects.intake.meaning import Meaning
from projects.intake.words import DITTO, NOTHING


def units_below(grid: Grid, column: int, projects: Iterable[int]) -> dict[int, str]:
    """Units that stand once for the rows below without being merged, as a csv of a merged sheet leaves them."""
    if any(merged == column for _, merged in grid.tall):
        return {}
    said = [(row, as_text(grid.raw(row, column)).strip()) for row in projects]
    names = [name for _, name in said if name]
    empty = len(said) - len(names)
    # then what is empty is a gap
    unsure = len(set(names)) < len(names) or bool(DITTO.intersection(names))
    if not said or not said[0][1] or unsure or empty * 3 < len(said):
        return {}
    found, name = {}, ""
    for row, own in said:
        name = own or name
        if not own:
            found[row] = name
    return found


def shares_left_out(money: Iterable[tuple[Meaning, Any]], project: int) -> list[Problem]:
    """Sums beside a further investor of the project in row `project`, which are not added by themselves."""
    return [
        Problem(
            "joint_amount", f"该行另有金额“{as_text(cell)[:20]}”，没有计入第{project}行的项目，请核对总额。",
            meaning.col, meaning.header, meaning.field, refuses=False,
        )
        for meaning, cell in money
        if not is_nothing(cell) and as_text(cell).strip() not in NOTHING
    ]  # fmt: skip


def shared_sums(grid: Grid, row: int, money: Iterable[tuple[int, Meaning]]) -> list[Problem]:
    """Sums that are merged over several projects and stand with the first of them."""
    found = []
    for index, meaning in money:
        if grid.is_below(row, index) and not is_nothing(grid.value(row, index)):
            first = grid.covered[row, index][0] + 1
            why = f"{meaning.header}与第{first}行合并，金额只计入第{first}行，请核对。"
            found.append(
                Problem("shared_amount", why, meaning.col, meaning.header, meaning.field, refuses=False)
            )
    return found
