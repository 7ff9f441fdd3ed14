"""Who stands where in a report: places by the scheme in use, or by completion while there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import attrgetter

from assessment.facts import Member, roster
from assessment.ranking import change_in_words, rank
from assessment.reports import wording
from assessment.reports.overview import Line, YearToDate
from promo.tables import Column, Table
from units.models import Region, Unit, UnitClass

BY_COMPLETION = "现无施行中的考核办法，按到位资金完成率排名。"
MEASURES = ("signed_amount", "arrived_capital", "started_count")
Scores = Mapping[int, Fraction | None]
Link = Callable[[Line, int | None], str]


@dataclass(frozen=True)
class Placed:
    """A unit with its place in its class; `place` is None where it has no figure to be ranked by."""

    member: Member
    place: int | None
    change: str
    score: Fraction | None
    signed: Line
    arrived: Line
    started: Line


def roll(region: Region, *, on: date) -> list[Member]:
    """The assessed units of a day under their short names, as papers and charts name them."""
    names = Unit.objects.filter(region=region).with_names(on=on)
    short = dict(names.values_list("pk", "short_name_on"))
    return [replace(one, name=short[one.unit_id]) for one in roster(region, on=on)]


def outside(region: Region, year: YearToDate, *, besides: Sequence[Member]) -> list[Member]:
    """Units that earned something in the year and are not `besides`; no class. No statement when there are none."""
    earned = {unit_id for unit_id, _ in year.by_unit} - {one.unit_id for one in besides}
    if not earned:
        return []
    rows = Unit.objects.filter(region=region, pk__in=earned).order_by("order", "code")
    return [
        Member(pk, code, f"{name}（不在考核名单）", "", order)
        for order, (pk, code, name) in enumerate(
            rows.values_list("pk", "code", "short_name"), len(besides) + 1
        )
    ]


def by_class(members: Sequence[Member]) -> dict[str, list[Member]]:
    """Class code -> its units, in the order of the classes; classes without units are left out."""
    found = {code: [one for one in members if one.unit_class == code] for code in UnitClass.values}
    return {code: some for code, some in found.items() if some}


def completion_scores(members: Sequence[Member], year: YearToDate) -> Scores:
    """Unit id -> completion rate of arrived capital, the figure to rank by without a scheme."""
    return {one.unit_id: year.unit_line(one.unit_id, "arrived_capital").rate for one in members}


def placed(
    members: Sequence[Member], year: YearToDate, scores: Scores, before: Mapping[str, int] | None
) -> dict[str, list[Placed]]:
    """Class code -> units in the order of presentation.

    `before` maps unit ids (as text) to their place in the last report; None when there was none.
    """
    return {code: _placed_in(some, year, scores, before) for code, some in by_class(members).items()}


def _placed_in(members, year, scores, before) -> list[Placed]:
    places = rank([(one, scores.get(one.unit_id), one.order) for one in members])
    return [
        Placed(
            one,
            place,
            "—" if before is None else change_in_words(place, before.get(str(one.unit_id))),
            scores.get(one.unit_id),
            *(year.unit_line(one.unit_id, measure) for measure in MEASURES),
        )
        for one, place in places.items()
    ]


def places_of(placed_by_class: Mapping[str, Sequence[Placed]]) -> dict[str, int]:
    """Unit id as text -> place, kept for the next report."""
    rows = (row for rows in placed_by_class.values() for row in rows)
    return {str(row.member.unit_id): row.place for row in rows if row.place is not None}


def class_table(code: str, rows: Sequence[Placed], *, by_scheme: bool, link: Link) -> Table:
    """The ranking of one class; `link` gives the address of the postings behind a figure."""
    score = [Column("得分", "score", "points")] if by_scheme else []
    started = Column(
        "开工（个）", "started.done", "count", link=lambda row: link(row.started, row.member.unit_id)
    )
    return Table(
        title=f"{UnitClass(code).label}排名",
        columns=[
            Column("名次", "place", "rank"),
            Column("单位", "member.name", width=12),
            *_amount_columns("签约金额", attrgetter("signed"), link),
            *_amount_columns("到位资金", attrgetter("arrived"), link),
            started,
            *score,
            Column("较上期", "change", width=8),
        ],
        rows=list(rows),
        notes=[*(() if by_scheme else (BY_COMPLETION,)), *also_notes(rows)],
    )


def also_notes(rows: Sequence[Placed]) -> list[str]:
    """Whose figures hold also-counted credit; nothing where nobody's do."""
    lines = attrgetter("signed", "arrived", "started")
    return also_note([row.member.name for row in rows if any(line.also for line in lines(row))])


def also_note(names: Sequence[str]) -> list[str]:
    return [f"含兼计：{wording.listed(names)}。兼计只列入本单位，不计入合计。"] if names else []


def _amount_columns(title: str, line_of: Callable[[Placed], Line], link: Link) -> list[Column]:
    """The sum in 万元 and, beside it, the completion rate."""
    return [
        Column(
            "累计（万元）", lambda row: line_of(row).done, "amount_wan", group=title,
            link=lambda row: link(line_of(row), row.member.unit_id),
        ),
        Column("完成率", lambda row: line_of(row).rate, "rate", group=title),
    ]  # fmt: skip


def class_words(code: str, rows: Sequence[Placed]) -> str:
    """'乡镇/村：位居前三位的是…，排名靠后的是…。'"""
    places = [(row.place, row.member.name) for row in rows if row.place is not None]
    leading, trailing = wording.leading_words(places), wording.trailing_words(places)
    if not leading:
        named = f"{places[0][1]}排名第1" if places else "年度任务未下达，不参加排名"
        return f"{UnitClass(code).label}：{named}。"
    return f"{UnitClass(code).label}：{wording.joined(leading, trailing)}"
