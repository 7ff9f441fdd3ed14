"""Documents of the office: kept as they came, opened by everybody who works there, noted each time."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from promo.models import Event
from tests.factories import NOW, slip
from units import actions
from units.models import Paper


@pytest.fixture
def paper(town):
    file = slip("镇政办发〔2026〕9号.pdf", b"%PDF-1.4 rule")
    return actions.keep_paper(region=town.region, file=file, by=town.people["office_director"], at=NOW)


def test_a_paper_is_kept_with_its_name_and_digest(town, paper):
    assert (paper.name, paper.size) == ("镇政办发〔2026〕9号.pdf", 13)
    assert paper.sha256 == hashlib.sha256(b"%PDF-1.4 rule").hexdigest()
    assert "镇政办发" not in paper.file.name
    event = Event.objects.about(paper).get()
    assert (event.verb, event.by) == ("paper_kept", town.people["office_director"])


def test_everybody_of_the_town_opens_it_and_it_is_noted(login, town, paper):
    for who in ("unit_clerk", "leader", "administrator"):
        answer = login(town.people[who]).get(paper.get_absolute_url())
        assert b"".join(answer.streaming_content) == b"%PDF-1.4 rule"
        assert "attachment" in answer["Content-Disposition"]
    assert Event.objects.about(paper).filter(verb="downloaded").count() == 3


def test_the_neighbouring_town_does_not_find_it(login, neighbour, paper):
    assert login(neighbour.people["office_director"]).get(paper.get_absolute_url()).status_code == 404


def test_papers_of_the_county_are_for_its_towns(login, town):
    paper = actions.keep_paper(region=town.county, file=slip(), by=town.people["leader"], at=NOW)
    assert login(town.people["unit_clerk"]).get(paper.get_absolute_url()).status_code == 200


def test_a_paper_never_changes(paper):
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(name="另一份")
