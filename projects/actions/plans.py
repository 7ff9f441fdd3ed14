"""When the money is to arrive: written as a whole, followed by the next revision, never changed."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from projects.actions.turns import take_turn
from projects.models import ArrivalPlan, ArrivalPlanLine, Project
from projects.plans import LINES_MOST
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def plan_arrivals(
    *, project: Project, lines: Sequence[tuple[date, Decimal, str]], currency: str, reason: str, revision: int, by,
    at: datetime,
) -> ArrivalPlan:  # fmt: skip
    """`lines` are (day, sum in major units of `currency`, note). `revision` is the one the writer saw (0 for none):
    somebody else's newer plan is not written over unseen."""
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再编制到位计划。")
    latest = project.arrival_plans.aggregate(last=Max("revision"))["last"] or 0
    if latest != revision:
        raise Refused("到位计划刚由他人调整过，请核对最新计划后再提交。")
    _check(lines, reason)
    plan = ArrivalPlan.objects.create(
        project=project, revision=latest + 1, currency=currency, reason=reason, recorded_by=by, recorded_at=at
    )
    ArrivalPlanLine.objects.bulk_create(
        ArrivalPlanLine(plan=plan, due_on=day, amount=amount, note=note)
        for day, amount, note in sorted(lines)
    )
    record(
        project, "plan_revised" if latest else "plan_made", by=by, at=at, revision=plan.revision, reason=reason,
        currency=currency, lines=[[day, str(amount), note] for day, amount, note in sorted(lines)],
        amount=str(sum(amount for _, amount, _ in lines)),
    )  # fmt: skip
    return plan


def _check(lines: Sequence[tuple[date, Decimal, str]], reason: str) -> None:
    if not lines:
        raise Refused("请至少填写一笔计划。")
    if len(lines) > LINES_MOST:
        raise Refused(f"一个计划最多{LINES_MOST}笔。")
    if not reason.strip():
        raise Refused("请填写依据。", field="reason")
    if any(amount <= 0 for _, amount, _ in lines):
        raise Refused("计划到位金额应大于0。")
    days = [day for day, _, _ in lines]
    if len(set(days)) != len(days):
        raise Refused("同一日期只能填一笔，请合并。")
