"""Once a morning: one line for each person about what passed its last day, and marks that end soon."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessment import actions
from assessment.models import Marker, RoundState
from assessment.reports.desk import became_late
from promo.models import Notice, Pulse
from promo.notices import tell
from promo.tables import shown
from units.access import Access
from units.models import Membership, User

MORNING = 8  # o'clock: nobody is reminded at night
NAME = "reminders"
LONGEST = timedelta(days=7)


def remind_of_late(*, now: datetime) -> int:
    """A tick: returns how many were reminded. The first tick of a morning does it; the others find it done."""
    local = timezone.localtime(now)
    if local.hour < MORNING:
        return 0
    with transaction.atomic():
        if not _take_the_day(now, local):
            return 0
        today = timezone.localdate(now)
        reporters = actions.remind_reporters(today=today, at=now)
        return _remind_all(today, at=now) + _remind_markers(today, at=now) + reporters


def _take_the_day(now: datetime, local: datetime) -> bool:
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    _, made = Pulse.objects.get_or_create(name=NAME, defaults={"at": now})
    return made or bool(Pulse.objects.filter(name=NAME, at__lt=morning).update(at=now))


def _remind_all(today: date, *, at: datetime) -> int:
    held = Membership.objects.in_force(on=today).values("user")
    told = 0
    for user in User.objects.filter(is_active=True, pk__in=held).order_by("pk"):
        late = became_late(Access.of(user, on=today), since=_since(user, today), today=today)
        if late:
            words = "，".join(f"{label}{count}项" for label, count in late)
            where = f"{reverse('home')}#desk-late"
            tell(
                users=[user.pk], kind="late", title=f"新逾期：{words}", url=where, key=f"late:{today}", at=at
            )
            told += 1
    return told


def _remind_markers(today: date, *, at: datetime) -> int:
    """Those who have not handed in, on the last morning before the deadline or on its own; once for each deadline."""
    asked = Marker.objects.filter(version=0, round__state=RoundState.OPEN, round__deadline_at__gt=at)
    told = 0
    for marker in asked.filter(user__is_active=True).select_related("round").order_by("pk"):
        row = marker.round
        if timezone.localdate(row.deadline_at) <= today + timedelta(days=1):
            when = shown(row.deadline_at, "moment")
            where = reverse("assessment:panel_fill", args=[row.pk])
            tell(
                users=[marker.user_id], kind="late", title=f"即将截止：{row.title}，{when}前提交评分", url=where,
                key=f"round:{row.pk}:{when}", at=at,
            )  # fmt: skip
            told += 1
    return told


def _since(user: User, today: date) -> date:
    """The day of the last reminder, so that weekends and idle machines lose nothing; a week back at most."""
    last = Notice.objects.of(user).filter(kind="late").order_by("-at").values_list("at", flat=True).first()
    return max(timezone.localdate(last) if last else today - timedelta(days=1), today - LONGEST)
