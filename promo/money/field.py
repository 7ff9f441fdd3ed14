"""The one database field for money: whole hundredths in the table, Decimal with two places in Python."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable, register_combinable_fields

LIMIT = Decimal(10**13)  # 10万亿元, so that sums of thousands of rows still fit 64 bits
TYPED = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,2})?")


def hundredths(amount: Decimal | int) -> int:
    """`amount` in major units as whole hundredths (分, cents).

    Raises ValueError with a Chinese sentence for a float or bool, NaN, infinity, a part smaller than
    one hundredth, or a size beyond 10**13.
    """
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise ValueError(f"金额须为精确数值，不能是{type(amount).__name__}类型。")
    exact = Decimal(amount)
    if not exact.is_finite():
        raise ValueError("金额不是有效数字。")
    if abs(exact) > LIMIT:
        raise ValueError("金额过大，最大为10万亿元。")
    sign, digits, exponent = exact.as_tuple()
    if not exact:
        return 0
    if exponent < -40:  # no power of ten as long as a hostile exponent
        raise ValueError("金额最多精确到分。")
    whole, rest = divmod(
        int("".join(map(str, digits))) * 10 ** max(exponent + 2, 0), 10 ** max(-2 - exponent, 0)
    )
    if rest:
        raise ValueError("金额最多精确到分。")
    return -whole if sign else whole


def major_units(count: int) -> Decimal:
    """Whole hundredths back as a Decimal with exactly two places, whatever the size."""
    sign, digits, _ = Decimal(count).as_tuple()
    return Decimal((sign, digits, -2))


def amount_range(name: str) -> models.Q:
    """The condition of the CheckConstraint every amount column carries: |amount| <= 10**13 major units."""
    return models.Q(**{f"{name}__gte": -LIMIT, f"{name}__lte": LIMIT})


class AmountField(models.Field):
    """Money in any currency: BIGINT hundredths of the major unit in the database, Decimal in Python.

    The same scale serves every currency, the yen too. It is not a subclass of BigIntegerField: Django gives
    the difference of two such fields the plain integer type, and bare hundredths would reach a page as yuan.
    Sum, Min, Max, F() + F(), F() - F() and F() * whole number give Decimal; Avg cuts, so divide in Python.
    """

    description = "金额"
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _, args, kwargs = super().deconstruct()
        return name, "promo.money.AmountField", args, kwargs

    def to_python(self, value: Any) -> Decimal | None:
        """Decimal, int or plain digits in major units; raises ValidationError in Chinese for all else."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            if not TYPED.fullmatch(value):
                raise ValidationError("金额只能填写数字，最多两位小数。", code="invalid")
            value = Decimal(value)
        try:
            return major_units(hundredths(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def get_prep_value(self, value: Any) -> int | None:
        value = super().get_prep_value(value)
        return None if value is None else hundredths(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return connection.ops.adapt_integerfield_value(value, self.get_internal_type())

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else major_units(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(self.to_python(value))


for connector in (Combinable.ADD, Combinable.SUB):
    register_combinable_fields(AmountField, connector, AmountField, AmountField)
register_combinable_fields(AmountField, Combinable.MUL, models.IntegerField, AmountField)
register_combinable_fields(models.IntegerField, Combinable.MUL, AmountField, AmountField)
