"""A part of a whole as people type it: per cent with two places at most."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from promo.reading import fold

PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


class PercentInput(forms.TextInput):
    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(
            {"inputmode": "decimal", "autocomplete": "off", "placeholder": "如 70", **(attrs or {})}
        )


class PercentField(forms.Field):
    """Cleans to 1/10000, from `least` to `most`."""

    widget = PercentInput

    def __init__(self, *, least: int = 0, most: int = 10_000, **kwargs) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value):
        return f"{Decimal(value).scaleb(-2):f}" if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        text = fold(str(value or "")).strip().removesuffix("%").strip()
        if not text:
            return None
        if not PERCENT.fullmatch(text):
            raise ValidationError("只能填数字，最多两位小数，如 33.33。", code="invalid")
        share = int(Decimal(text).scaleb(2))
        if not self.least <= share <= self.most:
            raise ValidationError(f"应在{self.least / 100:g}至{self.most / 100:g}之间。", code="range")
        return share

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
