"""A paper with everything in it, and what stands in the XML of a Word file."""

import zipfile
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree

from promo.paper import Attachment, Form, Heading, Paper
from promo.tables import Column, FrozenTable, Table, freeze, thaw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE_AT = datetime(2026, 11, 16, 1, 30, tzinfo=UTC)
SIGN = "督"


def narrow_table(count: int) -> Table:
    columns = [
        Column("单位", lambda row: row[0]),
        Column("累计（万元）", lambda row: row[1], "amount_wan", group="到位资金", total="sum"),
        Column("完成率", lambda row: row[2], "rate", group="到位资金"),
    ]

    rows = [[f"第{n}村", 1_234_567 * n, Fraction(n, 37)] for n in range(1, count + 1)]
    return Table(
        "各村到位资金", columns, rows, total_row=True, unit_note="单位：万元", as_of=date(2026, 11, 15)
    )


def wide_table() -> Table:
    columns = [Column("单位", lambda row: row[0])]
    columns += [Column(f"第{n}项指标（万元）", lambda row, n=n: row[n], "amount_wan") for n in range(1, 13)]
    rows = [[f"单位{r}", *(r * 7_654_321 * n for n in range(1, 13))] for r in range(1, 6)]
    return Table("分项完成情况", columns, rows, notes=("“—”表示未下达任务。",))


def frozen(table: Table) -> FrozenTable:
    return thaw(freeze(table))


def full_paper(form: Form = Form.PLAIN) -> Paper:
    """Three full pages of one sign, the four headings, a long table, a wide one in an attachment, a signature."""
    return Paper(
        form=form,
        title="关于青石镇2026年第三季度招商引资重点项目推进情况的督查通报",
        parts=[
            SIGN * 28 * 60,
            Heading("一、总体情况"),
            Heading("（一）到位资金", 2),
            Heading("1.市外资金", 3),
            Heading("（1）续建项目", 4),
            frozen(narrow_table(36)),
        ],
        made_at=MADE_AT,
        issuer="青石镇督查办",
        signer="青石镇督查办",
        number="2026年第23期",
        addressee="各村、各单位",
        day=date(2026, 11, 16),
        attachments=[Attachment("分项完成情况", [frozen(wide_table())])],
        remarks=["数据时点：2026年11月16日09:30。"],
    )


def texts(table: Table | FrozenTable) -> list[str]:
    """Every figure and word of the table in the order of its rows, heads apart."""
    foot = table.totals()
    return [cell.text for row in [*table.cells(), *([foot] if foot else [])] for cell in row]


def document(content: bytes, part: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return ElementTree.fromstring(file.read(part))  # noqa: S314 -- our own file


def words_in(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def tables_in(content: bytes) -> list[list[str]]:
    """The texts of the cells of every table, without the rows of heads."""
    found = []
    for table in document(content).iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        found.append([words_in(cell) for row in rows for cell in row.iter(f"{W}tc")])
    return found


def fonts_of(content: bytes, text: str) -> set[tuple[str, str, str]]:
    """(Chinese font, Latin font, half points) of the runs that begin with `text`."""
    found = set()
    for run in document(content).iter(f"{W}r"):
        if words_in(run).startswith(text):
            fonts, size = run.find(f"{W}rPr/{W}rFonts"), run.find(f"{W}rPr/{W}sz")
            found.add((fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii"), size.get(f"{W}val")))
    return found
