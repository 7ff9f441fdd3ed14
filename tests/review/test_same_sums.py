"""One figure in two places is one figure; one instant in two zones is one checksum."""

from datetime import UTC, timedelta

from django.urls import reverse
from django.utils import timezone

from assessment.reports import dashboard as board
from assessment.reports.links import posting_link
from assessment.reports.overview import year_to_date
from assessment.reports.ranking import freeze_standing
from assessment.reports.standing import work_out
from projects import ledger
from promo.periods import year_of
from promo.tables import digest
from tests.assessment import scenario
from tests.factories import CHINA, NOW, TODAY
from units import actions as unit_actions


def test_the_foot_of_the_units_is_the_card_even_when_a_unit_left_the_assessment(town):
    judged = scenario.build(town)
    park = town.units["park"]
    unit_actions.change_unit(unit=park, version=park.version, is_assessed=False, by=None, at=NOW)
    as_of = ledger.moment(NOW)
    year = year_to_date(town.region, year_of(TODAY), until=TODAY, as_of=as_of, targets={})
    rows = board.unit_lines(town.region, year)
    assert sum(line.done for _, line in rows) == year.line("arrived_capital").done > 0
    assert rows[-1][0].name == "工业园（不在考核名单）"
    assert judged.projects["park"].postings.exists()


def test_a_ranking_has_one_checksum_whatever_zone_its_moment_is_told_in(town):
    judged = scenario.build(town)
    as_of = ledger.moment(NOW)
    told = [
        digest(freeze_standing(work_out(judged.scheme, until=scenario.UNTIL, as_of=moment)))
        for moment in (as_of.astimezone(UTC), as_of.astimezone(CHINA))
    ]
    assert told[0] == told[1]


def test_a_frozen_link_has_one_text_whatever_zone_its_moment_is_told_in():
    links = {
        posting_link("signed_amount", start=TODAY, end=TODAY + timedelta(days=1), as_of=moment)
        for moment in (NOW, NOW.astimezone(UTC), timezone.localtime(NOW))
    }
    assert len(links) == 1
    assert next(iter(links)).startswith(reverse("projects:posting_list"))
