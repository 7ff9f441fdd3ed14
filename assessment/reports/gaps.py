"""The distance of each unit of a finished run to the place above, in words and as a table."""

from dataclasses import dataclass

from assessment.facts import Member
from assessment.gaps_between import Distance, above_of, distance_of, sentence_of, shown_behind
from assessment.models import ScoreRun
from assessment.reports.grounds import Grounds
from assessment.reports.ranking import group_name
from assessment.reports.standing import as_text
from assessment.scratch import Scratch
from promo.tables import Column, Table

NOTE = (
    "各项办法均为单独一项即可赶上的最小数量，其他单位按现有数据不变；按本次排名的数据测算，不作为考核结果。"
)


@dataclass(frozen=True)
class Gap:
    """One unit with its distance; None for the first, and for a unit without a place."""

    member: Member
    place: int | None
    distance: Distance | None
    behind: str
    words: str


def gap_of(run: ScoreRun, unit_id: int, exact: str) -> Gap | None:
    """One unit's gap. None when there is nothing to say, or when the ledger no longer gives the kept total."""
    grounds = Grounds(run)
    member = grounds.member(unit_id)
    if member is None:
        return None
    scratch = grounds.scratch(member.group)
    if as_text(scratch.scores[member].total) != exact or above_of(scratch, member) is None:
        return None
    return _gap(scratch, member, grounds)


def gap_tables(run: ScoreRun) -> list[Table]:
    """One table a group, in the order of places."""
    grounds = Grounds(run)
    return [_table(grounds, number) for number, group in grounds.groups.items() if group.ranked]


def _gap(scratch: Scratch, member: Member, grounds: Grounds) -> Gap:
    distance = distance_of(scratch, member, grounds.clock)
    place = scratch.places[member]
    if distance is None:
        return Gap(member, place, None, "—", "本组第1名。" if place else "不参加排名。")
    words = sentence_of(distance, scratch)
    return Gap(member, place, distance, shown_behind(distance, scratch), words)


def _table(grounds: Grounds, number: int) -> Table:
    scratch = grounds.scratch(number)
    return Table(
        title=group_name(scratch.group),
        columns=[
            Column("名次", "place", kind="rank", width=3),
            Column("单位", "member.name", width=10),
            Column("距前一名", "behind", width=8),
            Column("怎样赶上", "words", width=40),
        ],
        rows=[_gap(scratch, member, grounds) for member in scratch.places],
        as_of=grounds.as_of,
        notes=[NOTE],
    )
