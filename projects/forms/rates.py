"""A dated exchange rate with its source."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from promo.money import CURRENCY_CHOICES
from promo.reading import fold
from promo.web.fields import DayField
from promo.web.forms import PromoForm

RATE = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,6})?")


class RateInput(forms.Field):
    """CNY for one unit, at most six places."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value) -> Decimal | None:
        text = fold(value or "").strip()
        if not text:
            return None
        if not RATE.fullmatch(text):
            raise ValidationError("汇率只能填数字，最多六位小数，如 7.1234。")
        return Decimal(text)


class RateForm(PromoForm):
    currency = forms.ChoiceField(
        label="币种", choices=[pair for pair in CURRENCY_CHOICES if pair[0] != "CNY"]
    )
    valid_on = DayField(label="日期", help_text="从这一天起使用，直到下一次登记。")
    rate = RateInput(label="汇率", help_text="1单位外币折合人民币元数。")
    source = forms.CharField(label="来源", max_length=60, help_text="如：中国人民银行授权公布中间价。")
