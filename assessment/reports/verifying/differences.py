"""What a check found: one difference by unit and item, and the sum of one check."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from promo.tables import Column, Table, digest

STORED, LINES, AGAIN = "存档校验", "明细核对", "重新计算"


@dataclass(frozen=True)
class Difference:
    """`step` is where it was found; `kept` what is stored, `found` what it should be."""

    step: str
    unit: str
    item: str
    field: str
    kept: str
    found: str

    @property
    def sentence(self) -> str:
        where = "".join(filter(None, (self.unit, f"“{self.item}”" if self.item else "")))
        return (
            f"【{self.step}】{where}{'：' if where else ''}{self.field}，存档为{self.kept}，应为{self.found}"
        )


@dataclass(frozen=True)
class Checked:
    """One published paper after its check. `counted` says how much was compared, `notes` what could not be."""

    title: str
    counted: str
    differences: tuple[Difference, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.differences

    def as_data(self) -> dict[str, Any]:
        return {
            "title": self.title, "counted": self.counted, "sound": self.is_sound, "notes": list(self.notes),
            "differences": [asdict(one) for one in self.differences],
        }  # fmt: skip


def shown(value: Any) -> str:
    """A stored value in words that differ where the values differ."""
    return "—" if value is None or value == "" else str(value)


def digest_differences(content: Any, kept: str, recorded: str) -> Iterator[Difference]:
    """The checksum against the content, and against the record that was written when it was published."""
    found = digest(content)
    if found != kept:
        yield Difference(STORED, "", "", "存档内容与校验值不符", kept[:16], found[:16])
    if recorded and recorded != kept:
        yield Difference(STORED, "", "", "校验值与发布记录不符", kept[:16], recorded[:16])


def difference_table(checked: Sequence[Checked]) -> Table:
    """All differences of several checks under each other."""
    rows = [(one.title, each) for one in checked for each in one.differences]
    return Table(
        title="复核发现的不一致",
        columns=[
            Column("对象", lambda pair: pair[0], width=10),
            Column("环节", lambda pair: pair[1].step, width=6),
            Column("单位", lambda pair: pair[1].unit or None, width=10),
            Column("指标", lambda pair: pair[1].item or None, width=10),
            Column("内容", lambda pair: pair[1].field, width=12),
            Column("存档", lambda pair: pair[1].kept, width=16),
            Column("应为", lambda pair: pair[1].found, width=16),
        ],
        rows=rows,
    )


def from_data(data: Sequence[dict]) -> list[Checked]:
    """Checks as they were kept by `as_data`."""
    return [
        Checked(
            one["title"],
            one["counted"],
            tuple(Difference(**each) for each in one["differences"]),
            tuple(one["notes"]),
        )
        for one in data
    ]
