"""What an ending does to each number of a project: shown before it is decided, kept in its event, shown afterwards.

A contract that is ended leaves the open contracted stock (在库合同额); money that came and what was counted stay, and
published reports stay as they were (model.md INV-12).
"""

from dataclasses import dataclass
from decimal import Decimal

from projects.contracts import contract_total
from projects.measures import MEASURES
from projects.models import (
    Arrival,
    Blocker,
    FactState,
    Milestone,
    NextStep,
    Posting,
    Project,
    Protection,
    Transfer,
)
from projects.models.transfer import CLOSED_TRANSFERS
from projects.sums import by_measure
from promo.money import major_units, show_money
from promo.money.showing import DASH, stripped
from promo.tables import Column, Table

WAITING = (FactState.RECORDED, FactState.RETURNED)


@dataclass(frozen=True)
class Effect:
    """One number: what it is now and what becomes of it, in words."""

    name: str
    now: str
    then: str


def waiting_facts(project: Project) -> list[Milestone | Arrival]:
    """What must be verified, rejected or withdrawn before the project may end."""
    rows = [model.objects.filter(project=project, state__in=WAITING) for model in (Milestone, Arrival)]
    return [fact for facts in rows for fact in facts]


def open_things(project: Project) -> dict[str, list]:
    """What closes with the project."""
    return {
        "首谈保护": list(Protection.objects.filter(project=project, ended_at__isnull=True)),
        "下一步工作": list(NextStep.objects.filter(project=project, done_on__isnull=True)),
        "未解决难点": list(Blocker.objects.filter(project=project, resolved_on__isnull=True)),
        "待办流转": list(Transfer.objects.filter(project=project).exclude(state__in=CLOSED_TRANSFERS)),
    }


def effects_of(project: Project) -> list[Effect]:
    """What ending the project would do, number by number."""
    rows = [Effect("在库合同额", _contract(project), "退出在库合同额，签约数不变")]
    rows += [
        Effect(MEASURES[row["measure"]].name, _quantity(row), "保留，统计数不变")
        for row in by_measure(Posting.objects.filter(project=project))
        if row["quantity"]
    ]
    waiting = waiting_facts(project)
    if waiting:
        rows.append(Effect("待核实、已退回的记录", f"{len(waiting)}条", "须先核实、不予认定或撤回"))
    closing = {name: found for name, found in open_things(project).items() if found}
    return rows + [Effect(name, f"{len(found)}项", "随项目终止办结") for name, found in closing.items()]


def effect_table(effects: list[Effect]) -> Table:
    columns = [Column("内容", "name"), Column("现有", "now", width=14), Column("终止后", "then", width=16)]
    return Table("终止后各项数字的处理", columns, effects)


def _contract(project: Project) -> str:
    total = contract_total(project)
    signing = project.milestones.verified().live().filter(kind="signed").first()
    return show_money(total, signing.currency) if signing else DASH


def _quantity(row: dict) -> str:
    measure, quantity = MEASURES[row["measure"]], row["quantity"]
    if measure.unit == "count":
        return f"{stripped(f'{Decimal(quantity).scaleb(-4):.4f}')}个"
    return show_money(major_units(quantity), "USD" if measure.unit == "usd" else "CNY")
