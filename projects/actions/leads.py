"""A lead comes in: the project, its first credit split, the referrer's claim, the suspicion of a duplicate."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.credit import Shares, check_shares
from projects.actions.duplicates import note_duplicates
from projects.actions.evidence import attach
from projects.actions.referral import claim_referral
from projects.actions.splits import add_split, refuse_closed
from projects.actions.turns import take_turn
from projects.models import LeadDraft, LeadState, Party, Project
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
    "currency", "amount_is_approximate", "contact", "phone", "remark", "first_talk_unit", "host_unit", "tax_place",
)  # fmt: skip


def party_named(name: str) -> Party | None:
    """The investor of that name, made when new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    return Party.objects.get_or_create(name=name, defaults={"key": company_key(name)})[0]


def _investor(name: str, credit_code: str) -> Party | None:
    """The investor with the code that was given for it. Refused when another code is kept of that name."""
    party, code = party_named(name), credit_code.strip().upper()
    if party is None or not code or party.credit_code == code:
        return party
    if party.credit_code:
        raise Refused("该投资方已登记的统一社会信用代码与此不同，请核对。", field="credit_code")
    Party.objects.filter(pk=party.pk).update(credit_code=code)
    party.credit_code = code
    return party


def search_text(project: Project) -> str:
    """What the search box looks in: names, codes and pinyin initials, as searches compare them."""
    investor = project.investor.name if project.investor else ""
    return search_words(project.code, project.external_code, project.name, investor)


def search_words(code: str, external_code: str, name: str, investor: str) -> str:
    words = [code, external_code, name, investor, initials(name), initials(investor)]
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
    joint: Shares = (),
    files=(),
    draft: LeadDraft | None = None,
    credit_code: str = "",
    **fields,
) -> Project:
    """A new project at the stage of a lead, with all credit to `lead_unit` until shares are decided.

    `claim` holds kind, name, phone and workplace of who brought the news, `files` prove that it was received, `draft`
    is what the person had typed before and goes with the registration. `registered_at` is `at`, for ever; the lead
    waits to be accepted. Refused when the news is dated after `at` or the unit is closed.
    """
    if received_at > at:
        raise Refused("接收时间不能晚于现在。", field="received_at")
    if lead_unit.valid_to and lead_unit.valid_to <= timezone.localdate(at):
        raise Refused("该单位已停用，请选择现有单位。", field="lead_unit")
    project = Project(
        code=_next_code(timezone.localdate(at).year), investor=_investor(investor_name, credit_code),
        region=lead_unit.region, lead_unit=lead_unit, received_at=received_at, registered_at=at, registered_by=by,
        last_entry_on=timezone.localdate(at), lead_state=LeadState.REGISTERED,
        **fields | {"first_talk_unit": fields.get("first_talk_unit") or lead_unit},
    )  # fmt: skip
    project.search_text = search_text(project)
    project.save(force_insert=True)
    _first_shares(project, joint, by=by, at=at)
    if claim:
        claim_referral(
            project=project, received_at=received_at, received_by=project.received_by,
            received_unit=project.received_unit, claiming_unit=lead_unit, by=by, at=at, **claim,
        )  # fmt: skip
    attach(project=project, files=files, by=by, at=at, about=project, kind="receipt")
    if draft is not None:
        draft.delete()
    record(project, "lead_registered", by=by, at=at, name=project.name, unit=lead_unit.name)
    note_duplicates(project=project, at=at)
    return project


def _next_code(year: int) -> str:
    return f"{year}-{next_number(f'project:{year}'):04d}"


def _first_shares(project: Project, joint: Shares, *, by, at: datetime) -> None:
    """From before any day on: all to the unit that registers, or what units that introduce it together agreed."""
    if joint:
        check_shares(project.region_id, joint)
        refuse_closed([unit for unit, _ in joint], on=timezone.localdate(at))
    if joint and project.lead_unit_id not in {unit.pk for unit, _ in joint}:
        raise Refused("联合引进的单位应包括引资单位。", field="joint")
    lines = [(unit.pk, share, False) for unit, share in joint] or [(project.lead_unit_id, WHOLE, False)]
    reason = "登记单位联合引进" if joint else "登记单位独立引进"
    add_split(project=project, lines=lines, valid_from=FIRST_DAY, reason=reason, by=by, at=at)


@transaction.atomic
def change_project(
    *,
    project: Project,
    version: int,
    by,
    at: datetime,
    investor_name: str,
    restores: int | None = None,
    **fields,
) -> Project:
    """Correct what describes the project; stages and money change only through facts. `restores` is the event whose
    old value comes back."""
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
    back = {"restores": restores} if restores else {}
    record(
        project, "value_restored" if restores else "project_changed", by=by, at=at, changes=differs, **back
    )
    return project
