"""A workbook too long to wait for: asked for, made in the background, kept for some days for the person who asked."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from promo.models import Event
from units.models.paper import random_name
from units.models.user import Membership


def export_path(instance, filename: str) -> str:
    return random_name("exports", filename)


class ExportState(models.TextChoices):
    WAITING = "waiting", "生成中"
    READY = "ready", "可下载"
    EXPIRED = "expired", "已过期"


class ExportFileQuerySet(models.QuerySet):
    def visible_to(self, access) -> "ExportFileQuerySet":
        """Nobody but the person who asked: the file shows what this person may see."""
        return self.filter(owner=access.user)

    def due(self, *, at: datetime) -> "ExportFileQuerySet":
        return self.exclude(state=ExportState.EXPIRED).filter(lasts_until__lte=at)


class ExportFile(models.Model):
    """`address` is the page that sends the tables, with its filter; the job asks it as the owner would."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    address = models.CharField(max_length=2000)
    filter = models.CharField("筛选条件", max_length=1000, blank=True)
    rows = models.PositiveIntegerField("行数")
    state = models.CharField("状态", max_length=8, choices=ExportState, default=ExportState.WAITING)
    file = models.FileField(upload_to=export_path, max_length=120, blank=True)
    size = models.PositiveBigIntegerField("大小", default=0)
    asked_at = models.DateTimeField("提出时间")
    made_at = models.DateTimeField("生成时间", null=True)
    lasts_until = models.DateTimeField("保留至")
    job = models.ForeignKey("promo.Job", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ExportFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_known"),
            models.CheckConstraint(
                condition=Q(state=ExportState.READY, made_at__isnull=False) & ~Q(file="")
                | ~Q(state=ExportState.READY) & Q(file=""),
                name="export_ready_has_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "lasts_until"], name="export_to_clear")]

    def __str__(self) -> str:
        return self.name

    def is_beyond(self, *, on: date) -> bool:
        """Whether a post that the owner held when it was made has ended since: it shows what that post saw. Ended is
        what ends after that day, and what somebody ended afterwards from an earlier day on."""
        if self.made_at is None:
            return False
        made_on = timezone.localdate(self.made_at)
        posts = Membership.objects.filter(user=self.owner, valid_from__lte=made_on, valid_to__lte=on)
        if posts.filter(valid_to__gt=made_on).exists():
            return True
        ended = Event.objects.about(self.owner).filter(verb="membership_ended", at__gte=self.made_at)
        return any(str(one.detail.get("on", "")) <= made_on.isoformat() for one in ended)

    def is_over(self, at: datetime) -> bool:
        """Whether the file may no longer be taken, cleared away or not."""
        return self.state == ExportState.EXPIRED or self.lasts_until <= at
