"""A finding is dismissed while a look goes on: the look does not open it again."""

import pytest

from assessment import actions
from assessment.actions import findings
from assessment.models import Finding
from tests.assessment.doubts import look, superior
from tests.factories import NOW
from tests.races.together import meeting, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_dismissed_while_a_look_goes_on_stays_dismissed(transactional_db, town, monkeypatch):
    """The look has read the finding and waits a moment before it writes: who locked nothing would write over it."""
    superior(town, 900_000_000)
    look(town)
    finding = Finding.objects.get(kind="superior")
    has_read, dismissed, again = meeting(2, comes=True), meeting(2, comes=False), findings._found_again

    def slowly(row, one, at):
        has_read()
        dismissed()
        return again(row, one, at)

    def dismiss():
        has_read()
        row = actions.dismiss_finding(
            finding=Finding.objects.get(pk=finding.pk), reason="口径不同", version=finding.version,
            by=town.people["supervisor"], at=NOW,
        )  # fmt: skip
        dismissed()
        return row

    monkeypatch.setattr("assessment.actions.findings._found_again", slowly)
    done, refused = outcomes(together(lambda: look(town), dismiss))
    finding.refresh_from_db()
    assert (len(done), refused) == (2, [])
    assert (finding.state, finding.reason) == ("dismissed", "口径不同")
