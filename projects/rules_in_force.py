"""Which rule of an office holds for a place on a day: what was decided there or above, else the default."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from projects.models import OfficeRule
from projects.rulebook import KINDS
from units.models import Region


@dataclass(frozen=True)
class RuleInForce:
    """`row` is None where the default holds. Settings are read as items: rule["days"]."""

    kind: str
    document: dict[str, Any]
    row: OfficeRule | None = None

    def __getitem__(self, key: str) -> Any:
        return self.document[key]

    def names(self, key: str) -> dict[str, str]:
        """code -> name of a list of the rule."""
        return {row["code"]: row["name"] for row in self.document[key]}


RuleOf = Callable[..., RuleInForce]  # rule_for, or what answers as it does


def rule_for(kind: str, *, region: Region, on: date) -> RuleInForce:
    """One statement. A setting that is newer than the decided document has its default."""
    row = OfficeRule.objects.in_force(kind=kind, region=region, on=on).first()
    return RuleInForce(kind, KINDS[kind].default | (row.document if row else {}), row)


def rules_until(kind: str, *, region: Region, on: date) -> Callable[[date], RuleInForce]:
    """What held for a place on each day up to `on`; one statement, however many days are asked for."""
    rows = list(OfficeRule.objects.in_force(kind=kind, region=region, on=on))
    return lambda day: rule_as(kind, next((row for row in rows if row.valid_from <= day), None))


def rule_as(kind: str, row: OfficeRule | None) -> RuleInForce:
    """The rule as a certain row decided it; the default where there was none."""
    return RuleInForce(kind, KINDS[kind].default | (row.document if row else {}), row)


def rules_of(region: Region, *, on: date) -> dict[str, RuleInForce]:
    """What holds of every kind for a place; one statement, however many kinds there are."""
    rows: dict[str, OfficeRule] = {}
    for row in OfficeRule.objects.for_place(region, on=on).select_related("region", "decided_by"):
        rows.setdefault(row.kind, row)
    return {kind: rule_as(kind, rows.get(kind)) for kind in KINDS}


@dataclass(frozen=True)
class RulesByPlace:
    """The rules of one kind that hold on a day wherever one was decided, for lists over several places."""

    default: RuleInForce
    places: dict[str, RuleInForce] = field(default_factory=dict)

    def at(self, path: str) -> RuleInForce:
        """The rule for the region of that path: decided there, else above, else the default."""
        return next((rule for place, rule in self.deepest_first if path.startswith(place)), self.default)

    @property
    def deepest_first(self) -> list[tuple[str, RuleInForce]]:
        return sorted(self.places.items(), key=lambda pair: len(pair[0]), reverse=True)


def rules_by_place(kind: str, *, on: date) -> RulesByPlace:
    """One statement, whatever the number of places."""
    rows = OfficeRule.objects.filter(kind=kind, valid_from__lte=on).select_related("region")
    newest = {row.region.path: row for row in rows.order_by("valid_from", "revision")}
    rules = {path: RuleInForce(kind, KINDS[kind].default | row.document, row) for path, row in newest.items()}
    return RulesByPlace(RuleInForce(kind, KINDS[kind].default), rules)
