"""Manual marks: points that a person gives a unit for an indicator, with the reason and the paper."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.scheme import Scheme
from units.models import Unit


def mark_path(instance, filename: str) -> str:
    from_name = filename.rsplit(".", 1)[-1].lower()[:8]
    return f"marks/{instance.scheme_id}/{instance.sha256[:32]}.{from_name}"


class ManualMarkQuerySet(models.QuerySet):
    def in_force(self, *, on: date, known_at: datetime) -> "ManualMarkQuerySet":
        """Newest first; the first per unit and indicator counts."""
        return self.filter(marked_on__lte=on, recorded_at__lte=known_at).order_by("-version")


class ManualMark(models.Model):
    """`hundredths` is the mark in 1/100 points. A new mark supersedes the older by its version."""

    append_only = True

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="marks")
    indicator = models.CharField("指标", max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    hundredths = models.PositiveIntegerField("得分（百分之一分）")
    marked_on = models.DateField("评分日期")
    reason = models.CharField("评分依据", max_length=200)
    file = models.FileField("佐证材料", upload_to=mark_path, max_length=120, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ManualMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "indicator", "unit", "version"], name="mark_version_once"
            ),
            models.CheckConstraint(condition=Q(hundredths__lte=1_000_000), name="mark_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.hundredths / 100}"
