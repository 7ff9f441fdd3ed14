"""Kinds of figures and events that an office keeps beside the credit ledger, set up by the office itself."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.credit import WHOLE
from units.models import Region

CODE = r"^[a-z][a-z_]{1,38}$"


class FigureUnit(models.TextChoices):
    """How a figure is counted; quantities are kept in the smallest unit, as in the ledger."""

    YUAN = "yuan", "万元"
    USD = "usd", "万美元"
    COUNT = "count", "个"
    POINTS = "points", "分"


SMALLEST = {"yuan": 100, "usd": 100, "count": WHOLE, "points": 100}


class FigureKindQuerySet(models.QuerySet):
    def active(self) -> "FigureKindQuerySet":
        return self.filter(is_active=True)

    def visible_to(self, access) -> "FigureKindQuerySet":
        """Those of the regions in sight, and of the region of the person's own units."""
        own = {unit.region_id for unit in access.units}
        return self.filter(access.regions_q("region__path") | Q(region__in=own))


class FigureKind(models.Model):
    """`code`, `unit` and `is_event` stay as they were: schemes, targets and records rest on them. Never deleted."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=30)
    unit = models.CharField("计量单位", max_length=8, choices=FigureUnit)
    is_event = models.BooleanField("按次登记", default=False)
    sentence = models.CharField("口径说明", max_length=200, blank=True)
    is_active = models.BooleanField("启用", default=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = FigureKindQuerySet.as_manager()

    class Meta:
        ordering = ["is_event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="figure_kind_code_once"),
            models.UniqueConstraint(fields=["region", "name"], name="figure_kind_name_once"),
            models.CheckConstraint(condition=Q(unit__in=FigureUnit.values), name="figure_kind_unit_known"),
            models.CheckConstraint(condition=Q(code__regex=CODE), name="figure_kind_code_is_a_word"),
            models.CheckConstraint(
                condition=Q(is_event=False) | Q(unit=FigureUnit.COUNT), name="figure_kind_events_are_counted"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="figure_kind_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unit_word(self) -> str:
        return "次" if self.is_event else self.get_unit_display()

    @property
    def head(self) -> str:
        """'出口创汇（万美元）'."""
        return f"{self.name}（{self.unit_word}）"

    def exact(self, quantity: int) -> Fraction:
        """A kept quantity in 元, 美元, 个 or 分."""
        return Fraction(quantity, SMALLEST[self.unit])
