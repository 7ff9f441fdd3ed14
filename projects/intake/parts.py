"""Rows numbered below a project (1.1 under 1): they may be parts of it, whose money its own sum already holds."""

import re

from projects.intake.cells import as_text
from projects.intake.faults import Problem
from projects.intake.fields import AMOUNTS
from projects.intake.rows import RowReading

SUB_NUMBER = re.compile(r"(\d{1,3})[.．\-—](\d{1,2})")


class Numbers:
    """The serial numbers of the projects of a table so far, each with its last row."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    def of_a_part(self, serial, reading: RowReading) -> list[Problem]:
        said = as_text(serial).strip()
        part = SUB_NUMBER.fullmatch(said)
        if not part:
            self.rows[said] = reading.number
            return []
        above = self.rows.get(part[1])
        if above is None or not any(reading.amount(name) for name in AMOUNTS):
            return []
        why = f"序号“{said}”像是第{above}行项目的一部分，金额可能已含在内，请核对。"
        return [Problem("part_of_above", why, refuses=False)]
