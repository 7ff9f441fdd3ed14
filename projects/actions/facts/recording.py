"""Facts come in: recorded with a document, amended, withdrawn by the side that recorded them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from projects import stages
from projects.actions.evidence import attach
from projects.actions.facts.ground import change, in_order, ready, refresh_stage, tell
from projects.actions.facts.papers import check_gate, check_paper_kind, refuse_framework, refuse_used_slips
from projects.actions.facts.supplements import SUPPLEMENT, check_supplement
from projects.actions.opinions import ask_by_rule
from projects.actions.turns import take_turn
from projects.family import family_ids
from projects.models import Arrival, FactState, Milestone, Project
from projects.models.fact import ENDED_STATES
from promo.refusal import Refused

Papers = Mapping[str, list] | None
REJECTED = "不予认定的记录不能修改或撤回，请重新登记。"


@transaction.atomic
def record_milestone(
    *, project: Project, kind: str, event_on: date, by, at: datetime, files=(), papers: Papers = None,
    statistical_on: date | None = None, amount: Decimal | None = None, is_contract: bool = False, import_row=None,
    **fields,
) -> Milestone:  # fmt: skip
    """A step of the road with its document. `amount` (major units) is the contract sum of a signing.

    `papers` are files by the codes of the gate's papers. Where something required is missing, `skip_reason` must say
    why; `is_contract` confirms a signing whose papers are named like a framework agreement.
    """
    stage = stages.BY_CODE[kind]
    ready(project, event_on, at, amount if stage.is_step else None)
    if stage.needs_amount and amount is None:
        raise Refused("签约须填写合同投资额。" if stage.is_step else "请填写增减金额。", field="amount")
    if kind == SUPPLEMENT:
        check_supplement(project, amount=amount, currency=fields.get("currency", "CNY"), event_on=event_on)
    in_order(project, kind, event_on)
    earlier = Milestone.objects.filter(project=project, kind=kind, reverses__isnull=True)
    done = earlier.exclude(state__in=ENDED_STATES)
    if stage.is_step and done.live().exists():
        raise Refused(f"该项目已登记过{stage.name}，不能重复登记。", field="kind")
    merged = family_ids(project)[1:]
    if stage.is_step and Milestone.objects.live().filter(project__in=merged, kind=kind).exists():
        raise Refused(f"并入本项目的项目已登记过{stage.name}，不能重复登记。", field="kind")
    try:
        with transaction.atomic():
            fact = Milestone.objects.create(
                project=project, kind=kind, round=_round(earlier, done, stage), event_on=event_on, amount=amount,
                statistical_on=statistical_on or event_on, recorded_by=by, recorded_at=at, import_row=import_row,
                **fields,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(f"该项目的{stage.name}刚由他人登记，请刷新查看。", field="kind") from error
    _keep(fact, files, papers, by=by, at=at)
    refuse_framework(fact, is_contract=is_contract)
    gate = check_gate(fact)
    ask_by_rule(milestone=fact, asked=gate.opinions, by=by, at=at)
    refresh_stage(project, at=at)
    tell(
        fact, "recorded", by=by, at=at, event_on=event_on, rule=gate.rule_id, missing=gate.missing_words,
        skip_reason=fact.skip_reason,
    )  # fmt: skip
    return fact


def _round(earlier, done, stage: stages.Stage) -> int:
    """A step has one live row a round; each supplementary agreement has a round of its own."""
    if stage.is_step:
        return 1 + done.count()
    return 1 + (earlier.aggregate(last=Max("round"))["last"] or 0)


@transaction.atomic
def record_arrival(
    *, project: Project, amount: Decimal, event_on: date, by, at: datetime, files=(), paper_kind: str = "",
    statistical_on: date | None = None, import_row=None, **fields,
) -> Arrival:  # fmt: skip
    """A sum that arrived, as the unit reports it, with its slip; `paper_kind` is a code of the papers that the rule
    accepts for its kind of money. A slip that another fact rests on needs `reuse_reason`."""
    ready(project, event_on, at, amount)
    fact = Arrival.objects.create(
        project=project, amount=amount, event_on=event_on, statistical_on=statistical_on or event_on, recorded_by=by,
        recorded_at=at, import_row=import_row, **fields,
    )  # fmt: skip
    check_paper_kind(fact, paper_kind, files)
    refuse_used_slips(fact, files, by=by, at=at)
    attach(project=project, files=files, by=by, at=at, arrival=fact, kind=paper_kind)
    refresh_stage(project, at=at)
    tell(fact, "recorded", by=by, at=at, event_on=event_on, reuse_reason=fact.reuse_reason)
    return fact


@transaction.atomic
def amend_fact(
    *, fact: Milestone | Arrival, version: int, by, at: datetime, files=(), papers: Papers = None,
    paper_kind: str = "", is_contract: bool = False, **changes,
):  # fmt: skip
    """Correct what is not yet verified; a returned fact goes back to the desk."""
    _refuse_closed(fact)
    event_on = changes.get("event_on", fact.event_on)
    is_increment = getattr(fact, "kind", "") == SUPPLEMENT
    ready(fact.project, event_on, at, None if is_increment else changes.get("amount"))
    if is_increment:
        asked = {name: changes.get(name, getattr(fact, name)) for name in ("amount", "currency")}
        check_supplement(fact.project, event_on=event_on, besides=fact, **asked)
    if isinstance(fact, Milestone):
        in_order(fact.project, fact.kind, event_on)
    before = {name: getattr(fact, name) for name in changes}
    change(
        fact, version, state=FactState.RECORDED, recorded_by=by, recorded_at=at, return_reason="", **changes
    )
    if isinstance(fact, Arrival):
        check_paper_kind(fact, paper_kind, files)
        refuse_used_slips(fact, files, by=by, at=at)
        attach(project=fact.project, files=files, by=by, at=at, arrival=fact, kind=paper_kind)
    else:
        _keep(fact, files, papers, by=by, at=at)
        refuse_framework(fact, is_contract=is_contract)
        check_gate(fact)
    refresh_stage(fact.project, at=at)
    differs = {
        key: [_plain(value), _plain(changes[key])] for key, value in before.items() if value != changes[key]
    }
    tell(fact, "amended", by=by, at=at, changes=differs)
    return fact


def _plain(value):
    return value.name if hasattr(value, "_meta") else value


def _refuse_closed(fact: Milestone | Arrival) -> None:
    if fact.is_verified:
        raise Refused("已核实的记录不能修改，如有差错请冲销后重新登记。")
    if fact.state == FactState.REJECTED:
        raise Refused(REJECTED)
    if fact.state == FactState.WITHDRAWN:
        raise Refused("这条记录已撤回，请重新登记。")
    if fact.reverses_id:
        raise Refused("冲销申请不能修改，请撤回后重新申请。")


def _keep(fact: Milestone, files, papers: Papers, *, by, at: datetime) -> None:
    for kind, some in [("", files), *(papers or {}).items()]:
        attach(project=fact.project, files=some, by=by, at=at, milestone=fact, kind=kind)


@transaction.atomic
def withdraw_fact(*, fact: Milestone | Arrival, version: int, by, at: datetime):
    """The recorder's side takes back what is not verified; the row stays, marked."""
    take_turn(fact.project)
    if fact.is_verified:
        raise Refused("已核实的记录不能撤回，如有差错请申请冲销。")
    if fact.state == FactState.REJECTED:
        raise Refused(REJECTED)
    if fact.state == FactState.WITHDRAWN:
        raise Refused("这条记录已经撤回。")
    change(fact, version, state=FactState.WITHDRAWN)
    refresh_stage(fact.project, at=at)
    tell(fact, "withdrawn", by=by, at=at)
    return fact
