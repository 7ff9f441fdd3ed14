"""Several investors of one project: who holds which part from a day on, and which of them come from abroad."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.leads import party_named
from projects.actions.turns import take_turn
from projects.investors import Investor, investor_split
from projects.models import Arrival, InvestorLine, InvestorSplit, Milestone, Ownership, Party, Project
from projects.models.credit import FIRST_DAY, WHOLE
from promo.models.event import record
from promo.refusal import Refused


@transaction.atomic
def set_investors(
    *, project: Project, investors: Sequence[Investor], valid_from: date, reason: str, version: int, by, at: datetime,
    files=(),
) -> InvestorSplit:  # fmt: skip
    """From `valid_from` on the investors hold these shares, which make 10000.

    Refused when it would change what a verified sum counts as: domestic and foreign capital are told apart when money
    is verified and stay as they were.
    """
    take_turn(project)
    _check(project, investors, valid_from, reason, at)
    before = foreign_of(project, on=valid_from)
    if not Project.objects.filter(pk=project.pk, version=version).update(
        version=version + 1, last_entry_on=timezone.localdate(at)
    ):
        raise Refused("这个项目刚被别人修改过，请刷新后再登记投资方。")
    parties = [_party(one) for one in investors]
    if len({party.pk for party in parties}) != len(parties):
        raise Refused("同一投资方只能填一行。", field="investors")
    revision = 1 + InvestorSplit.objects.filter(project=project, valid_from=valid_from).count()
    split = InvestorSplit.objects.create(
        project=project,
        valid_from=valid_from,
        revision=revision,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )
    InvestorLine.objects.bulk_create(
        InvestorLine(split=split, party=party, share=one.share, is_foreign=one.is_foreign, order=i)
        for i, (one, party) in enumerate(zip(investors, parties, strict=True))
    )
    if before != foreign_of(project, on=valid_from):
        _refuse_counted(project, since=valid_from)
    attach(project=project, files=files, by=by, at=at, about=split)
    project.refresh_from_db()
    record(
        project, "investors_set", by=by, at=at, valid_from=valid_from, reason=reason,
        investors=[[one.name, one.share, one.is_foreign] for one in investors],
    )  # fmt: skip
    return split


def foreign_of(project: Project, *, on: date) -> tuple[int, frozenset[int]]:
    """What decides how money counts that day: the foreign part in 1/10000 and, in a joint venture, who is foreign."""
    split = investor_split(project, on=on)
    lines = list(split.lines.all()) if split else []
    part = sum(line.share for line in lines if line.is_foreign)
    if 0 < part < WHOLE:
        return part, frozenset(line.party_id for line in lines if line.is_foreign)
    return (WHOLE if project.ownership == Ownership.FOREIGN else 0), frozenset()


def _check(
    project: Project, investors: Sequence[Investor], valid_from: date, reason: str, at: datetime
) -> None:
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再修改投资方。")
    if not reason.strip():
        raise Refused("请填写依据。", field="reason")
    if any(one.share <= 0 for one in investors) or sum(one.share for one in investors) != WHOLE:
        raise Refused("各投资方出资比例应大于0，合计应为100%。", field="investors")
    if not FIRST_DAY <= valid_from <= timezone.localdate(at):
        raise Refused("起始日期应在1978年之后，且不能晚于今天。", field="valid_from")
    kinds = {one.is_foreign for one in investors}
    if kinds == {True} and project.ownership != Ownership.FOREIGN:
        raise Refused("投资方均为境外投资方，请先将项目的资金性质改为外资。", field="investors")
    if kinds == {False} and project.ownership == Ownership.FOREIGN:
        raise Refused("投资方均为境内投资方，请先将项目的资金性质改为内资。", field="investors")


def _refuse_counted(project: Project, *, since: date) -> None:
    for model in (Milestone, Arrival):
        counted = model.objects.verified().live().filter(project=project, event_on__gte=since)
        if counted.filter(amount__isnull=False).exists():
            raise Refused(
                "起始日期以后已有核实的合同或到位资金，内外资划分不能改变。请从以后的日期起登记，或先冲销。",
                field="valid_from",
            )


def _party(one: Investor) -> Party:
    """The investor of that name; what is newly known of it is kept with it."""
    party = party_named(one.name)
    if party is None:
        raise Refused("请填写投资方名称。", field="investors")
    changes = {"is_foreign": one.is_foreign} if party.is_foreign != one.is_foreign else {}
    if one.credit_code and party.credit_code != one.credit_code:
        changes["credit_code"] = one.credit_code
    if changes:
        Party.objects.filter(pk=party.pk).update(**changes)
    return party
