"""Exchange rates: dated, sourced, written once."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.models import ExchangeRate
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def record_rate(
    *, currency: str, valid_on: date, rate: Decimal, source: str, by, at: datetime
) -> ExchangeRate:
    """CNY for one unit of `currency` from `valid_on` on, until the next row."""
    if currency == "CNY":
        raise Refused("人民币不需要登记汇率。", field="currency")
    if valid_on > timezone.localdate(at):
        raise Refused("汇率日期不能晚于今天。", field="valid_on")
    if not Decimal("0.000001") <= rate <= Decimal("10000"):
        raise Refused("汇率应在0.000001至10000之间。", field="rate")
    try:
        with transaction.atomic():
            row = ExchangeRate.objects.create(
                currency=currency, valid_on=valid_on, rate=rate, source=source, recorded_by=by, recorded_at=at
            )
    except IntegrityError as error:
        raise Refused("该币种当日汇率已登记，不能重复登记。", field="valid_on") from error
    record(row, "rate_recorded", by=by, at=at, currency=currency, valid_on=valid_on, rate=str(rate))
    return row
