"""Departments are heard about a milestone: asked by the rule or by the director, they answer once and in time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.turns import take_turn
from projects.models import DepartmentOpinion, FactState, Milestone, OpinionResult
from promo.calendar import due_after
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Unit


def ask_by_rule(*, milestone: Milestone, asked: Sequence[tuple[str, int]], by, at: datetime) -> None:
    """`asked` are (unit code, working days); a code that names no working unit of the place is passed over, because
    the road of a project must not stop over a unit that was dissolved."""
    if not asked:
        return
    units = Unit.objects.active(on=timezone.localdate(at)).filter(region=milestone.project.region_id)
    by_code = {unit.code: unit for unit in units.filter(code__in=[code for code, _ in asked])}
    for code, days in asked:
        if code in by_code:
            _ask(milestone, by_code[code], days, by=by, at=at)


def _ask(milestone: Milestone, unit: Unit, days: int, *, by, at: datetime) -> DepartmentOpinion:
    opinion = DepartmentOpinion.objects.create(
        milestone=milestone, unit=unit, asked_by=by, asked_at=at, due_on=due_after(at, workdays=days)
    )
    record(
        milestone.project, "milestone_opinion_asked", by=by, at=at, fact=milestone.pk, title=milestone.title,
        asked_unit=unit.name, due_on=opinion.due_on,
    )  # fmt: skip
    return opinion


@transaction.atomic
def ask_opinion(*, milestone: Milestone, unit: Unit, days: int, by, at: datetime) -> DepartmentOpinion:
    """Ask one more unit of the place while the milestone waits; `days` are working days."""
    take_turn(milestone.project)
    milestone.refresh_from_db()
    if milestone.state not in (FactState.RECORDED, FactState.RETURNED) or milestone.reverses_id:
        raise Refused("这个节点不在待核实状态，不再征求意见。")
    if milestone.opinions.filter(unit=unit).exists():
        raise Refused(f"已经征求过{unit.name}的意见。", field="unit")
    return _ask(milestone, unit, days, by=by, at=at)


@transaction.atomic
def give_opinion(
    *, opinion: DepartmentOpinion, result: str, text: str, version: int, by, at: datetime
) -> DepartmentOpinion:
    """The unit answers, once; a refusal or a condition says in words what it is about."""
    milestone = opinion.milestone
    take_turn(milestone.project)
    milestone.refresh_from_db()
    if opinion.given_at:
        raise Refused("本单位已经反馈过意见。")
    if milestone.state not in (FactState.RECORDED, FactState.RETURNED):
        raise Refused("这个节点已经办结，不再反馈意见。")
    if result != OpinionResult.AGREE and not text.strip():
        raise Refused("请写明具体意见。", field="text")
    update_if_unchanged(opinion, version=version, result=result, text=text, given_by=by, given_at=at)
    record(
        milestone.project, "milestone_opinion_given", by=by, at=at, fact=milestone.pk, title=milestone.title,
        asked_unit=opinion.unit.name, result=opinion.get_result_display(), text=text,
    )  # fmt: skip
    return opinion
