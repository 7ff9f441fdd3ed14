"""What stands above the text, in each of the three forms: the head, the number, the title, the addressee."""

from promo.paper.breaking import title_lines
from promo.paper.dress import (
    BODY,
    HEAD,
    HEADINGS,
    LEFT,
    RED,
    RIGHT,
    TITLE,
    Look,
)
from promo.paper.marks import blank, lines_at, paragraph, run
from promo.paper.model import Form, Paper

MILLIMETRE = 56.7
LETTER_WIDTH = round(170 * MILLIMETRE)
HEAD_TEXT = 8700  # twips that the name of the issuer may take
TITLE_LINE = 640
EDGE = round(20 * MILLIMETRE)  # the rules of a letter begin 20 mm from the edge of the page


def above_text(paper: Paper) -> str:
    return HEADS[paper.form](paper) + _title(paper) + _addressee(paper)


def letter_foot() -> str:
    """The lower red rule of a letter's first page: as long as the upper one, where the foot of the page begins."""
    return paragraph(
        run("", Look(size=4)),
        before=_rule("bottom", "thinThickSmallGap", 24, 0),
        left=EDGE - LEFT,
        right=EDGE - RIGHT,
        line=lines_at(40),
    )


def _red_head(paper: Paper) -> str:
    """The issuer 35 mm below the edge of the text, the number two lines below it, a red rule 4 mm below that."""
    name = f"{paper.issuer}文件"
    number = paragraph(run(paper.number, BODY), align="center", before=_rule("bottom", "single", 16, 11))
    return _space(30) + _issuer(name, HEAD.size) + blank(2) + number + blank(2)


def _letter_head(paper: Paper) -> str:
    """The issuer 30 mm below the edge of the page, a double rule 4 mm below, the number at the right under it."""
    look = _head_look(paper.issuer, 72)
    frame = _frame(30) + _rule("bottom", "thickThinSmallGap", 24, 11)
    head = paragraph(run(paper.issuer, look), align="center", before=frame, line=lines_at(look.size * 12))
    return head + paragraph(run(paper.number, BODY), align="right") + blank(2)


def _plain_head(paper: Paper) -> str:
    mark = paragraph(run(paper.mark, HEADINGS[1])) if paper.mark else ""
    number = paragraph(run(paper.number, BODY), align="center") if paper.number else ""
    return mark + blank() + number + (blank() if number else "")


def _title(paper: Paper) -> str:
    lines = [
        paragraph(run(line, TITLE), align="center", line=lines_at(TITLE_LINE), keep=True)
        for line in title_lines(paper.title)
    ]
    under = paragraph(run(paper.under_title, HEADINGS[2]), align="center") if paper.under_title else ""
    return "".join(lines) + under + blank()


def _addressee(paper: Paper) -> str:
    return paragraph(run(f"{paper.addressee.rstrip('：:')}：", BODY)) if paper.addressee else ""


def _issuer(name: str, size: int) -> str:
    look = _head_look(name, size)
    return paragraph(run(name, look), align="center", line=lines_at(look.size * 12))


def _head_look(name: str, size: int) -> Look:
    """As large as `size` half points, smaller where a long name would not stand on one line."""
    return Look(HEAD.font, min(size, HEAD_TEXT // (len(name) * 10)), colour=RED)


def _space(millimetres: float) -> str:
    return paragraph(run("", Look(size=4)), line=lines_at(round(millimetres * MILLIMETRE)))


def _rule(side: str, kind: str, eighths: int, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" w:color="{RED}"/></w:pBdr>'


def _frame(top: float) -> str:
    """170 mm wide and in the middle of the page, `top` mm from its upper edge."""
    return (
        f'<w:framePr w:w="{LETTER_WIDTH}" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" '
        f'w:x="{EDGE}" w:y="{round(top * MILLIMETRE)}"/>'
    )


HEADS = {Form.RED_HEAD: _red_head, Form.LETTER: _letter_head, Form.PLAIN: _plain_head}
