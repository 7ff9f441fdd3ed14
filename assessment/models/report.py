"""A periodic report: drafted once per period by the timetable, worded by a supervisor, frozen when published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from units.models import Region


class ReportState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"


class ReportQuerySet(models.QuerySet):
    def published(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.PUBLISHED)

    def visible_to(self, access) -> "ReportQuerySet":
        """The fortnightly report goes to the leaders, the supervisors and the office, not to the units."""
        return self.filter(access.regions_q("region__path"))


class Report(models.Model):
    """`tables` are frozen Tables made at `as_of`; `words` are the sections' paragraphs, which people may edit.

    `drafted_words` keeps what the timetable wrote, so that the edit can be seen. `end` is exclusive.
    """

    append_only_when = "state = 'published'"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default="fortnight")
    start = models.DateField()
    end = models.DateField()
    number = models.PositiveIntegerField("期号")
    year = models.PositiveSmallIntegerField()
    title = models.CharField("标题", max_length=120)
    as_of = models.DateTimeField("数据时点")
    tables = models.JSONField(default=list)
    words = models.JSONField(default=list)
    drafted_words = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    drafted_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind", "start"], name="report_once_per_period"),
            models.UniqueConstraint(fields=["region", "kind", "year", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="report_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="report_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title
