"""A contract and its supplements in order, each with the total that resulted; investors with their shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.models import FactState, InvestorSplit, Milestone
from promo.days import PartialDay
from promo.money import show_money
from promo.tables import Column, Table


@dataclass(frozen=True)
class Version:
    """One version of the contract; `total` is what it comes to once this one is verified."""

    number: int
    fact: Milestone
    total: Decimal | None

    @property
    def change(self) -> str:
        amount = self.fact.recognised if self.fact.recognised is not None else self.fact.amount
        words = show_money(abs(amount), self.fact.currency)
        return words if self.fact.kind == "signed" else f"{'减少' if amount < 0 else '增加'}{words}"

    @property
    def state(self) -> str:
        return "已冲销" if self.fact.is_reversed else self.fact.get_state_display()


def versions_of(facts: Sequence[Milestone]) -> list[Version]:
    """Contracts and supplements by their day; what was taken back, rejected or waits changes no total."""
    rows = sorted(facts, key=lambda row: (row.event_on, row.kind != "signed", row.pk))
    found, total = [], Decimal(0)
    for number, row in enumerate(rows, start=1):
        counts = row.state == FactState.VERIFIED and not row.is_reversed
        total += row.recognised if counts else 0
        found.append(Version(number, row, total if counts else None))
    return found


def version_table(versions: Sequence[Version]) -> Table:
    columns = [
        Column("版本", lambda row: f"第{row.number}版"),
        Column("内容", lambda row: row.fact.title, link=lambda row: row.fact.get_absolute_url()),
        Column("签订日期", lambda row: PartialDay(row.fact.event_on, row.fact.precision), "day"),
        Column("统计日期", lambda row: row.fact.statistical_on, "day"),
        Column("文号", lambda row: row.fact.number),
        Column("合同额及增减", "change", width=12),
        Column("变动后合同总额", lambda row: show_money(row.total, row.fact.currency), width=12),
        Column("状态", "state"),
    ]
    return Table("合同版本", columns, versions, notes=["增减额计入补充协议的统计日期，以前各期数字不变。"])


def investor_table(splits: Sequence[InvestorSplit]) -> Table:
    """Every decision about investors, the newest first."""
    columns = [
        Column("起始日期", "valid_from", "day"),
        Column("投资方及出资比例", _lines, width=28),
        Column("依据", "reason", width=16),
        Column("登记人", "recorded_by.name"),
        Column("登记时间", "recorded_at", "moment"),
    ]
    return Table("投资方", columns, splits)


def _lines(split: InvestorSplit) -> str:
    return "、".join(
        f"{line.party.name}{'（境外）' if line.is_foreign else ''} {Decimal(line.share).scaleb(-2):.2f}%"
        for line in split.lines.all()
    )
