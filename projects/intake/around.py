"""What rows of a ledger are held against: the directory of units and the register of a region, each read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from projects.intake.differing import Standing
from projects.intake.twins import identities
from projects.models import LedgerUnitName, Project
from promo.pinyin import search_key
from promo.reading import without_blanks
from units.access import OFFICE_ROLES, Access
from units.models import Region, Unit


@dataclass(frozen=True)
class KnownUnit:
    pk: int
    name: str
    is_closed: bool


@dataclass(frozen=True)
class KnownProject:
    pk: int
    code: str
    name: str
    lead_unit_id: int


@dataclass
class Surroundings:
    """What rows are held against: the directory of units and the register, each read once.

    `own_units` are the units a unit clerk may import for; None for the office, which imports for all. `by_code` are the
    projects by their own number, for lists that we sent out.
    """

    units: dict[str, list[KnownUnit]]
    projects: dict[tuple, KnownProject]
    own_units: frozenset[int] | None = None
    by_code: dict[str, KnownProject] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)

    def may_see(self, project: KnownProject) -> bool:
        return self.own_units is None or project.lead_unit_id in self.own_units


def unit_key(name: str) -> str:
    return without_blanks(name)


def own_units_of(access: Access, region: Region) -> frozenset[int] | None:
    """The units somebody outside the office of a region may import for there; None for the office."""
    return None if access.acts_in(region, OFFICE_ROLES) else access.unit_ids


def surroundings(
    *,
    region: Region,
    own_units: frozenset[int] | None,
    on: date,
    names: Iterable[str] | None = None,
    told: Mapping[str, int] | None = None,
) -> Surroundings:
    """Units and projects of a region and everything below it, as of a day. Three queries.

    With `names` only the projects whose name, number or former number is one of them. `told` says which units this
    ledger means by its words.
    """
    units = defaultdict(list)
    rows = Unit.objects.filter(region__path__startswith=region.path)
    for pk, code, name, short, valid_to in rows.values_list("pk", "code", "name", "short_name", "valid_to"):
        known = KnownUnit(pk, name, bool(valid_to and valid_to <= on))
        for key in {unit_key(code), unit_key(name), unit_key(short)}:
            units[key].append(known)
    _name_as_told(units, region, told or {})
    found = Project.objects.in_register().filter(region__path__startswith=region.path).order_by("pk")
    if names is not None:
        keys = [key for name in names if (key := search_key(name))]
        found = found.filter(reduce(or_, (Q(search_text__contains=key) for key in keys), Q(pk=None)))
    return Surroundings(dict(units), *_register(found, own_units))


def _name_as_told(units: dict[str, list[KnownUnit]], region: Region, told: Mapping[str, int]) -> None:
    """What people said of names: of this ledger before the directory, of earlier ones where the directory is silent."""
    by_pk = {unit.pk: unit for some in units.values() for unit in some}
    remembered = LedgerUnitName.objects.filter(region=region, forgotten_at=None)
    for key, pk in remembered.values_list("key", "unit_id"):
        if pk in by_pk and all(unit.is_closed for unit in units.get(key, ())):
            units[key] = [by_pk[pk]]
    for text, pk in told.items():
        if pk in by_pk:
            units[unit_key(text)] = [by_pk[pk]]


def _register(rows, own_units: frozenset[int] | None) -> tuple:
    known: dict[tuple, KnownProject] = {}
    by_code: dict[str, KnownProject] = {}
    columns = ("pk", "code", "name", "lead_unit_id", "external_code", "investor__name")
    for pk, code, name, lead_unit_id, external_code, investor in rows.values_list(*columns):
        project = by_code[code] = KnownProject(pk, code, name, lead_unit_id)
        for identity in identities(external_code, name, investor or ""):
            known.setdefault(identity, project)
        known.setdefault(("code", code.lower()), project)  # a ledger that we sent out ourselves
    return known, own_units, by_code
