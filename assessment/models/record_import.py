"""Imports of records: a workbook as it was read, with the problem of each row, until somebody confirms it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessment.models.figure_kind import FigureKind
from assessment.models.kept_file import KeptFile


class ImportState(models.TextChoices):
    READ = "read", "待确认"
    CONFIRMED = "confirmed", "已导入"
    DISCARDED = "discarded", "已取消"


class RecordImportQuerySet(models.QuerySet):
    def visible_to(self, access) -> "RecordImportQuerySet":
        return self.filter(access.regions_q("kind__region__path"))


class RecordImport(models.Model):
    """`rows` are what was read: number, unit, day, figure, document, note as typed; since the
    confirmation also `problem`, the sentence of why a row was left out."""

    append_only_when = "state = 'confirmed'"

    kind = models.ForeignKey(FigureKind, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    state = models.CharField("状态", max_length=10, choices=ImportState, default=ImportState.READ)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField("上传时间")
    count = models.PositiveIntegerField("导入条数", default=0)

    objects = RecordImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="record_import_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:record_import_show", args=[self.pk])
