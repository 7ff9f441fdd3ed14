"""What a row will become when it is confirmed: the project, its milestones, what had arrived, and how it stands."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects import stages
from projects.intake.rows import RowReading
from projects.models import Status

DATED = ("signed", "started", "completed")
STATUSES = {"terminated": Status.TERMINATED, "suspended": Status.SUSPENDED}
SAME_NAME = ("name", "industry", "contact", "summary", "remark")


def check(reading: RowReading) -> None:
    """Add the problems that show only when the cells of a row are held against one another."""
    milestones = [fact["kind"] for fact in facts_of(reading, cut_off_on=date.max)]
    contract, arrived = reading.values.get("contract_amount"), reading.values.get("arrived_amount")
    if "signed" in milestones and not contract and "contract_amount" not in reading.unread:
        reading.add("no_amount", "已签约的项目须填写合同投资额。", field_name="contract_amount")
    elif contract is not None and contract["value"] == "0":
        reading.add("zero_amount", "合同投资额应大于0。", field_name="contract_amount")
    started, completed = reading.day("started_on"), reading.day("completed_on")
    if started and completed and completed < started:
        reading.add("day_order", "竣工日期早于开工日期，请核对。", field_name="completed_on")
    if _behind(reading):
        reading.add(
            "stage_behind", "项目阶段早于已填日期的节点，按日期登记。", field_name="stage", refuses=False
        )
    if contract and arrived and _exceeds(arrived, contract):
        why = "累计到位资金大于合同投资额，请核对。"
        reading.add("arrived_exceeds_contract", why, field_name="arrived_amount", refuses=False)


def _exceeds(arrived: dict, contract: dict) -> bool:
    same = arrived["currency"] == contract["currency"]
    return same and Decimal(arrived["value"]) > Decimal(contract["value"])


def facts_of(reading: RowReading, *, cut_off_on: date) -> list[dict]:
    """Milestones along the road: those with a day of their own, and the stage itself as reached until the cut-off."""
    days = {kind: value for kind in DATED if (value := reading.values.get(f"{kind}_on"))}
    facts = {kind: {"kind": kind, "on": v["value"], "precision": v["precision"]} for kind, v in days.items()}
    stage = reading.values.get("stage")
    if (
        stage in stages.BY_CODE
        and stages.BY_CODE[stage].is_recorded
        and stage not in facts
        and not _behind(reading)
    ):
        facts[stage] = {"kind": stage, "on": cut_off_on.isoformat(), "precision": "until"}
    return sorted(facts.values(), key=lambda fact: stages.BY_CODE[fact["kind"]].order)


def _behind(reading: RowReading) -> bool:
    """Whether the stage word stands before a step that has its day."""
    stage = reading.values.get("stage")
    dated = [stages.BY_CODE[kind].order for kind in DATED if reading.values.get(f"{kind}_on")]
    return stage in stages.BY_CODE and bool(dated) and stages.BY_CODE[stage].order < max(dated)


def plan_of(reading: RowReading, *, lead_unit_id: int, cut_off_on: date) -> dict:
    """Everything the act needs, as JSON. The news is dated with the signing, or else with the cut-off day."""
    arrived = reading.values.get("arrived_amount")
    signed = reading.values.get("signed_on")
    return {
        "lead_unit_id": lead_unit_id,
        "investor_name": reading.values.get("investor") or "",
        "received_on": signed["value"] if signed else cut_off_on.isoformat(),
        "status": str(STATUSES.get(reading.values.get("stage"), Status.ACTIVE)),
        "project": _project(reading),
        "facts": facts_of(reading, cut_off_on=cut_off_on),
        "arrival": arrived if arrived and arrived["value"] != "0" else None,
    }


def _project(reading: RowReading) -> dict:
    values: dict[str, Any] = reading.values
    contract = values.get("contract_amount")
    fields = {name: values.get(name) or "" for name in SAME_NAME}
    return fields | {
        "external_code": values.get("code") or "",
        "host_place": values.get("host") or "",
        "phone": "、".join(values.get("phones") or ()),
        "ownership": values.get("ownership") or "domestic",
        "kind": values.get("kind") or "new",
        "amount": contract["value"] if contract else None,
        "currency": contract["currency"] if contract else "CNY",
        "amount_is_approximate": bool(contract and contract["approximate"]),
        "amount_text": reading.said.get("contract_amount", "")[:60],
    }
