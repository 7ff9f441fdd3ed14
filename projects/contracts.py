"""A project's contract beside what has arrived: shown when money is recorded, warned of when passed (INV-06).

It also warns when one sum may be counted twice: a ledger's cumulative sum and a slip of a day before its cut-off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.family import family_ids
from projects.family_facts import Family, family_of, standing
from projects.models import Arrival, FactState, Milestone, Project
from promo.days import show_day
from promo.money import show_money

BUILT_ON_CONTRACT = ("started", "completed", "producing", "at_capacity")


@dataclass(frozen=True)
class Sum:
    """A sum in its own currency, and in yuan where that is known."""

    currency: str
    own: Decimal
    cny: Decimal | None


@dataclass(frozen=True)
class ContractState:
    """The live contract (verified or not) with its supplements, and the live arrivals of a project."""

    contract: Milestone | None
    arrivals: Sequence[Arrival]
    supplements: Sequence[Milestone] = ()

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
        counted = [row for row in self.arrivals if row.is_verified or (besides and row.pk == besides.pk)]
        words = passed([_sum_of(row) for row in counted], self._limits(), tolerance=0)
        return f"{words}，请核对是否增资或重复登记。" if words else ""

    def _limits(self, *, verified: bool = False) -> list[Sum]:
        """The contract and its supplements; only what is verified, if asked for."""
        rows = [self.contract, *self.supplements] if self.contract else []
        return [_sum_of(row) for row in rows if row.is_verified or not verified]

    def excess_with(self, fact: Arrival, worth: dict, *, tolerance: int) -> str:
        """As `excess`, when `fact` is recognised as `worth` says and the contract is what is verified of it."""
        own = Sum(fact.currency, worth["recognised"], worth["cny"])
        others = [_sum_of(row) for row in self.arrivals if row.is_verified and row.pk != fact.pk]
        return passed([*others, own], self._limits(verified=True), tolerance=tolerance)

    def overlap(self, *, besides: Arrival) -> str:
        """A warning when `besides` and a ledger's sum of some time may hold the same money; '' when they cannot."""
        others = [row for row in self.arrivals if row.pk != besides.pk and row.state != FactState.RETURNED]
        shared = [row for row in others if row.since <= besides.event_on and besides.since <= row.event_on]
        if besides.is_from_ledger:
            if not shared:
                return ""
            return (
                f"本笔是截至{show_day(besides.event_on)}的{besides.get_kind_display()}，项目另有到位记录{len(shared)}笔"
                f"（{_listed(shared)}）可能已包含在内，请核对是否重复计算。"
            )
        ledgers = [row for row in shared if row.is_from_ledger]
        if not ledgers:
            return ""
        last = max(ledgers, key=lambda row: row.event_on)
        return (
            f"项目有截至{show_day(last.event_on)}的{last.get_kind_display()}{show_money(_worth(last), last.currency)}，"
            "可能已包含本笔，请核对是否重复计算。"
        )

    def warnings(self, *, besides: Arrival) -> list[str]:
        """What whoever records or verifies `besides` has to look at; nothing about the answer to an arrival."""
        if besides.reverses_id:
            return []
        return [said for said in (self.excess(besides=besides), self.overlap(besides=besides)) if said]


def contract_state(project: Project) -> ContractState:
    """Three statements."""
    return state_of(family_of(project))


def state_of(family: Family) -> ContractState:
    """What was merged into a project belongs to its contract and its money."""
    rows = family.not_set_aside(standing(family.live_milestones))
    contract = next((row for row in rows if row.kind == "signed"), None)
    supplements = [row for row in rows if row.kind == "supplement"]
    return ContractState(contract, family.not_set_aside(family.live_arrivals), supplements)


def needs_a_look(fact: Milestone | Arrival, family: Family) -> bool:
    """Whether the fact's own page would warn: a sum that may count twice is not verified unseen among others."""
    return isinstance(fact, Arrival) and bool(state_of(family).warnings(besides=fact))


def excess_words(fact: Arrival, worth: dict, family: Family, *, tolerance: int) -> str:
    """What a reviewer must give a reason for: the money passes the verified contract by more than `tolerance` per
    cent once `fact` is recognised as `worth` (recognised, cny) says; '' when it does not."""
    words = state_of(family).excess_with(fact, worth, tolerance=tolerance)
    return f"{words}。" if words else ""


def passed(counted: Sequence[Sum], limits: Sequence[Sum], *, tolerance: int) -> str:
    """'累计到位6,000万元，已超过合同投资额5,000万元', in one currency or in yuan; '' when not passed or not to be
    compared."""
    if not counted or not limits:
        return ""
    currency = limits[0].currency
    if all(row.currency == currency for row in (*counted, *limits)):
        total, limit = sum(row.own for row in counted), sum(row.own for row in limits)
    elif any(row.cny is None for row in (*counted, *limits)):
        return ""
    else:
        total, limit, currency = sum(row.cny for row in counted), sum(row.cny for row in limits), "CNY"
    if total * 100 <= limit * (100 + tolerance):
        return ""
    allowed = f"（可超过{tolerance}%）" if tolerance else ""
    return f"累计到位{show_money(total, currency)}，已超过合同投资额{show_money(limit, currency)}{allowed}"


def _sum_of(fact: Milestone | Arrival) -> Sum:
    return Sum(fact.currency, _worth(fact), _in_yuan(fact))


def _listed(rows: Sequence[Arrival]) -> str:
    """'合计500万元', or the sums of several currencies beside one another."""
    sums = _by_currency((row.currency, _worth(row)) for row in rows)
    return "合计" + "、".join(show_money(total, currency) for currency, total in sums)


def _by_currency(pairs) -> list[tuple[str, Decimal]]:
    sums: dict[str, Decimal] = {}
    for currency, amount in pairs:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return list(sums.items())


def _worth(fact: Milestone | Arrival) -> Decimal:
    return fact.recognised if fact.recognised is not None else fact.amount


def _in_yuan(fact: Milestone | Arrival) -> Decimal | None:
    return fact.cny if fact.is_verified else fact.amount if fact.currency == "CNY" else None


def rests_on_contract(fact: Milestone | Arrival) -> str:
    """What was verified because this contract was, in words; '' for another fact and where nothing rests on it."""
    if not isinstance(fact, Milestone) or fact.kind != "signed":
        return ""
    later = fact.project.milestones.verified().live().filter(kind__in=BUILT_ON_CONTRACT)
    names = [row.get_kind_display() for row in later]
    names += ["到位资金"] if fact.project.arrivals.verified().live().exists() else []
    return "、".join(names)


def contract_total(
    project: Project, *, on: date | None = None, verified: bool = True, besides: Milestone | None = None
) -> Decimal | None:
    """The contract with its supplements up to and including a day, in the contract's currency; None without one.

    Two statements. With `verified=False` what waits counts too; `besides` is left out of the sum.
    """
    rows = Milestone.objects.live().exclude(state=FactState.RETURNED)
    rows = rows.not_set_aside().filter(project__in=family_ids(project), kind__in=("signed", "supplement"))
    rows = rows.order_by("event_on", "pk")
    found = [row for row in rows if (row.is_verified or not verified) and (on is None or row.event_on <= on)]
    if not any(row.kind == "signed" for row in found):
        return None
    return sum((_worth(row) for row in found if besides is None or row.pk != besides.pk), Decimal(0))
