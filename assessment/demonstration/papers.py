"""Invented documents: a one-page PDF that says plainly that it proves nothing outside the demonstration."""

from django.core.files.uploadedfile import SimpleUploadedFile

FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


def pdf(title: str, lines: list[str]) -> bytes:
    """A small PDF with the reader's own Chinese font; the same text gives the same bytes."""
    text = [_line(title, 72, 760, 20), _line("（演示材料，虚构，不作任何凭证）", 72, 735, 11)]
    text += [_line(line, 72, 700 - 24 * i, 12) for i, line in enumerate(lines)]
    stream = "\n".join(["BT", *text, "ET"])
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        FONT,
    ]
    return _assembled(objects)


def _line(text: str, x: int, y: int, size: int) -> str:
    return f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj"


def _assembled(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode("ascii")


def paper(name: str, title: str, *lines: str) -> SimpleUploadedFile:
    """The document as a browser would send it."""
    return SimpleUploadedFile(f"{name}.pdf", pdf(title, list(lines)), content_type="application/pdf")
