"""A lead comes in: the project, its first credit split, the referrer's claim, the suspicion of a duplicate."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.duplicates import note_duplicates
from projects.actions.turns import take_turn
from projects.models import CreditSplit, CreditSplitLine, Party, ProgressNote, Project, ReferralClaim
from projects.models.credit import FIRST_DAY, WHOLE
from projects.names import company_key
from promo.models.counter import next_number
from promo.models.event import record
from promo.pinyin import initials, search_key
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Unit

EDITABLE = (
    "name", "investor", "host_place", "industry", "ownership", "kind", "summary", "amount_text", "amount",
    "currency", "amount_is_approximate", "contact", "phone", "remark",
)  # fmt: skip


def party_named(name: str) -> Party | None:
    """The investor of that name, made when new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    return Party.objects.get_or_create(name=name, defaults={"key": company_key(name)})[0]


def search_text(project: Project) -> str:
    """What the search box looks in: names, codes and pinyin initials, as searches compare them."""
    investor = project.investor.name if project.investor else ""
    words = [
        project.code,
        project.external_code,
        project.name,
        investor,
        initials(project.name),
        initials(investor),
    ]
    return " ".join(filter(None, map(search_key, words)))


@transaction.atomic
def register_lead(
    *,
    lead_unit: Unit,
    investor_name: str,
    received_at: datetime,
    by,
    at: datetime,
    claim: dict | None = None,
    **fields,
) -> Project:
    """A new project at the stage of a lead, with all credit to `lead_unit` until shares are decided.

    `claim` holds kind, name, phone and workplace of who brought the news. `registered_at` is `at`, for ever.
    Refused when the news is dated after `at` or the unit is closed.
    """
    if received_at > at:
        raise Refused("接收时间不能晚于现在。", field="received_at")
    if lead_unit.valid_to and lead_unit.valid_to <= timezone.localdate(at):
        raise Refused("该单位已停用，请选择现有单位。", field="lead_unit")
    project = Project(
        code=_next_code(timezone.localdate(at).year), investor=party_named(investor_name),
        region=lead_unit.region, lead_unit=lead_unit, received_at=received_at, registered_at=at, registered_by=by,
        last_entry_on=timezone.localdate(at), **fields,
    )  # fmt: skip
    project.search_text = search_text(project)
    project.save(force_insert=True)
    _all_credit_to(lead_unit, project=project, by=by, at=at)
    if claim:
        claim_referral(
            project=project, received_at=received_at, received_by=project.received_by,
            received_unit=project.received_unit, by=by, at=at, **claim,
        )  # fmt: skip
    record(project, "lead_registered", by=by, at=at, name=project.name, unit=lead_unit.name)
    note_duplicates(project=project, at=at)
    return project


def _next_code(year: int) -> str:
    return f"{year}-{next_number(f'project:{year}'):04d}"


def _all_credit_to(unit: Unit, *, project: Project, by, at: datetime) -> None:
    split = CreditSplit.objects.create(
        project=project, valid_from=FIRST_DAY, reason="登记单位独立引进", decided_by=by, decided_at=at
    )
    CreditSplitLine.objects.create(split=split, unit=unit, share=WHOLE)


@transaction.atomic
def claim_referral(*, project: Project, received_at: datetime, by, at: datetime, **claim) -> ReferralClaim:
    """One more person, unit or team says the information came from them; nothing is decided by it."""
    if received_at > at:
        raise Refused("接收时间不能晚于现在。", field="received_at")
    row = ReferralClaim.objects.create(
        project=project, received_at=received_at, recorded_by=by, recorded_at=at, **claim
    )
    record(project, "referral_claimed", by=by, at=at, name=row.name)
    return row


@transaction.atomic
def change_project(
    *, project: Project, version: int, by, at: datetime, investor_name: str, **fields
) -> Project:
    """Correct what describes the project; stages and money change only through facts."""
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not editable: {sorted(unknown)}")
    take_turn(project)
    if not project.is_open:
        raise Refused("项目已终止或撤销，不能再修改。")
    if fields.get("ownership", project.ownership) != project.ownership and project.postings.exists():
        raise Refused("已有核实的合同或到位资金，资金性质不能修改。", field="ownership")
    changes = {**fields, "investor": party_named(investor_name), "last_entry_on": timezone.localdate(at)}
    differs = update_if_unchanged(project, version=version, **changes)
    Project.objects.filter(pk=project.pk).update(search_text=search_text(project))
    record(project, "project_changed", by=by, at=at, changes=differs)
    return project


@transaction.atomic
def record_progress(*, project: Project, happened_on: date, text: str, by, at: datetime) -> ProgressNote:
    """One entry about what was done; it also shows that the project does not stand still."""
    if happened_on > timezone.localdate(at):
        raise Refused("日期不能晚于今天。", field="happened_on")
    if not project.is_open:
        raise Refused("项目已终止或撤销，不再登记进展。")
    note = ProgressNote.objects.create(
        project=project, happened_on=happened_on, text=text, recorded_by=by, recorded_at=at
    )
    Project.objects.filter(pk=project.pk, last_entry_on__lt=timezone.localdate(at)).update(
        last_entry_on=timezone.localdate(at)
    )
    record(project, "progress_recorded", by=by, at=at, text=text[:80])
    return note
