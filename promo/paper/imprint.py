"""版记: copies, who printed and when, between two rules at the lower edge of the last page (GB/T 9704-2012, 7.4)."""

from promo.days import show_day
from promo.paper.dress import BOTTOM, FANGSONG, PAGE, TEXT_WIDTH, TOP, Look
from promo.paper.marks import lines_at, paragraph, run
from promo.paper.model import Form, Paper
from promo.paper.pages import breadth

LOOK = Look(FANGSONG, 28)
CHARACTER = 280
LINE = 480
TEXT_HEIGHT = PAGE[1] - TOP - BOTTOM
THICK, THIN = 8, 6  # eighths of a point: 0.35 and 0.25 mm
LABEL = "　抄送："
LONGEST = TEXT_WIDTH // CHARACTER - len(LABEL) - 1  # characters of names on a line, one blank at the right
TABS = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - CHARACTER}"/></w:tabs>'


def imprint_parts(paper: Paper) -> str:
    """Two frames, one upon the other, at the lower edge of the page that holds the paragraph behind them; '' where
    there is nothing to say. A red head has rules, printer and day; the other forms have the copies alone, as the
    standard asks of a letter.
    """
    copies = copy_lines(paper.imprint.copies)
    height = len(copies) * LINE
    if paper.form != Form.RED_HEAD:
        return _copies(copies, TEXT_HEIGHT - height) + _anchor() if copies else ""
    top = TEXT_HEIGHT - LINE
    above = _copies(copies, top - height, _rule("top", THICK)) if copies else ""
    return above + _printed(paper, top, THIN if copies else THICK) + _anchor()


def imprint_height(paper: Paper) -> int:
    """Twips, with a blank line above."""
    return (len(copy_lines(paper.imprint.copies)) + 2) * LINE


def copy_lines(copies: str) -> list[str]:
    """'抄送：甲，乙。' one character in at both sides, further lines beginning under the first name. Lines are broken
    here and not by the reader's program, because their number says where the frame stands."""
    names = copies.strip().rstrip("。")
    if not names:
        return []
    lines = [""]
    for sign in f"{names}。":
        is_full = breadth(lines[-1] + sign) > LONGEST and sign not in "，、；。）"
        lines = [*lines, sign] if is_full else [*lines[:-1], lines[-1] + sign]
    return [(LABEL if number == 0 else "　" * len(LABEL)) + line for number, line in enumerate(lines)]


def _copies(lines: list[str], top: int, rules: str = "") -> str:
    return _framed(run("\n".join(lines), LOOK), top=top, height=len(lines) * LINE, rules=rules)


def _printed(paper: Paper, top: int, above: int) -> str:
    """Who printed at the left, the day at the right, one character in each; a draft has no day yet."""
    day = f"{show_day(paper.imprint.day)}印发" if paper.imprint.day else ""
    words = run(f"　{paper.imprint.printer or paper.issuer}", LOOK) + "<w:r><w:tab/></w:r>" + run(day, LOOK)
    return _framed(words, top=top, height=LINE, rules=_rule("top", above) + _rule("bottom", THICK))


def _framed(runs: str, *, top: int, height: int, rules: str) -> str:
    """`top` twips below the upper edge of the text."""
    frame = (
        f'<w:framePr w:w="{TEXT_WIDTH}" w:h="{height}" w:hRule="exact" w:wrap="notBeside" w:vAnchor="margin" '
        f'w:hAnchor="margin" w:x="1" w:y="{top}"/>'
    )
    border = f"<w:pBdr>{rules}</w:pBdr>" if rules else ""
    return paragraph(runs, before=frame + border + TABS, line=lines_at(LINE))


def _rule(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _anchor() -> str:
    """A paragraph of no height that the frames hang on."""
    return paragraph(run("", Look(size=2)), line=lines_at(20))
