"""Who is assessed on a day, in which class and under which name."""

from dataclasses import dataclass
from datetime import date

from units.models import Region, Unit


@dataclass(frozen=True)
class Member:
    """A unit that is ranked, with its name and class of the day; `order` is its fixed place among the units."""

    unit_id: int
    code: str
    name: str
    unit_class: str
    order: int


def roster(region: Region, *, on: date) -> tuple[Member, ...]:
    """The units assessed on a day with the class of that day, in their fixed order. One statement."""
    units = (
        Unit.objects.filter(region=region, is_assessed=True).active(on=on).with_class(on=on).with_names(on=on)
    )
    rows = units.order_by("order", "code").values_list("pk", "code", "name_on", "class_on")
    return tuple(
        Member(pk, code, name, unit_class, order)
        for order, (pk, code, name, unit_class) in enumerate(rows, start=1)
        if unit_class
    )
