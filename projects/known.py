"""What a decision about facts asks of the register: each question once for all the facts that are decided together.

A decision about one fact asks through the same object as one about a hundred. It is made when the turns of the projects
have been taken, and lives no longer than their transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Q

from projects.closings import Closed, closed_since
from projects.family_facts import Family, families_of
from projects.models import (
    Arrival,
    CreditSplit,
    DepartmentOpinion,
    Dispute,
    Evidence,
    ExchangeRate,
    ImportRow,
    InvestorSplit,
    Milestone,
    Project,
    SetAside,
)
from projects.models.fact import DOUBTED
from projects.rules_in_force import RuleInForce, rules_until
from units.models import Handovers, Region

Fact = Milestone | Arrival
LAST = date.max


class Known:
    """Every answer is read when it is first asked for, for all of `facts`."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = list(facts)
        self.ids = {fact.project_id for fact in self.facts}
        self._rules: dict[tuple[str, int], Callable[[date], RuleInForce]] = {}
        self._rates: dict[tuple[str, date], ExchangeRate | None] = {}
        self._closed: dict[int, tuple[date, Closed]] = {}

    @cached_property
    def projects(self) -> dict[int, Project]:
        return Project.objects.select_related("region", "investor", "merged_into").in_bulk(self.ids)

    @cached_property
    def families(self) -> dict[int, Family]:
        return families_of(self.projects.values())

    def family(self, fact: Fact) -> Family:
        return self.families[fact.project_id]

    def rule(self, kind: str, *, region: Region, on: date) -> RuleInForce:
        """As rule_for."""
        key = kind, region.pk
        if key not in self._rules:
            self._rules[key] = rules_until(kind, region=region, on=LAST)
        return self._rules[key](on)

    def rate(self, currency: str, on: date) -> ExchangeRate | None:
        key = currency, on
        if key not in self._rates:
            self._rates[key] = ExchangeRate.objects.in_force(currency=currency, on=on).first()
        return self._rates[key]

    @cached_property
    def _done(self) -> set[str]:
        return set()

    def once(self, what: str, act: Callable[[], None]) -> None:
        """For what holds until the transaction ends, such as a lock."""
        if what not in self._done:
            act()
            self._done.add(what)

    def closed(self, region_id: int, since: date) -> Closed:
        """As closed_since, which must be asked while the head of the ledger is held."""
        known = self._closed.get(region_id)
        if known is None or since < known[0]:
            first = min([since, *(fact.statistical_on for fact in self.facts)])
            known = self._closed[region_id] = first, closed_since(region_id, first)
        return known[1]

    @cached_property
    def investor_splits(self) -> dict[int, Sequence[InvestorSplit]]:
        rows = InvestorSplit.objects.filter(project__in=self.ids).prefetch_related("lines__party")
        return _by_project(rows)

    @cached_property
    def credit_splits(self) -> dict[int, Sequence[CreditSplit]]:
        return _by_project(CreditSplit.objects.filter(project__in=self.ids).prefetch_related("lines"))

    @cached_property
    def handovers(self) -> Handovers:
        return Handovers.read()

    @cached_property
    def _doubted(self) -> set[tuple[str, int]]:
        return self._about(Dispute.objects.filter(state__in=DOUBTED))

    def is_doubted(self, fact: Fact) -> bool:
        return (fact.subject, fact.pk) in self._doubted

    @cached_property
    def _aside(self) -> set[tuple[str, int]]:
        return self._about(SetAside.objects.filter(ended_at=None))

    def is_set_aside(self, fact: Fact) -> bool:
        return (fact.subject, fact.pk) in self._aside

    def _about(self, rows) -> set[tuple[str, int]]:
        """(subject, id) of those of the facts that there is such a row about."""
        pairs = rows.filter(self._ours).order_by().values_list("milestone", "arrival")
        return {("milestone", one) if one else ("arrival", other) for one, other in pairs}

    @property
    def _ours(self) -> Q:
        own = {
            name: [fact.pk for fact in self.facts if fact.subject == name]
            for name in ("milestone", "arrival")
        }
        return Q(milestone__in=own["milestone"]) | Q(arrival__in=own["arrival"])

    @cached_property
    def _papers(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for milestone, arrival, kind in Evidence.objects.filter(self._ours).values_list(
            "milestone", "arrival", "kind"
        ):
            found[("milestone", milestone) if milestone else ("arrival", arrival)].append(kind)
        return found

    def papers(self, fact: Fact) -> list[str]:
        """The kind of each document of the fact, '' where none was said."""
        return self._papers.get((fact.subject, fact.pk), [])

    @cached_property
    def _opinions(self) -> dict[int, list[DepartmentOpinion]]:
        ids = [fact.pk for fact in self.facts if fact.subject == "milestone"]
        found: dict[int, list[DepartmentOpinion]] = defaultdict(list)
        for row in DepartmentOpinion.objects.filter(milestone__in=ids).select_related("unit"):
            found[row.milestone_id].append(row)
        return found

    def opinions(self, fact: Milestone) -> list[DepartmentOpinion]:
        return self._opinions.get(fact.pk, [])

    @cached_property
    def _rows(self) -> dict[int, ImportRow]:
        """The rows of ledgers from which these facts and the contracts of their families came."""
        signings = [family.signing() for family in self.families.values()]
        ids = {fact.import_row_id for fact in [*self.facts, *filter(None, signings)]} - {None}
        return ImportRow.objects.select_related("batch").only("batch__name").in_bulk(ids)

    def import_row(self, fact: Fact) -> ImportRow | None:
        return self._rows.get(fact.import_row_id)


def _by_project(rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found
