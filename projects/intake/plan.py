"""What a row will become when it is confirmed: the project, its milestones, what had arrived, and how it stands."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects import stages
from projects.intake.carried import arrived_before, arrived_until
from projects.intake.checks import DATED, is_agreement, is_behind
from projects.intake.rows import RowReading
from projects.models import Status

STATUSES = {"terminated": Status.TERMINATED, "suspended": Status.SUSPENDED}
SAME_NAME = ("name", "industry", "contact", "summary", "remark")


def facts_of(reading: RowReading, *, cut_off_on: date) -> list[dict]:
    """Milestones along the road: those with a day of their own, and the stage itself as reached until the cut-off.

    A signing without its amount is none: the sum has to be entered by hand.
    """
    days = {kind: value for name, kind in DATED.items() if (value := reading.values.get(name))}
    facts = {kind: {"kind": kind, "on": v["value"], "precision": v["precision"]} for kind, v in days.items()}
    stage = reading.values.get("stage")
    if (
        stage in stages.BY_CODE
        and stages.BY_CODE[stage].is_recorded
        and stage not in facts
        and not is_behind(reading)
    ):
        facts[stage] = {"kind": stage, "on": cut_off_on.isoformat(), "precision": "until"}
    if is_agreement(reading) and "signed" in facts:
        facts.setdefault("framework", {**facts.pop("signed"), "kind": "framework"})
    if not reading.values.get("contract_amount"):
        facts.pop("signed", None)
    return sorted(facts.values(), key=lambda fact: stages.BY_CODE[fact["kind"]].order)


def plan_of(reading: RowReading, *, lead_unit_id: int, cut_off_on: date) -> dict:
    """Everything the act needs, as JSON. The news is dated with the signing, or else with the cut-off day."""
    signed = reading.values.get("signed_on")
    return {
        "lead_unit_id": lead_unit_id,
        "investor_name": (reading.values.get("investors") or [reading.values.get("investor")])[0] or "",
        "received_on": signed["value"] if signed else cut_off_on.isoformat(),
        "status": str(STATUSES.get(reading.values.get("stage"), Status.ACTIVE)),
        "project": _project(reading),
        "facts": facts_of(reading, cut_off_on=cut_off_on),
        "arrival": _arrival(reading, cut_off_on),
    }


def _arrival(reading: RowReading, cut_off_on: date) -> dict | None:
    """What had arrived until the cut-off, or `on` the earlier day for which the ledger says it; `before` is how much of
    it of an earlier year, so that no year gets the money of another."""
    arrived = reading.values.get("arrived_amount")
    if not arrived or arrived["value"] == "0":
        return None
    until = arrived_until(reading.columns, cut_off_on)
    if until < cut_off_on:
        return {**arrived, "on": until.isoformat()}
    before = arrived_before(reading, cut_off_on)
    if before is None or before["value"] == "0":
        return arrived
    all_before = Decimal(before["value"]) == Decimal(arrived["value"])
    return {**arrived, "on": before["on"]} if all_before else {**arrived, "before": before}


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
