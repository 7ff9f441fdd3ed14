"""Shares of units in a project: decided from a day on; what was posted since that day is posted anew."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.splits import add_split, leading, post_anew, refuse_closed, refuse_closed_periods
from projects.models import CreditSplit, Project
from projects.models.credit import FIRST_DAY, WHOLE
from promo.models.event import record
from promo.refusal import Refused
from units.models import Unit

Shares = Sequence[tuple[Unit, int]]


@transaction.atomic
def share_credit(
    *, project: Project, shares: Shares, valid_from: date, reason: str, version: int, by, at: datetime,
    measure: str = "", also: Shares = (), files=(),
) -> CreditSplit:  # fmt: skip
    """`shares` are (unit, 1/10000) and make exactly 10000; `also` stand beside them and enter no total (兼计).

    Verified facts since `valid_from` are re-posted. The project is led as splits.leading says, by the shares of all
    measures in force on the day of `at`: shares of one measure, or of days that a later decision has ended, do not
    change who leads.
    """
    _check(project, shares, also, valid_from, at)
    today = timezone.localdate(at)
    if not Project.objects.filter(pk=project.pk, version=version).update(
        version=version + 1, last_entry_on=today
    ):
        raise Refused("这个项目刚被别人修改过，请刷新后再定份额。")
    refuse_closed_periods(project, since=valid_from, at=at, field="valid_from", measure=measure)
    split = add_split(
        project=project, measure=measure, valid_from=valid_from, reason=reason, by=by, at=at,
        lines=[(unit.pk, share, False) for unit, share in shares] + [(unit.pk, share, True) for unit, share in also],
    )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, split=split)
    Project.objects.filter(pk=project.pk).update(lead_unit=leading(project, on=today))
    project.refresh_from_db()
    post_anew(project, since=valid_from, at=at)
    record(
        project, "credit_shared", by=by, at=at, valid_from=valid_from, reason=reason,
        shares=[[unit.name, share] for unit, share in shares],
        **({"also": [[unit.name, share] for unit, share in also]} if also else {}),
    )  # fmt: skip
    return split


def check_shares(region_id: int, shares: Shares, also: Shares = ()) -> None:
    """What must hold of any shares, whoever decides them."""
    units = [unit for unit, _ in (*shares, *also)]
    if len({unit.pk for unit in units}) != len(units):
        raise Refused("同一单位只能填一行。", field="shares")
    if any(share <= 0 for _, share in shares) or sum(share for _, share in shares) != WHOLE:
        raise Refused("各单位份额应大于0，合计应为100%。", field="shares")
    if any(not 0 < share <= WHOLE for _, share in also):
        raise Refused("兼计份额应大于0，不超过100%。", field="shares")
    if any(unit.region_id != region_id for unit in units):
        raise Refused("只能在本地区单位之间分配份额。", field="shares")


def _check(project: Project, shares: Shares, also: Shares, valid_from: date, at: datetime) -> None:
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再调整份额。")
    check_shares(project.region_id, shares, also)
    if not FIRST_DAY <= valid_from <= timezone.localdate(at):
        raise Refused("起始日期应在1978年之后，且不能晚于今天。", field="valid_from")
    refuse_closed([unit for unit, _ in (*shares, *also)], on=timezone.localdate(at))
