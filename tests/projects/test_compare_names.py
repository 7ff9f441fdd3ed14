"""Names of companies that people write differently meet."""

import pytest

from projects.names import company_key


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
