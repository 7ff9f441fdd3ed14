"""Text on its way into a workbook: cleaned, kept from becoming a formula, and names a sheet can bear."""

import re

LONGEST = 32_767  # what one cell of a workbook holds, in UTF-16 units
NAME_LENGTH = 31
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
RISKY = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|[\t\r\n]")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f：？＊]")


class Unwritable(ValueError):
    """A text no workbook can hold; `str()` is a Chinese sentence."""


def clean(text: str) -> str:
    """`text` without what XML cannot carry: line breaks of every kind as LF, control characters as spaces.

    Raises Unwritable for more than 32,767 characters, which a spreadsheet would cut without a word.
    """
    cleaned = UNPRINTABLE.sub(" ", BREAKS.sub("\n", text))
    if len(cleaned.encode("utf-16-le")) // 2 > LONGEST:
        raise Unwritable(f"“{cleaned[:20]}…”超过{LONGEST}个字符，无法写入表格，请精简后再导出。")
    return ESCAPED.sub("_x005F_", cleaned)  # a spreadsheet would read _x0041_ as the letter A


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take `text` for a formula when a person edits the cell or saves it as CSV."""
    return bool(RISKY.match(text))


def sheet_names(titles: list[str]) -> list[str]:
    """A name for each title: at most 31 characters, none that is forbidden, no two alike whatever their case."""
    names: list[str] = []
    taken = {"history", ""}
    for number, title in enumerate(titles, start=1):
        stem = " ".join(NOT_IN_NAMES.sub(" ", UNPRINTABLE.sub(" ", title)).split()).strip("'")
        stem = stem[:NAME_LENGTH].rstrip("' ") or f"表{number}"
        name, copy = stem, 1
        while name.casefold() in taken:
            copy += 1
            tail = f"({copy})"
            name = stem[: NAME_LENGTH - len(tail)] + tail
        taken.add(name.casefold())
        names.append(name)
    return names
