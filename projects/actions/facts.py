"""Facts: recorded with a document, returned or verified by another person, reversed by a new row."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from projects import ledger, stages
from projects.actions.equivalents import frozen_equivalents
from projects.actions.evidence import attach
from projects.actions.turns import take_turn
from projects.models import Arrival, FactState, Milestone, Project
from promo.days import show_day
from promo.models.event import Event, record
from promo.refusal import Refused
from promo.versions import STALE

MODELS = {"milestone": Milestone, "arrival": Arrival}


def _name(fact: Milestone | Arrival) -> str:
    return "arrival" if isinstance(fact, Arrival) else "milestone"


def _tell(fact, verb: str, *, by, at: datetime, **detail) -> None:
    record(
        fact.project, f"{_name(fact)}_{verb}", by=by, at=at, fact=fact.pk, title=fact.title,
        amount=str(fact.amount) if fact.amount else None, currency=fact.currency, **detail,
    )  # fmt: skip


def _ready(project: Project, event_on: date, at: datetime, amount: Decimal | None = None) -> None:
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再登记。")
    if amount is not None and amount <= 0:
        raise Refused("金额应大于0。", field="amount")
    if event_on > timezone.localdate(at):
        raise Refused("发生日期不能晚于今天。", field="event_on")


@transaction.atomic
def record_milestone(
    *, project: Project, kind: str, event_on: date, by, at: datetime, files=(), statistical_on: date | None = None,
    amount: Decimal | None = None, import_row=None, **fields,
) -> Milestone:  # fmt: skip
    """A step of the road with its document. `amount` (major units) is the contract sum of a signing."""
    _ready(project, event_on, at, amount)
    stage = stages.BY_CODE[kind]
    if stage.needs_amount and amount is None:
        raise Refused("签约须填写合同投资额。", field="amount")
    _in_order(project, kind, event_on)
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
    _tell(fact, "recorded", by=by, at=at, event_on=event_on)
    return fact


@transaction.atomic
def record_arrival(
    *, project: Project, amount: Decimal, event_on: date, by, at: datetime, files=(),
    statistical_on: date | None = None, import_row=None, **fields,
) -> Arrival:  # fmt: skip
    """A sum that arrived, as the unit reports it, with its slip."""
    _ready(project, event_on, at, amount)
    fact = Arrival.objects.create(
        project=project, amount=amount, event_on=event_on, statistical_on=statistical_on or event_on, recorded_by=by,
        recorded_at=at, import_row=import_row, **fields,
    )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, arrival=fact)
    refresh_stage(project, at=at)
    _tell(fact, "recorded", by=by, at=at, event_on=event_on)
    return fact


def _in_order(project: Project, kind: str, event_on: date) -> None:
    """From construction on, no step may be dated before the one it builds on."""
    order = ("started", "completed", "producing", "at_capacity")
    if kind not in order:
        return
    days = dict(
        Milestone.objects.live().filter(project=project, kind__in=order).values_list("kind", "event_on")
    )
    place = order.index(kind)
    if any(code in days and days[code] > event_on for code in order[:place]):
        raise Refused(f"{stages.BY_CODE[kind].name}日期不能早于前一节点的日期。", field="event_on")
    if any(code in days and days[code] < event_on for code in order[place + 1 :]):
        raise Refused(f"{stages.BY_CODE[kind].name}日期不能晚于后一节点的日期。", field="event_on")


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
    _ready(fact.project, event_on, at, changes.get("amount"))
    if isinstance(fact, Milestone):
        _in_order(fact.project, fact.kind, event_on)
    before = {name: getattr(fact, name) for name in changes}
    _change(
        fact, version, state=FactState.RECORDED, recorded_by=by, recorded_at=at, return_reason="", **changes
    )
    attach(project=fact.project, files=files, by=by, at=at, **{_name(fact): fact})
    refresh_stage(fact.project, at=at)
    differs = {key: [value, changes[key]] for key, value in before.items() if value != changes[key]}
    _tell(fact, "amended", by=by, at=at, changes=differs)
    return fact


def _change(fact, version: int, **changes) -> None:
    """Conditional on the version and on not being verified: two people at one fact cannot both succeed."""
    open_row = type(fact).objects.filter(pk=fact.pk, version=version).exclude(state=FactState.VERIFIED)
    if not open_row.update(version=F("version") + 1, **changes):
        raise Refused(STALE)
    fact.refresh_from_db()


@transaction.atomic
def verify_fact(
    *, fact: Milestone | Arrival, version: int, by, at: datetime, recognised: Decimal | None = None,
    cut_reason: str = "", statistical_on: date | None = None,
):  # fmt: skip
    """Recognise a fact: freeze its sum in yuan and dollars and post it. Another person than the recorder must do it."""
    take_turn(fact.project)
    _may_verify(fact, by)
    if fact.reverses_id and statistical_on:
        _not_before(fact.reverses, statistical_on)
    worth = _as_reversed(fact) if fact.reverses_id else _as_recognised(fact, recognised, cut_reason)
    _change(
        fact, version, state=FactState.VERIFIED, verified_by=by, verified_at=at,
        statistical_on=statistical_on or fact.statistical_on, **worth,
    )  # fmt: skip
    if fact.reverses_id:
        original = type(fact).objects.get(pk=fact.reverses_id)
        ledger.answer(
            list(ledger.live_postings(original)), because=fact, statistical_on=fact.statistical_on, at=at
        )
    else:
        ledger.post(fact, at=at)
    refresh_stage(fact.project, at=at)
    settled = str(fact.recognised) if fact.recognised is not None else None
    _tell(fact, "verified", by=by, at=at, recognised=settled, cut_reason=fact.cut_reason)
    return fact


def _may_verify(fact, by) -> None:
    if fact.state != FactState.RECORDED:
        raise Refused("这条记录不在待核实状态，请刷新查看。")
    if fact.recorded_by_id == by.pk:
        raise Refused("录入人不能核实自己录入的记录，请由他人核实。")
    if _wrote(fact, by):
        raise Refused("您曾录入或修改过这条记录，不能核实，请由他人核实。")
    if not fact.project.is_open and not fact.reverses_id:
        raise Refused("项目已终止或撤销，不能再核实。")
    if not fact.reverses_id and fact.import_row_id is None and not fact.evidence.exists():
        raise Refused("没有佐证材料，不能核实。请退回补充。")
    if isinstance(fact, Arrival) or getattr(fact, "kind", "") in (
        "started",
        "completed",
        "producing",
        "at_capacity",
    ):
        signed = Milestone.objects.verified().live().filter(project=fact.project_id, kind="signed")
        if not fact.reverses_id and not signed.exists():
            raise Refused("该项目的签约尚未核实，请先核实签约。")


def _wrote(fact, by) -> bool:
    """Whether the person ever recorded or amended the fact: who amends it last takes the authorship of the row, but
    not of the sum that another put there before."""
    wrote = {"verb__in": [f"{_name(fact)}_recorded", f"{_name(fact)}_amended"], "detail__fact": fact.pk}
    return Event.objects.about(fact.project).filter(by=by, **wrote).exists()


def _as_recognised(fact, recognised: Decimal | None, cut_reason: str) -> dict:
    """All that was reported, unless a smaller sum is recognised for a reason."""
    recognised = fact.amount if recognised is None or fact.amount is None else recognised
    if fact.amount is not None and not 0 < recognised <= fact.amount:
        raise Refused("认定金额应大于0，且不超过上报金额。", field="recognised")
    if recognised != fact.amount and not cut_reason.strip():
        raise Refused("认定金额少于上报金额，请填写核减原因。", field="cut_reason")
    return frozen_equivalents(fact, recognised) | {"recognised": recognised, "cut_reason": cut_reason}


def _as_reversed(fact) -> dict:
    """A reversal has what was recognised of the fact it answers, and its equivalents, with the opposite sign."""
    original = fact.reverses
    return {
        "rate": original.rate, "rate_on": original.rate_on, "rate_source": original.rate_source,
        "cut_reason": original.cut_reason, "recognised": _opposite(original.recognised),
        "cny": _opposite(original.cny), "usd": _opposite(original.usd),
    }  # fmt: skip


def _opposite(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


@transaction.atomic
def return_fact(*, fact: Milestone | Arrival, reason: str, version: int, by, at: datetime):
    """Back to the recorder with a reason; nothing was counted, nothing is lost."""
    take_turn(fact.project)
    if fact.state != FactState.RECORDED:
        raise Refused("这条记录不在待核实状态，请刷新查看。")
    if fact.recorded_by_id == by.pk:
        raise Refused("录入人不能退回自己录入的记录，如需取消请撤回。")
    if not reason.strip():
        raise Refused("请填写退回原因。", field="reason")
    _change(fact, version, state=FactState.RETURNED, return_reason=reason)
    refresh_stage(fact.project, at=at)
    _tell(fact, "returned", by=by, at=at, reason=reason)
    return fact


@transaction.atomic
def withdraw_fact(*, fact: Milestone | Arrival, version: int, by, at: datetime):
    """The recorder's side takes back what is not verified; the row stays, marked."""
    take_turn(fact.project)
    if fact.is_verified:
        raise Refused("已核实的记录不能撤回，如有差错请申请冲销。")
    if fact.state == FactState.WITHDRAWN:
        raise Refused("这条记录已经撤回。")
    _change(fact, version, state=FactState.WITHDRAWN)
    refresh_stage(fact.project, at=at)
    _tell(fact, "withdrawn", by=by, at=at)
    return fact


@transaction.atomic
def reverse_fact(*, fact: Milestone | Arrival, reason: str, statistical_on: date, by, at: datetime, files=()):
    """Ask to take back a verified fact: a new row against it, which another person must verify."""
    take_turn(fact.project)
    if not fact.is_verified or fact.reverses_id:
        raise Refused("只有已核实的原始记录可以冲销。")
    if not reason.strip():
        raise Refused("请填写冲销原因。", field="reason")
    if statistical_on > timezone.localdate(at):
        raise Refused("统计日期不能晚于今天。", field="statistical_on")
    _not_before(fact, statistical_on)
    if fact.reversals.exclude(state=FactState.WITHDRAWN).exists():
        raise Refused("这条记录已经申请冲销。")
    extra = {"kind": fact.kind, **({} if isinstance(fact, Arrival) else {"round": fact.round})}
    row = type(fact).objects.create(
        project=fact.project, event_on=fact.event_on, precision=fact.precision, statistical_on=statistical_on,
        amount=-fact.amount if fact.amount is not None else None, currency=fact.currency, note=reason,
        recorded_by=by, recorded_at=at, reverses=fact, **extra,
    )  # fmt: skip
    attach(project=fact.project, files=files, by=by, at=at, **{_name(row): row})
    _tell(row, "reversal_asked", by=by, at=at, reason=reason)
    return row


def _not_before(original: Milestone | Arrival, statistical_on: date) -> None:
    """What is taken back cannot count before what it answers: an earlier year would fall below what it earned."""
    if statistical_on < original.statistical_on:
        day = show_day(original.statistical_on)
        raise Refused(f"冲销的统计日期不能早于原记录的统计日期（{day}）。", field="statistical_on")


def refresh_stage(project: Project, *, at: datetime) -> None:
    """Work out the reported and the verified stage from what is live, and note that somebody was here."""
    reached = list(Milestone.objects.exclude(state=FactState.RETURNED).live().filter(project=project))
    came = list(Arrival.objects.exclude(state=FactState.RETURNED).live().filter(project=project))
    verified = [row.kind for row in reached if row.is_verified] + ["funded"] * any(
        row.is_verified for row in came
    )
    reported = [row.kind for row in reached] + ["funded"] * bool(came)
    project.stage, project.verified_stage = stages.furthest(reported), stages.furthest(verified)
    project.last_entry_on = max(project.last_entry_on, timezone.localdate(at))
    Project.objects.filter(pk=project.pk).update(
        stage=project.stage, verified_stage=project.verified_stage, last_entry_on=project.last_entry_on
    )
