"""What every action on a fact shares: the event it leaves, the one conditional change, the order of the road."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from projects import stages
from projects.actions.turns import take_turn
from projects.family import family_ids
from projects.models import Arrival, FactState, LeadState, Milestone, Project
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale


def fact_name(fact: Milestone | Arrival) -> str:
    return "arrival" if isinstance(fact, Arrival) else "milestone"


def tell(fact: Milestone | Arrival, verb: str, *, by, at: datetime, **detail) -> None:
    record(
        fact.project, f"{fact_name(fact)}_{verb}", by=by, at=at, fact=fact.pk, title=fact.title,
        amount=str(fact.amount) if fact.amount else None, currency=fact.currency, **detail,
    )  # fmt: skip


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
    fact.refresh_from_db()


def not_before(original: Milestone | Arrival, statistical_on: date) -> None:
    """What is taken back cannot count before what it answers: an earlier year would fall below what it earned."""
    if statistical_on < original.statistical_on:
        day = show_day(original.statistical_on)
        raise Refused(f"冲销的统计日期不能早于原记录的统计日期（{day}）。", field="statistical_on")


def refresh_stage(project: Project, *, at: datetime) -> None:
    """Work out the reported and the verified stage from what is live, and note that somebody was here.

    A project stands where the furthest of those merged into it stands; a merged one hands on what changes.
    """
    if project.merged_into_id:
        refresh_stage(project.merged_into, at=at)
    ids = [project.pk] if project.merged_into_id else family_ids(project)
    reached = list(Milestone.objects.exclude(state=FactState.RETURNED).live().filter(project__in=ids))
    came = list(Arrival.objects.exclude(state=FactState.RETURNED).live().filter(project__in=ids))
    verified = [row.kind for row in reached if row.is_verified] + ["funded"] * any(
        row.is_verified for row in came
    )
    reported = [row.kind for row in reached] + ["funded"] * bool(came)
    project.stage, project.verified_stage = stages.furthest(reported), stages.furthest(verified)
    project.last_entry_on = max(project.last_entry_on, timezone.localdate(at))
    Project.objects.filter(pk=project.pk).update(
        stage=project.stage, verified_stage=project.verified_stage, last_entry_on=project.last_entry_on
    )
