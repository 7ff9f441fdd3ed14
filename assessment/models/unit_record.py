"""Records: a unit's figure or event with its paper, which one person entered and another verified."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessment.models.figure_kind import FigureKind
from assessment.models.kept_file import KeptFile
from units.models import Region, Unit

MOST = 10**15  # in the smallest unit; ten trillion yuan


class RecordState(models.TextChoices):
    RECORDED = "recorded", "待核实"
    VERIFIED = "verified", "已核实"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


class UnitRecordQuerySet(models.QuerySet):
    def visible_to(self, access) -> "UnitRecordQuerySet":
        """The region's roles see all, a unit its own."""
        return self.filter(access.regions_q("kind__region__path") | Q(unit__in=access.unit_ids))

    def waiting(self) -> "UnitRecordQuerySet":
        return self.filter(state=RecordState.RECORDED)

    def standing(self) -> "UnitRecordQuerySet":
        return self.exclude(state=RecordState.WITHDRAWN)

    def known_at(self, moment: datetime) -> "UnitRecordQuerySet":
        """Verified by then; a reversal counts from its own verification."""
        return self.filter(state=RecordState.VERIFIED, verified_at__lte=moment)

    def counted_in(self, kinds: Collection[str], region: Region, start: date, end: date):
        """Of some kinds of a region in start <= statistical day < end."""
        rows = self.filter(kind__region=region, kind__code__in=kinds)
        return rows.filter(statistical_on__gte=start, statistical_on__lt=end)


class UnitRecord(models.Model):
    """`quantity` is in the smallest unit of the kind: 分, cents, 1/10000 of a count, 1/100 of a point; a reversal has
    the opposite of what it takes back. `by_unit`: entered by the unit itself, which may then still amend it.
    `source` is the workbook of an import, which stands for the paper of each of its rows."""

    append_only_when = "state = 'verified'"

    kind = models.ForeignKey(
        FigureKind, verbose_name="事项", on_delete=models.PROTECT, related_name="records"
    )
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField("数值")
    happened_on = models.DateField("发生日期")
    statistical_on = models.DateField("统计日期")
    document = models.CharField("依据", max_length=120)
    note = models.CharField("说明", max_length=300, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(
        KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )
    by_unit = models.BooleanField("单位自报", default=False)
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.RECORDED)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    return_reason = models.CharField("退回原因", max_length=200, blank=True)
    reverses = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals"
    )
    version = models.PositiveIntegerField(default=1)

    objects = UnitRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-statistical_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RecordState.values), name="unit_record_state_known"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("recorded_by")),
                name="unit_record_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=RecordState.VERIFIED, verified_by__isnull=False, verified_at__isnull=False)
                | (~Q(state=RecordState.VERIFIED) & Q(verified_by__isnull=True, verified_at__isnull=True)),
                name="unit_record_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, quantity__gt=0, quantity__lte=MOST)
                | Q(reverses__isnull=False, quantity__lt=0, quantity__gte=-MOST),
                name="unit_record_sign",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="unit_record_has_document"),
            models.CheckConstraint(
                condition=~Q(state=RecordState.RETURNED) | ~Q(return_reason=""),
                name="unit_record_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(happened_on__gte="1978-01-01", happened_on__lt="2101-01-01")
                & Q(statistical_on__gte="1978-01-01", statistical_on__lt="2101-01-01"),
                name="unit_record_days_sane",
            ),
            models.CheckConstraint(condition=~Q(pk=F("reverses")), name="unit_record_not_its_own_reversal"),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=~Q(state=RecordState.WITHDRAWN),
                name="unit_record_reversed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state", "statistical_on"], name="unit_record_counted"),
            models.Index(fields=["state", "recorded_at"], name="unit_record_to_verify"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.kind} {self.statistical_on}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:record_show", args=[self.pk])

    @property
    def is_verified(self) -> bool:
        return self.state == RecordState.VERIFIED

    @property
    def exact(self):
        """In 元, 美元, 个 or 分."""
        return self.kind.exact(self.quantity)
