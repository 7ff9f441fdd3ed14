"""A project is found however brackets, dashes and widths are typed, in the register or in the search box."""

from datetime import date

import pytest

from projects.models import Project
from tests.factories import make_lead, signed_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["样例（集团）", "样例(集团)", "样例集团", "ＡＢ阀门", "ab阀门", "样例 阀门"]
)
def test_a_project_is_found_however_signs_are_typed(town, typed):
    project = make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], name="AB阀门生产项目",
        investor="样例（集团）有限公司",
    )  # fmt: skip
    assert list(Project.objects.search(typed)) == [project]
    assert list(Project.objects.search(project.code)) == [project]


def test_signs_alone_and_another_name_find_nothing(town):
    signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 1),
    )  # fmt: skip
    assert not Project.objects.search("（）").exists()
    assert not Project.objects.search("不存在的名称").exists()
