"""Schemes: the year's method as one validated document. One in use is superseded, never edited."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models import Region


class SchemeState(models.TextChoices):
    DRAFT = "draft", "草案"
    IN_USE = "in_use", "施行"
    SUPERSEDED = "superseded", "已废止"
    WITHDRAWN = "withdrawn", "已撤回"


OVER = (SchemeState.SUPERSEDED, SchemeState.WITHDRAWN)  # nobody marks or reckons by them any more


class SchemeQuerySet(models.QuerySet):
    def in_use(self) -> "SchemeQuerySet":
        return self.filter(state=SchemeState.IN_USE)

    def used_at(self, moment: datetime) -> "SchemeQuerySet":
        """As known at a moment, whatever was put in use since: the first row of a year was its method then."""
        return self.filter(put_in_use_at__lte=moment).order_by("-put_in_use_at", "-version")

    def visible_to(self, access) -> "SchemeQuerySet":
        """The method is no secret: every unit of the region may read it."""
        own = [unit.region_id for unit in access.units]
        return self.filter(access.regions_q("region__path") | Q(region__in=own))


class Scheme(models.Model):
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    name = models.CharField("名称", max_length=100)
    document = models.CharField("依据文件", max_length=120)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=12, choices=SchemeState, default=SchemeState.DRAFT)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("修订事由", max_length=500, blank=True, default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    put_in_use_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    put_in_use_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True, default="")

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "version"], name="scheme_version_once"),
            models.UniqueConstraint(
                fields=["region", "year"], condition=Q(state=SchemeState.IN_USE), name="scheme_one_in_use"
            ),
            models.CheckConstraint(condition=Q(state__in=SchemeState.values), name="scheme_state_known"),
            models.CheckConstraint(
                condition=~Q(state=SchemeState.WITHDRAWN)
                | (~Q(withdrawn_reason="") & Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)),
                name="scheme_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"
