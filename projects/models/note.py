"""The log of a project: progress, visits, receptions, talks; what was done on a day, in words."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.project import Project


class NoteKind(models.TextChoices):
    PROGRESS = "progress", "进展"
    VISIT = "visit", "外出拜访"
    RECEPTION = "reception", "接待来访"
    CALL = "call", "电话联系"
    MEETING = "meeting", "会商洽谈"
    SERVICE = "service", "上门服务"


class ProgressNote(models.Model):
    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("方式", max_length=10, choices=NoteKind, default=NoteKind.PROGRESS)
    happened_on = models.DateField("日期")
    place = models.CharField("地点", max_length=60, blank=True)
    people = models.CharField("参加人员", max_length=120, blank=True)
    text = models.TextField("进展情况", max_length=1000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="note_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text[:30]
