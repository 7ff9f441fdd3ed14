"""Projects that were signed long ago without money, and leads whose receipt is dated long before they were entered."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from assessment.facts.suspicions.ground import Ground, Suspicion, both
from assessment.models import FindingKind
from projects.models import Channel
from promo.days import show_day
from promo.money import major_units


def unpaid(ground: Ground) -> Iterator[Suspicion]:
    """A contract that counts, longer ago than the rule says, and no arrival that counts."""
    latest = ground.on - timedelta(days=ground.rule["unpaid_days"])
    arrived = ground.credited["arrived_capital"].keys() | ground.credited["arrived_foreign"].keys()
    for pk, project in ground.projects.items():
        signed_on = ground.signed_on(pk)
        if signed_on is None or signed_on >= latest or pk in arrived or not project.is_open:
            continue
        sums = {
            measure: ground.credited[measure][pk].quantity
            for measure in ("signed_amount", "signed_foreign")
            if pk in ground.credited[measure]
        }
        yield Suspicion(
            FindingKind.UNPAID, f"{pk}", f"{show_day(signed_on)}签约，合同{both(sums)}，没有计入的到位资金。",
            (("project", pk),), pk, project.lead_unit_id, _yuan(sums.get("signed_amount")),
        )  # fmt: skip


def _yuan(quantity: int | None):
    return None if quantity is None else major_units(quantity)


def backdated(ground: Ground) -> Iterator[Suspicion]:
    """Not for what came with a ledger: there the office itself copied what it had on paper."""
    most = timedelta(days=ground.rule["backdated_days"])
    for pk, project in ground.projects.items():
        received, entered = (timezone.localdate(at) for at in (project.received_at, project.registered_at))
        if project.import_row_id or project.channel == Channel.LEDGER or entered - received <= most:
            continue
        words = f"{show_day(entered)}登记，信息接收时间填为{show_day(received)}，早{(entered - received).days}天。"
        yield Suspicion(FindingKind.BACKDATED, f"{pk}", words, (("project", pk),), pk, project.lead_unit_id)
