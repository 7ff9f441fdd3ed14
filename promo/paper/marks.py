"""Runs and paragraphs as WordprocessingML."""

import re
from xml.sax.saxutils import escape

from promo.paper.dress import PITCH, Look

BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NO_GRID = '<w:snapToGrid w:val="0"/>'
EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{PITCH}" w:lineRule="exact"/>'


def run(text: str, look: Look) -> str:
    """`text` in one look; line breaks stay, what XML cannot carry becomes a space."""
    lines = [escape(UNPRINTABLE.sub(" ", line)) for line in BREAKS.split(text)]
    body = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{run_look(look)}{body}</w:r>"


def run_look(look: Look) -> str:
    fonts = (
        f'<w:rFonts w:ascii="{look.latin}" w:hAnsi="{look.latin}" w:eastAsia="{look.font}" '
        f'w:cs="{look.latin}" w:hint="eastAsia"/>'
    )
    bold = "<w:b/>" if look.is_bold else '<w:b w:val="0"/>'
    bold += NO_GRID
    colour = f'<w:color w:val="{look.colour or "000000"}"/>'
    spacing = f'<w:spacing w:val="{look.spacing}"/>' if look.spacing else ""
    size = f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    return f"<w:rPr>{fonts}{bold}{colour}{spacing}{size}</w:rPr>"


def field(code: str, look: Look) -> str:
    """A number that the reader's program works out, such as PAGE."""
    mark = run_look(look)
    return (
        f'<w:r>{mark}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{mark}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{mark}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{mark}<w:t>1</w:t></w:r><w:r>{mark}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(
    runs: str,
    *,
    align: str = "left",
    first: int = 0,
    left: int = 0,
    hanging: int = 0,
    right: int = 0,
    line: str = EXACT,
    before: str = "",
    keep: bool = False,
    outline: int | None = None,
) -> str:
    """A paragraph; indents in twips. `before` are properties that stand before the spacing, such as a frame or a rule.

    `keep` holds it on the page of what follows. Lines are as high and characters as close as the grid of the page asks,
    without being drawn to it: programs differ in what they do with a character that is wider than its cell.
    """
    indent = f'<w:ind w:left="{left}" w:right="{right}" '
    indent += f'w:hanging="{hanging}"/>' if hanging else f'w:firstLine="{first}"/>'
    return (
        "<w:p><w:pPr>"
        + ("<w:keepNext/>" if keep else "")
        + before
        + f'{NO_GRID}{line}{indent}<w:jc w:val="{align}"/>'
        + (f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "")
        + f"</w:pPr>{runs}</w:p>"
    )


def blank(count: int = 1, *, keep: bool = False) -> str:
    return paragraph(run("", Look()), keep=keep) * count


def lines_at(twips: int, rule: str = "exact") -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="{rule}"/>'
