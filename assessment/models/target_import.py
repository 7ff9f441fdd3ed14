"""Imports of targets: a workbook as it was read, until somebody confirms it with a document and a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessment.models.kept_file import KeptFile
from assessment.models.record_import import ImportState
from assessment.models.target import TargetSet
from assessment.parts import PARTS, SERIES
from units.models import Region


class TargetImportQuerySet(models.QuerySet):
    def visible_to(self, access) -> "TargetImportQuerySet":
        return self.filter(access.regions_q("region__path"))


class TargetImport(models.Model):
    """`sheets` are the cells as typed (assessment.target_sheet); they are judged anew whenever they are looked at.

    `part` may be 'quarters' or 'months': then every sheet says itself which one it is.
    """

    append_only_when = "state = 'confirmed'"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    target_set = models.CharField("目标类别", max_length=10, choices=TargetSet)
    part = models.CharField("时段", max_length=8, blank=True)
    source = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    sheets = models.JSONField(default=list)
    state = models.CharField("状态", max_length=10, choices=ImportState, default=ImportState.READ)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField("上传时间")
    count = models.PositiveIntegerField("下达项数", default=0)
    document = models.CharField("下达文件", max_length=120, blank=True)
    effective_from = models.DateField("生效日期", null=True)
    left_out = models.JSONField(default=list)  # the sentences of rows that were not imported

    objects = TargetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="target_import_state_known"
            ),
            models.CheckConstraint(condition=Q(part__in=(*PARTS, *SERIES)), name="target_import_part_known"),
            models.CheckConstraint(
                condition=Q(target_set__in=TargetSet.values), name="target_import_set_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.CONFIRMED)
                | (~Q(document="") & Q(effective_from__isnull=False)),
                name="target_import_has_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year} {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:target_import_show", args=[self.pk])
