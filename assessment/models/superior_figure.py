"""What the superior counts for the region, as its paper says: only added, the latest of a day holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.finding import READERS
from projects.measures import CHOICES, MEASURES
from units.models import Region


class SuperiorFigureQuerySet(models.QuerySet):
    def visible_to(self, access) -> "SuperiorFigureQuerySet":
        return self.filter(access.regions_q("region__path", READERS))


class SuperiorFigure(models.Model):
    """The sum from 1 January to the day `until`. `quantity` is an integer as in the ledger: 分, cents or 1/10000."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField("指标", max_length=20, choices=CHOICES)
    until = models.DateField("截至")
    quantity = models.BigIntegerField("上级认定数")
    document = models.CharField("依据文件", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    objects = SuperiorFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "measure", "-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(measure__in=list(MEASURES)), name="superior_measure_known"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="superior_quantity_not_negative"),
            models.CheckConstraint(condition=~Q(document=""), name="superior_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.until} {self.quantity}"
