"""A score run: one scheme worked out for one day, as known at one moment; published, it never changes again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.scheme import Scheme
from units.models import Region, Unit, UnitClass


class RunState(models.TextChoices):
    WAITING = "waiting", "计算中"
    DONE = "done", "已计算"
    FAILED = "failed", "未算成"
    NOTICE = "notice", "公示中"
    VOID = "void", "已作废"
    PUBLISHED = "published", "已发布"


# Finished runs whose figures are kept; units see those that were shown to them.
SHOWN_TO_UNITS = (RunState.NOTICE, RunState.VOID, RunState.PUBLISHED)
FINISHED = (RunState.DONE, *SHOWN_TO_UNITS)


class ScoreRunQuerySet(models.QuerySet):
    def published(self) -> "ScoreRunQuerySet":
        return self.filter(state=RunState.PUBLISHED)

    def finished(self) -> "ScoreRunQuerySet":
        return self.filter(state__in=FINISHED)

    def visible_to(self, access) -> "ScoreRunQuerySet":
        """Region roles see every run; units see what hangs out or is published in their region. A run that hung out
        and was given up stays in sight, with what was answered to it."""
        own = [unit.region_id for unit in access.units]
        rows = access.regions_q("region__path")
        return self.filter(rows | Q(region__in=own, state__in=SHOWN_TO_UNITS))


class ScoreRun(models.Model):
    """`until` is the last day that counts; `as_of` is the moment whose knowledge counts.

    `frozen` holds the ranking tables with their digest `sha256`; both are written when the run is finished.
    A run that nobody asked for (`requested_by` empty) is the timetable's, one a day. `unnoticed_reason` says why one
    was published without having hung out.
    """

    append_only_when = "state IN ('published', 'void')"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="runs")
    until = models.DateField("截止日期")
    as_of = models.DateTimeField("数据时点")
    state = models.CharField("状态", max_length=10, choices=RunState, default=RunState.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField("期号", null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    unnoticed_reason = models.CharField("未公示理由", max_length=300, blank=True)
    void_reason = models.CharField("作废理由", max_length=300, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    voided_at = models.DateTimeField(null=True)
    job = models.ForeignKey("promo.Job", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ScoreRunQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-as_of"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=~Q(state=RunState.PUBLISHED)
                | (
                    Q(published_by__isnull=False, published_at__isnull=False, number__isnull=False)
                    & ~Q(sha256="")
                ),
                name="run_published_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(requested_by__isnull=True)
                | ~Q(published_by=F("requested_by")),
                name="run_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["scheme", "until"],
                condition=Q(requested_by__isnull=True),
                name="run_once_a_day_by_the_timetable",
            ),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(state=RunState.NOTICE), name="run_one_notice_per_scheme"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.VOID)
                | (~Q(void_reason="") & Q(voided_by__isnull=False, voided_at__isnull=False)),
                name="run_void_has_reason",
            ),
            models.UniqueConstraint(
                fields=["scheme", "number"], condition=Q(number__isnull=False), name="run_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.name} 截至{self.until}"


class ScoreLine(models.Model):
    """The result of one line; names are kept as they were. `exact` is the unrounded total as 'n/d'.

    `group` is the number of the scheme's group. `details` hold the blocks, the sum in words, and what the scheme says
    beside the points (grade, vetoes, conversions, progress).
    """

    append_only = True

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60)
    unit_class = models.CharField(max_length=24, choices=UnitClass)
    group = models.PositiveSmallIntegerField(default=0)
    details = models.JSONField(default=dict)
    exact = models.TextField(blank=True)
    total = models.CharField(max_length=30, blank=True)
    rank = models.PositiveIntegerField(null=True)
    rank_before = models.PositiveIntegerField(null=True)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="score_line_once_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.total}"


class ScoreItem(models.Model):
    """One indicator of one unit: its numbers, its arithmetic in words and its points."""

    append_only = True

    line = models.ForeignKey(ScoreLine, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    sentence = models.CharField(max_length=500)
    inputs = models.JSONField(default=list)
    words = models.TextField()
    exact = models.TextField(blank=True)
    points = models.CharField(max_length=30, blank=True)
    possible = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["line", "code"], name="score_item_once_per_line")]

    def __str__(self) -> str:
        return f"{self.name} {self.points}"
