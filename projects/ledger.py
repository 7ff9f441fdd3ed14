"""The credit ledger's pen: numbers postings in one order, splits a fact to the last 分, answers what was reversed.

Nothing else writes postings. `moment` gives a point in time that no later posting can fall behind, which is why a
score run worked out again gives the same figures (docs/decisions/0003-ledger-head.md).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from projects import stages
from projects.models import Arrival, CreditSplit, LedgerHead, Milestone, Ownership, Posting
from projects.models.credit import WHOLE
from promo.money import hundredths, split_exactly

TICK = timedelta(microseconds=1)


def _head(at: datetime) -> LedgerHead:
    """The head, locked until the transaction ends (on SQLite the transaction itself is the lock)."""
    LedgerHead.objects.get_or_create(pk=1, defaults={"posted_at": at - TICK})
    return LedgerHead.objects.select_for_update().get(pk=1)


@transaction.atomic
def moment(at: datetime) -> datetime:
    """A moment not before `at` such that every later posting is later: the `as_of` of a run."""
    head = _head(at)
    as_of = max(at, head.posted_at)
    LedgerHead.objects.filter(pk=1).update(posted_at=as_of)
    return as_of


def worth(fact: Milestone | Arrival) -> list[tuple[str, int]]:
    """(measure, quantity) pairs that a verified fact is worth; quantity in the ledger's integers."""
    foreign = fact.project.ownership == Ownership.FOREIGN
    if isinstance(fact, Arrival):
        return [
            ("arrived_foreign", hundredths(fact.usd))
            if foreign
            else ("arrived_capital", hundredths(fact.cny))
        ]
    counts = () if fact.project.expands_id else stages.BY_CODE[fact.kind].counts  # INV-11: never a second project
    pairs = [(measure, WHOLE) for measure in counts]
    if fact.kind == "signed":
        pairs.append(
            ("signed_foreign", hundredths(fact.usd)) if foreign else ("signed_amount", hundredths(fact.cny))
        )
    return pairs


def post(fact: Milestone | Arrival, *, at: datetime) -> list[Posting]:
    """Post a fact that was just verified by the shares in force on its event day; nothing for what is counted in
    another fact of a merged project."""
    if fact.set_asides.filter(ended_at=None).exists():
        return []
    lines = [
        line
        for measure, quantity in worth(fact)
        for line in _lines(fact, measure=measure, quantity=quantity, on=fact.event_on)
    ]
    return _write(lines, at=at)


def _lines(fact, *, measure: str, quantity: int, on: date) -> Iterable[dict]:
    split = CreditSplit.objects.filter(project=fact.project_id).in_force(measure=measure, on=on).first()
    shares = list(split.lines.order_by("order", "pk").values_list("unit_id", "share"))
    parts = split_exactly(quantity, [share for _, share in shares])
    for (unit_id, share), part in zip(shares, parts, strict=True):
        if part:
            yield {
                **_of(fact), "unit_id": unit_id, "measure": measure, "quantity": part, "share": share, "split": split,
                "statistical_on": fact.statistical_on,
            }  # fmt: skip


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
    """Take postings back by their exact opposite; `because` is the fact that stands behind the answer."""
    lines = [
        {
            **_of(because), "unit_id": row.unit_id, "measure": row.measure, "quantity": -row.quantity,
            "share": row.share, "split": row.split, "answers": row,
            "statistical_on": statistical_on or row.statistical_on,
        }
        for row in postings
    ]  # fmt: skip
    return _write(lines, at=at)


def _write(lines: list[dict], *, at: datetime) -> list[Posting]:
    if not lines:
        return []
    head = _head(at)
    posted_at = max(at, head.posted_at + TICK)
    rows = [
        Posting(number=head.number + i, posted_at=posted_at, **line) for i, line in enumerate(lines, start=1)
    ]
    LedgerHead.objects.filter(pk=1).update(number=head.number + len(rows), posted_at=posted_at)
    return Posting.objects.bulk_create(rows)
