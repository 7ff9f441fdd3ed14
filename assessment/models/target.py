"""Targets: what a unit, or the region as a whole, shall reach in a year. A change is a new version with its paper."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.parts import PARTS
from units.models import Region, Unit


class TargetSet(models.TextChoices):
    """Several targets may stand for one measure; none is worked out from another."""

    OWN = "own", "本级下达"
    SUPERIOR = "superior", "上级下达"
    BASE = "base", "保底"
    STRETCH = "stretch", "奋斗"


class TargetQuerySet(models.QuerySet):
    def in_force(self, *, on: date, known_at: datetime) -> "TargetQuerySet":
        """Versions in force on a day as known at a moment, newest first: the first of each target counts."""
        return self.filter(effective_from__lte=on, recorded_at__lte=known_at).order_by("-version")

    def visible_to(self, access) -> "TargetQuerySet":
        return self.filter(access.regions_q("region__path") | Q(unit__in=access.unit_ids))


class Target(models.Model):
    """`quantity` is an integer in the smallest unit: 分, cents, or 1/10000 of one (assessment.countable).

    `unit` empty means the region's own target, which need not equal the sum of its units' (INV-19). `part` empty means
    the year; a quarter or a month is cumulative, from the first day of the year to the end of the part. Zero asks for
    nothing, which a scheme treats by its rule for a target of zero; no row at all is no target.
    """

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    year = models.PositiveSmallIntegerField("年度")
    measure = models.CharField("指标", max_length=40)
    target_set = models.CharField("目标类别", max_length=10, choices=TargetSet, default=TargetSet.OWN)
    part = models.CharField("时段", max_length=3, blank=True, default="")
    version = models.PositiveSmallIntegerField("版本", default=1)
    quantity = models.BigIntegerField("目标数")
    effective_from = models.DateField("生效日期")
    document = models.CharField("下达文件", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit__order", "measure", "target_set", "part", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "measure", "target_set", "part", "version"],
                condition=Q(unit__isnull=False),
                name="target_version_once_per_unit",
            ),
            models.UniqueConstraint(
                fields=["region", "year", "measure", "target_set", "part", "version"],
                condition=Q(unit__isnull=True),
                name="target_version_once_per_region",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="target_not_negative"),
            models.CheckConstraint(condition=Q(year__gte=1978, year__lte=2100), name="target_year_sane"),
            models.CheckConstraint(condition=Q(target_set__in=TargetSet.values), name="target_set_known"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="target_part_known"),
        ]

    def __str__(self) -> str:
        which = "" if self.target_set == TargetSet.OWN else f" {self.target_set}"
        return f"{self.unit or self.region} {self.year}{self.part} {self.measure}{which} v{self.version}"

    @property
    def key(self) -> tuple[int | None, str, str, str]:
        """(holder, measure, set, part): what has versions."""
        return self.unit_id, self.measure, self.target_set, self.part
