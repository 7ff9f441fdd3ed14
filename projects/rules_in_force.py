"""Which rule of an office holds for a place on a day: what was decided there or above, else the default."""

from dataclasses import dataclass
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


def rule_for(kind: str, *, region: Region, on: date) -> RuleInForce:
    """One statement. A setting that is newer than the decided document has its default."""
    row = OfficeRule.objects.in_force(kind=kind, region=region, on=on).first()
    return RuleInForce(kind, KINDS[kind].default | (row.document if row else {}), row)
