"""A lead, a claim to it, and a rival claim of another village."""

import pytest

from tests.claims import MONDAY, claimed
from tests.factories import make_lead


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


@pytest.fixture
def claim(project, people, town):
    unit = town.units["village"]
    return claimed(project, by=people["unit_clerk"], phone="13812345678", claiming_unit=unit)


@pytest.fixture
def rival(project, people, town):
    unit = town.units["other_village"]
    return claimed(project, by=people["other_clerk"], name="李四", hour=11, claiming_unit=unit)
