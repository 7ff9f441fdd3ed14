"""Progress entries: what was done for a project on a day, in words."""

from django.conf import settings
from django.db import models

from projects.models.project import Project


class ProgressNote(models.Model):
    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="notes")
    happened_on = models.DateField("日期")
    text = models.TextField("进展情况", max_length=1000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:30]
