"""A project goes on a list of the government by a document and leaves it with a reason; rankings see both in time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessment.facts import known_now
from assessment.sources import Measured
from projects import actions
from promo.models import Event
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.measuring import gathered, where
from tests.factories import NOW, TODAY

KEY = Measured("arrived_capital", where=where(label=("省重点",)))
REST = Measured("arrived_capital", where=where(not_label=("省重点",)))


@pytest.fixture
def judged(town):
    return scenario.build(town)


def put_on(judged, **more):
    given = {
        "project": judged.projects["park"], "label": "省重点", "valid_from": scenario.SPRING,
        "document": "省发〔2026〕2号", "by": judged.people["supervisor"], "at": NOW,
    }  # fmt: skip
    return actions.add_label(**given | more)


def test_a_ranking_counts_by_the_lists_known_at_its_moment(judged):
    before = known_now(NOW)
    row = put_on(judged)
    on = known_now(NOW)
    actions.end_label(row=row, reason="调出名录", by=judged.people["office_director"], at=NOW)
    after = known_now(NOW)
    found = [set(gathered(judged, KEY, as_of=moment)[0]) for moment in (before, on, after)]
    assert found == [set(), {"park"}, set()]
    rest = [set(gathered(judged, REST, as_of=moment)[0]) for moment in (before, on)]
    assert rest[0] - rest[1] == {"park"}


def test_a_list_counts_from_its_day_on(judged):
    put_on(judged, valid_from=scenario.UNTIL + timedelta(days=1))
    assert gathered(judged, KEY)[0] == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"label": "  "}, "label"),
        ({"document": " "}, "document"),
        ({"valid_from": TODAY + timedelta(days=1)}, "valid_from"),
    ],
)
def test_what_is_missing_is_refused(judged, given, field):
    with pytest.raises(Refused) as refusal:
        put_on(judged, **given)
    assert refusal.value.field == field


def test_nobody_stands_on_a_list_twice_or_leaves_it_twice(judged):
    row = put_on(judged)
    with pytest.raises(Refused, match="已列入"):
        put_on(judged)
    by = judged.people["supervisor"]
    with pytest.raises(Refused, match="移出原因"):
        actions.end_label(row=row, reason=" ", by=by, at=NOW)
    actions.end_label(row=row, reason="调出名录", by=by, at=NOW)
    with pytest.raises(Refused, match="已移出"):
        actions.end_label(row=row, reason="再次", by=by, at=NOW)
    verbs = Event.objects.about(row.project).filter(verb__startswith="label_").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["label_added", "label_ended"]
    put_on(judged)


def test_the_supervisor_lists_a_project_on_its_page_and_the_village_reads_it(judged, login):
    project = judged.projects["village"]
    new, place = (reverse(f"projects:{name}", args=[project.pk]) for name in ("label_add", "label_list"))
    session = login(judged.people["supervisor"])
    typed = {"label": "省重点", "valid_from": "2026-03-05", "document": ""}
    answer = session.post(new, {"form_key": uuid4(), **typed})
    assert answer.status_code == 422
    assert "省重点" in answer.text
    answer = session.post(new, {"form_key": uuid4(), **typed, "document": "省发〔2026〕2号"}, follow=True)
    assert "省发〔2026〕2号" in answer.text
    village = login(judged.people["unit_clerk"])
    assert "省发〔2026〕2号" in village.get(place).text
    assert village.get(new).status_code == 403
