"""A ledger that came in as a file: the batch, its rows as they stood, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.evidence import random_path
from units.access import OFFICE_ROLES
from units.models import Region, Role

CHECKERS = frozenset({Role.OFFICE_DIRECTOR, Role.SUPERVISOR})


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
    CHANGED = "changed", "变更"
    SAME = "same", "无变化"
    GONE = "gone", "本次未列"
    ALIKE = "alike", "疑似重复"
    REFUSED = "refused", "不予导入"
    SKIPPED = "skipped", "跳过"


MAY_COME_IN = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.ALIKE)


class Verdict(models.TextChoices):
    """What a person decided about a row that looks like a known project."""

    SAME = "same", "同一项目，不导入"
    OTHER = "other", "不同项目，新增"
    UPDATE = "update", "同一项目，更新"


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, access) -> "ImportBatchQuerySet":
        """The office sees the imports of its region; a clerk sees what he uploaded himself where he works today."""
        own = [unit.region_id for unit in access.units]
        return self.filter(
            access.regions_q("region__path", OFFICE_ROLES) | Q(uploaded_by=access.user, region__in=own)
        )

    def checked_by(self, access) -> "ImportBatchQuerySet":
        """Imports of a region as those see them who look over what came in."""
        return self.filter(access.regions_q("region__path", CHECKERS))


class ImportBatch(models.Model):
    """`cut_off_on` is the day the ledger's cumulative figures hold for, as the uploader says.

    `answers` is what people said of its columns, by sheet and head, `unit_names` of names of units; `follows` the
    earlier import of the same ledger.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=random_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    cut_off_on = models.DateField("数据截止日期")
    state = models.CharField("状态", max_length=12, choices=BatchState, default=BatchState.READING)
    error = models.CharField(max_length=500, blank=True)
    columns = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    unit_names = models.JSONField(default=dict)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
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
    """`cells` is what stood in the row, `typed` what a person put there, by column; `reading` what was understood.

    `problems` say why not, `kinds` names them for the filter (' no_unit bad_date '). A row that is known again has its
    project as `target` and what differs in `changes`; `verdict` is a person's word on a row that looks alike.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField("工作表", max_length=100)
    number = models.PositiveIntegerField("行号")
    outcome = models.CharField("处理结果", max_length=8, choices=RowOutcome)
    cells = models.JSONField(default=dict)
    reading = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    alike = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    kinds = models.CharField(max_length=600, blank=True)
    verdict = models.CharField("核对结果", max_length=6, choices=Verdict, blank=True)
    target = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.PROTECT, related_name="import_updates"
    )
    changes = models.JSONField(default=list)
    is_chosen = models.BooleanField("导入", default=False)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["batch", "outcome", "is_chosen"], name="import_row_by_outcome"),
            models.Index(fields=["batch", "kinds"], name="import_row_by_kinds"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=RowOutcome.values), name="import_row_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | Q(outcome__in=MAY_COME_IN),
                name="import_row_refused_not_chosen",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(outcome=RowOutcome.ALIKE, verdict__in=Verdict.values),
                name="import_row_verdict_on_alike",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.UPDATE) | Q(target__isnull=False),
                name="import_row_update_has_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} 第{self.number}行"

    @property
    def texts(self) -> dict[str, str]:
        """The cells as they stand now: what was typed before what the file says."""
        return {**self.cells, **self.typed}


class LedgerLayout(models.Model):
    """What an office once said about the columns of a ledger, known again by its heads (`signature`)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=32)
    name = models.CharField("台账", max_length=200)
    columns = models.JSONField(default=dict)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField("记住时间")
    forgotten_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "signature"],
                condition=Q(forgotten_at__isnull=True),
                name="ledger_layout_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
