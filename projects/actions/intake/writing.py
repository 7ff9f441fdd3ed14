"""Write many rows of a ledger with few statements: what register_lead, record_milestone and record_arrival would write.

A ledger of thousands of rows must not hold the database while people work, so a row costs no query of its own. That
both ways write the same is held by tests/intake/test_write_rows.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from projects import stages
from projects.actions.duplicates import Alike, find_alike_among, record_of, words_of
from projects.actions.leads import search_words
from projects.actions.telling import tell_all, told
from projects.ledger_sums import parts_of
from projects.likeness import Index, keys_of
from projects.models import (
    Arrival,
    CreditSplit,
    CreditSplitLine,
    DuplicateHint,
    ImportBatch,
    ImportRow,
    Milestone,
    Party,
    Project,
    Status,
)
from projects.models.arrival_kind import FROM_LEDGERS
from projects.models.credit import FIRST_DAY, WHOLE
from projects.names import company_key
from promo.inserting import insert_new
from promo.models.counter import next_numbers
from promo.refusal import Refused
from units.models import Unit


@dataclass
class Draft:
    """A row about to become a project. `alike` may name drafts of the same chunk by -1 - their place in it."""

    row: ImportRow
    unit: Unit
    fields: dict
    alike: list[Alike]
    likely: Index
    place: int  # of its name in `likely`
    project_id: int = 0  # once it is written

    @property
    def plan(self) -> dict:
        return self.row.reading["plan"]

    @property
    def name(self) -> str:
        return self.fields["name"]


def draft(row: ImportRow, unit: Unit, likely: Index, *, number: int, at: datetime) -> Draft:
    """Everything that can be worked out before the database is asked to hold still. Refused as register_lead does."""
    plan = row.reading["plan"]
    received_at = midnight(plan["received_on"])
    if unit.valid_to and unit.valid_to <= timezone.localdate(at):
        raise Refused("该单位已停用，请选择现有单位。")
    if received_at > at:
        raise Refused("接收时间不能晚于现在。")
    name, investor = plan["project"]["name"], plan["investor_name"]
    amount = plan["project"]["amount"]
    fields = {**plan["project"], "amount": Decimal(amount) if amount else None, "received_at": received_at}
    keys = keys_of(_compared(name, investor, fields))
    alike = find_alike_among(keys, likely)
    place = likely.add(-1 - number, keys)
    return Draft(row, unit, fields, alike, likely, place)


def _compared(name: str, investor: str, fields: dict):
    """What of a row is compared; the credit code is no column of a ledger."""
    words = {key: fields.get(key) or "" for key in ("phone", "industry")}
    place, currency = fields.get("host_place") or "", fields.get("currency") or "CNY"
    return record_of(name, investor, place=place, amount=fields["amount"], currency=currency, **words)


def midnight(day: str) -> datetime:
    """A ledger names days; the news is dated with the first moment of one."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min))


def write(drafts: list[Draft], *, batch: ImportBatch, at: datetime) -> None:
    """Projects with credit, facts, hints and events. About twenty statements, however many drafts."""
    by = batch.confirmed_by
    _projects(drafts, by, at)
    _credit(drafts, by, at)
    steps = [step for one in drafts for step in _steps(one, by, at)]
    arrived = [sum_ for one in drafts if one.plan["arrival"] for sum_ in _arrivals(one, batch, at)]
    facts = zip(
        [*insert_new(Milestone, steps), *insert_new(Arrival, arrived)], [*steps, *arrived], strict=True
    )
    _hints(drafts, at)
    ImportRow.objects.filter(pk__in=[one.row.pk for one in drafts]).update(imported_at=at)
    registered = [
        told(one.project_id, "lead_registered", by=by, at=at, name=one.name, unit=one.unit.name)
        for one in drafts
    ]
    tell_all([*registered, *(_recorded(pk, fact, by, at) for pk, fact in facts)])


def _projects(drafts: list[Draft], by, at: datetime) -> None:
    parties = _parties({one.plan["investor_name"] for one in drafts} - {""})
    today = timezone.localdate(at)
    numbers = next_numbers(f"project:{today.year}", len(drafts))
    same = {
        "registered_at": at, "registered_by_id": by.pk, "last_entry_on": today, "channel": "ledger",
        "status": str(Status.INCOMING),
    }  # fmt: skip
    rows = [
        {**one.fields, **same, **_own(one, f"{today.year}-{number:04d}", parties)}
        for one, number in zip(drafts, numbers, strict=True)
    ]
    for one, pk in zip(drafts, insert_new(Project, rows), strict=True):
        one.project_id = pk


def _own(one: Draft, code: str, parties: dict[str, int]) -> dict:
    """What of a project follows from its row, its unit and its number."""
    investor = one.plan["investor_name"]
    return {
        "code": code, "investor_id": parties.get(investor), "lead_unit_id": one.unit.pk,
        "first_talk_unit_id": one.unit.pk, "region_id": one.unit.region_id, "import_row_id": one.row.pk,
        "stage": _stage(one.plan), "search_text": search_words(code, one.fields["external_code"], one.name, investor),
    }  # fmt: skip


def _stage(plan: dict) -> str:
    return stages.furthest([fact["kind"] for fact in plan["facts"]] + ["funded"] * bool(plan["arrival"]))


def _parties(names: set[str]) -> dict[str, int]:
    """The keys of investors by name, those who are new made first."""
    known = set(Party.objects.filter(name__in=names).values_list("name", flat=True))
    new = [Party(name=name, key=company_key(name)) for name in sorted(names - known)]
    Party.objects.bulk_create(new, ignore_conflicts=True)
    return dict(Party.objects.filter(name__in=names).values_list("name", "pk"))


def _credit(drafts: list[Draft], by, at: datetime) -> None:
    said = {"valid_from": FIRST_DAY, "reason": "登记单位独立引进", "decided_by_id": by.pk, "decided_at": at}
    splits = insert_new(CreditSplit, [{"project_id": one.project_id, **said} for one in drafts])
    lines = [
        {"split_id": split, "unit_id": one.unit.pk, "share": WHOLE}
        for split, one in zip(splits, drafts, strict=True)
    ]
    insert_new(CreditSplitLine, lines)


def _steps(one: Draft, by, at: datetime) -> list[dict]:
    steps = []
    for fact in one.plan["facts"]:
        on = date.fromisoformat(fact["on"])
        sums = {name: one.fields[name] for name in ("amount", "currency")} if fact["kind"] == "signed" else {}
        steps.append(
            {
                "project_id": one.project_id, "kind": fact["kind"], "event_on": on, "statistical_on": on,
                "precision": fact["precision"], "recorded_by_id": by.pk, "recorded_at": at,
                "import_row_id": one.row.pk, **sums,
            }
        )  # fmt: skip
    return steps


def _arrivals(one: Draft, batch: ImportBatch, at: datetime) -> Iterator[dict]:
    """What had arrived until the cut-off day, or an earlier one that the ledger names; apart what is of this year."""
    for part in parts_of(one.plan["arrival"]):
        on = arrived_on(part, batch)
        yield {
            "project_id": one.project_id, "amount": Decimal(part["value"]), "currency": part["currency"],
            "kind": part["kind"], "event_on": on, "statistical_on": on, "precision": "until",
            "recorded_by_id": batch.confirmed_by_id, "recorded_at": at, "import_row_id": one.row.pk,
        }  # fmt: skip


def arrived_on(arrived: dict, batch: ImportBatch) -> date:
    return date.fromisoformat(arrived["on"]) if "on" in arrived else batch.cut_off_on


def _recorded(pk: int, fact: dict, by, at: datetime) -> dict:
    is_arrival = fact["kind"] in FROM_LEDGERS
    amount = fact.get("amount")
    return told(
        fact["project_id"], "arrival_recorded" if is_arrival else "milestone_recorded", by=by, at=at, fact=pk,
        title="到位资金" if is_arrival else stages.BY_CODE[fact["kind"]].name,
        amount=str(amount) if amount else None, currency=fact.get("currency", "CNY"), event_on=fact["event_on"],
    )  # fmt: skip


def _hints(drafts: list[Draft], at: datetime) -> None:
    """Likely duplicates, once the projects have their ids; the index learns the ids as well."""
    hints = []
    for one in drafts:
        one.likely.rows[one.place] = (one.project_id, one.likely.rows[one.place][1])
        for alike in one.alike:
            known = alike.project_id
            other = known if known > 0 else drafts[-1 - known].project_id
            hints.append({"project_id": one.project_id, "other_id": other, "found_at": at, **words_of(alike)})
    insert_new(DuplicateHint, hints)
