"""What the terminal shows when the pages answer: the address and, in the demonstration, the accounts."""

import json
import unicodedata
from pathlib import Path

HEADS = {"role": "角色", "username": "用户名", "password": "密码"}


def width(text: str) -> int:
    """Columns of the terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def accounts(path: Path) -> list[dict]:
    """The demonstration accounts as the loader wrote them; none when there is no demonstration."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [{key: str(row.get(key, "")) for key in HEADS} for row in rows]


def table(rows: list[dict]) -> list[str]:
    """Lines of a table with straight columns."""
    everything = [HEADS, *rows]
    widths = {key: max(width(row[key]) for row in everything) for key in HEADS}
    padded = [[row[key] + " " * (widths[key] - width(row[key])) for key in HEADS] for row in everything]
    return ["  ".join(cells).rstrip() for cells in padded]


def greeting(address: str, rows: list[dict]) -> list[str]:
    lines = ["", f"系统已启动：{address}", "按 Ctrl-C 停止。"]
    if rows:
        lines += ["", "演示数据，均为虚构。演示账号：", *(f"  {line}" for line in table(rows))]
    return [*lines, ""]
