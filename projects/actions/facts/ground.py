"""What every action on a fact shares: the event it leaves, the one conditional change, the order of the road."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from projects import stages
from projects.actions.telling import tell_all, told
from projects.actions.turns import take_turn
from projects.family_facts import Family, family_of, standing
from projects.models import Arrival, FactState, LeadState, Milestone, Project
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale


def fact_name(fact: Milestone | Arrival) -> str:
    return "arrival" if isinstance(fact, Arrival) else "milestone"


def tell(fact: Milestone | Arrival, verb: str, *, by, at: datetime, **detail) -> None:
    record(fact.project, f"{fact_name(fact)}_{verb}", by=by, at=at, **said_of(fact), **detail)


def tell_of_many(said: Sequence[tuple[Milestone | Arrival, dict]], verb: str, *, by, at: datetime) -> None:
    """An event for each. Facts of a ledger are told to nobody (projects.notifying), so their events go in as one."""
    if len(said) > 1 and all(fact.import_row_id for fact, _ in said):
        tell_all(
            told(fact.project_id, f"{fact_name(fact)}_{verb}", by=by, at=at, **said_of(fact), **detail)
            for fact, detail in said
        )
        return
    for fact, detail in said:
        tell(fact, verb, by=by, at=at, **detail)


def said_of(fact: Milestone | Arrival) -> dict:
    """What every event of a fact says of it."""
    amount = str(fact.amount) if fact.amount else None
    return {"fact": fact.pk, "title": fact.title, "amount": amount, "currency": fact.currency}


def ready(project: Project, event_on: date, at: datetime, amount: Decimal | None = None) -> None:
    take_turn(project)
    if project.lead_state == LeadState.NOT_PURSUED:
        raise Refused("该线索已定为不予跟进，如需继续，请先重新启动研判。")
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再登记。")
    if amount is not None and amount <= 0:
        raise Refused("金额应大于0。", field="amount")
    if event_on > timezone.localdate(at):
        raise Refused("发生日期不能晚于今天。", field="event_on")


def in_order(project: Project, kind: str, event_on: date) -> None:
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


def change(fact, version: int, **changes) -> None:
    """Conditional on the version and on being open: two people at one fact cannot both succeed."""
    closed = (FactState.VERIFIED, FactState.REJECTED)
    open_row = type(fact).objects.filter(pk=fact.pk, version=version).exclude(state__in=closed)
    if not open_row.update(version=F("version") + 1, **changes):
        raise Stale()
    for name, value in {**changes, "version": version + 1}.items():
        kept = fact._meta.get_field(name)
        setattr(fact, name, value if kept.is_relation else kept.to_python(value))


def not_before(original: Milestone | Arrival, statistical_on: date) -> None:
    """What is taken back cannot count before what it answers: an earlier year would fall below what it earned."""
    if statistical_on < original.statistical_on:
        day = show_day(original.statistical_on)
        raise Refused(f"冲销的统计日期不能早于原记录的统计日期（{day}）。", field="statistical_on")


def refresh_stage(project: Project, *, at: datetime, family: Family | None = None) -> None:
    """Work out the reported and the verified stage from what is live, and note that somebody was here.

    A project stands where the furthest of those merged into it stands; a merged one hands on what changes.
    """
    family = family or family_of(project)
    if project.merged_into_id:
        refresh_stage(project.merged_into, at=at, family=family)
    ids = [project.pk] if project.merged_into_id else family.ids
    facts = standing([*family.live_milestones, *family.live_arrivals])
    reached = [row for row in facts if row.project_id in ids]
    verified = [row.stage_code for row in reached if row.is_verified]
    project.stage = stages.furthest(row.stage_code for row in reached)
    project.verified_stage = stages.furthest(verified)
    project.last_entry_on = max(project.last_entry_on, timezone.localdate(at))
    Project.objects.filter(pk=project.pk).update(
        stage=project.stage, verified_stage=project.verified_stage, last_entry_on=project.last_entry_on
    )
