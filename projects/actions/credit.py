"""Shares of units in a project: decided from a day on; what was posted since that day is posted anew."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects import ledger
from projects.actions.evidence import attach
from projects.models import Arrival, CreditSplit, CreditSplitLine, Milestone, Project
from projects.models.credit import FIRST_DAY, WHOLE
from promo.models.event import record
from promo.refusal import Refused
from units.models import Unit


@transaction.atomic
def share_credit(
    *, project: Project, shares: Sequence[tuple[Unit, int]], valid_from: date, reason: str, version: int, by,
    at: datetime, measure: str = "", files=(),
) -> CreditSplit:  # fmt: skip
    """`shares` are (unit, 1/10000) and make exactly 10000. Verified facts since `valid_from` are re-posted.

    The project is led by the unit with the largest share of all measures in force on the day of `at`: shares of one
    measure, or of days that a later decision has ended, do not change who leads.
    """
    _check(project, shares, valid_from, at)
    today = timezone.localdate(at)
    if not Project.objects.filter(pk=project.pk, version=version).update(
        version=version + 1, last_entry_on=today
    ):
        raise Refused("这个项目刚被别人修改过，请刷新后再定份额。")
    revision = 1 + CreditSplit.objects.filter(project=project, measure=measure, valid_from=valid_from).count()
    split = CreditSplit.objects.create(
        project=project, measure=measure, valid_from=valid_from, revision=revision, reason=reason, decided_by=by,
        decided_at=at,
    )  # fmt: skip
    CreditSplitLine.objects.bulk_create(
        CreditSplitLine(split=split, unit=unit, share=share, order=i)
        for i, (unit, share) in enumerate(shares)
    )
    attach(project=project, files=files, by=by, at=at, split=split)
    Project.objects.filter(pk=project.pk).update(lead_unit=_leading(project, on=today))
    project.refresh_from_db()
    _post_anew(project, since=valid_from, at=at)
    record(
        project, "credit_shared", by=by, at=at, valid_from=valid_from, reason=reason,
        shares=[[unit.name, share] for unit, share in shares],
    )  # fmt: skip
    return split


def _check(project: Project, shares, valid_from: date, at: datetime) -> None:
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再调整份额。")
    if len({unit.pk for unit, _ in shares}) != len(shares):
        raise Refused("同一单位只能填一行。", field="shares")
    if any(share <= 0 for _, share in shares) or sum(share for _, share in shares) != WHOLE:
        raise Refused("各单位份额应大于0，合计应为100%。", field="shares")
    if any(unit.region_id != project.region_id for unit, _ in shares):
        raise Refused("只能在本地区单位之间分配份额。", field="shares")
    if not FIRST_DAY <= valid_from <= timezone.localdate(at):
        raise Refused("起始日期应在1978年之后，且不能晚于今天。", field="valid_from")


def _leading(project: Project, *, on: date) -> int:
    """The id of the unit with the largest share in force; of equal shares the one named first."""
    split = project.credit_splits.in_force(measure="", on=on).first()
    return split.lines.order_by("-share", "order").values_list("unit_id", flat=True)[0]


def _post_anew(project: Project, *, since: date, at: datetime) -> None:
    for model in (Milestone, Arrival):
        facts = model.objects.verified().live().filter(project=project, event_on__gte=since)
        for fact in facts.select_related("project"):
            ledger.answer(list(ledger.live_postings(fact)), because=fact, at=at)
            ledger.post(fact, at=at)
