"""Who is assessed on a day, in which class and under which name; and the lines a scheme makes of the units."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assessment.scheme_document import Group
from assessment.scheme_document import Scheme as Document
from promo.reading import without_blanks
from units.models import Region, Unit


@dataclass(frozen=True)
class Member:
    """A line of the ranking: a unit with its name and class of the day; `order` is its fixed place.

    `group` is the number of the scheme's group, counted from 0. `joined` are the units whose numbers, targets included,
    are added to its own (a joint line); `covered` are units whose facts count here as well (overlapping units).
    """

    unit_id: int
    code: str
    name: str
    unit_class: str
    order: int
    group: int = 0
    joined: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()

    def __hash__(self) -> int:
        """Lines are keys of every number that is worked out; one unit leads one line."""
        return hash(self.unit_id)

    @property
    def counted(self) -> tuple[int, ...]:
        """The units whose facts are added up in this line."""
        return (self.unit_id, *self.joined, *self.covered)

    @property
    def owners(self) -> tuple[int, ...]:
        """The units whose targets and marks are this line's."""
        return (self.unit_id, *self.joined)


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


def units_by_name(region: Region) -> dict[str, dict[int, Unit]]:
    """Under each name, short name and code without its blanks the units of the region that bear it, by id: a workbook
    writes what it likes, and what several units bear is a question. One statement."""
    found: dict[str, dict[int, Unit]] = {}
    for unit in Unit.objects.filter(region=region):
        for name in (unit.name, unit.short_name, unit.code):
            found.setdefault(without_blanks(name), {})[unit.pk] = unit
    return found


def lines_of(document: Document, region: Region, *, until: date) -> tuple[Member, ...]:
    """The lines of all groups of a scheme, in the fixed order of units. One statement, two with groups by first day."""
    today = roster(region, on=until)
    clock = document.clock(until)
    starts = any(group.day == "start" for group in document.groups)
    at_start = {one.unit_id: one.unit_class for one in roster(region, on=clock.year_start)} if starts else {}
    placed = [(one, _group_of(document, one, at_start)) for one in today]
    return tuple(_joined(document, [replace(one, group=n) for one, n in placed if n is not None]))


def _group_of(document: Document, one: Member, at_start: dict[int, str]) -> int | None:
    """The number of a unit's group: named first, then by the class of the day the group goes by."""
    for number, group in enumerate(document.groups):
        if one.code in group.units:
            return number
    for number, group in enumerate(document.groups):
        unit_class = at_start.get(one.unit_id, one.unit_class) if group.day == "start" else one.unit_class
        if group.holds(unit_class, one.code):
            return number
    return None


def _joined(document: Document, members: list[Member]) -> Iterable[Member]:
    by_code = {one.code: one for one in members}
    taken: set[str] = set()
    for number, group in enumerate(document.groups):
        for code, changed in _changes(group, number, by_code, taken):
            by_code[code] = changed
    return [by_code[one.code] for one in members if one.code not in taken]


def _changes(group: Group, number: int, by_code: dict[str, Member], taken: set[str]):
    """The first unit of a joint line stands for all, the others leave the list; a covering unit is widened."""
    for joint in group.joint:
        there = [by_code[code] for code in joint.units if code in by_code]
        if there and any(one.group == number for one in there):
            first, *rest = there
            taken |= {one.code for one in rest}
            joined = tuple(one.unit_id for one in rest)
            yield first.code, replace(first, name=joint.name, group=number, joined=joined)
    for overlap in group.overlaps:
        if overlap.unit in by_code:
            covered = tuple(by_code[code].unit_id for code in overlap.includes if code in by_code)
            yield overlap.unit, replace(by_code[overlap.unit], covered=covered)
