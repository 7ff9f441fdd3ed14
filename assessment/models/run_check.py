"""A published ranking compared with what can be worked out again: who asked, when, and what came out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.run import ScoreRun


class RunCheck(models.Model):
    """`result` is the same content that `manage.py verify_publication --json` prints."""

    append_only_when = "finished_at IS NOT NULL"

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="checks")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    job = models.ForeignKey("promo.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)
    is_sound = models.BooleanField(null=True)
    result = models.JSONField(default=list)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(is_sound__isnull=False),
                name="run_check_finished_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.requested_at}"
