"""Lists of the government that a project stands on (列入年度计划、省重点): what rankings ask for by name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.project import Project

USUAL_LABELS = ("列入年度计划", "省重点", "市重点", "契合主导产业", "世界500强", "中国500强", "500强")


class ProjectLabelQuerySet(models.QuerySet):
    def standing(self) -> "ProjectLabelQuerySet":
        return self.filter(ended_at=None)


class ProjectLabel(models.Model):
    """Known since `recorded_at`, until `ended_at`; both are moments that no earlier score run has seen."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="labels")
    label = models.CharField("名录", max_length=40)
    valid_from = models.DateField("列入日期")
    document = models.CharField("依据文件", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField("移出原因", max_length=200, blank=True)

    objects = ProjectLabelQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "label"], condition=Q(ended_at__isnull=True), name="project_label_once"
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(document=""), name="project_label_with_document"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="project_label_ends_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.label
