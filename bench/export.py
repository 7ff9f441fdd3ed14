"""How long an official workbook of many rows takes, beside openpyxl's bare write-only mode on the same rows.

Arguments: rows (20000), columns (20), pairs (5). The two are run in turn, each in a process of its own; peak memory is
that of the whole process, with everything it has loaded.
"""

import json
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

KINDS = ("text", "amount_wan", "text", "day", "rate", "text", "count", "text", "amount_wan", "text")
TOWNS = ("青石镇", "石门乡", "龙泉镇", "高山村", "柳林社区")
INDUSTRIES = ("装备制造", "新材料", "食品加工", "电子信息", "现代物流", "文化旅游")


def value(kind: str, row: int, column: int):
    """Ledger values: names that never repeat, words that do, sums to the last 分, days and rates."""
    if kind == "amount_wan":
        return Decimal(row * 7919 % 10**8 + column) + Decimal(row % 100) / 100
    if kind == "day":
        return date(2024, 1, 1) + timedelta(days=row % 900)
    if kind == "rate":
        return Fraction(row % 97, 97)
    if kind == "count":
        return row * column
    if column == 0:
        return f"{TOWNS[row % 5]}{INDUSTRIES[row % 6]}年产{row}套成套设备项目"
    return (TOWNS, INDUSTRIES)[column % 2][row % 5]


def rows_of(count: int, columns: int) -> list[list]:
    return [[value(KINDS[c % len(KINDS)], r, c) for c in range(columns)] for r in range(count)]


def bare(rows: list[list], columns: int) -> bytes:
    """Only the values, as a person who needs nothing else would write them."""
    from openpyxl import Workbook  # noqa: PLC0415 -- each side pays for its own imports

    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    sheet.append([f"列{number}" for number in range(columns)])
    for row in rows:
        sheet.append([float(cell) if isinstance(cell, Fraction) else cell for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def official(rows: list[list], columns: int) -> bytes:
    """Heads, widths, heights, borders, formats, notes and the closing line as the product writes them."""
    from operator import itemgetter  # noqa: PLC0415

    from promo.sheets.writing import workbook  # noqa: PLC0415
    from promo.tables import Column, Table  # noqa: PLC0415

    heads = [
        Column(f"列{number}", itemgetter(number), KINDS[number % len(KINDS)]) for number in range(columns)
    ]
    table = Table("招商引资项目清单", heads, rows, unit_note="单位：万元")
    return workbook([table], made_at=datetime.now(UTC), made_by="测量")


def measure(side: str, count: int, columns: int) -> None:
    rows = rows_of(count, columns)
    write = {"bare": bare, "official": official}[side]
    write(rows[:10], columns)  # imports and first use are no part of the time
    started = time.perf_counter()
    size = len(write(rows, columns))
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "size": size}))


def main(count: int, columns: int, pairs: int) -> None:
    print(f"{count:,} rows x {columns} columns")
    ratios = []
    for _ in range(pairs):
        found = {side: _asked(side, count, columns) for side in ("bare", "official")}
        ratios.append(found["official"]["seconds"] / found["bare"]["seconds"])
        words = (
            f"{side} {one['seconds']:.2f} s, {one['memory']} MB, {one['size']:,} bytes"
            for side, one in found.items()
        )
        print("; ".join(words), f"-> {ratios[-1]:.2f}")
    print(f"ratio: {sorted(ratios)[len(ratios) // 2]:.2f} (median of {pairs})")


def _asked(side: str, count: int, columns: int) -> dict:
    command = [sys.executable, __file__, side, str(count), str(columns)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ("bare", "official"):
        measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*([int(word) for word in sys.argv[1:]] or (20_000, 20, 5)))
