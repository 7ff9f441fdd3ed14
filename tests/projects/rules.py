"""A rule of the town as its director decided it, in one line of a test."""

from datetime import date

from projects.models import OfficeRule
from tests.factories import NOW

DAY = date(2026, 3, 5)


def decide(town, *items, opinions=(), valid_from=DAY, kind="gates", **document):
    """A rule of the town, as its director decided it."""
    document = document or {"items": list(items), "opinions": list(opinions)}
    return OfficeRule.objects.create(
        region=town.region, kind=kind, valid_from=valid_from, document=document, basis="镇政办发〔2026〕8号",
        decided_by=town.people["office_director"], decided_at=NOW,
    )  # fmt: skip
