"""A slip changes its colour: overdue ones escalate by the rule, a red one turns yellow when the gap is made good."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.slips.ground import due_for, take_slip, take_step
from assessment.facts import known_now
from assessment.models import Colour, Slip, SlipState, StepKind
from assessment.models.slip import OPEN, UNANSWERED
from assessment.reports.made_good import Answer, answers
from projects.rules_in_force import rules_by_place
from promo.calendar import exceptions_since
from promo.refusal import Refused
from promo.workdays import add_workdays
from units.models import Region

NEXT = {Colour.BLUE: Colour.YELLOW, Colour.YELLOW: Colour.RED}


def escalate_due_slips(*, now: datetime) -> int:
    """The timetable's: what is overdue for longer than the rule lets pass gets the next colour and a new last day. A
    slip whose reply waits for its check is not late. Returns how many."""
    today = timezone.localdate(now)
    due = Slip.objects.overdue(on=today).filter(colour__in=NEXT).select_related("region").order_by("pk")
    rows = list(due)
    if not rows:
        return 0
    rules = rules_by_place("supervision", on=today)
    free = exceptions_since(min(row.due_on for row in rows))
    late = []
    for row in rows:
        rule = rules.at(row.region.path)
        if rule["escalates"] and today >= add_workdays(row.due_on, rule["overdue_days"], free):
            late.append(row)
    return sum(_escalate(row, at=now) for row in late)


@transaction.atomic
def _escalate(slip: Slip, *, at: datetime) -> bool:
    before = slip.version
    Slip.objects.select_for_update(no_key=True).values_list("pk").get(pk=slip.pk)
    slip.refresh_from_db()
    if slip.version != before or slip.state not in UNANSWERED:
        return False  # somebody was quicker
    was, colour = slip.get_colour_display(), NEXT[slip.colour]
    undone = "签收" if slip.state == SlipState.ISSUED else "回复"
    take_step(
        slip, StepKind.ESCALATED, by=None, at=at, version=before, colour=colour,
        due_on=due_for(slip.region, colour, at=at),
        text=f"逾期未{undone}，由{was}升级为{Colour(colour).label}。",
    )  # fmt: skip
    return True


@transaction.atomic
def ease_slip(*, slip: Slip, version: int, by, at: datetime) -> Slip:
    """A red slip turns yellow when every gap it was issued for is made good; Refused says what is still missing."""
    take_slip(slip, *OPEN)
    if slip.colour != Colour.RED:
        raise Refused("只有红色督办单可以降级。")
    found = _answers(slip, at)
    if not found:
        raise Refused("这张督办单没有可以核对的督办事项。")
    short = [one.words for one in found if not one.is_good]
    if short:
        raise Refused(f"差距尚未补齐：{'；'.join(short)}。")
    return _eased(slip, found, version=version, by=by, at=at)


def ease_made_good(*, region: Region, at: datetime) -> int:
    """The daily look's: every open red slip of the region whose gaps are all made good. Returns how many."""
    rows = Slip.objects.open().filter(region=region, colour=Colour.RED, findings__isnull=False).distinct()
    return sum(_ease_if_good(row, at) for row in rows.order_by("pk"))


@transaction.atomic
def _ease_if_good(slip: Slip, at: datetime) -> bool:
    before = slip.version
    Slip.objects.select_for_update(no_key=True).values_list("pk").get(pk=slip.pk)
    slip.refresh_from_db()
    if slip.version != before:
        return False  # somebody was quicker; what the day's look found stays
    found = _answers(slip, at)
    if not all(one.is_good for one in found):
        return False
    _eased(slip, found, version=slip.version, by=None, at=at)
    return True


def _answers(slip: Slip, at: datetime) -> list[Answer]:
    rows = slip.findings.select_related("finding")
    return answers(rows, region=slip.region, on=timezone.localdate(at), as_of=known_now(at))


def _eased(slip: Slip, found: list[Answer], *, version: int, by, at: datetime) -> Slip:
    take_step(
        slip, StepKind.EASED, by=by, at=at, version=version, colour=Colour.YELLOW,
        due_on=due_for(slip.region, Colour.YELLOW, at=at),
        text=f"差距已补齐，由红色降为黄色：{'；'.join(one.words for one in found)}。",
    )  # fmt: skip
    return slip
