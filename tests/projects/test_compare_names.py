"""Names that people write differently meet; names that only share common words do not."""

import pytest

from projects.names import LIKELY, company_key, likeness, project_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏湖凤样牧业有限公司", "湖凤样牧业"),
        ("湖凤样（集团）有限公司", "湖凤样集团"),
        ("北京恒柏样供应链管理有限公司", "恒柏样供应链管理股份有限公司"),
    ],
)
def test_one_company_in_two_spellings_has_one_key(one, other):
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("年产120万套新能源汽车高压精密阀门及配件生产基地建设项目", "新能源汽车高压精密阀门及配件项目"),
        ("锦东样年产2000台数控机床建设项目", "锦东样数控机床生产项目"),
        ("金源例冷链物流中心项目（一期）", "金源例冷链物流中心项目"),
    ],
)
def test_one_project_in_two_spellings_is_shown_to_a_person(one, other):
    assert likeness(project_key(one), project_key(other)) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("金例年产48万件电子元件项目", "云样年产87万件纺织品项目"),
        ("石桥古道康养民宿项目", "农耕研学基地项目"),
    ],
)
def test_two_projects_that_share_common_words_are_left_alone(one, other):
    assert likeness(project_key(one), project_key(other)) < LIKELY
