"""A list pasted from a spreadsheet: which column is what, and what is wrong with which row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promo.clipboard import rows_of
from promo.reading import without_blanks
from promo.web.blocks import BlockField
from promo.web.forms import PromoForm
from promo.web.text import folded

SERIAL = ("序号", "编号", "顺序")
MOST_FAULTS = 20  # sentences under one box; more are counted


@dataclass(frozen=True)
class Head:
    """A column: its code, its head on the page, and what else offices write over it."""

    code: str
    title: str
    words: tuple[str, ...] = ()

    def is_named(self, cell: str) -> bool:
        return without_blanks(cell) in (self.title, *self.words)


@dataclass(frozen=True)
class Told:
    """One row of the list: its number in the grid, and its cells by the code of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, code: str) -> str:
        return self.cells.get(code, "")


class RosterForm(PromoForm):
    """`heads` are the columns in the order they are taken in when the list names none."""

    heads: tuple[Head, ...] = ()
    most = 300
    block = BlockField(label="粘贴区")

    @property
    def head_sign(self) -> str:
        """For the page: how a head of the first column is spelled."""
        return f"^(?:{'|'.join((self.heads[0].title, *self.heads[0].words))})$"

    def clean(self) -> dict:
        data = super().clean()
        if self.errors:
            return data
        told = read(data["block"], self.heads)
        if len(told) > self.most:
            self.add_error("block", f"一次最多{self.most}行，现有{len(told)}行，请分次办理。")
        elif not told:
            self.add_error("block", "只有表头，没有内容。")
        else:
            self._judge(told, data)
        return data

    def _judge(self, told: Sequence[Told], data: dict) -> None:
        found = [self.judged(row, data) for row in told]
        data["rows"] = [row for row, _ in found]
        faults = [
            f"第{row.number}行，{fault}" for row, (_, some) in zip(told, found, strict=True) for fault in some
        ]
        for fault in faults[:MOST_FAULTS]:
            self.add_error("block", fault)
        if len(faults) > MOST_FAULTS:
            self.add_error("block", f"另有{len(faults) - MOST_FAULTS}处问题，改正后再提交核对。")

    def judged(self, row: Told, data: dict) -> tuple[dict, list[str]]:
        """What an action takes for the row, and what is wrong with it."""
        raise NotImplementedError


def read(block: str, heads: Sequence[Head]) -> list[Told]:
    """The rows in which anything stands. A first row of heads says the columns; a column of serial numbers falls."""
    rows = [(number, row) for number, row in enumerate(_rows(block), start=1) if any(row)]
    codes = _codes(rows[0][1], heads) if rows else None
    if codes is not None:
        rows = rows[1:]
    else:
        codes = [head.code for head in heads]
        if rows and all(len(row) > 1 and row[0].isdecimal() for _, row in rows):
            codes = ["", *codes]
    return [Told(number, dict(_filled(codes, row))) for number, row in rows]


def faults_of(form: PromoForm) -> list[str]:
    """What a row's own form says, each with the name of its column."""
    return [
        f"{form.fields[name].label}：{sentence}" if name in form.fields else sentence
        for name, some in form.errors.items()
        for sentence in some
    ]


def _rows(block: str) -> Iterator[list[str]]:
    return ([folded(cell) for cell in row] for row in rows_of(block))


def _codes(first: Sequence[str], heads: Sequence[Head]) -> list[str] | None:
    """The column of each cell when more than half of them are heads; '' for one that is none of ours."""
    named = [next((head.code for head in heads if head.is_named(cell)), "") for cell in first]
    known = sum(bool(code) or without_blanks(cell) in SERIAL for code, cell in zip(named, first, strict=True))
    return named if any(named) and known * 2 > sum(map(bool, first)) else None


def _filled(codes: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((code, cell) for code, cell in zip(codes, row, strict=False) if code and cell)
