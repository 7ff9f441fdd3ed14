"""Several arrivals of one project, each on a row of its own with its day: together they are what arrived."""

from decimal import Decimal

from projects.intake.arrival_days import WHOLE
from projects.intake.faults import Problem
from projects.intake.rows import RowReading
from promo.money import show_money


def add_arrival(project: RowReading, more: RowReading) -> None:
    """`more` is a further row read for its sum alone; what cannot be read leaves the project's whole open."""
    first, other = project.values.get(WHOLE), more.values.get(WHOLE)
    meaning = project.columns[WHOLE]
    project.problems = [one for one in project.problems if one.code != "arrivals_added"]
    if (
        WHOLE in more.unread
        or WHOLE in project.unread
        or first
        and other
        and first["currency"] != other["currency"]
    ):
        project.values[WHOLE] = None
        project.unread[WHOLE] = project.unread.get(WHOLE) or project.cells.get(meaning.col, "")
        why = f"第{more.number}行另有一笔到位资金，无法相加，请填写累计数。"
    elif first and other:
        total = Decimal(first["value"]) + Decimal(other["value"])
        about = first["approximate"] or other["approximate"]
        project.values[WHOLE] = {**first, "value": f"{total.normalize():f}", "approximate": about}
        why = f"到位资金分行填写，至第{more.number}行相加为{show_money(total, first['currency'])}。"
    else:
        project.values[WHOLE] = first or other
        return
    project.problems.append(Problem("arrivals_added", why, meaning.col, meaning.header, WHOLE, refuses=False))
