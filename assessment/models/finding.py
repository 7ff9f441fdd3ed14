"""Findings: what the register itself shows to be doubtful, or to be pressed for, kept until it is gone or dismissed.

Doubts ask whether what was entered is true, matters for supervision why what was due did not come. A finding accuses
nobody: it says where to look. `key` tells one matter from another of its kind, so that the next look finds the same row
again; a dismissed one is open again as soon as its words (its sums) are other ones.
"""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse

from projects.models import Project
from promo.money import AmountField
from units.access import OVERSIGHT_ROLES
from units.models import Region, Role, Unit

READERS = OVERSIGHT_ROLES | {
    Role.OFFICE_DIRECTOR
}  # units and those who enter for the office see nothing of it
PEOPLE = settings.AUTH_USER_MODEL


class FindingKind(models.TextChoices):
    UNPAID = "unpaid", "签约长期未到位"
    THRESHOLD = "threshold", "金额恰为档次"
    SPLIT = "split", "同一投资方分拆项目"
    BACKDATED = "backdated", "补登线索"
    BURST = "burst", "季末集中登记"
    REUSED = "reused", "凭证用于多个项目"
    DOUBLE = "double", "投资额多处计入"
    SUPERIOR = "superior", "与上级数不符"
    BEHIND = "behind", "低于时序进度"
    OVERDUE = "overdue", "节点逾期"
    LATE_CAPITAL = "late_capital", "到位晚于计划"
    LAST_PLACE = "last_place", "连续位列末位"
    UNANSWERED = "unanswered", "意见逾期未反馈"


MATTERS = (
    FindingKind.BEHIND, FindingKind.OVERDUE, FindingKind.LATE_CAPITAL, FindingKind.LAST_PLACE, FindingKind.UNANSWERED,
)  # fmt: skip
DOUBTS = tuple(kind for kind in FindingKind if kind not in MATTERS)


class FindingState(models.TextChoices):
    OPEN = "open", "待核查"
    DISMISSED = "dismissed", "已排除"
    GONE = "gone", "已消除"


class FindingQuerySet(models.QuerySet):
    def open(self) -> "FindingQuerySet":
        return self.filter(state=FindingState.OPEN)

    def doubts(self) -> "FindingQuerySet":
        return self.filter(kind__in=DOUBTS)

    def matters(self) -> "FindingQuerySet":
        return self.filter(kind__in=MATTERS)

    def open_first(self) -> "FindingQuerySet":
        """What waits stands on top, the latest first."""
        waits = Case(
            When(state=FindingState.OPEN, then=0), default=1, output_field=models.SmallIntegerField()
        )
        return self.order_by(waits, "-first_found_at", "-pk")

    def visible_to(self, access) -> "FindingQuerySet":
        """Matters are for those who oversee; doubts for the director of the office too."""
        return self.filter(
            (access.regions_q("region__path", READERS) & Q(kind__in=DOUBTS))
            | access.regions_q("region__path", OVERSIGHT_ROLES)
        )


class Finding(models.Model):
    """`behind` are the rows it stands on: [kind, id] with kind project, milestone, arrival or figure. `figure` is what
    a matter is measured by, so that anybody can ask later whether the gap was made good."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("疑点", max_length=12, choices=FindingKind)
    key = models.CharField(max_length=120)
    words = models.CharField("情况", max_length=500)
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    amount = AmountField("涉及金额", null=True)
    behind = models.JSONField(default=list)
    figure = models.JSONField(default=dict)
    first_found_at = models.DateTimeField("首次发现")
    last_found_at = models.DateTimeField("最近发现")
    state = models.CharField("状态", max_length=10, choices=FindingState, default=FindingState.OPEN)
    reason = models.CharField("排除理由", max_length=300, blank=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("排除时间", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-first_found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind", "key"], name="finding_once"),
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_kind_known"),
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="finding_state_known"),
            models.CheckConstraint(
                condition=(
                    Q(state="dismissed", decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")
                )
                | (~Q(state="dismissed") & Q(decided_by__isnull=True, decided_at__isnull=True, reason="")),
                name="finding_dismissed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(last_found_at__gte=F("first_found_at")), name="finding_found_in_order"
            ),
        ]
        indexes = [models.Index(fields=["region", "state"], name="finding_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.words}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:finding_show", args=[self.pk])

    @property
    def is_matter(self) -> bool:
        return self.kind in MATTERS

    @property
    def word(self) -> str:
        return "督办事项" if self.is_matter else "疑点"
