"""The parts of a paper in the order of its pages: upright stretches, and pages on their side for wide tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promo.paper.breaking import title_lines
from promo.paper.dress import BODY, CHARACTER, HEADINGS, TITLE
from promo.paper.foot import below_text
from promo.paper.heads import TITLE_LINE, above_text
from promo.paper.imprint import imprint_height, imprint_parts
from promo.paper.marks import lines_at, paragraph, run
from promo.paper.measuring import ends_evenly
from promo.paper.model import Attachment, Form, Heading, Paper, Part
from promo.paper.pages import is_wide
from promo.paper.tables import table_parts

SHORT = 112  # four lines; longer ones leave lines of their own on the page of the signature
NEW_PAGE = "<w:pageBreakBefore/>"


@dataclass(frozen=True)
class Stretch:
    """Pages that lie the same way. One that `is_bare` begins on an even page and bears no page number."""

    xml: str
    is_wide: bool
    is_bare: bool = False


def stretches(paper: Paper) -> list[Stretch]:
    parts = [
        Stretch(above_text(paper), False),
        *_laid(paper.parts, holds=True),
        Stretch(below_text(paper), False),
    ]
    joined = _joined(parts)
    for number, attachment in enumerate(paper.attachments, start=1):
        joined = _with_attachment(joined, attachment, number if len(paper.attachments) > 1 else None)
    return _with_imprint(joined, paper) if paper.imprint else joined


def _with_imprint(done: list[Stretch], paper: Paper) -> list[Stretch]:
    """Of a red head on the even page of the last words or on the next even one; of other forms on the last page."""
    imprint = imprint_parts(paper)
    if paper.form == Form.RED_HEAD and not ends_evenly(done, imprint_height(paper)):
        return [*done, Stretch(imprint, False, is_bare=True)]
    return _joined([*done, Stretch(imprint, False)])


def _laid(parts: Sequence[Part], *, holds: bool = False) -> Iterator[Stretch]:
    """`holds` keeps the last paragraph with what follows: nobody signs a page without text."""
    last = len(parts) - 1
    for number, part in enumerate(parts):
        if isinstance(part, str):
            words = paragraph(
                run(part, BODY), align="both", first=2 * CHARACTER, keep=holds and number == last
            )
            yield Stretch(words, False)
        elif isinstance(part, Heading):
            yield Stretch(_heading(part), False)
        else:
            yield Stretch(table_parts(part), is_wide(part))


def _heading(heading: Heading) -> str:
    return paragraph(
        run(heading.text, HEADINGS[heading.level]),
        first=2 * CHARACTER,
        keep=True,
        outline=heading.level - 1,
    )


def _with_attachment(done: list[Stretch], attachment: Attachment, number: int | None) -> list[Stretch]:
    """'附件1' at the upper left of a new page, the pages lying as the first part needs it."""
    parts = list(_laid(attachment.parts))
    lies = bool(parts) and parts[0].is_wide
    turns = lies != done[-1].is_wide  # then the page is new without being asked
    label = paragraph(
        run(f"附件{number or ''}", HEADINGS[1]), before="" if turns else NEW_PAGE, keep=True
    )  # fmt: skip
    return _joined([*done, Stretch(label + _name(attachment, lies), lies), *parts])


def _name(attachment: Attachment, lies: bool) -> str:
    """The name as a title, unless the one table below it bears it already."""
    first = attachment.parts[0] if attachment.parts else None
    if not isinstance(first, str | Heading) and getattr(first, "title", None) == attachment.name:
        return ""
    lines = title_lines(attachment.name, 28 if lies else 20)
    return "".join(
        paragraph(run(line, TITLE), align="center", line=lines_at(TITLE_LINE), keep=True) for line in lines
    )


def _joined(parts: Sequence[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for part in parts:
        if joined and (joined[-1].is_wide == part.is_wide or not part.xml):
            joined[-1] = Stretch(joined[-1].xml + part.xml, joined[-1].is_wide)
        elif part.xml:
            joined.append(part)
    return joined
