"""LibreOffice and poppler on this machine: what a Word file looks like once somebody opens it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

TOOLS = ("soffice", "pdftotext", "pdfinfo", "pdffonts")
MISSING = "LibreOffice or poppler not found: install libreoffice-writer-nogui and poppler-utils."


def is_there() -> bool:
    """Whether LibreOffice and the tools that read a PDF are here."""
    return all(map(shutil.which, TOOLS))


def is_required() -> bool:
    """Where a missing LibreOffice is a failure and not a skip."""
    return any(os.environ.get(name, "").lower() in {"1", "true"} for name in ("TEST_REQUIRE_OFFICE", "CI"))


def read(tool: str, *arguments: str) -> str:
    return subprocess.run([tool, *arguments], check=True, capture_output=True, text=True, timeout=60).stdout


def pages(pdf: Path) -> list[str]:
    return read("pdftotext", str(pdf), "-").split("\f")[:-1]


def boxes(pdf: Path, page: int) -> list[tuple[str, float, float, float, float]]:
    """(text, left, top, right, bottom) in points of every line of a page."""
    text = read("pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), str(pdf), "-")
    found = []
    for attributes, inner in re.findall(r"<line ([^>]*)>(.*?)</line>", text, re.DOTALL):
        edges = [float(value) for value in re.findall(r'"([\d.]+)"', attributes)]
        words = " ".join(re.findall(r">([^<>]*)</word>", inner))
        found.append((words, *edges))
    return found


def sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    said = read("pdfinfo", "-f", "1", "-l", "999", str(pdf))
    return [(float(w), float(h)) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", said)]
