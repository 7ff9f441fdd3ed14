"""Write many rows of a ledger with few statements: what register_lead, record_milestone and record_arrival would write.

A ledger of thousands of rows must not hold the database while people work, so a row costs no query of its own. That
both ways write the same is held by tests/intake/test_write_rows.py.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Model
from django.utils import timezone

from projects import stages
from projects.actions.duplicates import Alike, find_alike_among, hint_of, record_of
from projects.actions.intake.telling import tell_all, told
from projects.actions.leads import search_text
from projects.likeness import Index, keys_of
from projects.models import (
    Arrival,
    ArrivalKind,
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
from projects.models.credit import FIRST_DAY, WHOLE
from projects.names import company_key
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

    @property
    def plan(self) -> dict:
        return self.row.reading["plan"]


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
    projects = _projects(drafts, by, at)
    _credit(projects, by, at)
    milestones = _created(
        Milestone, [row for pair in zip(drafts, projects, strict=True) for row in _steps(*pair, by, at)]
    )
    arrivals = _created(
        Arrival,
        [
            _arrival(one, of, batch, at)
            for one, of in zip(drafts, projects, strict=True)
            if one.plan["arrival"]
        ],
    )
    _hints(drafts, projects, at)
    ImportRow.objects.filter(pk__in=[one.row.pk for one in drafts]).update(imported_at=at)
    registered = [
        told(project.pk, "lead_registered", by=by, at=at, name=project.name, unit=project.lead_unit.name)
        for project in projects
    ]
    tell_all([*registered, *(_recorded(fact, by, at) for fact in (*milestones, *arrivals))])


def _created(model: type[Model], rows: list) -> list:
    return model.objects.bulk_create(rows)


def _projects(drafts: list[Draft], by, at: datetime) -> list[Project]:
    parties = _parties({one.plan["investor_name"] for one in drafts} - {""})
    year = timezone.localdate(at).year
    numbers = next_numbers(f"project:{year}", len(drafts))
    projects = []
    for one, number in zip(drafts, numbers, strict=True):
        project = Project(
            code=f"{year}-{number:04d}", investor=parties.get(one.plan["investor_name"]), lead_unit=one.unit,
            first_talk_unit=one.unit, region=one.unit.region, registered_at=at, registered_by=by,
            last_entry_on=timezone.localdate(at), channel="ledger", status=Status.INCOMING, import_row=one.row,
            stage=_stage(one.plan), **one.fields,
        )  # fmt: skip
        project.search_text = search_text(project)
        projects.append(project)
    return _created(Project, projects)


def _stage(plan: dict) -> str:
    return stages.furthest([fact["kind"] for fact in plan["facts"]] + ["funded"] * bool(plan["arrival"]))


def _parties(names: set[str]) -> dict[str, Party]:
    """Investors by name, those who are new made first."""
    known = set(Party.objects.filter(name__in=names).values_list("name", flat=True))
    new = [Party(name=name, key=company_key(name)) for name in sorted(names - known)]
    Party.objects.bulk_create(new, ignore_conflicts=True)
    return {party.name: party for party in Party.objects.filter(name__in=names)}


def _credit(projects: list[Project], by, at: datetime) -> None:
    splits = [
        CreditSplit(
            project=project, valid_from=FIRST_DAY, reason="登记单位独立引进", decided_by=by, decided_at=at
        )
        for project in projects
    ]
    lines = [
        CreditSplitLine(split=split, unit=split.project.lead_unit, share=WHOLE)
        for split in _created(CreditSplit, splits)
    ]
    _created(CreditSplitLine, lines)


def _steps(one: Draft, project: Project, by, at: datetime) -> list[Milestone]:
    return [
        Milestone(
            project=project, kind=fact["kind"], event_on=date.fromisoformat(fact["on"]),
            statistical_on=date.fromisoformat(fact["on"]), precision=fact["precision"], recorded_by=by, recorded_at=at,
            import_row=one.row, **_contract(project, fact["kind"]),
        )
        for fact in one.plan["facts"]
    ]  # fmt: skip


def _contract(project: Project, kind: str) -> dict:
    return {"amount": project.amount, "currency": project.currency} if kind == "signed" else {}


def _arrival(one: Draft, project: Project, batch: ImportBatch, at: datetime) -> Arrival:
    """What had arrived until the cut-off day, as one sum."""
    arrived, on = one.plan["arrival"], batch.cut_off_on
    return Arrival(
        project=project, amount=Decimal(arrived["value"]), currency=arrived["currency"], kind=ArrivalKind.CUMULATIVE,
        event_on=on, statistical_on=on, precision="until", recorded_by=batch.confirmed_by, recorded_at=at,
        import_row=one.row,
    )  # fmt: skip


def _recorded(fact: Milestone | Arrival, by, at: datetime):
    verb = "arrival_recorded" if isinstance(fact, Arrival) else "milestone_recorded"
    return told(
        fact.project_id, verb, by=by, at=at, fact=fact.pk, title=fact.title,
        amount=str(fact.amount) if fact.amount else None, currency=fact.currency, event_on=fact.event_on,
    )  # fmt: skip


def _hints(drafts: list[Draft], projects: list[Project], at: datetime) -> None:
    """Likely duplicates, once the projects have their ids; the index learns the ids as well."""
    hints = []
    for one, project in zip(drafts, projects, strict=True):
        one.likely.rows[one.place] = (project.pk, one.likely.rows[one.place][1])
        for alike in one.alike:
            other = alike.project_id if alike.project_id > 0 else projects[-1 - alike.project_id].pk
            hints.append(hint_of(project, alike, other, at=at))
    _created(DuplicateHint, hints)
