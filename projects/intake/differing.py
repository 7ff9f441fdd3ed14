"""What a ledger that comes again says otherwise than the register: field by field, steps and money by their days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from projects import stages
from projects.intake.checks import DATED
from projects.ledger_sums import OF_THE_YEAR, parts_of
from projects.models import Arrival, BatchState, ImportRow, Kind, Milestone, Ownership, Project
from projects.names import flat
from promo.days import show_iso
from promo.money import show_money

# Of the plan's project: what the register lets a person change, with the field of the ledger that says it.
COMPARED = {
    "name": "name", "host_place": "host", "industry": "industry", "ownership": "ownership", "kind": "kind",
    "contact": "contact", "phone": "phones", "summary": "summary", "remark": "remark",
}  # fmt: skip
WORDS = {"ownership": dict(Ownership.choices), "kind": dict(Kind.choices)}
MONEY = ("amount", "currency", "amount_is_approximate")
# Which columns of the ledger say a change; a step may be said by its day or by the word for the stage.
SAID_BY = {name: (column,) for name, column in COMPARED.items()} | {
    "investor": ("investor",), "amount": ("contract_amount",), "arrival": ("arrived_amount",),
}  # fmt: skip
AT_ONCE = 400


@dataclass
class Standing:
    """A project as it stands: its fields, its live steps and cumulative money, and what the last ledger said of it."""

    pk: int
    code: str
    version: int
    is_open: bool
    lead_unit_id: int
    fields: dict[str, Any]
    investor: str
    steps: dict[str, Milestone] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    base: dict | None = None
    source: tuple[int, str] | None = None  # batch and signature of the ledger that brought it last


def standings(pks: Iterable[int]) -> dict[int, Standing]:
    """Of many projects, with a fixed number of queries for every few hundred."""
    wanted, found = sorted(set(pks)), {}
    for start in range(0, len(wanted), AT_ONCE):
        found |= _some(wanted[start : start + AT_ONCE])
    return found


def _some(pks: list[int]) -> dict[int, Standing]:
    rows = Project.objects.filter(pk__in=pks).select_related("investor")
    found = {
        row.pk: Standing(
            row.pk, row.code, row.version, row.is_open, row.lead_unit_id,
            {name: getattr(row, name) for name in (*COMPARED, *MONEY)},
            row.investor.name if row.investor else "",
        )
        for row in rows
    }  # fmt: skip
    for step in Milestone.objects.live().filter(project__in=pks, reverses__isnull=True).order_by("pk"):
        found[step.project_id].steps[step.kind] = step
    for arrival in Arrival.objects.live().filter(project__in=pks, reverses__isnull=True).order_by("pk"):
        found[arrival.project_id].arrivals.append(arrival)
    _sources(found, pks)
    return found


def _sources(found: dict[int, Standing], pks: list[int]) -> None:
    """The last imported row about each project: the one that made it, or a later one that changed or confirmed it."""
    done = ImportRow.objects.filter(batch__state=BatchState.DONE).select_related("batch")
    made = done.filter(project__in=pks).order_by("pk")
    later = done.filter(target__in=pks, outcome__in=("changed", "same", "alike")).order_by("pk")
    signatures: dict[int, dict[str, str]] = {}
    rows = [(row.project.pk, row) for row in made.select_related("project")]
    for pk, row in [
        *rows,
        *((row.target_id, row) for row in later if row.outcome != "alike" or row.is_chosen),
    ]:
        sheets = signatures.setdefault(
            row.batch_id, {one["sheet"][:100]: one.get("signature", "") for one in row.batch.columns}
        )
        found[pk].base = row.reading.get("plan")
        found[pk].source = (row.batch_id, sheets.get(row.sheet, ""))


def differences(
    plan: dict, said: dict[str, Any], standing: Standing, *, exact: bool
) -> tuple[list[dict], list[str]]:
    """(changes, notes): what importing the row would change, and what it says but cannot change.

    `said` are the values of the columns that the ledger has. What the last ledger said as well is no change, although
    the register was edited since; `exact` (a list that we sent out) compares with the register alone.
    """
    base = None if exact else standing.base
    changes = [
        _entry(name, standing.fields[name], plan["project"][name])
        for name, column in COMPARED.items()
        if column in said
        and (said[column] or name not in WORDS)
        and _differs(name, plan["project"][name], standing.fields[name], base and base["project"][name])
    ]
    notes: list[str] = []
    changes += _money(plan, said, standing, base)
    investor = plan["investor_name"]
    known = {flat(standing.investor), flat(base["investor_name"]) if base else flat(standing.investor)}
    if "investor" in said and flat(investor) not in known:
        changes.append(_entry("investor", standing.investor, investor))
    if plan["lead_unit_id"] != standing.lead_unit_id:
        notes.append("引资单位与登记不同，不随导入变更，请按流转办理。")
    changes += _steps(plan, said, standing, base, notes)
    changes += _arrived(plan, standing, base, notes)
    if not standing.is_open and changes:
        return [], [*notes, "项目已终止或撤销，不能更新。"]
    return changes, notes


def said_by(change: dict, edited: list[str]) -> bool:
    """Whether one of the edited columns says the change."""
    kind = change["field"].partition(":")[2]
    columns = SAID_BY.get(change["field"]) or ("stage", *(name for name, of in DATED.items() if of == kind))
    return any(column in edited for column in columns)


def _differs(name: str, new: Any, old: Any, base: Any) -> bool:
    if name == "name" and not new:
        return False
    return _plain(new) != _plain(old) and (base is None or _plain(new) != _plain(base))


def _plain(value: Any) -> str:
    return "".join(str(value or "").split())


def _entry(name: str, old: Any, new: Any) -> dict:
    title = "投资方" if name == "investor" else str(Project._meta.get_field(name).verbose_name)
    words = WORDS.get(name, {})
    return {
        "field": name, "name": title, "old": str(words.get(old, old or "")), "new": str(words.get(new, new or "")),
        "was": old or "", "to": new or "",
    }  # fmt: skip


def _money(plan: dict, said: dict, standing: Standing, base: dict | None) -> list[dict]:
    new = plan["project"]
    if not said.get("contract_amount") or new["amount"] is None:
        return []
    sums = [
        (Decimal(one["amount"]), one["currency"]) if one and one["amount"] is not None else None
        for one in (new, standing.fields, base and base["project"])
    ]
    if sums[0] in (sums[1], sums[2]):
        return []
    was = {"amount": str(sums[1][0]) if sums[1] else None, **{k: standing.fields[k] for k in MONEY[1:]}}
    return [
        {
            "field": "amount", "name": "合同投资额", "old": show_money(*sums[1]) if sums[1] else "",
            "new": show_money(*sums[0]), "was": was, "to": {name: new[name] for name in (*MONEY, "amount_text")},
        }
    ]  # fmt: skip


def _steps(plan: dict, said: dict, standing: Standing, base: dict | None, notes: list[str]) -> list[dict]:
    before = {fact["kind"]: fact for fact in (base or {}).get("facts", ())}
    changes = []
    for fact in plan["facts"]:
        kind, known = fact["kind"], standing.steps.get(fact["kind"])
        if kind in before and (before[kind] == fact or fact["precision"] == "until"):
            continue
        if known is not None and fact["precision"] == "until":
            continue
        name = stages.BY_CODE[kind].name
        new = show_iso(date.fromisoformat(fact["on"]), fact["precision"])
        if known is None:
            changes.append(
                {"field": f"step:{kind}", "name": name, "old": "", "new": new, "was": None, "to": fact}
            )
            continue
        if known.event_on.isoformat() == fact["on"] and known.precision == fact["precision"]:
            continue
        if known.is_verified or known.import_row_id is None:
            why = "已核实" if known.is_verified else "由人工登记"
            notes.append(f"{name}{why}，日期{new}不随导入变更，如有差错请在项目页办理。")
            continue
        was = {
            "on": known.event_on.isoformat(), "precision": known.precision, "fact": known.pk,
            "row": known.import_row_id,
        }  # fmt: skip
        old = show_iso(known.event_on, known.precision)
        changes.append(
            {"field": f"step:{kind}", "name": name, "old": old, "new": new, "was": was, "to": fact}
        )
    return changes


def _arrived(plan: dict, standing: Standing, base: dict | None, notes: list[str]) -> list[dict]:
    """A sum replaces the one of its kind that an earlier ledger brought, as long as nothing else is there and nobody
    verified it; a new year's sum is recorded beside the whole of the years before."""
    new = plan["arrival"]
    if not new or base and base.get("arrival") == new:
        return []
    total, currency = Decimal(new["value"]), new["currency"]
    alike = [one for one in standing.arrivals if one.currency == currency]
    if (
        alike
        and sum((one.amount for one in alike), Decimal(0)) == total
        and len(alike) == len(standing.arrivals)
    ):
        return []
    changes = _changed_sums(parts_of(new), standing.arrivals)
    if changes is None:
        notes.append("累计到位资金与已登记的不同，不随导入变更，差额请在项目页登记到位资金。")
    return changes or []


def _changed_sums(parts: list[dict], rows: list[Arrival]) -> list[dict] | None:
    """What makes the rows of the register those of the ledger; None where that is for people to decide."""
    if any(row.currency != part["currency"] for row in rows for part in parts):
        return None
    if not rows:
        return [_sum_entry(part, None, ()) for part in parts]
    if _goes_on(parts, rows):
        return [_sum_entry(parts[-1], None, rows)]
    if [row.kind for row in rows] != [part["kind"] for part in parts]:
        return None
    pairs = [
        (part, row) for part, row in zip(parts, rows, strict=True) if row.amount != Decimal(part["value"])
    ]
    if any(row.is_verified or row.import_row_id is None for _, row in pairs):
        return None
    return [_sum_entry(part, row, [other for other in rows if other is not row]) for part, row in pairs]


def _goes_on(parts: list[dict], rows: list[Arrival]) -> bool:
    """Whether the register holds exactly what had arrived when the ledger's year began."""
    if len(parts) < 2 or any(row.event_on.isoformat() > parts[0]["on"] for row in rows):
        return False
    return sum((row.amount for row in rows), Decimal(0)) == Decimal(parts[0]["value"])


def _sum_entry(part: dict, row: Arrival | None, beside: Iterable[Arrival]) -> dict:
    name = (
        "当年到位资金"
        if part["kind"] == OF_THE_YEAR
        else "上年底累计到位资金"
        if "on" in part
        else "累计到位资金"
    )
    return {
        "field": "arrival", "name": name, "old": show_money(row.amount, row.currency) if row else "",
        "new": show_money(Decimal(part["value"]), part["currency"]), "was": _kept(row) if row else None, "to": part,
        "beside": [_kept(other) for other in beside],
    }  # fmt: skip


def _kept(row: Arrival) -> dict:
    return {
        "value": str(row.amount), "currency": row.currency, "on": row.event_on.isoformat(), "fact": row.pk,
        "row": row.import_row_id,
    }  # fmt: skip
