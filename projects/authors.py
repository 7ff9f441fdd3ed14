"""Who had a hand in a fact: who amends it last takes the authorship of the row, but not of the sum another put there.

One rule for the act and for the pages, for one fact, for many and for a whole import.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from projects.models import Arrival, ImportBatch, ImportRow, Milestone, Project
from promo.models import Event

WROTE = ("recorded", "amended")
TYPED = "row_corrected"
TOLD = ("columns_told", "units_told")


@dataclass(frozen=True)
class Hand:
    """What somebody did with a fact: why the act refuses that very person, and what the page of
    the fact, a list and the page of the import say."""

    refusal: str
    note: str
    short: str
    batch_note: str = ""


WRITTEN = "本条由您录入或修改过，须由他人核实。", "本人录入或修改过，由他人核实"
RECORDED = Hand("录入人不能核实自己录入的记录，请由他人核实。", *WRITTEN)
AMENDED = Hand("您曾录入或修改过这条记录，不能核实，请由他人核实。", *WRITTEN)
BROUGHT = Hand(
    "这条记录由您上传的台账导入，不能核实，请由他人核实。",
    "本条由您上传的台账导入，须由他人核实。",
    "本人上传台账，由他人核实",
    "本批由您上传或确认导入，抽查和核实请由他人办理。",
)
SHAPED = Hand(
    "您指定过该批台账的栏目含义或单位，不能核实由此导入的记录，请由他人核实。",
    "您指定过该批台账的栏目含义或单位，由此导入的本条须由他人核实。",
    "本人指定过台账的栏目或单位，由他人核实",
    "您指定过本批的栏目含义或单位，抽查和核实请由他人办理。",
)


def hand_in(fact: Milestone | Arrival, user) -> Hand | None:
    """What the person did with a fact that keeps him from verifying it."""
    return hands_in(user, [fact]).get((fact.subject, fact.pk))


def has_corrected(row: ImportRow, user) -> bool:
    """Whether the person typed into cells of an imported row; rows tell their events to the batch."""
    rows = Event.objects.filter(subject=ImportBatch._meta.label_lower, subject_id=row.batch_id)
    return rows.filter(by=user, verb=TYPED, detail__row=str(row)).exists()


def hand_in_batch(batch: ImportBatch, user) -> Hand | None:
    """What the person did with a whole import: brought it in, or said what its columns or names of units mean."""
    if user.pk in (batch.uploaded_by_id, batch.confirmed_by_id):
        return BROUGHT
    told = Event.objects.about(batch).filter(by=user, verb__in=TOLD)
    return SHAPED if told.exists() else None


def batches_of(user) -> set[int]:
    """The imports in which the person had such a hand; two statements."""
    told = Event.objects.filter(subject=ImportBatch._meta.label_lower, by=user, verb__in=TOLD)
    brought = ImportBatch.objects.filter(Q(uploaded_by=user) | Q(confirmed_by=user))
    return {*told.order_by().values_list("subject_id", flat=True), *brought.values_list("pk", flat=True)}


def hands_in(user, facts: Iterable[Milestone | Arrival]) -> dict[tuple[str, int], Hand]:
    """By (subject, id) those of the facts that the person ever recorded or amended, into whose row of a ledger he
    typed, or whose ledger he brought in or gave its meaning. Facts tell their events to the
    project, rows to the batch."""
    facts = list(facts)
    came_from = {row.pk: row for row in _rows_of(facts)}
    batches = {row.batch_id for row in came_from.values()}
    wrote, typed, told = _events_of(user, {fact.project_id for fact in facts}, batches)

    def hand(fact) -> Hand | None:
        if fact.recorded_by_id == user.pk:
            return RECORDED
        row = came_from.get(fact.import_row_id)
        if (fact.subject, fact.pk) in wrote or (row and (row.batch_id, str(row)) in typed):
            return AMENDED
        if row and row.batch_id in told:
            return SHAPED
        return BROUGHT if row and user.pk in (row.batch.uploaded_by_id, row.batch.confirmed_by_id) else None

    found = {(fact.subject, fact.pk): hand(fact) for fact in facts}
    return {key: one for key, one in found.items() if one}


def _rows_of(facts: list[Milestone | Arrival]):
    rows = ImportRow.objects.filter(pk__in={fact.import_row_id for fact in facts} - {None})
    people = ("batch__uploaded_by_id", "batch__confirmed_by_id")
    return rows.select_related("batch").only("sheet", "number", *people)


def _events_of(user, projects: set[int], batches: set[int]) -> tuple[set, set, set]:
    """(subject, id) of what the person wrote in these projects, (batch, row) of what was typed, batches of which he
    said what they mean; one statement."""
    verbs = [f"{subject}_{verb}" for subject in ("milestone", "arrival") for verb in WROTE]
    of_facts = Q(subject=Project._meta.label_lower, subject_id__in=projects, verb__in=verbs)
    of_rows = Q(subject=ImportBatch._meta.label_lower, subject_id__in=batches, verb__in=(TYPED, *TOLD))
    wrote, typed, told = set(), set(), set()
    events = Event.objects.filter(of_facts | of_rows, by=user).order_by()
    for subject_id, verb, detail in events.values_list("subject_id", "verb", "detail"):
        if verb == TYPED:
            typed.add((subject_id, detail.get("row")))
        elif verb in TOLD:
            told.add(subject_id)
        else:
            wrote.add((verb.split("_")[0], detail.get("fact")))
    return wrote, typed, told
