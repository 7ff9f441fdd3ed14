"""Rules as an office decided them: one document per kind, place and day, never changed, only followed by another."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from projects import rulebook
from units.models import Paper, Region


class OfficeRuleQuerySet(models.QuerySet):
    def in_force(self, *, kind: str, region: Region, on: date) -> "OfficeRuleQuerySet":
        """The first row holds: the nearest place upwards, there the latest day, of one day the latest revision."""
        return self.for_place(region, on=on).filter(kind=kind)

    def for_place(self, region: Region, *, on: date) -> "OfficeRuleQuerySet":
        """Of every kind; the first row of a kind holds."""
        places = [int(part) for part in region.path.strip("/").split("/")]
        rows = self.filter(region__in=places, valid_from__lte=on)
        return rows.order_by(Length("region__path").desc(), "-valid_from", "-revision")

    def visible_to(self, access) -> "OfficeRuleQuerySet":
        """Rules bind everybody who works in the region, and those above it bind too."""
        paths = [row.unit.region.path for row in access.memberships]
        places = {int(part) for path in paths for part in path.strip("/").split("/") if part}
        reach = Q(region__in=places)
        for path in paths:
            reach |= Q(region__path__startswith=path)
        return self.filter(reach)


class OfficeRule(models.Model):
    """`document` was checked against projects.rulebook when it was decided."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("规则", max_length=20, choices=rulebook.CHOICES)
    valid_from = models.DateField("起始日期")
    revision = models.PositiveSmallIntegerField(default=1)
    document = models.JSONField()
    basis = models.CharField("依据", max_length=200)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = OfficeRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-valid_from", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "valid_from", "revision"], name="office_rule_revision_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(rulebook.KINDS)), name="office_rule_kind_known"),
            models.CheckConstraint(condition=~Q(basis=""), name="office_rule_has_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.valid_from}"
