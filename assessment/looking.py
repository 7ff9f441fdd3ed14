"""Findings are looked for once a day by the timetable, and when somebody asks."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment import actions
from promo.jobs import Running, enqueue
from promo.models import Pulse
from units.models import Region, RegionLevel, User

NAME = "findings"
HOUR = 6  # o'clock: before the office opens


def look_daily(*, now: datetime) -> None:
    """A tick: the first one of a day asks for a look in every town and county, the others find it asked for."""
    local = timezone.localtime(now)
    if local.hour < HOUR:
        return
    with transaction.atomic():
        morning = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
        _, made = Pulse.objects.get_or_create(name=NAME, defaults={"at": now})
        if made or Pulse.objects.filter(name=NAME, at__lt=morning).update(at=now):
            for region in Region.objects.filter(level__in=(RegionLevel.TOWN, RegionLevel.COUNTY)):
                enqueue(
                    "look_for_findings", title=f"查找{region.name}疑点", by=None, at=now, key=f"look:{region.pk}",
                    region_id=region.pk,
                )  # fmt: skip


def look_for_findings(running: Running, *, region_id: int) -> None:
    """Job handler: doubts, then matters for supervision, then red slips whose gap was made good. What was found and the
    end of the job are one transaction."""
    region = Region.objects.get(pk=region_id)
    asked_by = User.objects.filter(pk=running.job.requested_by_id).first()
    with transaction.atomic():
        told = actions.look_for_findings(region=region, by=asked_by, at=timezone.now())
        pressed = actions.look_for_matters(region=region, by=asked_by, at=timezone.now())
        actions.ease_made_good(region=region, at=timezone.now())
        running.finish(note=f"疑点：{_said(told)}；督办事项：{_said(pressed)}。")


def _said(told: Counter) -> str:
    return f"新发现{told['found'] + told['returned']}项，已消除{told['gone']}项"
