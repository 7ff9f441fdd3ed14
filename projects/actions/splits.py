"""What every decision about shares has in common: a split is written with its lines, and facts since its day are
posted anew. Shares, transfers and changes of units all come here."""

from collections.abc import Sequence
from datetime import date, datetime

from projects import ledger
from projects.models import Arrival, CreditSplit, CreditSplitLine, Milestone, Project, Transfer
from projects.models.transfer import TransferKind, TransferState
from promo.refusal import Refused

Line = tuple[int, int, bool]  # unit id, share in 1/10000, whether it is also counted (兼计)


def add_split(
    *, project: Project, lines: Sequence[Line], valid_from: date, reason: str, by, at: datetime, measure: str = ""
) -> CreditSplit:  # fmt: skip
    """A further split; of several decided for one day and measure the last one holds."""
    revision = 1 + CreditSplit.objects.filter(project=project, measure=measure, valid_from=valid_from).count()
    split = CreditSplit.objects.create(
        project=project, measure=measure, valid_from=valid_from, revision=revision, reason=reason, decided_by=by,
        decided_at=at,
    )  # fmt: skip
    CreditSplitLine.objects.bulk_create(
        CreditSplitLine(split=split, unit_id=unit_id, share=share, is_also=is_also, order=i)
        for i, (unit_id, share, is_also) in enumerate(lines)
    )
    return split


def lines_of(split: CreditSplit) -> list[Line]:
    return list(split.lines.order_by("order", "pk").values_list("unit_id", "share", "is_also"))


def standing_from(project: Project, *, since: date) -> list[CreditSplit]:
    """The splits that hold on a day, one for each measure that has shares of its own, and those that begin later."""
    rows = list(project.credit_splits.order_by("-valid_from", "-revision"))
    latest: dict[tuple, CreditSplit] = {}
    for row in rows:
        day = row.valid_from if row.valid_from > since else None
        latest.setdefault((row.measure, day), row)
    return sorted(latest.values(), key=lambda row: (row.measure, row.valid_from))


def leading(project: Project, *, on: date) -> int:
    """The id of the unit that leads: who received the project while it has a share, else the largest share in force;
    of equal shares the one named first."""
    split = project.credit_splits.in_force(measure="", on=on).first()
    counted = [unit_id for unit_id, share, is_also in lines_of(split) if not is_also]
    handed = Transfer.objects.filter(project=project, state=TransferState.DECIDED, valid_from__lte=on)
    last = handed.exclude(kind=TransferKind.JOINT).order_by("-valid_from", "-pk").first()
    if last and last.to_unit_id in counted:
        return last.to_unit_id
    return split.lines.filter(is_also=False).order_by("-share", "order").values_list("unit_id", flat=True)[0]


def post_anew(project: Project, *, since: date, at: datetime) -> None:
    """Every fact of a day from `since` on that stands in the ledger, by the shares that hold now."""
    for model in (Milestone, Arrival):
        facts = model.objects.verified().live().filter(project=project, event_on__gte=since)
        for fact in facts.select_related("project"):
            ledger.post_anew(fact, at=at)


def refuse_closed(units: Sequence, *, on: date) -> None:
    """A unit that has ended by a day takes no new share."""
    for unit in units:
        if unit.valid_to and unit.valid_to <= on:
            raise Refused(f"“{unit.name}”已停用，不能再承担份额。", field="shares")
