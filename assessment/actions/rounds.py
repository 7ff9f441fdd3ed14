"""Marking rounds: opened, put off, closed at the deadline, confirmed by a second person or cancelled with a reason."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.facts import Member, roster, year_words
from assessment.models import (
    RUNNING,
    MarkedUnit,
    Marker,
    MarkingRound,
    RoundKind,
    RoundState,
    Scheme,
)
from assessment.models.scheme import OVER
from assessment.reports.entries import entries_for, every_entry
from assessment.reports.standing import document_of
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.tables import shown
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES, REGION_ROLES
from units.audience import of_units, over_region
from units.models import Membership, Region, Unit, User

MARKERS_MOST = 60
LONGEST = timedelta(days=366)
GONE = "这一轮评分的状态刚有变化，请刷新查看。"


@transaction.atomic
def open_round(
    *, scheme: Scheme, code: str, title: str, marked_on: date, deadline_at: datetime,
    markers: Sequence[tuple[User, str]], by, at: datetime, may_tie: bool = False, shows_names: bool = False,
    evidence_from: int | None = None, evidence_below: int | None = None,
) -> MarkingRound:  # fmt: skip
    """Ask `markers` (person, class) to mark every assessed unit for which the scheme has the entry `code`; the scheme
    says whether with points or with places.

    Raises Refused for an entry that cannot be marked so, a day or deadline that does not fit, people who cannot
    mark, and when nobody would be left to confirm the result.
    """
    if scheme.state in OVER:
        raise Refused("这一版考核办法已废止，不能再组织评分。")
    today = timezone.localdate(at)
    _check_days(scheme, code, marked_on, deadline_at, at)
    units, kind = _units_to_mark(scheme, code, on=today)
    people = [user for user, _ in markers]
    _check_people(people, units, scheme.region, by=by, on=today)
    try:
        with transaction.atomic():
            row = MarkingRound.objects.create(
                scheme=scheme, code=code, title=title, kind=kind, marked_on=marked_on, deadline_at=deadline_at,
                may_tie=may_tie and kind == RoundKind.BALLOTS, shows_names=shows_names, opened_by=by, opened_at=at,
                evidence_from=evidence_from if kind == RoundKind.MARKS else None,
                evidence_below=evidence_below if kind == RoundKind.MARKS else None,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("这个项目还有一轮评分没有结束，请先确认或作废。", field="code") from error
    MarkedUnit.objects.bulk_create(
        MarkedUnit(round=row, unit_id=one.unit_id, unit_name=one.name, unit_class=one.unit_class, order=order)
        for order, one in enumerate(units, start=1)
    )
    Marker.objects.bulk_create(
        Marker(round=row, user=user, marker_class=" ".join(marker_class.split()))
        for user, marker_class in markers
    )
    record(
        row, "round_opened", by=by, at=at, title=title, until=_moment(deadline_at), markers=len(people),
        units=len(units),
    )  # fmt: skip
    return row


def askable(region: Region, *, on: date) -> set[int]:
    """Ids of the people who can be asked for marks: everybody with a business role in the region or above it."""
    units = Unit.objects.filter(region=region).values_list("pk", flat=True)
    return of_units(units, on=on, roles=BUSINESS_ROLES) | over_region(region, on=on, roles=REGION_ROLES)


def _check_days(scheme: Scheme, code: str, marked_on: date, deadline_at: datetime, at: datetime) -> None:
    if deadline_at <= at:
        raise Refused("截止时间应在现在之后。", field="deadline_at")
    if deadline_at > at + LONGEST:
        raise Refused("截止时间不能超过一年。", field="deadline_at")
    clock = document_of(scheme).clock(marked_on)
    if not clock.contains(marked_on):
        raise Refused(f"评分日期应在{year_words(clock)}之内。", field="marked_on")
    last = MarkingRound.objects.confirmed().filter(scheme=scheme, code=code).order_by("-marked_on").first()
    if last and marked_on < last.marked_on:
        raise Refused(f"评分日期不能早于上一轮评分的日期（{show_day(last.marked_on)}）。", field="marked_on")


def _units_to_mark(scheme: Scheme, code: str, *, on: date) -> tuple[list[Member], str]:
    """The units for which the scheme has the entry, and how it is marked."""
    document = document_of(scheme)
    entries = {
        one: entry
        for one in roster(scheme.region, on=on)
        if (entry := entries_for(document, one.unit_class, one.code).get(code))
    }
    if not entries:
        is_known = code in every_entry(document)
        raise Refused(
            "没有参加这项考核的单位。" if is_known else "考核办法没有设置这个评分项目。", field="code"
        )
    kinds = {entry.kind for entry in entries.values()}
    if len(kinds) > 1:
        raise Refused("考核办法对这个项目既要求打分又要求排序，不能一起评分。", field="code")
    return list(entries), kinds.pop()


def _check_people(people: Sequence[User], units: Sequence[Member], region: Region, *, by, on: date) -> None:
    ids = [user.pk for user in people]
    if not ids:
        raise Refused("请至少选择一名评分人。", field="markers")
    if len(ids) > MARKERS_MOST:
        raise Refused(f"一轮评分最多{MARKERS_MOST}名评分人。", field="markers")
    if len(set(ids)) < len(ids):
        raise Refused("同一个人只能选一次。", field="markers")
    if strangers := set(ids) - askable(region, on=on):
        names = "、".join(user.name for user in people if user.pk in strangers)
        raise Refused(f"{names}在本地区没有岗位，不能评分。", field="markers")
    own = own_units(ids, start=on, on=on)
    for user in people:
        if all(one.unit_id in own.get(user.pk, ()) for one in units):
            raise Refused(f"{user.name}须全部回避，没有可评的单位。", field="markers")
    if not over_region(region, on=on, roles=OVERSIGHT_ROLES) - {by.pk, *ids}:
        raise Refused("督查办和镇领导中须留一名不评分、不发起的人负责确认。", field="markers")


def own_units(users: Sequence[int], *, start: date, on: date) -> dict[int, set[int]]:
    """Person -> the units they held any role in from `start` to `on`: those they do not mark. One statement."""
    rows = Membership.objects.filter(user__in=users).overlapping(start=start, end=on + timedelta(days=1))
    found: dict[int, set[int]] = {}
    for user_id, unit_id in rows.values_list("user", "unit"):
        found.setdefault(user_id, set()).add(unit_id)
    return found


@transaction.atomic
def extend_round(
    *, row: MarkingRound, deadline_at: datetime, expected: datetime, reason: str, by, at: datetime
) -> MarkingRound:
    """A later deadline, while the old one has not passed. `expected` is the deadline the person saw."""
    row = _locked(row)
    if not row.takes_marks(at=at):
        raise Refused("评分已经截止，不能再延长。")
    if row.deadline_at != expected:
        raise Refused("截止时间刚由他人改过，请核对后再提交。", field="deadline_at")
    if deadline_at <= row.deadline_at:
        raise Refused("新的截止时间应晚于原定时间。", field="deadline_at")
    if deadline_at > at + LONGEST:
        raise Refused("截止时间不能超过一年。", field="deadline_at")
    MarkingRound.objects.filter(pk=row.pk).update(deadline_at=deadline_at)
    record(row, "round_extended", by=by, at=at, until=[_moment(row.deadline_at), _moment(deadline_at)],
           reason=reason)  # fmt: skip
    row.deadline_at = deadline_at
    return row


@transaction.atomic
def close_round(*, row: MarkingRound, by, at: datetime) -> MarkingRound:
    """End the marking: after the deadline, or before it when everybody handed in."""
    row = _locked(row)
    if row.state != RoundState.OPEN:
        raise Refused(GONE)
    waiting = row.markers.filter(version=0).count()
    if at < row.deadline_at and waiting:
        raise Refused(f"还有{waiting}人没有提交，截止时间之前不能结束。")
    return _closed(row, by=by, at=at)


@transaction.atomic
def close_if_due(*, row: MarkingRound, at: datetime) -> bool:
    """Close a round whose deadline has passed; True when it is (now) closed. The same twice is the same once."""
    row = _locked(row)
    if row.state == RoundState.OPEN and row.deadline_at <= at:
        _closed(row, by=None, at=at)
        return True
    return row.state != RoundState.OPEN


def close_due_rounds(*, now: datetime) -> int:
    """A tick: closes what is past its deadline; returns how many rounds there were."""
    due = list(MarkingRound.objects.due(at=now))
    return sum(close_if_due(row=row, at=now) for row in due)


def _closed(row: MarkingRound, *, by, at: datetime) -> MarkingRound:
    row.state, row.closed_by, row.closed_at = RoundState.CLOSED, by, at
    row.save(update_fields=["state", "closed_by", "closed_at"])
    handed_in = row.markers.filter(version__gt=0).count()
    record(row, "round_closed", by=by, at=at, handed_in=handed_in, markers=row.markers.count())
    return row


@transaction.atomic
def confirm_round(*, row: MarkingRound, by, at: datetime) -> MarkingRound:
    """The result counts from now on. Never by the person who opened the round, nor by one who marked in it."""
    row = _locked(row)
    if row.state != RoundState.CLOSED:
        raise Refused(f"这一轮评分的状态是“{row.get_state_display()}”，不能确认。")
    if row.opened_by_id == by.pk:
        raise Refused("发起评分的人不能确认，请由另一人核对后确认。")
    if row.markers.filter(user=by).exists():
        raise Refused("参加评分的人不能确认，请由未参加评分的督查人员或镇领导确认。")
    if row.scheme.state in OVER:
        raise Refused("所依据的考核办法已废止，请作废这一轮评分，按新办法重新组织。")
    if not row.markers.filter(version__gt=0).exists():
        raise Refused("没有人提交评分，不能确认，请作废后重新组织。")
    row.state, row.confirmed_by, row.confirmed_at = RoundState.CONFIRMED, by, stamp(at)
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record(row, "round_confirmed", by=by, at=at, title=row.title, valid_on=row.marked_on)
    return row


@transaction.atomic
def cancel_round(*, row: MarkingRound, reason: str, by, at: datetime) -> MarkingRound:
    """Nothing of the round counts. What was handed in stays, and stays blind unless the round had closed."""
    row = _locked(row)
    if row.state not in RUNNING:
        raise Refused(f"这一轮评分的状态是“{row.get_state_display()}”，不能作废。")
    row.state, row.cancelled_by, row.cancelled_at, row.cancel_reason = RoundState.CANCELLED, by, at, reason
    row.save(update_fields=["state", "cancelled_by", "cancelled_at", "cancel_reason"])
    record(row, "round_cancelled", by=by, at=at, title=row.title, reason=reason)
    return row


def _moment(at: datetime) -> str:
    return shown(at, "moment")


def _locked(row: MarkingRound) -> MarkingRound:
    """The round as it is now, held until the transaction ends: what is decided of it happens one after the other."""
    return (
        MarkingRound.objects.select_for_update(of=("self",)).select_related("scheme__region").get(pk=row.pk)
    )
