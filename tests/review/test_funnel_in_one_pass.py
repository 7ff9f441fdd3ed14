"""A dashboard over hundreds of projects asks for each set of facts once, not once for every project."""

import pytest
from django.db import connection

from projects.family import of_family
from projects.models import Arrival, Milestone, Project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("facts", (Milestone, Arrival))
def test_reached_projects_are_found_without_a_walk_per_project(facts):
    rows = Project.objects.active().filter(of_family(facts.objects.verified().live().not_set_aside()))
    sql = str(rows.order_by().values("pk").query)
    assert sql.count('"projects_project"."id" = ') + sql.count('= ("projects_project"."id")') == 0
    if connection.vendor == "sqlite":
        assert "CORRELATED" not in rows.explain()
