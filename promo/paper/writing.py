"""Write a paper as a Word file in the layout of GB/T 9704-2012; the same paper is always the same bytes."""

import zipfile
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from promo.paper import dress
from promo.paper.flow import Stretch, stretches
from promo.paper.foot import page_number
from promo.paper.heads import letter_foot
from promo.paper.marks import UNPRINTABLE, lines_at, paragraph, run
from promo.paper.model import Form, Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LYING_FOOT = 600  # a page on its side has 26 mm below the text
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
STYLE = (
    f'<w:pPr {nsdecls("w")}><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"/></w:pPr>'
)


def word(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    document = Document()
    _drop_thumbnail(document)
    _name(document, paper)
    _set_styles(document)
    section = _section(document, paper)
    parts = stretches(paper)
    if parts[-1].is_bare:
        _bare_first_page(document)
    _fill(document, parts, section, _foot(paper.form), titled=paper.form == Form.LETTER)
    file = BytesIO()
    document.save(file)
    return _without_dates(file)


def _name(document: WordFile, paper: Paper) -> None:
    """What the file says of itself; nothing of it comes from the clock."""
    about = document.core_properties
    about.author = about.last_modified_by = UNPRINTABLE.sub(" ", paper.issuer)[:100]
    about.title = UNPRINTABLE.sub(" ", paper.title).replace("\n", "")[:100]
    about.comments = ""
    about.language = "zh-CN"
    about.created = about.modified = _plain(paper.made_at)
    about.revision = 1


def _drop_thumbnail(document: WordFile) -> None:
    """The template of the library comes with a picture of itself."""
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _plain(moment: datetime) -> datetime:
    """The moment in UTC without a zone and without parts of a second, as the properties hold it."""
    return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None, microsecond=0)


def _set_styles(document: WordFile) -> None:
    """Every run states its fonts; the defaults only say the same for what a person types in later."""
    styles = document.styles.element
    fonts = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    fonts.attrib.clear()
    normal = document.styles["Normal"].element
    for name, value in (
        ("ascii", dress.LATIN), ("hAnsi", dress.LATIN), ("eastAsia", dress.FANGSONG), ("cs", dress.LATIN),
    ):  # fmt: skip
        fonts.set(qn(f"w:{name}"), value)
    size = parse_xml(
        f'<w:rPr {nsdecls("w")}><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )
    for old in (normal.find(qn("w:pPr")), normal.find(qn("w:rPr"))):
        if old is not None:
            normal.remove(old)
    normal.append(parse_xml(STYLE))
    normal.append(size)
    document.settings.odd_and_even_pages_header_footer = True


def _section(document: WordFile, paper: Paper):
    """The footers, made once; every stretch of pages refers to them."""
    section = document.sections[0]
    raised = dress.FOOT - _foot(paper.form)
    _put(section.footer, page_number(is_even=False, raised=raised))
    _put(section.even_page_footer, page_number(is_even=True, raised=raised))
    if paper.form == Form.LETTER:
        section.different_first_page_header_footer = True
        _put(section.first_page_footer, letter_foot())
    return section._sectPr


def _bare_first_page(document: WordFile) -> None:
    """The foot of the page that holds the imprint alone."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _put(section.first_page_footer, paragraph(run("", dress.Look(size=2)), line=lines_at(20)))


def _foot(form: Form) -> int:
    """How far above the edge of an upright page the foot stands."""
    return dress.LETTER_FOOT if form == Form.LETTER else dress.FOOT


def _put(footer, xml: str) -> None:
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.extend(_parsed(xml))


def _parsed(xml: str) -> list:
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _fill(document: WordFile, parts: list[Stretch], section, foot: int, *, titled: bool) -> None:
    """Every stretch of pages but the last ends with a paragraph that carries its page; the last is the document's.
    `titled`: the first page has a foot of its own."""
    body = document.element.body
    for number, stretch in enumerate(parts):
        page = section if number == len(parts) - 1 else deepcopy(section)
        elements = _parsed(stretch.xml)
        for element in elements:
            section.addprevious(element)
        begins = "evenPage" if stretch.is_bare else "nextPage"
        own_foot = stretch.is_bare or (titled and number == 0)
        _lay(page, _page_xml(foot, is_wide=stretch.is_wide, begins=begins), own_foot=own_foot)
        if page is not section:
            (end,) = _parsed(paragraph(run("", dress.Look(size=2)), line=lines_at(20)))
            end.find(qn("w:pPr")).append(page)
            body.insert(body.index(section), end)


def _lay(page, xml: str, *, own_foot: bool) -> None:
    """The size, the margins and the grid of the pages of one stretch."""
    for child in list(page):
        kept = child.tag == qn("w:footerReference") or (child.tag == qn("w:titlePg") and own_foot)
        if not kept:
            page.remove(child)
    title = page.find(qn("w:titlePg"))
    added = _parsed(xml)
    for element in added[:-1]:
        page.append(element) if title is None else title.addprevious(element)
    page.append(added[-1])


def _page_xml(foot: int, *, is_wide: bool, begins: str) -> str:
    """A page on its side is the upright one turned: its head lies at the binding, its left edge is the foot."""
    width, height = reversed(dress.PAGE) if is_wide else dress.PAGE
    top, bottom, left, right = (
        (dress.LEFT, dress.RIGHT, dress.BOTTOM, dress.TOP)
        if is_wide
        else (dress.TOP, dress.BOTTOM, dress.LEFT, dress.RIGHT)
    )
    turned = ' w:orient="landscape"' if is_wide else ""
    foot = LYING_FOOT if is_wide else foot
    return (
        f'<w:type w:val="{begins}"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="851" w:footer="{foot}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{dress.PITCH}"/>'
    )


def _without_dates(file: BytesIO) -> bytes:
    """The same file with one day on all its parts."""
    result = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            new.writestr(part, old.read(name))
    return result.getvalue()
