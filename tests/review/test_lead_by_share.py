"""Who leads a project follows from the shares in force, not from the decision made last."""

from datetime import date

import pytest

from projects import actions
from tests.factories import NOW, signed_project


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 1),
    )  # fmt: skip


def share(project, town, unit: str, valid_from: date, **more) -> str:
    """The name of the unit that leads after all was given to `unit`."""
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units[unit], 10_000)], valid_from=valid_from, reason="会议纪要",
        version=project.version, by=town.people["office_director"], at=NOW, **more,
    )  # fmt: skip
    project.refresh_from_db()
    return project.lead_unit.name


def test_the_unit_with_the_largest_share_leads(project, town):
    assert share(project, town, "park", date(2026, 4, 1)) == town.units["park"].name


def test_a_share_of_one_measure_does_not_change_who_leads(project, town):
    after = share(project, town, "park", date(2026, 4, 1), measure="arrived_capital")
    assert after == town.units["village"].name


def test_a_share_of_days_gone_by_does_not_change_who_leads_today(project, town):
    share(project, town, "park", date(2026, 5, 1))
    assert share(project, town, "department", date(2026, 4, 1)) == town.units["park"].name
