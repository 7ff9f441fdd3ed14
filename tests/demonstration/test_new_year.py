"""The demonstration is dated relative to today, also when today is the first working day of a year."""

from datetime import datetime

from assessment.demonstration.town import build
from projects.models import Posting
from tests.factories import CHINA


def test_the_town_can_be_built_in_the_first_week_of_a_year(db):
    build(now=datetime(2027, 1, 4, 8, 30, tzinfo=CHINA), projects=12)
    assert Posting.objects.exists()
