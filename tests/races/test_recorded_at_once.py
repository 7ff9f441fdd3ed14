"""Two people record the same figure at the same moment: it is recorded once."""

import pytest

from assessment.actions.records import ground
from assessment.models import UnitRecord
from tests.assessment.recording import enter, make_kind
from tests.races.together import meeting, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_of_two_who_record_one_figure_at_once_is_told_of_the_first(
    transactional_db, town, monkeypatch
):
    """Each waits a moment between looking and writing: who has not taken a turn would not see the other."""
    kind, looked = make_kind(town), meeting(2, comes=False)

    def after_both(*given, **more):
        ground.refuse_twin(*given, **more)
        looked()

    monkeypatch.setattr("assessment.actions.records.entering.refuse_twin", after_both)
    people = ("office_clerk", "supervisor")
    done, refused = outcomes(together(*(lambda by=by: enter(town, kind=kind, by=by) for by in people)))
    assert (len(done), len(refused), UnitRecord.objects.count()) == (1, 1, 1)
    assert "已经登记过相同的记录" in refused[0].sentence
