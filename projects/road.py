"""How far a project is and what its money is, worked out from facts that are already in memory: no query here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects import stages
from projects.gates import Gate
from projects.models import Arrival, FactState, Milestone, Ownership, Project
from projects.models.fact import LIVE_STATES
from promo.money import show_money
from promo.tables.cells import LOCAL

ARRIVAL_EVIDENCE = "银行进账单、验资报告等到位凭证"
COUNTED_IN = {Ownership.DOMESTIC: "CNY", Ownership.FOREIGN: "USD"}


@dataclass
class Step:
    """One stage on the stepper: `state` is verified, recorded or none; `between` are the smaller steps before it."""

    stage: stages.Stage
    state: str = "none"
    day: date | None = None
    precision: str = "day"
    fact: Milestone | Arrival | None = None
    between: list["Step"] = field(default_factory=list)


@dataclass(frozen=True)
class Money:
    """Sums in the currency the project is counted in; `pending` are words, because currencies are not added."""

    currency: str
    contracted: Decimal | None
    arrived: Decimal
    pending_contract: str
    pending_arrivals: str

    @property
    def rate(self) -> Fraction | None:
        """Arrived divided by contracted, None without a verified contract."""
        return Fraction(self.arrived) / Fraction(self.contracted) if self.contracted else None

    @property
    def bar(self) -> int:
        return min(100, int(self.rate * 100)) if self.rate else 0


def live(facts: Sequence) -> list:
    """As FactQuerySet.live, on rows whose reversals were prefetched."""
    return [
        fact for fact in facts if fact.state in LIVE_STATES and not fact.reverses_id and not fact.is_reversed
    ]


def road_of(project: Project, milestones: Sequence[Milestone], arrivals: Sequence[Arrival]) -> list[Step]:
    """The main stages in order, each with the smaller steps that come before it; those after the last hang on it."""
    first = {row.kind: row for row in reversed(live(milestones)) if row.state != FactState.RETURNED}
    came = [row for row in live(arrivals) if row.state != FactState.RETURNED]
    if came:
        first["funded"] = min(came, key=lambda row: (not row.is_verified, row.event_on))
    steps: list[Step] = []
    waiting: list[Step] = []
    for stage in stages.STEPS:
        step = _step(stage, first.get(stage.code), project)
        if stage.is_main:
            step.between, waiting = waiting, []
            steps.append(step)
        else:
            waiting.append(step)
    return [*steps, *waiting]


def _step(stage: stages.Stage, fact, project: Project) -> Step:
    if stage.code == "lead":
        return Step(stage, "verified", project.received_at.astimezone(LOCAL).date())
    if fact is None:
        return Step(stage)
    return Step(stage, "verified" if fact.is_verified else "recorded", fact.event_on, fact.precision, fact)


def money_of(project: Project, milestones: Sequence[Milestone], arrivals: Sequence[Arrival]) -> Money:
    """Contract and arrivals: yuan for a domestic project, dollars for a foreign one, by the frozen equivalents; what
    was passed without counting or is doubted is left out. Reads `disputes`: prefetch them."""
    name = "usd" if project.ownership == Ownership.FOREIGN else "cny"
    signings = [row for row in milestones if row.kind in ("signed", "supplement")]
    contracts = [getattr(row, name) for row in _counting(signings)]
    came = [getattr(row, name) or Decimal(0) for row in _counting(arrivals)]
    return Money(
        currency=COUNTED_IN[Ownership(project.ownership)],
        contracted=sum((sum_ or Decimal(0) for sum_ in contracts), Decimal(0)) or None,
        arrived=sum(came, Decimal(0)),
        pending_contract=_waiting(signings),
        pending_arrivals=_waiting(arrivals),
    )


def _counting(facts: Sequence) -> list:
    """As FactQuerySet.counting, on verified rows of one model whose disputes were prefetched."""
    doubted = {row.pk for row in facts if row.is_doubted}
    rows = [row for row in facts if row.is_verified and row.is_counted]
    return [row for row in rows if row.pk not in doubted and row.reverses_id not in doubted]


def _waiting(facts: Sequence) -> str:
    """'300万元、20万美元' of what waits for verification, or ''."""
    sums: dict[str, Decimal] = {}
    for fact in facts:
        if fact.state == FactState.RECORDED and fact.amount is not None:
            sums[fact.currency] = sums.get(fact.currency, Decimal(0)) + fact.amount
    return "、".join(show_money(amount, currency) for currency, amount in sums.items())


@dataclass(frozen=True)
class Missing:
    """One thing to do next: a sentence, and the fact it is about or the kind of fact to record."""

    sentence: str
    fact: Milestone | Arrival | None = None
    kind: str = ""


def next_main_stage(project: Project) -> stages.Stage | None:
    return next((stage for stage in stages.later_than(project.stage) if stage.is_main), None)


def missing_from(project: Project, facts: Sequence, gate: Gate | None = None) -> list[Missing]:
    """What stands between the project and its next main stage; `gate` is the gate of that stage today."""
    rows = [
        Missing(f"{fact.title}被退回：{fact.return_reason}，请补充后重新提交。", fact)
        for fact in facts
        if fact.state == FactState.RETURNED
    ]
    rows += [
        Missing(f"{fact.title}待经济办核实{_lacks(fact)}。", fact)
        for fact in facts
        if fact.state == FactState.RECORDED
    ]
    following = next_main_stage(project)
    if following and project.is_open:
        listed = gate.missing_words if gate else ""
        proof = listed or following.evidence or ARRIVAL_EVIDENCE
        verb = "具备" if listed else "提供"
        rows.append(Missing(f"下一步：{following.name}，需{verb}{proof}。", kind=following.code))
    return rows


def _lacks(fact) -> str:
    return f"（缺项：{fact.skip_reason}）" if fact.skip_reason else ""
