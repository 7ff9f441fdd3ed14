"""What papers a fact brings: enough for its gate, accepted for its kind of money, not used for another fact before."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from projects.gates import Gate, framework_word, gate_of_fact, papers_of_money
from projects.known import Known
from projects.models import Arrival, Evidence, FactState, Milestone
from projects.models.fact import ENDED_STATES
from promo.checksums import checksum_of
from promo.days import show_day
from promo.refusal import Refused
from units.access import Access

NAMED_MOST = 3


def check_gate(fact: Milestone) -> Gate:
    """The gate of a milestone; refused where something required is missing and no reason is given. What came with a
    ledger has no papers of its own: its reviewer decides."""
    gate = gate_of_fact(fact)
    if gate.missing and not fact.skip_reason.strip() and not fact.import_row_id:
        raise Refused(f"还缺{gate.missing_words}，请补齐，确实不能补齐的请说明原因。", field="skip_reason")
    return gate


def refuse_framework(fact: Milestone, *, is_contract: bool) -> None:
    """A framework agreement is no contract: a signing whose papers say so must be confirmed with a reason."""
    if fact.kind != "signed" or fact.import_row_id:
        return
    names = [fact.number, *fact.evidence.values_list("name", flat=True)]
    word = framework_word(names)
    if not word:
        return
    if not is_contract:
        raise Refused(
            f"文号或材料名称中有“{word}”，框架性、意向性协议不是正式合同，不计入签约。"
            "请改为登记框架协议或意向；确属正式投资合同的，请勾选确认并说明理由。",
            field="is_contract",
        )
    if not fact.skip_reason.strip():
        raise Refused(f"文号或材料名称中有“{word}”，请说明为什么按正式合同登记。", field="skip_reason")


def check_paper_kind(fact: Arrival, paper_kind: str, files: Sequence) -> None:
    """The kind of a slip is one that the rule accepts for this money, and is named where the rule asks for it."""
    if fact.is_from_ledger or (not paper_kind and not files):
        return
    rule, accepted = papers_of_money(fact.project, fact.kind, on=fact.event_on)
    if paper_kind and paper_kind not in accepted:
        words = "、".join(accepted.values()) or "无"
        raise Refused(f"{fact.get_kind_display()}认可的凭证：{words}。请重新选择。", field="paper_kind")
    if not paper_kind and rule["typed_papers"]:
        raise Refused("请选择凭证种类。", field="paper_kind")


def accepted_paper_missing(fact: Arrival, known: Known) -> str:
    """What the rule would accept, where it asks for typed papers and the fact has none of them; '' otherwise."""
    rule, accepted = papers_of_money(fact.project, fact.kind, on=fact.event_on, rule_of=known.rule)
    if not rule["typed_papers"] or fact.is_from_ledger or fact.import_row_id:
        return ""
    if accepted.keys() & set(known.papers(fact)):
        return ""
    return "、".join(accepted.values()) or "（规则未列凭证）"


def refuse_used_slips(fact: Arrival, files: Sequence, *, by, at: datetime) -> None:
    """One slip proves one sum: the same file behind another live fact needs a reason. Facts out of the recorder's
    sight are told of without a name."""
    if not files or fact.reuse_reason.strip():
        return
    used = used_before(fact, {checksum_of(file) for file in files})
    if not used:
        return
    access = Access.of(by, on=timezone.localdate(at))
    seen = set(
        Evidence.objects.visible_to(access)
        .filter(pk__in=[row.pk for row in used])
        .values_list("pk", flat=True)
    )
    said = [_told(row) if row.pk in seen else "其他单位的项目" for row in used[:NAMED_MOST]]
    raise Refused(
        f"该凭证已用于{'、'.join(dict.fromkeys(said))}，请核对是否重复登记；"
        "确需使用同一凭证的（如一张回单含多笔），请说明原因。",
        field="reuse_reason",
    )


def used_before(fact: Arrival, digests: set[str]) -> list[Evidence]:
    """Evidence with the same bytes behind other facts that stand (or wait)."""
    rows = Evidence.objects.filter(sha256__in=digests).exclude(arrival=fact)
    rows = rows.select_related("project", "milestone", "arrival").prefetch_related(
        "milestone__reversals", "arrival__reversals"
    )
    return [row for row in rows if _stands(row.milestone or row.arrival)]


def _stands(fact: Milestone | Arrival | None) -> bool:
    return bool(fact) and fact.state not in ENDED_STATES and not fact.reverses_id and not fact.is_reversed


def _told(row: Evidence) -> str:
    fact = row.milestone or row.arrival
    state = "" if fact.state == FactState.VERIFIED else f"，{fact.get_state_display()}"
    return f"{row.project.name}的{fact.title}（{show_day(fact.event_on, fact.precision)}{state}）"
