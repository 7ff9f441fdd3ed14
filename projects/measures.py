"""What the credit ledger counts: the measures that facts are posted under and that a scheme may ask for."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["yuan", "usd", "count"]


@dataclass(frozen=True)
class Measure:
    """One kind of credit. Sums come in 元 (yuan), 美元 (usd) or projects (count, which shares divide)."""

    code: str
    name: str
    unit: Unit


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("signed_count", "签约项目数", "count"),
        Measure("signed_amount", "签约金额", "yuan"),
        Measure("signed_foreign", "合同外资", "usd"),
        Measure("arrived_capital", "到位资金", "yuan"),
        Measure("arrived_foreign", "实到外资", "usd"),
        Measure("started_count", "开工项目数", "count"),
        Measure("completed_count", "竣工项目数", "count"),
        Measure("producing_count", "投产项目数", "count"),
    )
}

CHOICES: list[tuple[str, str]] = [(measure.code, measure.name) for measure in MEASURES.values()]
