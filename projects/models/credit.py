"""Credit: dated shares of units in a project, and the append-only ledger that facts are posted to.

A posting says which unit earned how much of which measure, in which statistical period, known since when, because of
which fact. `quantity` is an integer: 分 (or cents) for money, 1/10000 of a project for counts, so that shares split
without loss. `posted_at` never goes back and `number` has no gaps: the ledger "as known at a moment" is every posting
with posted_at <= that moment, for ever (docs/decisions/0003-ledger-head.md).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.measures import CHOICES as MEASURE_CHOICES
from projects.models.fact import Arrival, Milestone
from projects.models.project import Project
from units.models import Region, Unit

WHOLE = 10_000  # shares and counted projects are in 1/10000
FIRST_DAY = date(1978, 1, 1)


class CreditSplitQuerySet(models.QuerySet):
    def in_force(self, *, measure: str, on: date) -> "CreditSplitQuerySet":
        """Newest first: the split for this very measure wins over the one for all, the later day over the earlier."""
        rows = self.filter(measure__in=("", measure), valid_from__lte=on)
        return rows.order_by("-measure", "-valid_from", "-revision")


def split_in_force(splits: Iterable["CreditSplit"], *, measure: str, on: date) -> "CreditSplit | None":
    """As in_force().first(), of all the splits of one project."""
    begun = [split for split in splits if split.measure in ("", measure) and split.valid_from <= on]
    return max(begun, key=lambda split: (split.measure, split.valid_from, split.revision), default=None)


class CreditSplit(models.Model):
    """The shares of a project from one day on, for one measure or ('') for all. Written once with its lines."""

    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="credit_splits")
    measure = models.CharField(
        "指标", max_length=20, choices=[("", "全部指标"), *MEASURE_CHOICES], blank=True
    )
    valid_from = models.DateField("起始日期")
    revision = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField("依据", max_length=200)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = CreditSplitQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "measure", "valid_from", "revision"], name="credit_split_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.valid_from}"

    @property
    def is_from_registration(self) -> bool:
        """Whether it holds from before any day: then its day is no day that people know."""
        return self.valid_from == FIRST_DAY


class CreditSplitLine(models.Model):
    """A unit's share. Lines that are not `is_also` make 10000; an also-counted line (兼计) stands beside them and never
    enters a total."""

    append_only = True

    split = models.ForeignKey(CreditSplit, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveIntegerField("份额（万分之）")
    is_also = models.BooleanField("兼计", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["split", "unit"], name="credit_share_once_per_unit"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=WHOLE), name="credit_share_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.share}"


class LedgerHead(models.Model):
    """One row that every posting passes through, so that numbers and moments are in one order."""

    number = models.PositiveBigIntegerField(default=0)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="ledger_has_one_head")]

    def __str__(self) -> str:
        return f"{self.number}"


class PostingQuerySet(models.QuerySet):
    def known_at(self, as_of: datetime) -> "PostingQuerySet":
        return self.filter(posted_at__lte=as_of)

    def counted_in(self, start: date, end: date) -> "PostingQuerySet":
        """By statistical day, half-open."""
        return self.filter(statistical_on__gte=start, statistical_on__lt=end)

    def counted(self) -> "PostingQuerySet":
        """Those that enter totals: also-counted credit (兼计) shows with its unit alone."""
        return self.filter(is_also=False)

    def visible_to(self, access) -> "PostingQuerySet":
        return self.filter(project__in=Project.objects.visible_to(access).values("pk"))


class Posting(models.Model):
    """`belongs_on` is the day on which an adjustment (调整) would count, had its period not been closed: what is taken
    back or counted again after the closing counts in the next open period."""

    append_only = True

    number = models.PositiveBigIntegerField("序号", unique=True)
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="postings")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="postings")
    measure = models.CharField("指标", max_length=20, choices=MEASURE_CHOICES)
    quantity = models.BigIntegerField("数量")
    share = models.PositiveIntegerField("份额（万分之）")
    is_also = models.BooleanField("兼计", default=False)
    statistical_on = models.DateField("统计日期")
    belongs_on = models.DateField("所属日期", null=True, blank=True)
    posted_at = models.DateTimeField("入账时间")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT, related_name="postings")
    arrival = models.ForeignKey(Arrival, null=True, on_delete=models.PROTECT, related_name="postings")
    split = models.ForeignKey(CreditSplit, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="posting_not_zero"),
            models.CheckConstraint(condition=~Q(pk=F("answers")), name="posting_not_its_own_answer"),
            models.CheckConstraint(
                condition=Q(milestone__isnull=True) | Q(arrival__isnull=True), name="posting_one_fact"
            ),
            models.UniqueConstraint(fields=["answers"], name="posting_answered_once"),
            models.CheckConstraint(
                condition=Q(belongs_on__isnull=True) | Q(belongs_on__lt=F("statistical_on")),
                name="posting_carried_forwards",
            ),
        ]
        indexes = [
            models.Index(fields=["measure", "statistical_on", "unit", "posted_at"], name="posting_to_sum"),
            models.Index(fields=["project", "measure"], name="posting_by_project"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.unit} {self.measure} {self.quantity}"
