"""What every decision about shares has in common: a split is written with its lines, and facts since its day are
posted anew. Shares, transfers and changes of units all come here."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from projects import ledger
from projects.closings import closed_since
from projects.models import Arrival, CreditSplit, CreditSplitLine, Milestone, Posting, Project, Transfer
from projects.models.transfer import TransferKind, TransferState
from promo.days import show_day
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


def refuse_closed_periods(
    project: Project, *, since: date, at: datetime, field: str, measure: str = "", units: Collection[int] = ()
) -> None:
    """A decision about shares of days on which something is posted in a closed period waits for the approval that opens
    it. `measure` and `units` name what the decision moves; without them it is everything."""
    rows = Posting.objects.filter(project=project, answers__isnull=True, answered_by__isnull=True)
    rows = rows.filter(Q(milestone__event_on__gte=since) | Q(arrival__event_on__gte=since))
    if measure:
        rows = rows.filter(measure=measure)
    if units:
        rows = rows.filter(unit__in=units)
    refuse_posted_in_closed(project.region_id, rows, at=at, field=field)


def refuse_posted_in_closed(region_id: int, rows: QuerySet, *, at: datetime, field: str) -> None:
    """Refused where some of the standing `rows` count in a period that is firmly closed; the head of the ledger is
    held, so that none closes meanwhile."""
    ledger.hold(at)
    days = sorted(set(rows.order_by().values_list("statistical_on", flat=True)))
    if not days:
        return
    closed = closed_since(region_id, days[0])
    held = [span for day in days if (span := closed.holding(day))]
    if held:
        label, open_on = held[-1].label, show_day(closed.counted_on(held[-1].start).day)
        raise Refused(
            f"{label}已结账，其中已入账的数据不能再变动，生效日期应不早于{open_on}。"
            f"确需变动的，请先在“统计周期”中申请重开{label}，经批准后再办理。",
            field=field,
        )


def refuse_closed(units: Sequence, *, on: date) -> None:
    """A unit that has ended by a day takes no new share."""
    for unit in units:
        if unit.valid_to and unit.valid_to <= on:
            raise Refused(f"“{unit.name}”已停用，不能再承担份额。", field="shares")
