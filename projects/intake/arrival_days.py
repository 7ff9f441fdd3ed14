"""A ledger with a day for each sum that arrived: its column, and the rows that hold nothing else."""

import re

from projects.intake.meaning import Meaning

WHOLE = "arrived_amount"
RUNNING = re.compile(r"累计|截[至止]|总额|合计")
ARRIVAL_DAY = re.compile(r"(?:资金|款项)?(?:到[位账资款]|拨付|付款|入账)(?:资金)?(?:的)?(?:时间|日期|年月)")


def day_column(columns: tuple[Meaning, ...]) -> int | None:
    """The column of the days on which money arrived, where each row has a sum of its own and no running total."""
    if not any(meaning.field == WHOLE and not RUNNING.search(meaning.header) for meaning in columns):
        return None
    heads = (meaning.header.rpartition("/")[2].split("（")[0].split("(")[0] for meaning in columns)
    return next((index for index, head in enumerate(heads) if ARRIVAL_DAY.fullmatch(head)), None)


def only_an_arrival(columns: set[int], layout_columns: tuple[Meaning, ...], day: int | None) -> bool:
    """Whether a row holds nothing but a day and a sum that arrived."""
    if day is None or day not in columns:
        return False
    return all(index == day or layout_columns[index].field == WHOLE for index in columns)
