"""A ledger that came in as a file: the batch, its rows as they stood, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.evidence import random_path
from units.access import OFFICE_ROLES
from units.models import Region


class BatchState(models.TextChoices):
    READING = "reading", "读取中"
    READY = "ready", "待确认"
    UNREADABLE = "unreadable", "无法读取"
    IMPORTING = "importing", "导入中"
    DONE = "done", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"


class RowOutcome(models.TextChoices):
    NEW = "new", "新增"
    ALIKE = "alike", "疑似重复"
    REFUSED = "refused", "不予导入"
    SKIPPED = "skipped", "跳过"


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, access) -> "ImportBatchQuerySet":
        """The office sees the imports of its region; a clerk sees what he uploaded himself where he works today."""
        own = [unit.region_id for unit in access.units]
        return self.filter(
            access.regions_q("region__path", OFFICE_ROLES) | Q(uploaded_by=access.user, region__in=own)
        )


class ImportBatch(models.Model):
    """`cut_off_on` is the day the ledger's cumulative figures hold for, as the uploader says."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=random_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    cut_off_on = models.DateField("数据截止日期")
    state = models.CharField("状态", max_length=12, choices=BatchState, default=BatchState.READING)
    error = models.CharField(max_length=500, blank=True)
    columns = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    job = models.ForeignKey("promo.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known"),
            models.UniqueConstraint(
                fields=["region", "sha256"],
                condition=Q(state__in=[BatchState.IMPORTING, BatchState.DONE]),
                name="batch_file_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """`cells` is what stood in the row, `reading` what the importer understood, `problems` why not."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField("工作表", max_length=100)
    number = models.PositiveIntegerField("行号")
    outcome = models.CharField("处理结果", max_length=8, choices=RowOutcome)
    cells = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    alike = models.JSONField(default=list)
    is_chosen = models.BooleanField("导入", default=False)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=RowOutcome.values), name="import_row_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | Q(outcome__in=[RowOutcome.NEW, RowOutcome.ALIKE]),
                name="import_row_refused_not_chosen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} 第{self.number}行"
