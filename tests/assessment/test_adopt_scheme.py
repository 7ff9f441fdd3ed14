"""A scheme is tried before it is kept, put in use by a second person, and superseded, never edited."""

import json

import pytest

from assessment import actions
from assessment.models import Scheme, SchemeState
from assessment.reports.standing import document_of
from assessment.scheme_document import SchemeError, dump
from promo.refusal import Refused
from promo.tables import digest
from tests.assessment.scenario import SCHEMES, TOWN_SCHEME, adopt
from tests.factories import NOW


def draft(town, text: str = TOWN_SCHEME) -> Scheme:
    return actions.adopt_scheme(region=town.region, text=text, by=town.people["supervisor"], at=NOW)


def changed(**more) -> str:
    return json.dumps(json.loads(TOWN_SCHEME) | more, ensure_ascii=False)


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.json")), ids=lambda path: path.stem)
def test_every_scheme_that_comes_with_the_product_can_be_adopted(town, path):
    """S21 ranks counties; here its groups are given to a class that the town has. Kinds of records are the town's."""
    actions.add_ready_made_kinds(region=town.region, by=town.people["supervisor"], at=NOW)
    scheme = draft(town, path.read_text().replace('"county"', '"town_village"'))
    assert scheme.state == SchemeState.DRAFT
    assert scheme.sha256 == digest(scheme.content)
    assert dump(document_of(scheme)) == scheme.content


def test_the_uploader_may_not_put_it_in_use(town):
    with pytest.raises(Refused, match="上传人不能施行"):
        actions.put_in_use(scheme=draft(town), by=town.people["supervisor"], at=NOW)


def test_a_new_version_supersedes_the_former(town):
    first = adopt(town)
    second = adopt(town, text=changed(document="镇政办发〔2026〕8号"))
    first.refresh_from_db()
    assert (first.state, second.state, second.version) == (SchemeState.SUPERSEDED, SchemeState.IN_USE, 2)
    assert list(Scheme.objects.in_use()) == [second]


def test_a_superseded_version_does_not_come_back(town):
    first = adopt(town)
    adopt(town, text=changed(document="镇政办发〔2026〕8号"))
    first.refresh_from_db()
    with pytest.raises(Refused, match="已废止"):
        actions.put_in_use(scheme=first, by=town.people["leader"], at=NOW)


def test_the_same_text_twice_is_refused(town):
    draft(town)
    with pytest.raises(Refused, match="完全相同"):
        draft(town)


def test_a_wrong_worked_example_is_named_by_its_place(town):
    data = json.loads(TOWN_SCHEME)
    data["groups"][1]["indicators"][0]["examples"][0]["points"] = "14.00"
    with pytest.raises(SchemeError) as fault:
        draft(town, json.dumps(data))
    (problem,) = fault.value.problems
    assert problem.where == "第2组·指标 signed·算例1"
    assert "应得 14.00，算得 15.00" in problem.sentence


def test_a_class_nobody_belongs_to_is_named(town):
    data = json.loads(TOWN_SCHEME)
    data.pop("consequences")
    data["groups"][3]["unit_class"] = "parks"
    with pytest.raises(SchemeError, match="第4组·unit_class：没有“parks”这一类单位"):
        draft(town, json.dumps(data))
    assert not Scheme.objects.exists()
