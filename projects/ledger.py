"""The credit ledger's pen: numbers postings in one order, splits a fact to the last 分, answers what was reversed.

Nothing else writes postings. `moment` gives a point in time that no later posting can fall behind, which is why a
score run worked out again gives the same figures (docs/decisions/0003-ledger-head.md).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from projects import stages
from projects.closings import closed_since
from projects.family import is_expansion
from projects.investors import foreign_part
from projects.known import Known
from projects.models import Arrival, CreditSplit, LedgerHead, Milestone, Posting
from projects.models.credit import WHOLE, split_in_force
from promo.money import hundredths, split_exactly
from units.models import Handovers

TICK = timedelta(microseconds=1)


def _head(at: datetime) -> LedgerHead:
    """The head, locked until the transaction ends (on SQLite the transaction itself is the lock)."""
    locked = LedgerHead.objects.select_for_update().filter(pk=1)
    for head in locked:
        return head
    LedgerHead.objects.get_or_create(pk=1, defaults={"posted_at": at - TICK})
    return locked.get()


def hold(at: datetime) -> None:
    """Until the transaction ends, nothing is posted and no period is closed by anybody else."""
    _head(at)


@transaction.atomic
def moment(at: datetime) -> datetime:
    """A moment not before `at` such that every later posting is later: the `as_of` of a run."""
    return _moved(max(at, _head(at).posted_at))


@transaction.atomic
def stamp(at: datetime) -> datetime:
    """The first moment after `at` and after every `as_of` given out so far; later runs include it."""
    return _moved(max(at, _head(at).posted_at) + TICK)


def _moved(to: datetime) -> datetime:
    LedgerHead.objects.filter(pk=1).update(posted_at=to)
    return to


def worth(fact: Milestone | Arrival, known: Known | None = None) -> list[tuple[str, int]]:
    """(measure, quantity) pairs that a verified fact is worth; quantity in the ledger's integers. A supplementary
    agreement is worth its increment, below zero for a cut."""
    known = known or Known([fact])
    if isinstance(fact, Arrival):
        return _money(fact, known, domestic="arrived_capital", foreign="arrived_foreign")
    stage = stages.BY_CODE[fact.kind]
    money = (
        _money(fact, known, domestic="signed_amount", foreign="signed_foreign") if stage.needs_amount else []
    )
    counts = () if is_expansion(fact.project) else stage.counts  # never a second project (INV-11)
    return [*((measure, WHOLE) for measure in counts), *money]


def _money(fact, known: Known, *, domestic: str, foreign: str) -> list[tuple[str, int]]:
    part = foreign_part(fact, known.investor_splits.get(fact.project_id, ()))
    at_home = [(domestic, part_of(hundredths(fact.cny), WHOLE - part))] if part < WHOLE else []
    return at_home + ([(foreign, part_of(hundredths(fact.usd), part))] if part else [])


def part_of(quantity: int, share: int) -> int:
    """A share in 1/10000 of a quantity; with the share of the rest it makes the whole."""
    return quantity if share == WHOLE else split_exactly(quantity, [share, WHOLE - share])[0]


class Pen:
    """Lines of several facts, written together: one look at the head gives them their numbers, without a gap and in
    their order, and to each fact a moment of its own."""

    def __init__(self) -> None:
        self.waiting: list[list[dict]] = []

    def write(self, lines: list[dict]) -> None:
        if lines:
            self.waiting.append(lines)

    def lay_down(self, *, at: datetime) -> list[Posting]:
        if not self.waiting:
            return []
        head, rows = _head(at), []
        number, posted_at = head.number, head.posted_at
        for lines in self.waiting:
            posted_at = max(at, posted_at + TICK)
            rows += [
                Posting(number=number + i, posted_at=posted_at, **line)
                for i, line in enumerate(lines, start=1)
            ]
            number += len(lines)
        self.waiting = []
        LedgerHead.objects.filter(pk=1).update(number=number, posted_at=posted_at)
        return Posting.objects.bulk_create(rows)


def post(fact: Milestone | Arrival, *, pen: Pen, known: Known) -> None:
    """Post a fact that was just verified, by the shares in force on its event day; its statistical day was chosen while
    the head was held. What does not count, is doubted, or is counted in another fact of a merged project has no
    worth. It stands in the ledger when the pen is laid down."""
    pen.write(list(_all_lines(fact, known)))


def post_again(fact: Milestone | Arrival, *, at: datetime) -> list[Posting]:
    """Post what was taken back before: on its own day, but never in a closed period and never before the day on which
    an adjustment took it back, so that no period holds it twice."""
    hold(at)
    return _write(_carried_lines(fact), at=at)


def post_anew(fact: Milestone | Arrival, *, at: datetime) -> list[Posting]:
    """Answer what stands of a fact and post it by today's shares; a fact of which nothing stands is left alone, and so
    is one of a closed period that the shares of today give to the same units."""
    hold(at)
    standing = list(live_postings(fact))
    if not standing:
        return []
    lines = _carried_lines(fact)
    if any(line["belongs_on"] for line in lines) and _shared(lines) == sorted(map(_share_of, standing)):
        return []
    return answer(standing, because=fact, at=at) + _write(lines, at=at)


def _share_of(row: Posting) -> tuple:
    return row.unit_id, row.measure, row.quantity, row.share, row.is_also


def _shared(lines: list[dict]) -> list[tuple]:
    return sorted(_share_of(Posting(**line)) for line in lines)


def _carried_lines(fact: Milestone | Arrival) -> list[dict]:
    """The lines of a fact that was posted before, on the day they count on now."""
    lines = list(_all_lines(fact))
    if not lines:
        return []
    own = fact.statistical_on
    taken_back = fact.postings.filter(belongs_on__isnull=False).aggregate(last=Max("statistical_on"))["last"]
    since = max(own, taken_back or own)
    day = closed_since(fact.project.region_id, since).counted_on(since).day
    belongs_on = own if day != own else None
    return [line | {"statistical_on": day, "belongs_on": belongs_on} for line in lines]


def _all_lines(fact: Milestone | Arrival, known: Known | None = None) -> Iterable[dict]:
    known = known or Known([fact])
    if not fact.is_counted or known.is_doubted(fact) or known.is_set_aside(fact):
        return
    for measure, quantity in worth(fact, known):
        yield from _lines(fact, known, measure=measure, quantity=quantity)


def _lines(fact, known: Known, *, measure: str, quantity: int) -> Iterable[dict]:
    split = split_in_force(known.credit_splits[fact.project_id], measure=measure, on=fact.event_on)
    for unit_id, share, is_also, part in _parts(split, quantity, known.handovers, on=fact.statistical_on):
        if part:
            yield {
                **_of(fact), "unit_id": unit_id, "measure": measure, "quantity": part, "share": share, "split": split,
                "is_also": is_also, "statistical_on": fact.statistical_on,
            }  # fmt: skip


def _parts(
    split: CreditSplit, quantity: int, handovers: Handovers, *, on: date
) -> list[tuple[int, int, bool, int]]:
    """(unit id, share, is_also, quantity): the counted lines make the whole, an also-counted line stands beside them.

    What a unit that ended handed over with its credit goes to its successors (units.models.UnitChange.carry_from).
    """
    lines = [(line.unit_id, line.share, line.is_also) for line in split.lines.all()]
    counted = [(unit_id, share) for unit_id, share, is_also in lines if not is_also]
    parts = split_exactly(quantity, [share for _, share in counted])
    found = [(unit_id, share, False, part) for (unit_id, share), part in zip(counted, parts, strict=True)]
    also = [(unit_id, share, True, part_of(quantity, share)) for unit_id, share, is_also in lines if is_also]
    return _handed_over([*found, *also], handovers, on=on)


def _handed_over(
    parts: list[tuple[int, int, bool, int]], handovers: Handovers, *, on: date
) -> list[tuple[int, int, bool, int]]:
    successors = handovers.carried_to({unit_id for unit_id, *_ in parts}, on=on)
    if not successors:
        return parts
    sums: dict[tuple[int, bool], list[int]] = {}
    for unit_id, share, is_also, part in parts:
        to = successors.get(unit_id, [(unit_id, WHOLE)])
        of_to = [weight for _, weight in to]
        for (heir, _), a, b in zip(to, split_exactly(share, of_to), split_exactly(part, of_to), strict=True):
            row = sums.setdefault((heir, is_also), [0, 0])
            row[0], row[1] = row[0] + a, row[1] + b
    counted = {heir for heir, is_also in sums if not is_also}
    return [
        (heir, share, is_also, part)
        for (heir, is_also), (share, part) in sums.items()
        if not (is_also and heir in counted)
    ]


def _of(fact) -> dict:
    return {
        "project_id": fact.project_id,
        "region_id": fact.project.region_id,
        "arrival" if isinstance(fact, Arrival) else "milestone": fact,
    }


def live_postings(fact: Milestone | Arrival):
    """The fact's own postings that nothing has answered yet."""
    return fact.postings.filter(answers__isnull=True, answered_by__isnull=True).order_by("number")


def answer(
    postings: Iterable[Posting], *, because, statistical_on: date | None = None, at: datetime
) -> list[Posting]:
    """Take postings back by their exact opposite; `because` is the fact that stands behind the answer. Each on its own
    day, or in the next open period where its own is closed; a reversal brings a day of its own."""
    postings = list(postings)
    if not postings:
        return []
    hold(at)
    first = min(row.statistical_on for row in postings)
    closed = closed_since(postings[0].region_id, first) if statistical_on is None else None
    lines = []
    for row in postings:
        own = row.belongs_on or row.statistical_on
        day = statistical_on or closed.counted_on(row.statistical_on).day
        lines.append(
            {
                **_of(because), "unit_id": row.unit_id, "measure": row.measure, "quantity": -row.quantity,
                "share": row.share, "is_also": row.is_also, "split": row.split, "answers": row,
                "statistical_on": day, "belongs_on": own if statistical_on is None and day != own else None,
            }
        )  # fmt: skip
    return _write(lines, at=at)


def _write(lines: list[dict], *, at: datetime) -> list[Posting]:
    pen = Pen()
    pen.write(lines)
    return pen.lay_down(at=at)
