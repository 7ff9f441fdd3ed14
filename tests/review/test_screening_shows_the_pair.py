"""Whoever screens a lead with a doubtful twin goes to the pair in one click; the unit is not told to do it."""

import pytest
from django.urls import reverse

from tests.factories import make_lead

pytestmark = pytest.mark.django_db


def test_the_office_finds_the_pair_and_the_unit_no_order(town, login):
    names = ("石斛深加工项目", "石斛深加工基地项目")
    by, unit = town.people["unit_clerk"], town.units["village"]
    one, two = (make_lead(unit=unit, by=by, name=name, investor="霍样仙草有限公司") for name in names)
    pair = reverse("projects:duplicate_show", args=[two.duplicate_hints.get().pk])
    for project, partner in ((one, two), (two, one)):
        page = reverse("projects:screening_show", args=[project.pk])
        said = login(town.people["office_clerk"]).get(page).content.decode()
        assert f'<a href="{pair}">{partner.name}</a>' in said
        assert "疑似重复尚未核对" not in login(by).get(page).content.decode()
