"""A group as it would be, beside as it is: places and totals, who would move. Nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.facts import Member
from assessment.ranking import change_in_words
from assessment.reports.comparison import signed
from assessment.reports.grounds import Grounds
from assessment.reports.ranking import group_name
from assessment.scratch import Scratch
from assessment.supposing import Supposed, restated, with_points
from promo.tables import Column, Table

BANNER = "测算，不作为考核结果。"


@dataclass(frozen=True)
class Would:
    """One unit as it is and as it would be."""

    member: Member
    place: int | None
    total: Fraction | None
    new_place: int | None
    new_total: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        if self.total is None or self.new_total is None:
            return None
        return self.new_total - self.total


def would_be(
    grounds: Grounds, number: int, points: Mapping[str, Fraction], supposed: Sequence[Supposed]
) -> list[Would]:
    """Every unit of a group, in the order it would have."""
    real = grounds.scratch(number)
    given = restated(real.group, supposed, grounds.clock, real.number)

    def look_up(source, unit):
        place = (unit, source.key)
        return given[place] if place in given else grounds.found.look_up(source, unit)

    copy = Scratch(with_points(real.group, points), real.units, look_up, real.rounding, real.names)
    return [
        Would(one, real.places[one], real.scores[one].total, place, copy.scores[one].total)
        for one, place in copy.places.items()
    ]


def would_table(grounds: Grounds, number: int, rows: Sequence[Would], words: Sequence[str]) -> Table:
    rounding = grounds.document.rounding
    points = {"kind": "points", "places": rounding.places}
    return Table(
        title=f"{group_name(grounds.document.groups[number])}测算",
        columns=[
            Column("单位", "member.name", width=10),
            Column("名次", "place", kind="rank", group="实际", width=3),
            Column("总分", lambda row: rounding.of(row.total), group="实际", **points),
            Column("名次", "new_place", kind="rank", group="测算", width=3),
            Column("总分", lambda row: rounding.of(row.new_total), group="测算", **points),
            Column("总分增减", lambda row: signed(row.difference, rounding), width=6),
            Column("位次变化", lambda row: change_in_words(row.new_place, row.place), width=6),
        ],
        rows=rows,
        unit_note="单位：分",
        as_of=grounds.as_of,
        notes=[BANNER, f"假设：{'；'.join(words) if words else '不作改动'}。"],
    )
