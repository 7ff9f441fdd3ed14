"""When the capital is to arrive, as it was agreed: a plan is written once and followed by the next revision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.project import Project
from promo.money import CURRENCY_CHOICES, AmountField, amount_range


class ArrivalPlan(models.Model):
    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="arrival_plans")
    revision = models.PositiveSmallIntegerField(default=1)
    currency = models.CharField("币种", max_length=3, choices=CURRENCY_CHOICES, default="CNY")
    reason = models.CharField("依据", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(fields=["project", "revision"], name="arrival_plan_revision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="arrival_plan_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.project} 第{self.revision}版"


class ArrivalPlanLine(models.Model):
    """`amount` (major units of the plan's currency) is to have arrived by the end of `due_on`."""

    append_only = True

    plan = models.ForeignKey(ArrivalPlan, on_delete=models.PROTECT, related_name="lines")
    due_on = models.DateField("计划到位日期")
    amount = AmountField("计划到位金额")
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="arrival_plan_day_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & amount_range("amount"), name="arrival_plan_amount_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"
