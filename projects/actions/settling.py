"""What a family of merged projects counts: each kind of milestone once in its first, each bank slip once (INV-10).

Nothing moves and nothing is closed anew: the later fact is set aside and its postings are answered; when the first
falls away (reversed, or parted again) the later one is posted anew.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from projects import ledger, stages
from projects.family import family_ids
from projects.models import Arrival, Milestone, Project, SetAside

Fact = Milestone | Arrival


def doubles(ids: Iterable[int]) -> dict[Fact, Fact]:
    """Fact -> the earlier fact of another project of the family that it repeats. Verified, live, counted ones only."""
    ids = list(ids)
    milestones = _counted(Milestone, ids)
    arrivals = _counted(Arrival, ids).prefetch_related("evidence")
    return _repeated(milestones, _step) | _repeated(arrivals, _slips)


def _counted(model, ids: list[int]):
    rows = model.objects.verified().live().filter(project__in=ids, is_counted=True)
    return rows.select_related("project").order_by("event_on", "verified_at", "pk")


def _step(fact: Milestone) -> list[tuple]:
    """A step of the road happens once; two supplementary agreements are one when day, sum and number agree."""
    if fact.kind == "supplement":
        return [("supplement", fact.event_on, fact.amount, fact.currency, fact.number)]
    return [(fact.kind,)]


def _slips(fact: Arrival) -> list[tuple]:
    """The papers of an arrival; a ledger's sum of some time has none and is known by its day and sum."""
    signs: list[tuple] = [("slip", paper.sha256) for paper in fact.evidence.all()]
    if fact.is_from_ledger:
        signs.append((fact.kind, fact.event_on, fact.amount, fact.currency))
    return signs


def _repeated(facts: Iterable, signs_of) -> dict:
    first: dict[tuple, Fact] = {}
    found = {}
    for fact in facts:
        signs = signs_of(fact)
        earlier = next((first[sign] for sign in signs if sign in first), None)
        if earlier is not None and earlier.project_id != fact.project_id:
            found[fact] = earlier
            continue
        for sign in signs:
            first.setdefault(sign, fact)
    return found


def settle(project: Project, *, at: datetime) -> list[Fact]:
    """Bring what is set aside in the project's family in line with its facts; returns what is newly set aside."""
    ids = family_ids(project)
    wanted = doubles(ids) if len(ids) > 1 else {}
    now = {row.milestone or row.arrival: row for row in _set_aside(ids)}
    for fact, row in now.items():
        if wanted.get(fact) != (row.counted_milestone or row.counted_arrival):
            _count_again(fact, row, post=fact not in wanted, at=at)
    new = [fact for fact in wanted if fact not in now or now[fact].ended_at]
    for fact in new:
        name = fact.subject
        SetAside.objects.create(**{name: fact, f"counted_{name}": wanted[fact]}, since=at)
        ledger.answer(list(ledger.live_postings(fact)), because=fact, at=at)
    return [fact for fact in new if fact not in now]


def _set_aside(ids: list[int]) -> Iterable[SetAside]:
    """Rows in force about live facts; a fact that was reversed since stays set aside together with its reversal.

    Hardly any project was ever merged: whether there is anything is asked first, and cheaply.
    """
    about = Q(milestone__project__in=ids) | Q(arrival__project__in=ids)
    if not SetAside.objects.filter(about, ended_at=None).exists():
        return
    for name, model in (("milestone", Milestone), ("arrival", Arrival)):
        live = model.objects.verified().live().filter(project__in=ids).values("pk")
        rows = SetAside.objects.filter(ended_at=None, **{f"{name}__in": live})
        yield from rows.select_related(f"{name}__project", f"counted_{name}")


def _count_again(fact: Fact, row: SetAside, *, post: bool, at: datetime) -> None:
    SetAside.objects.filter(pk=row.pk).update(ended_at=at)
    row.ended_at = at
    if post:
        ledger.post_again(fact, at=at)


def recount(project_ids: Iterable[int], *, at: datetime) -> None:
    """Post anew the steps that count a project, by what their family is now: a project, or more of one (INV-11)."""
    kinds = [stage.code for stage in stages.STEPS if stage.counts]
    rows = Milestone.objects.verified().live().filter(project__in=list(project_ids), kind__in=kinds)
    for fact in rows.select_related("project__merged_into").order_by("pk"):
        ledger.answer(list(ledger.live_postings(fact)), because=fact, at=at)
        ledger.post_again(fact, at=at)
