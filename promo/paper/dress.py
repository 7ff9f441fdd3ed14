"""Measures and fonts of GB/T 9704-2012, in the units of a Word file (twips, half points)."""

from dataclasses import dataclass

FANGSONG, XIAOBIAOSONG, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
RED = "E60012"

PAGE = (11906, 16838)  # A4
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474  # 37, 35, 28, 26 mm
FOOT = 1417  # 25 mm: the middle of the page number is 7 mm below the text
LETTER_FOOT = 1134  # 20 mm: the lower rule of a letter
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT  # 156 mm
WIDE_TEXT = PAGE[1] - TOP - BOTTOM  # 225 mm, a page on its side
LINES, CHARACTERS = 22, 28
PITCH = 579  # 225 mm in 22 lines
CHARACTER = 320  # size 3, 16 pt
TIGHTER = -5  # a quarter of a point closer: 28 characters of size 3 fill 156 mm


@dataclass(frozen=True)
class Look:
    """The characters of a run: Chinese font, half points, twips added to each, colour."""

    font: str = FANGSONG
    size: int = 32
    spacing: int = 0
    colour: str = ""
    latin: str = LATIN
    is_bold: bool = False


BODY = Look(spacing=TIGHTER)
TITLE = Look(XIAOBIAOSONG, 44)
HEADINGS = {
    1: Look(HEI, spacing=TIGHTER),
    2: Look(KAI, spacing=TIGHTER),
    3: Look(FANGSONG, spacing=TIGHTER),
    4: Look(FANGSONG, spacing=TIGHTER),
}
NUMBER = Look(SONG, 28, latin=SONG)
HEAD = Look(XIAOBIAOSONG, 88, colour=RED)
TABLE_NAME = Look(HEI, 28)
SMALL = Look(FANGSONG, 21)
