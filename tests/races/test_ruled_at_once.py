"""Two directors publish a rule of one kind at the same moment: the second is told of the first."""

from datetime import timedelta

import pytest

from projects import actions
from projects.actions import rules
from projects.models import OfficeRule
from projects.rulebook import KINDS
from tests.factories import NOW, TODAY
from tests.races.together import meeting, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_rules_published_at_once_one_is_held_against_the_other(transactional_db, town, monkeypatch):
    """Each waits a moment between looking at the last rule and writing: who has not taken a turn would see none, and
    the earlier day could follow the later."""
    looked, look, last = meeting(2, comes=False), rules._refuse_day, []
    days = {5: TODAY + timedelta(days=9), 6: TODAY}

    def after_both(valid_from, latest, today):
        last.append(latest and latest.valid_from)
        look(valid_from, latest, today)
        looked()

    def publish(judge: int):
        return lambda: actions.set_rule(
            region=town.region, kind="clocks", document=KINDS["clocks"].default | {"judge": judge},
            valid_from=days[judge], basis="会议纪要", by=town.people["office_director"], at=NOW,
        )  # fmt: skip

    monkeypatch.setattr("projects.actions.rules._refuse_day", after_both)
    done, refused = outcomes(together(*map(publish, days)))
    kept = list(OfficeRule.objects.order_by("pk").values_list("valid_from", flat=True))
    assert kept == sorted(kept)
    assert (last[0], last[1]) == (None, kept[0])
    assert (len(done) + len(refused), len(done)) == (2, len(kept))
