"""What stands below the text: the attachments by name, who signs, the day, where the figures come from."""

from promo.days import show_day
from promo.paper.dress import BODY, CHARACTER, NUMBER
from promo.paper.marks import blank, field, lines_at, paragraph, run
from promo.paper.model import Paper
from promo.paper.pages import breadth

RIGHT_BLANK = 4
NUMBER_LINE = 340


def below_text(paper: Paper) -> str:
    return _attachments(paper) + _signature(paper) + _remarks(paper)


def page_number(*, is_even: bool, raised: int = 0) -> str:
    """'— 1 —': at the right of odd pages and the left of even ones, one character from the edge of the text.

    `raised` twips are left free below it.
    """
    runs = run("— ", NUMBER) + field("PAGE", NUMBER) + run(" —", NUMBER)
    blank_width = NUMBER.size * 10
    side = {"align": "left", "left": blank_width} if is_even else {"align": "right", "right": blank_width}
    line = lines_at(NUMBER_LINE).replace('w:after="0"', f'w:after="{raised}"')
    return paragraph(runs, line=line, **side)


def _attachments(paper: Paper) -> str:
    """'附件：1.名称' two characters in, one blank line below the text, the names under each other."""
    names = [one.name for one in paper.attachments]
    if not names:
        return ""
    if len(names) == 1:
        return blank(keep=True) + _entry(f"附件：{names[0]}", 3, 5)
    lines = [
        _entry(f"{'附件：' if number == 1 else ''}{number}.{name}", 4 if number == 1 else 1, 6)
        for number, name in enumerate(names, start=1)
    ]
    return blank(keep=True) + "".join(lines)


def _entry(text: str, hanging: int, left: int) -> str:
    return paragraph(run(text, BODY), left=left * CHARACTER, hanging=hanging * CHARACTER, keep=True)


def _signature(paper: Paper) -> str:
    """The day with four blank characters at its right, who signs centred above it."""
    day = show_day(paper.day) if paper.day else ""
    if not (paper.signer or day):
        return ""
    right = RIGHT_BLANK * CHARACTER
    middle = right + round((breadth(day) - breadth(paper.signer)) * CHARACTER / 2)
    signer = paragraph(run(paper.signer, BODY), align="right", right=max(middle, 0), keep=True)
    dated = paragraph(run(day, BODY), align="right", right=right, keep=bool(paper.remarks))
    return blank(2, keep=True) + (signer if paper.signer else "") + (dated if day else "")


def _remarks(paper: Paper) -> str:
    """附注, in brackets two characters in, on the line below the day."""
    words = "".join(paper.remarks)
    return paragraph(run(f"（{words}）", BODY), first=2 * CHARACTER) if words else ""
