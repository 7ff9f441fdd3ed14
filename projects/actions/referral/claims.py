"""Somebody says the information came from them: kept as it came, with its papers; nothing is decided by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from projects.actions.evidence import attach
from projects.models import ClaimantKind, Project, ReferralClaim, Status
from projects.names import company_key
from promo.models.event import record
from promo.refusal import Refused
from units.models import Unit

NOT_FOUND = "没有找到与填写内容对应的在库项目，请核对项目编号或投资方全称；尚未登记的，请先登记线索。"
SEVERAL = "填写的内容对应不止一个项目，请补填项目编号。"


@transaction.atomic
def claim_referral(
    *, project: Project, received_at: datetime, by, at: datetime, files: Mapping[str, Sequence] | None = None, **claim
) -> ReferralClaim:  # fmt: skip
    """One more person, unit or team says the information came from them.

    `files` holds uploads by kind: 'receipt', 'acknowledgement', 'support'. Refused when the news is dated after `at`,
    when a team names no members, when a unit claims without being named, and when the same claim stands already.
    """
    _check(project, received_at, at, claim)
    row = ReferralClaim.objects.create(
        project=project, received_at=received_at, recorded_by=by, recorded_at=at, **claim
    )
    for kind, some in (files or {}).items():
        attach(project=project, files=some, by=by, at=at, about=row, kind=kind)
    unit = row.claiming_unit.name if row.claiming_unit else ""
    record(project, "referral_claimed", by=by, at=at, name=row.name, claiming_unit=unit)
    return row


def _check(project: Project, received_at: datetime, at: datetime, claim: dict) -> None:
    _check_words(received_at, at, claim)
    if project.status == Status.MERGED:
        raise Refused("该项目已并入其他项目，请在保留的项目申报。")
    if not project.is_open:
        raise Refused("项目已终止或撤销，不再受理申报。")
    kind, unit = claim.get("kind", ClaimantKind.PERSON), claim.get("claiming_unit")
    same = ReferralClaim.objects.filter(
        project=project, kind=kind, name=claim.get("name", ""), claiming_unit=unit, received_at=received_at
    )
    if same.exists():
        raise Refused("同样的申报已经登记，不必重复登记。", field="name")


def _check_words(received_at: datetime, at: datetime, claim: dict) -> None:
    """What is wrong with a claim whatever the project."""
    if received_at > at:
        raise Refused("接收时间不能晚于现在。", field="received_at")
    team = claim.get("kind", ClaimantKind.PERSON) == ClaimantKind.TEAM
    if team and not claim.get("members", "").strip() and "members" in claim:
        raise Refused("引荐方为团队的，请填写全部成员。", field="members")


@transaction.atomic
def claim_from_outside(
    *, code: str, investor_name: str, claiming_unit: Unit, by, at: datetime, **claim
) -> ReferralClaim:
    """A unit that does not see the project names its code, its investor, or both; both must fit where both are given.

    Nothing about the project is told but that it exists, and only with a claim that stays on record: whatever else is
    wrong with the claim is said before the project is looked for.
    """
    _check_words(received_at=claim["received_at"], at=at, claim=claim)
    project = _named(code.strip(), company_key(investor_name), claiming_unit)
    return claim_referral(project=project, claiming_unit=claiming_unit, by=by, at=at, **claim)


def _named(code: str, investor_key: str, unit: Unit) -> Project:
    if not code and not investor_key:
        raise Refused("请填写项目编号或投资方全称。", field="code")
    rows = Project.objects.listed().filter(
        region=unit.region_id, status__in=(Status.ACTIVE, Status.SUSPENDED)
    )
    rows = rows.filter(code__iexact=code) if code else rows
    rows = rows.filter(investor__key=investor_key) if investor_key else rows
    found = list(rows.select_related("region")[:2])
    if not found:
        raise Refused(NOT_FOUND, field="code" if code else "investor_name")
    if len(found) > 1:
        raise Refused(SEVERAL, field="code")
    return found[0]
