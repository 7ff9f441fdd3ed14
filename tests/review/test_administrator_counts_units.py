"""The administrator's desk counts the units of the administrator's list, whatever business the person has besides."""

import pytest

from assessment.reports.desks import administrator_figures
from tests.factories import NOW, TODAY
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_units_in_use_are_those_of_the_list(town):
    access = town.access("administrator")
    figures = {one.label: one for one in administrator_figures(access, today=TODAY, now=NOW)}
    listed = Unit.objects.administered_by(access).active(on=TODAY).count()
    assert figures["在用单位"].number == listed > 1
