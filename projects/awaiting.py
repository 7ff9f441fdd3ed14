"""What must be verified before a fact can be: the contract of its project, and in which ledger that waits."""

from django.db.models import Count

from projects.known import Known
from projects.models import Arrival, FactState, ImportBatch, Milestone

NEED_A_CONTRACT = ("started", "completed", "producing", "at_capacity", "supplement")
MISSING = "该项目的签约尚未核实，请先核实签约。"


def needs_contract(fact: Milestone | Arrival) -> bool:
    return not fact.reverses_id and (isinstance(fact, Arrival) or fact.kind in NEED_A_CONTRACT)


def awaited_contract(fact: Milestone | Arrival, known: Known) -> Milestone | None:
    """The contract on which the fact waits, where one is recorded."""
    signing = known.family(fact).signing() if needs_contract(fact) else None
    return None if signing is None or signing.is_verified else signing


def other_ledger(fact: Milestone | Arrival, signing: Milestone, known: Known) -> ImportBatch | None:
    """The ledger that brought the contract, where the fact did not come with it."""
    brought, own = known.import_row(signing), known.import_row(fact)
    return None if brought is None or (own and own.batch_id == brought.batch_id) else brought.batch


def missing_contract(fact: Milestone | Arrival, known: Known) -> str:
    """Why the fact cannot be verified yet; '' where its contract is verified or it needs none."""
    if not needs_contract(fact):
        return ""
    signing = known.family(fact).signing()
    if signing is not None and signing.is_verified:
        return ""
    ledger = other_ledger(fact, signing, known) if signing else None
    return f"该项目的签约由台账《{ledger.name}》导入，尚未核实，请先核实该台账。" if ledger else MISSING


def awaited_ledgers(batch: ImportBatch) -> list[tuple[ImportBatch, int]]:
    """Ledgers whose contracts must be verified before this one's facts can be, with how many facts."""
    counts: dict[int, int] = {}
    waiting = {"import_row__batch": batch, "state": FactState.RECORDED, "reverses": None}
    signed = {
        "project__milestones__kind": "signed",
        "project__milestones__state": FactState.RECORDED,
        "project__milestones__reverses": None,
        "project__milestones__import_row__isnull": False,
    }
    for model, kinds in ((Milestone, {"kind__in": NEED_A_CONTRACT}), (Arrival, {})):
        rows = model.objects.filter(**waiting, **kinds).filter(**signed).order_by()
        of = rows.values_list("project__milestones__import_row__batch").annotate(Count("pk"))
        for pk, count in of:
            counts[pk] = counts.get(pk, 0) + count
    counts.pop(batch.pk, None)
    found = ImportBatch.objects.in_bulk(counts)
    return sorted(((found[pk], count) for pk, count in counts.items()), key=lambda pair: pair[0].confirmed_at)
