"""A calendar of periods for a test: months that close and are reported, and what else a test asks for."""

from datetime import date

from projects.actions import set_rule
from projects.rulebook import KINDS
from tests.factories import at

BEGINS = date(2026, 10, 1)
MONTH = {
    "kind": "month",
    "cut": 0,
    "due": 5,
    "grace": 3,
    "asks": True,
    "locks": True,
    "what": "进展、问题、原因、措施",
}
YEAR = MONTH | {"kind": "year", "due": 10, "grace": 5, "asks": False}
FORTNIGHT = MONTH | {"kind": "fortnight", "due": 2, "grace": 2, "locks": False}


def use_periods(town, *kinds: dict, begins: date = BEGINS):
    """October 2026 is due on 5 November and closed after the 10th."""
    document = KINDS["periods"].default | {"kinds": list(kinds or (MONTH,))}
    return set_rule(
        region=town.region, kind="periods", document=document, valid_from=begins, basis="镇政办发〔2026〕12号",
        by=town.people["office_director"], at=at(begins),
    )  # fmt: skip
