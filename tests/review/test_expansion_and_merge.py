"""An expansion is never a second project, whichever record of it came first and whatever is merged into it (INV-11)."""

from datetime import date, timedelta

import pytest

from projects import actions
from projects.models import Posting
from tests.factories import NOW, TODAY, make_lead, signed_project

EARLY = date(2026, 3, 2)


@pytest.fixture
def around(town):
    """The original, what enlarges it, and another record; each signed, the last one first."""
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    made = {"unit": town.units["village"], "by": clerk}
    first = make_lead(**made, name="阀门一期项目", on=EARLY)
    more = signed_project(**made, verifier=director, name="阀门二期项目", on=TODAY - timedelta(days=9))
    twin = signed_project(**made, verifier=director, name="阀门二期扩建", on=EARLY)
    return first, more, twin, director


def merged(kept, gone, by):
    return actions.merge_projects(kept=kept, merged=gone, reason="同一合同", by=by, at=NOW)


def expanded(project, original, by):
    return actions.mark_expansion(project=project, original=original, reason="增资协议", by=by, at=NOW)


def counted(*projects) -> int:
    rows = Posting.objects.filter(project__in=projects, measure="signed_count").values_list(
        "quantity", flat=True
    )
    return sum(rows)


def test_what_is_merged_into_an_expansion_counts_by_its_money_alone(around):
    first, more, twin, director = around
    expanded(more, first, director)
    merge = merged(more, twin, director)
    assert counted(more, twin) == 0
    actions.undo_merge(merge=merge, reason="核错", by=director, at=NOW)
    assert (counted(more), counted(twin)) == (0, 10_000)


def test_a_project_with_one_merged_into_it_is_found_to_be_an_expansion_and_not_after_all(around):
    first, more, twin, director = around
    merged(more, twin, director)
    assert counted(more, twin) == 10_000
    expanded(more, first, director)
    assert counted(more, twin) == 0
    actions.unmark_expansion(project=more, reason="核错", by=director, at=NOW)
    assert counted(more, twin) == 10_000


def test_an_expansion_that_is_merged_into_a_project_counts_as_that_project(around):
    first, more, twin, director = around
    expanded(twin, first, director)  # the earlier contract is that of the expansion
    more.refresh_from_db()
    merged(more, twin, director)
    assert counted(more, twin) == 10_000
