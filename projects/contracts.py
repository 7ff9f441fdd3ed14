"""A project's contract beside what has arrived: shown when money is recorded, warned of when passed (INV-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.models import Arrival, FactState, Milestone, Project
from promo.money import show_money


@dataclass(frozen=True)
class ContractState:
    """The live contract (verified or not) and the live arrivals of a project."""

    contract: Milestone | None
    arrivals: Sequence[Arrival]

    @property
    def verified(self) -> list[tuple[str, Decimal]]:
        """(currency, sum) of what was recognised, in the currencies it came in."""
        return _by_currency((row.currency, row.recognised) for row in self.arrivals if row.is_verified)

    @property
    def waiting(self) -> list[tuple[str, Decimal]]:
        """(currency, sum) of what is reported and not yet verified."""
        return _by_currency((row.currency, row.amount) for row in self.arrivals if not row.is_verified)

    def excess(self, *, besides: Arrival | None = None) -> str:
        """A warning when the recognised sums, with `besides`, pass the contract; '' when not or not comparable."""
        contract = self.contract
        counted = [row for row in self.arrivals if row.is_verified or (besides and row.pk == besides.pk)]
        if contract is None or not counted:
            return ""
        if all(row.currency == contract.currency for row in counted):
            total, limit, currency = sum(map(_worth, counted)), _worth(contract), contract.currency
        else:
            sums = [_in_yuan(row) for row in counted]
            limit, currency = _in_yuan(contract), "CNY"
            if limit is None or None in sums:
                return ""
            total = sum(sums)
        if total <= limit:
            return ""
        return (
            f"累计到位{show_money(total, currency)}，已超过合同投资额{show_money(limit, currency)}，"
            "请核对是否增资或重复登记。"
        )


def contract_state(project: Project) -> ContractState:
    """Two statements."""
    live = Milestone.objects.live().exclude(state=FactState.RETURNED)
    contract = live.filter(project=project, kind="signed").first()
    return ContractState(contract, list(Arrival.objects.live().filter(project=project)))


def _by_currency(pairs) -> list[tuple[str, Decimal]]:
    sums: dict[str, Decimal] = {}
    for currency, amount in pairs:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return list(sums.items())


def _worth(fact: Milestone | Arrival) -> Decimal:
    return fact.recognised if fact.recognised is not None else fact.amount


def _in_yuan(fact: Milestone | Arrival) -> Decimal | None:
    return fact.cny if fact.is_verified else fact.amount if fact.currency == "CNY" else None
