"""Lights and people in charge in the project list: found by a filter, shown, exported with their reasons."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from projects.models import Project
from tests.factories import make_lead

LIST = "/projects/"
EXPORT = "/projects/export/"


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def office(login, people):
    return login(people["office_clerk"])


def names(response) -> set[str]:
    return {row.name for row in response.context["page"]}


def lead(town, **fields):
    return make_lead(unit=town.units["village"], by=town.people["office_clerk"], **fields)


def test_lights_are_found_shown_and_exported_with_their_reasons(office, town, people):
    today = timezone.localdate()
    red, yellow, none = (
        lead(town, name=f"{name}项目", investor=f"{name}公司") for name in ("甲", "乙", "丙")
    )
    for project, days in ((red, 61), (yellow, 31), (none, 3)):
        Project.objects.filter(pk=project.pk).update(last_entry_on=today - timedelta(days=days))
    for light, found in (
        ("red", {"甲项目"}),
        ("yellow", {"乙项目"}),
        ("any", {"甲项目", "乙项目"}),
        ("none", {"丙项目"}),
    ):
        assert names(office.get(f"{LIST}?light={light}")) == found
    assert "红灯" in office.get(f"{LIST}?light=red").content.decode()
    answer = office.get(f"{EXPORT}?light=red")
    cells = [cell for row in load_workbook(BytesIO(answer.content)).worksheets[0].values for cell in row]
    assert "已61天没有进展。" in cells and "红灯" in cells


def test_projects_are_found_by_who_is_in_charge_also_when_he_left(office, town, people):
    """A former member of the unit is named, with a mark."""
    mine, left, nobody = (
        lead(town, name=f"{name}项目", investor=f"{name}公司") for name in ("甲", "乙", "丙")
    )
    Project.objects.filter(pk=mine.pk).update(owner=people["office_clerk"])
    Project.objects.filter(pk=left.pk).update(owner=people["other_clerk"])
    assert names(office.get(f"{LIST}?owner=mine")) == {"甲项目"}
    assert names(office.get(f"{LIST}?owner=none")) == {"丙项目"}
    page = office.get(f"{LIST}?owner=left")
    assert names(page) == {"乙项目"} and "赵柳河（已离任）" in page.content.decode()
    assert names(office.get(f"{LIST}?owner_name=赵柳")) == {"乙项目"}
