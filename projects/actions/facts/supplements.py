"""Supplementary agreements raise or cut the contract: each is a fact of its own, dated to its own day."""

from datetime import date
from decimal import Decimal

from projects.contracts import contract_total
from projects.models import FactState, Milestone, Project
from promo.days import show_day
from promo.money import CURRENCIES, show_money
from promo.refusal import Refused

SUPPLEMENT = "supplement"


def signing_of(project: Project) -> Milestone | None:
    """The live contract, recorded or verified."""
    live = Milestone.objects.live().exclude(state=FactState.RETURNED)
    return live.filter(project=project, kind="signed").first()


def check_supplement(
    project: Project, *, amount: Decimal, currency: str, event_on: date, besides: Milestone | None = None
) -> None:
    """There is a contract in the same currency, signed before, and something is left of it."""
    signing = signing_of(project)
    if signing is None:
        raise Refused("该项目还没有登记签约，不能登记补充协议。", field="event_on")
    if event_on < signing.event_on:
        day = show_day(signing.event_on)
        raise Refused(f"补充协议日期不能早于合同签订日期（{day}）。", field="event_on")
    if currency != signing.currency:
        name = CURRENCIES[signing.currency].name
        raise Refused(f"补充协议的币种应与合同一致（{name}）。", field="amount")
    if amount == 0:
        raise Refused("增减金额不能为0。", field="amount")
    total = contract_total(project, verified=False, besides=besides)
    if total + amount <= 0:
        raise Refused(
            f"减少后合同总额应大于0，现合同总额为{show_money(total, currency)}；整体解除合同的，请办理终止。",
            field="amount",
        )


def check_increment(fact: Milestone, recognised: Decimal) -> None:
    """What is verified of a contract stays above zero."""
    total = contract_total(fact.project, besides=fact)
    if total is not None and total + recognised <= 0:
        raise Refused(
            f"核实后合同总额应大于0，现已核实合同总额为{show_money(total, fact.currency)}。",
            field="recognised",
        )


def check_reversal(fact) -> None:
    """A contract is taken back after its supplements, and no increment on which a later cut rests."""
    if getattr(fact, "kind", "") == "signed":
        rows = Milestone.objects.live().filter(project=fact.project_id, kind=SUPPLEMENT)
        if rows.exists():
            raise Refused("该合同还有补充协议，请先冲销或撤回补充协议，再冲销签约。")
    if getattr(fact, "kind", "") == SUPPLEMENT:
        check_increment(fact, Decimal(0))
