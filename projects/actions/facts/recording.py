"""Facts come in: recorded with a document, amended, withdrawn by the side that recorded them."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from projects import stages
from projects.actions.evidence import attach
from projects.actions.facts.ground import change, fact_name, in_order, ready, refresh_stage, tell
from projects.actions.turns import take_turn
from projects.models import Arrival, FactState, Milestone, Project
from promo.refusal import Refused


@transaction.atomic
def record_milestone(
    *, project: Project, kind: str, event_on: date, by, at: datetime, files=(), statistical_on: date | None = None,
    amount: Decimal | None = None, import_row=None, **fields,
) -> Milestone:  # fmt: skip
    """A step of the road with its document. `amount` (major units) is the contract sum of a signing."""
    ready(project, event_on, at, amount)
    stage = stages.BY_CODE[kind]
    if stage.needs_amount and amount is None:
        raise Refused("签约须填写合同投资额。", field="amount")
    in_order(project, kind, event_on)
    earlier = Milestone.objects.filter(project=project, kind=kind, reverses__isnull=True)
    done = earlier.exclude(state=FactState.WITHDRAWN)
    if done.live().exists():
        raise Refused(f"该项目已登记过{stage.name}，不能重复登记。", field="kind")
    try:
        with transaction.atomic():
            fact = Milestone.objects.create(
                project=project, kind=kind, round=1 + done.count(), event_on=event_on, amount=amount,
                statistical_on=statistical_on or event_on, recorded_by=by, recorded_at=at, import_row=import_row,
                **fields,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(f"该项目的{stage.name}刚由他人登记，请刷新查看。", field="kind") from error
    attach(project=project, files=files, by=by, at=at, milestone=fact)
    refresh_stage(project, at=at)
    tell(fact, "recorded", by=by, at=at, event_on=event_on)
    return fact


@transaction.atomic
def record_arrival(
    *, project: Project, amount: Decimal, event_on: date, by, at: datetime, files=(),
    statistical_on: date | None = None, import_row=None, **fields,
) -> Arrival:  # fmt: skip
    """A sum that arrived, as the unit reports it, with its slip."""
    ready(project, event_on, at, amount)
    fact = Arrival.objects.create(
        project=project, amount=amount, event_on=event_on, statistical_on=statistical_on or event_on, recorded_by=by,
        recorded_at=at, import_row=import_row, **fields,
    )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, arrival=fact)
    refresh_stage(project, at=at)
    tell(fact, "recorded", by=by, at=at, event_on=event_on)
    return fact


@transaction.atomic
def amend_fact(*, fact: Milestone | Arrival, version: int, by, at: datetime, files=(), **changes):
    """Correct what is not yet verified; a returned fact goes back to the desk."""
    if fact.is_verified:
        raise Refused("已核实的记录不能修改，如有差错请冲销后重新登记。")
    if fact.state == FactState.WITHDRAWN:
        raise Refused("这条记录已撤回，请重新登记。")
    if fact.reverses_id:
        raise Refused("冲销申请不能修改，请撤回后重新申请。")
    event_on = changes.get("event_on", fact.event_on)
    ready(fact.project, event_on, at, changes.get("amount"))
    if isinstance(fact, Milestone):
        in_order(fact.project, fact.kind, event_on)
    before = {name: getattr(fact, name) for name in changes}
    change(
        fact, version, state=FactState.RECORDED, recorded_by=by, recorded_at=at, return_reason="", **changes
    )
    attach(project=fact.project, files=files, by=by, at=at, **{fact_name(fact): fact})
    refresh_stage(fact.project, at=at)
    differs = {key: [value, changes[key]] for key, value in before.items() if value != changes[key]}
    tell(fact, "amended", by=by, at=at, changes=differs)
    return fact


@transaction.atomic
def withdraw_fact(*, fact: Milestone | Arrival, version: int, by, at: datetime):
    """The recorder's side takes back what is not verified; the row stays, marked."""
    take_turn(fact.project)
    if fact.is_verified:
        raise Refused("已核实的记录不能撤回，如有差错请申请冲销。")
    if fact.state == FactState.WITHDRAWN:
        raise Refused("这条记录已经撤回。")
    change(fact, version, state=FactState.WITHDRAWN)
    refresh_stage(fact.project, at=at)
    tell(fact, "withdrawn", by=by, at=at)
    return fact
