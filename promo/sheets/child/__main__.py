"""Read one workbook in a process of its own that may die of it: run by reading.py, never imported by it.

Started as a script, without the promo package, so that it needs neither settings nor their memory. Writes one JSON
object to stdout: {"sheets": [...]} with tagged cells, or {"refused": a Chinese sentence}.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from judging import OLE, ZIP, check_ole, check_zip
from limits import CPU_SECONDS, MEMORY, SPREAD, Refusal
from texts import text_sheets
from workbooks import workbook_sheets


def main(path: str, suffix: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = {"sheets": sheets_of(Path(path).read_bytes(), suffix)}
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"refused": SPREAD}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def sheets_of(data: bytes, suffix: str) -> list[dict[str, Any]]:
    """Judge by content what `data` is, then read it."""
    if not data.strip():
        raise Refusal("文件是空的，请核对后重新选择。")
    if data.startswith(ZIP):
        check_zip(data)
    elif data.startswith(OLE):
        check_ole(data)
    else:
        return text_sheets(data, suffix)
    return workbook_sheets(data)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
