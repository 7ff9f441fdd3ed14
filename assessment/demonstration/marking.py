"""Two rounds of several markers in the invented town: last year's, confirmed, and one that still runs."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from assessment import actions
from assessment.models import MarkingRound, Scheme

CODE = "management"
ASKED = (("supervisor", "督查办"), ("director", "经济办"), ("head", "村"))
OPENED_BEFORE, RUNS_ON = timedelta(days=3), timedelta(days=5)


def plan(cast, timeline) -> None:
    year = cast.today.year - 1
    deadline = _at(cast, date(year, 12, 20), 17)
    timeline.add(_at(cast, date(year, 12, 10), 9), _opener(cast, f"{year}年终日常管理评分", deadline))
    for number, (who, _) in enumerate(ASKED):
        timeline.add(_at(cast, date(year, 12, 14 + number), 15), _filler(cast, who, number, hand_in=True))
    timeline.add(deadline, lambda at: actions.close_due_rounds(now=at))
    timeline.add(_at(cast, date(year, 12, 22), 10), _confirmer(cast))
    begins = cast.today - OPENED_BEFORE
    until = _at(cast, cast.today + RUNS_ON, 17)
    timeline.add(_at(cast, begins, 9), _opener(cast, "日常管理多人评分", until))
    timeline.add(_at(cast, begins + timedelta(days=1), 10), _filler(cast, "supervisor", 1, hand_in=True))
    timeline.add(_at(cast, begins + timedelta(days=2), 10), _filler(cast, "director", 2, hand_in=False))


def _at(cast, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), cast.zone)


def _running() -> MarkingRound | None:
    return MarkingRound.objects.running().select_related("scheme__region").first()


def _opener(cast, title: str, deadline: datetime) -> Callable:
    """Nothing where the year has no scheme yet."""

    def act(at: datetime) -> None:
        scheme = Scheme.objects.in_use().filter(region=cast.region, year=at.year).first()
        if scheme and not _running():
            actions.open_round(
                scheme=scheme, code=CODE, title=title, marked_on=at.date(), deadline_at=deadline,
                markers=[(cast.people[who], of) for who, of in ASKED], by=cast.people["second_supervisor"], at=at,
                evidence_from=100, evidence_below=60,
            )  # fmt: skip

    return act


def _filler(cast, who: str, number: int, *, hand_in: bool) -> Callable:
    def act(at: datetime) -> None:
        row = _running()
        if row is None or not row.takes_marks(at=at):
            return
        marker = row.markers.select_related("round__scheme").get(user=cast.people[who])
        given = [
            actions.Given(one.unit_id, 650 + 25 * ((place * 5 + number * 3) % 13), "全年检查记录")
            for place, one in enumerate(actions.sheet_of(marker, at=at).units)
        ]
        actions.save_sheet(
            marker=marker, given=given, revision=marker.revision, by=cast.people[who], at=at, hand_in=hand_in
        )

    return act


def _confirmer(cast) -> Callable:
    def act(at: datetime) -> None:
        if row := _running():
            actions.confirm_round(row=row, by=cast.people["leader"], at=at)

    return act
