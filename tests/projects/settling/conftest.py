"""A project with a claim, a rival claim, and the notice of the first."""

import pytest

from tests.claims import MONDAY, claimed, proposed
from tests.factories import make_lead


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


@pytest.fixture
def claim(project, people, town):
    return claimed(project, by=people["unit_clerk"], claiming_unit=town.units["village"])


@pytest.fixture
def rival(project, people, town):
    unit = town.units["other_village"]
    return claimed(project, by=people["other_clerk"], name="李四", hour=11, claiming_unit=unit)


@pytest.fixture
def case(claim, people):
    return proposed(claim, by=people["office_clerk"])
