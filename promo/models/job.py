"""Work that a person waits for: the row is the intent, the broker only a wake-up (reliability D-06)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "处理中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


LIVE_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet):
    def live(self) -> "JobQuerySet":
        return self.filter(state__in=LIVE_STATES)

    def stale(self, *, now: datetime, after: timedelta) -> "JobQuerySet":
        """Live jobs whose last sign of life is older than `after`."""
        return self.live().filter(heartbeat_at__lt=now - after)


class Job(models.Model):
    kind = models.CharField(max_length=40)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_note = models.CharField(max_length=200, blank=True)
    result_path = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=LIVE_STATES) & ~Q(key=""), name="job_one_live_per_key"
            ),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
        ]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_to_sweep")]

    def __str__(self) -> str:
        return f"{self.title}（{self.get_state_display()}）"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def percent(self) -> int:
        """Whole per cent done, for the progress bar."""
        if self.state == JobState.DONE:
            return 100
        return min(99, self.progress_done * 100 // self.progress_total) if self.progress_total else 0
