"""Dated exchange rates with their source; a fact freezes the one it used."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from promo.money import CURRENCY_CHOICES


class ExchangeRateQuerySet(models.QuerySet):
    def in_force(self, *, currency: str, on: date) -> "ExchangeRateQuerySet":
        return self.filter(currency=currency, valid_on__lte=on).order_by("-valid_on")


class ExchangeRate(models.Model):
    """CNY for one unit of `currency`, six places."""

    append_only = True

    currency = models.CharField("币种", max_length=3, choices=CURRENCY_CHOICES)
    valid_on = models.DateField("日期")
    rate = models.DecimalField("汇率（1单位外币兑人民币）", max_digits=14, decimal_places=6)
    source = models.CharField("来源", max_length=60)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_on", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_on"], name="rate_once_per_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_positive"),
            models.CheckConstraint(condition=~Q(currency="CNY"), name="rate_of_foreign_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.valid_on} {self.rate}"
