"""Pairs of projects that look alike, waiting for a person's answer; nothing is ever merged by itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.project import Project


class HintState(models.TextChoices):
    OPEN = "open", "待核对"
    DIFFERENT = "different", "不是重复"


class DuplicateHintQuerySet(models.QuerySet):
    def open(self) -> "DuplicateHintQuerySet":
        return self.filter(state=HintState.OPEN)

    def visible_to(self, access) -> "DuplicateHintQuerySet":
        seen = Project.objects.visible_to(access).values("pk")
        return self.filter(project__in=seen, other__in=seen)


class DuplicateHint(models.Model):
    """`project` is the later of the two. `likeness` is 0 to 100."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="duplicate_hints")
    other = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    likeness = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=HintState, default=HintState.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = DuplicateHintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "other"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=~Q(project=F("other")), name="duplicate_of_another"),
            models.CheckConstraint(condition=Q(state__in=HintState.values), name="duplicate_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ~ {self.other}"
