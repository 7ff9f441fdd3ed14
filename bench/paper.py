"""How long the Word file of a report takes in a worker: 30 units in four rankings, lists, five sections of words.

Arguments: units (30), rounds (20). Needs no database; the tables are frozen and thawed as those of a stored report.
"""

import resource
import sys
import time
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from promo.paper import Form, Heading, Paper, word
from promo.tables import Column, Table, freeze, thaw

SAID = "截至2026年11月15日，签约金额累计12.77亿元，完成年度任务的85.10%，低于时序进度4.22个百分点，同比增长39.05%。"


def table(title: str, rows: int) -> dict:
    columns = [
        Column("名次", lambda row: row, "rank"),
        Column("单位", lambda row: f"第{row}号村民委员会"),
        Column("累计（万元）", lambda row: row * 7_654_321, "amount_wan", group="签约金额", total="sum"),
        Column("完成率", lambda row: Fraction(row, 37), "rate", group="签约金额"),
        Column("累计（万元）", lambda row: row * 1_234_567, "amount_wan", group="到位资金", total="sum"),
        Column("完成率", lambda row: Fraction(row, 41), "rate", group="到位资金"),
        Column("得分", lambda row: Fraction(row * 100, 31), "points"),
    ]
    return freeze(Table(title, columns, range(1, rows + 1), total_row=True, as_of=date(2026, 11, 15)))


def paper(frozen: list[dict]) -> Paper:
    parts = []
    for number, data in enumerate(frozen):
        parts += [Heading(f"{'一二三四五六七八九十'[number % 10]}、总体情况"), *[SAID] * 8, thaw(data)]
    return Paper(
        form=Form.RED_HEAD, title="青石镇招商引资督查通报", parts=parts,
        made_at=datetime(2026, 11, 16, tzinfo=UTC), issuer="青石镇督查办", number="2026年第23期",
        day=date(2026, 11, 16),
    )  # fmt: skip


def main(units: int = 30, rounds: int = 20) -> None:
    frozen = [table(f"第{number}类单位排名", units) for number in range(1, 9)]
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        content = word(paper(frozen))
        spent.append(time.process_time() - began)
    spent.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"8 tables of {units} units: median {spent[rounds // 2]:.3f} s, worst {spent[-1]:.3f} s of processor, "
        f"{len(content):,} bytes, peak {peak} MB"
    )


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
