"""A round of screening: its checklist drawn up from the rule, filled in, closed with a proposal."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.screening.leads import move, take_lead, words
from projects.models import (
    ExchangeRate,
    LeadState,
    Opinion,
    Project,
    Screening,
    ScreeningLine,
    ScreeningResult,
    ScreeningState,
)
from projects.rules_in_force import RuleInForce, rule_as, rule_for
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale

WAN = 10_000
AS_OPEN = {"state": ScreeningState.OPEN, "proposed_by": None, "proposed_at": None}
GOOD = (Opinion.PASS, Opinion.NOT_APPLICABLE)


def _rule(project: Project, at: datetime) -> RuleInForce:
    return rule_for("screening", region=project.region, on=timezone.localdate(at))


@transaction.atomic
def open_screening(*, project: Project, by, at: datetime) -> Screening:
    """A new round with the items of the rule in force; what was found in the round before is carried over."""
    take_lead(project)
    if project.lead_state == LeadState.REGISTERED:
        raise Refused("请先受理线索，再开始研判。")
    if project.lead_state != LeadState.ACCEPTED:
        raise Refused("该线索不在待研判状态，请刷新查看。")
    row = _new_round(project, by=by, at=at)
    record(project, "screening_opened", by=by, at=at, title=f"第{row.round}次研判")
    return row


def _new_round(project: Project, *, by, at: datetime) -> Screening:
    rule, before = _rule(project, at), project.screenings.last()
    row = Screening.objects.create(
        project=project, round=before.round + 1 if before else 1, rule=rule.row, opened_by=by, opened_at=at
    )
    _draw_up(row, rule, list(before.lines.all()) if before else [])
    move(project, LeadState.SCREENING, at=at)
    return row


def _draw_up(row: Screening, rule: RuleInForce, known: list[ScreeningLine]) -> None:
    found = {line.code: line for line in known}
    ScreeningLine.objects.bulk_create(
        ScreeningLine(
            screening=row,
            code=item["code"],
            name=item["name"],
            required=item["required"],
            order=order,
            opinion=found[item["code"]].opinion if item["code"] in found else Opinion.UNCLEAR,
            note=found[item["code"]].note if item["code"] in found else "",
        )  # fmt: skip
        for order, item in enumerate(rule["items"])
    )


@transaction.atomic
def renew_screening(*, project: Project, by, at: datetime) -> Screening:
    """The office decided a new rule: an open round is drawn up anew by it, a decided lead gets a further round.

    What was found about items that stayed is carried over; a proposal falls back to be looked at again.
    """
    take_lead(project)
    rule, latest = _rule(project, at), project.screenings.last()
    if latest is None or project.lead_state not in (LeadState.SCREENING, LeadState.QUALIFIED):
        raise Refused("该线索不在研判中，也不是有效线索，无须按新标准核对。")
    if latest.rule_id == (rule.row.pk if rule.row else None):
        raise Refused("该线索已按现行标准研判。")
    if latest.state == ScreeningState.DECIDED:
        latest = _new_round(project, by=by, at=at)
    else:
        known = list(latest.lines.all())
        latest.lines.all().delete()
        _draw_up(latest, rule, known)
        change_round(latest, latest.version, rule=rule.row, **AS_OPEN)
    record(project, "screening_renewed", by=by, at=at, title=f"第{latest.round}次研判")
    return latest


def change_round(row: Screening, version: int, **changes) -> None:
    """Conditional on the version: two people at one round cannot both succeed."""
    taken = Screening.objects.filter(pk=row.pk, version=version).exclude(state=ScreeningState.DECIDED)
    if not taken.update(version=F("version") + 1, **changes):
        raise Stale()
    row.refresh_from_db()


def _still_open(row: Screening) -> None:
    take_lead(row.project)
    if Screening.objects.get(pk=row.pk).state != ScreeningState.OPEN:
        raise Refused("这次研判已提出结论，请刷新查看。")


def _fill_in(row: Screening, opinions: Mapping[int, tuple[str, str]], version: int) -> list[str]:
    """Write opinions by line; returns what changed in words."""
    change_round(row, version)
    told = []
    for line in row.lines.all():
        opinion, note = opinions.get(line.pk, (line.opinion, line.note))
        if (opinion, note) != (line.opinion, line.note):
            told.append(f"{line.name}：{line.get_opinion_display()} → {Opinion(opinion).label}")
            ScreeningLine.objects.filter(pk=line.pk).update(opinion=opinion, note=note)
    return told


@transaction.atomic
def save_lines(
    *, screening: Screening, opinions: Mapping[int, tuple[str, str]], version: int, by, at: datetime
) -> Screening:
    """Keep what was found so far; `opinions` are (opinion, note) by the primary key of the line."""
    _still_open(screening)
    told = _fill_in(screening, opinions, version)
    record(screening.project, "screening_saved", by=by, at=at, text="；".join(told)[:300])
    return screening


@transaction.atomic
def propose_result(
    *, screening: Screening, opinions: Mapping[int, tuple[str, str]], result: str, version: int, by, at: datetime,
    reason_code: str = "", reason: str = "",
) -> Screening:  # fmt: skip
    """Close the checklist with a proposal that another person decides; the rule says whether a leader must."""
    _still_open(screening)
    told = _fill_in(screening, opinions, version)
    reason_code, reason = _checked(screening, result, reason_code, reason)
    change_round(
        screening, screening.version, state=ScreeningState.PROPOSED, result=result, reason_code=reason_code,
        reason=reason, proposed_by=by, proposed_at=at, needs_leader=_needs_leader(screening.project, at),
    )  # fmt: skip
    title = f"建议：{screening.get_result_display()}"
    record(
        screening.project,
        "screening_proposed",
        by=by,
        at=at,
        title=title,
        reason=reason,
        text="；".join(told)[:300],
    )
    return screening


def _checked(row: Screening, result: str, code: str, reason: str) -> tuple[str, str]:
    """The code and the words that go with a result; refused where the checklist or the rule says otherwise."""
    if result not in ScreeningResult.values:
        raise Refused("请选择研判结论。", field="result")
    lines = list(row.lines.all())
    for line in lines:
        if line.opinion == Opinion.FAIL and not line.note.strip():
            raise Refused(f"“{line.name}”不合格，请写明情况。")
    if result == ScreeningResult.QUALIFIED:
        open_items = [line.name for line in lines if line.required and line.opinion not in GOOD]
        if open_items:
            raise Refused(f"{'、'.join(open_items)}尚未合格，不能列为有效线索。", field="result")
        return "", reason.strip()
    if result == ScreeningResult.SUPPLEMENT:
        return "", words(reason, "请写明须补充哪些内容。")
    if code not in rule_as("screening", row.rule).names("reasons"):
        raise Refused("请选择不予跟进的原因。", field="reason_code")
    return code, words(reason, "请说明不予跟进的理由。")


def _needs_leader(project: Project, at: datetime) -> bool:
    """A sum in a currency that has no rate yet cannot be compared, so it goes to the leader."""
    least = _rule(project, at)["leader_from"]
    amount = Project.objects.values_list("amount", "currency").get(pk=project.pk)
    if least is None or amount[0] is None:
        return False
    worth = _in_yuan(*amount, at)
    return worth is None or worth >= least * WAN


def _in_yuan(amount: Decimal, currency: str, at: datetime) -> Decimal | None:
    if currency == "CNY":
        return amount
    rate = ExchangeRate.objects.in_force(currency=currency, on=timezone.localdate(at)).first()
    return amount * rate.rate if rate else None
