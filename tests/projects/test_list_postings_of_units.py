"""An address that names units lists their postings alone: never those of others, never a part of them unsaid."""

import pytest

from projects.forms.fact_filters import MOST_UNITS, PostingFilter
from tests.factories import TODAY, signed_project
from units.access import Access


@pytest.fixture
def listed(town):
    """`listed("3,7")`: the units of the rows that such an address lists for a supervisor; None for a refused one."""
    people = town.people
    for number, unit in enumerate(("village", "park")):
        signed_project(
            unit=town.units[unit], by=people["office_clerk"], verifier=people["office_director"],
            name=f"{unit}项目", investor=f"第{number}样例公司",
        )  # fmt: skip

    def _listed(units: str):
        form = PostingFilter({"units": units}, access=Access.of(people["supervisor"], on=TODAY))
        rows = form.rows()
        return set(rows.values_list("unit", flat=True)) if form.is_valid() else None

    return _listed


def test_an_address_lists_the_units_it_names_and_all_where_it_names_none(town, listed):
    village, park = (town.units[name].pk for name in ("village", "park"))
    assert listed("") == listed(" ") == {village, park}
    assert listed(f"{village}") == listed(f"x,{village},-5") == {village}
    assert listed("x") == listed("9" * 30) == set(), "what is no number is nobody, not everybody"


def test_an_address_that_is_too_long_lists_nothing_instead_of_a_part(town, listed):
    village = str(town.units["village"].pk)
    assert listed(",".join([village] * MOST_UNITS)) is None
