"""A ledger that came again changes known projects: what differs and nothing else, through the acts people use."""

from datetime import date, datetime
from decimal import Decimal

from projects.actions.facts import amend_fact, record_arrival, record_milestone, withdraw_fact
from projects.actions.intake.writing import arrived_on
from projects.actions.leads import change_project
from projects.models import Arrival, ArrivalKind, FactState, ImportBatch, ImportRow, Milestone, Project
from projects.models.fact import LIVE_STATES
from promo.models.event import record
from promo.refusal import Refused

AGAIN = "请重新读取后核对。"


def updates_of(batch: ImportBatch):
    """The chosen rows that change a known project, in the order of the file."""
    rows = batch.rows.filter(is_chosen=True, target__isnull=False).order_by("pk")
    return rows.select_related("target__investor", "target__region", "batch")


def update_project(row: ImportRow, *, by, at: datetime) -> None:
    """Write the changes of one row. Refused where the register no longer stands as it was shown."""
    project = row.target
    own, steps, arrived = _apart(row.changes)
    for change in own:
        if not _stands(project, change, "was"):
            raise _moved_on(project, change, AGAIN)
    _write(project, own, "to", by=by, at=at)
    for change in steps:
        _step(row, change, by=by, at=at)
    for change in arrived:
        _must_stand(row, change, list(_standing_facts(Arrival, row)))
    for change in arrived:
        _arrive(row, change, by=by, at=at)
    record(
        project,
        "updated_by_ledger",
        by=by,
        at=at,
        name=row.batch.name,
        row=str(row),
        **{"import": row.batch_id},
    )


def _apart(changes: list[dict]) -> tuple[list[dict], list[dict], list[dict]]:
    steps = [change for change in changes if change["field"].startswith("step:")]
    arrived = [change for change in changes if change["field"] == "arrival"]
    return [change for change in changes if change not in steps and change not in arrived], steps, arrived


def _moved_on(project: Project, change: dict, therefore: str) -> Refused:
    return Refused(f"项目“{project.name}”（{project.code}）的{change['name']}又有修改，{therefore}")


def _stands(project: Project, change: dict, side: str) -> bool:
    """Whether the project still says what the change takes for granted."""
    name, value = change["field"], change[side]
    if name == "investor":
        return (project.investor.name if project.investor else "") == value
    if name == "amount":
        amount = None if value["amount"] is None else Decimal(value["amount"])
        return project.amount == amount and (amount is None or project.currency == value["currency"])
    return "".join(str(getattr(project, name) or "").split()) == "".join(str(value).split())


def _write(project: Project, changes: list[dict], side: str, *, by, at: datetime) -> None:
    if not changes:
        return
    fields, investor = {}, project.investor.name if project.investor else ""
    for change in changes:
        name, value = change["field"], change[side]
        if name == "investor":
            investor = value
        elif name == "amount":
            amount = None if value["amount"] is None else Decimal(value["amount"])
            fields |= {key: value[key] for key in ("currency", "amount_is_approximate")}
            fields |= {"amount": amount, "amount_text": value.get("amount_text", "")}
        else:
            fields[name] = value
    project.refresh_from_db()
    change_project(project=project, version=project.version, investor_name=investor, by=by, at=at, **fields)
    if "amount" in fields and fields["amount"] is not None:
        _follow_contract(project, fields["amount"], fields["currency"], by=by, at=at)


def _follow_contract(project: Project, amount: Decimal, currency: str, *, by, at: datetime) -> None:
    """The sum of an unverified signing that a ledger brought is that of the ledger."""
    signed = Milestone.objects.live().filter(project=project, kind="signed", import_row__isnull=False)
    for fact in signed.exclude(state=FactState.VERIFIED):
        amend_fact(fact=fact, version=fact.version, amount=amount, currency=currency, by=by, at=at)


def _step(row: ImportRow, change: dict, *, by, at: datetime) -> None:
    fact, on = change["to"], date.fromisoformat(change["to"]["on"])
    known = _standing_facts(Milestone, row).filter(kind=fact["kind"]).order_by("pk").last()
    _must_stand(row, change, [known] if known else [])
    days = {"event_on": on, "statistical_on": on, "precision": fact["precision"]}
    if change["was"] is None:
        project = Project.objects.get(pk=row.target_id)
        sums = {"amount": project.amount, "currency": project.currency} if fact["kind"] == "signed" else {}
        record_milestone(project=project, kind=fact["kind"], import_row=row, by=by, at=at, **days, **sums)
    else:
        _amend(row, Milestone, change["was"]["fact"], by=by, at=at, **days)


def _arrive(row: ImportRow, change: dict, *, by, at: datetime) -> None:
    """A sum holds for the cut-off day of the new ledger, or the earlier one that it names."""
    new = change["to"]
    on = arrived_on(new, row.batch)
    sums = {"amount": Decimal(new["value"]), "event_on": on, "statistical_on": on}
    if change["was"] is None:
        project = Project.objects.get(pk=row.target_id)
        record_arrival(
            project=project, currency=new["currency"], kind=new.get("kind", ArrivalKind.CUMULATIVE), precision="until",
            import_row=row, by=by, at=at, **sums,
        )  # fmt: skip
    else:
        _amend(row, Arrival, change["was"]["fact"], by=by, at=at, **sums)


def _standing_facts(model, row: ImportRow):
    return model.objects.live().filter(project=row.target_id, reverses__isnull=True)


def _must_stand(row: ImportRow, change: dict, known: list) -> None:
    """What was recorded, amended or taken back since the difference was shown is looked at again, not overwritten.
    `beside` the fact that changes stands what does not."""
    stood = [*change.get("beside", ()), *filter(None, [change["was"]])]
    if sorted(map(_as_shown, known)) != sorted(map(_as_kept, stood)):
        raise _moved_on(row.target, change, AGAIN)


def _as_shown(fact: Milestone | Arrival) -> tuple:
    worth = fact.amount if isinstance(fact, Arrival) else fact.precision
    return fact.pk, fact.event_on.isoformat(), worth


def _as_kept(was: dict) -> tuple:
    return was["fact"], was["on"], Decimal(was["value"]) if "value" in was else was["precision"]


def _amend(row: ImportRow, model, pk: int, *, by, at: datetime, **changes) -> None:
    fact = model.objects.select_related("project").get(pk=pk)
    amend_fact(fact=fact, version=fact.version, by=by, at=at, **changes)
    model.objects.filter(pk=pk).update(import_row=row)


def take_updates_back(batch: ImportBatch, *, by, at: datetime) -> int:
    """Put back what the rows of a batch changed; returns of how many projects. Refused where it changed again since."""
    rows = list(updates_of(batch).filter(imported_at__isnull=False).order_by("-pk"))
    for row in rows:
        _take_back(row, by=by, at=at)
    return len(rows)


def _take_back(row: ImportRow, *, by, at: datetime) -> None:
    project = row.target
    own, steps, arrived = _apart(row.changes)
    for change in own:
        if not _stands(project, change, "to"):
            raise _moved_on(project, change, "不能撤销本次导入。")
    for model, changes in ((Milestone, steps), (Arrival, arrived)):
        amended = {change["was"]["fact"]: change["was"] for change in changes if change["was"]}
        for fact in model.objects.filter(import_row=row).select_related("project"):
            if fact.is_verified:
                raise Refused(
                    f"项目“{project.name}”（{project.code}）已有核实的节点或资金，不能撤销本次导入。"
                )
            _fact_back(fact, amended.get(fact.pk), by=by, at=at)
    _write(project, own, "was", by=by, at=at)
    record(
        project,
        "ledger_update_undone",
        by=by,
        at=at,
        name=row.batch.name,
        row=str(row),
        **{"import": row.batch_id},
    )


def _fact_back(fact, was: dict | None, *, by, at: datetime) -> None:
    if was is None:
        if fact.state in LIVE_STATES:
            withdraw_fact(fact=fact, version=fact.version, by=by, at=at)
        return
    on = date.fromisoformat(was["on"])
    more = {"amount": Decimal(was["value"])} if "value" in was else {"precision": was["precision"]}
    amend_fact(fact=fact, version=fact.version, event_on=on, statistical_on=on, by=by, at=at, **more)
    type(fact).objects.filter(pk=fact.pk).update(import_row=was["row"])
