"""Many facts of one reviewer in one transaction: each by the rule for a single one, read and written together."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction

from projects import stages
from projects.actions.facts.reviewing import Fact, Sitting, Terms
from projects.actions.turns import take_turns
from projects.contracts import needs_a_look
from projects.family import head_id
from projects.known import Known
from promo.refusal import Refused

LOOK = "金额超过合同或可能重复计算，请打开逐条核实"
Asked = tuple[Fact, int]  # with the version that was shown


@transaction.atomic
def verify_facts(*, facts: Sequence[Asked], by, at: datetime) -> list[tuple[Fact, Refused]]:
    """Verify these facts as they were reported, in the order in which they can be; returns those that were refused.

    A refused fact stops no other. What a reviewer would have to look at is refused here and left for its own page.
    """
    take_turns(fact.project_id for fact, _ in facts)
    known = Known(fact for fact, _ in facts)
    refused = []
    for some, of in _sittings(facts, known):
        refused += _sit(some, of, by=by, at=at)
    return refused


def _sittings(facts: Sequence[Asked], known: Known) -> Iterator[tuple[list[Asked], Known]]:
    """All at once, but each fact of merged projects, and each reversal, by itself: the next one reads anew what it
    settled."""

    def place(asked: Asked) -> tuple:
        fact, _ = asked
        order = stages.BY_CODE[fact.stage_code].order
        return head_id(known.projects[fact.project_id]), order, fact.event_on, fact.pk

    def is_alone(asked: Asked) -> bool:
        return known.family(asked[0]).is_alone and not asked[0].reverses_id

    for alone, some in groupby(sorted(facts, key=place), key=is_alone):
        if alone:
            yield list(some), known
        else:
            yield from (([asked], Known([asked[0]])) for asked in some)


def _sit(facts: list[Asked], known: Known, *, by, at: datetime) -> list[tuple[Fact, Refused]]:
    refused = []
    sitting = Sitting([fact for fact, _ in facts], known, by=by, at=at)
    for fact, version in facts:
        try:
            if needs_a_look(fact, known.family(fact)):
                raise Refused(LOOK)
            sitting.verify(fact, version, Terms())
        except Refused as refusal:
            refused.append((fact, refusal))
    sitting.close()
    return refused
