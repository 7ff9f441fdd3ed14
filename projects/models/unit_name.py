"""How ledgers of an office write the names of units that the directory writes otherwise."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models import Region


class LedgerUnitName(models.Model):
    """`text` as a ledger writes it, `key` without blanks and widths; read as `unit` until it is forgotten."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    text = models.CharField("表中写法", max_length=60)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField("记住时间")
    forgotten_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"],
                condition=Q(forgotten_at__isnull=True),
                name="ledger_unit_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.text
