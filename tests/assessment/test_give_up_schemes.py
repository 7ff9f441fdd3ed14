"""What was written by mistake leaves the way: a draft is given up, a version nobody has put in use is withdrawn."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment import actions
from assessment.facts import Years
from assessment.models import Scheme, SchemeDraft
from promo.models import Event
from promo.refusal import Refused
from tests.assessment import scenario
from tests.factories import NOW, TODAY

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def waiting(town) -> Scheme:
    """A version beside the one in use, in a year that begins in December."""
    text = json.dumps(json.loads(scenario.TOWN_SCHEME) | {"first_month": 12})
    return actions.adopt_scheme(region=town.region, text=text, by=town.people["supervisor"], at=NOW)


@pytest.fixture
def draft(town, waiting) -> SchemeDraft:
    return actions.start_scheme_draft(
        region=town.region,
        year=2026,
        name="写错的草稿",
        content=waiting.content,
        by=town.people["supervisor"],
        at=NOW,
    )


def test_a_draft_that_was_given_up_leaves_the_list_and_cannot_be_changed_again(draft, town):
    by = town.people["other_supervisor"]
    actions.give_up_scheme_draft(draft=draft, version=1, by=by, at=LATER)
    assert not SchemeDraft.objects.open().exists()
    with pytest.raises(Refused, match="已经作废"):
        actions.give_up_scheme_draft(draft=draft, version=1, by=by, at=LATER)
    with pytest.raises(Refused, match="已经作废"):
        actions.change_scheme_draft(draft=draft, version=1, change=lambda content: "", by=by, at=LATER)
    assert Event.objects.about(draft).filter(verb="scheme_draft_given_up").count() == 1


def test_whoever_saw_an_older_draft_cannot_give_it_up(draft, town):
    with pytest.raises(Refused, match="刚被别人修改过") as refused:
        actions.give_up_scheme_draft(draft=draft, version=2, by=town.people["supervisor"], at=LATER)
    assert refused.value.field == "version"
    assert SchemeDraft.objects.open().get() == draft


def test_a_withdrawn_version_is_never_put_in_use_and_its_text_may_come_again(waiting, town):
    people = town.people
    actions.withdraw_scheme(scheme=waiting, reason="分值填错", by=people["supervisor"], at=LATER)
    with pytest.raises(Refused, match="已撤回"):
        actions.put_in_use(scheme=waiting, by=people["other_supervisor"], at=LATER)
    with pytest.raises(Refused, match="已撤回"):
        actions.withdraw_scheme(scheme=waiting, reason="再撤一次", by=people["supervisor"], at=LATER)
    text = json.dumps(waiting.content)
    again = actions.adopt_scheme(region=town.region, text=text, by=people["supervisor"], at=LATER)
    assert (again.version, again.state) == (2, "draft")


def test_a_version_in_use_is_not_withdrawn(waiting, town):
    actions.put_in_use(scheme=waiting, by=town.people["other_supervisor"], at=LATER)
    with pytest.raises(Refused, match="“施行”，不能撤回"):
        actions.withdraw_scheme(scheme=waiting, reason="分值填错", by=town.people["supervisor"], at=LATER)


def test_a_withdrawn_version_no_longer_says_when_the_year_begins_but_did_so_before(waiting, town):
    actions.withdraw_scheme(scheme=waiting, reason="分值填错", by=town.people["supervisor"], at=LATER)
    known = (None, NOW, LATER, LATER + timedelta(seconds=1))
    begins = [Years(town.region, as_of).clock(2026, until=TODAY).first_month for as_of in known]
    assert begins == [1, 1, 12, 1], "whatever is asked for a moment, what comes later is not in it"


def test_an_older_version_that_is_put_in_use_after_a_newer_one_says_when_the_year_begins(waiting, town):
    """Now and as known at any moment since, a report that is worked out again among them."""
    people, text = town.people, json.dumps(waiting.content | {"first_month": 1})
    newer = actions.adopt_scheme(region=town.region, text=text, by=people["supervisor"], at=NOW)
    actions.put_in_use(scheme=newer, by=people["other_supervisor"], at=NOW)
    actions.put_in_use(scheme=waiting, by=people["other_supervisor"], at=LATER)
    known = (None, NOW + timedelta(minutes=1), LATER + timedelta(minutes=1))
    begins = [Years(town.region, as_of).clock(2026, until=TODAY).first_month for as_of in known]
    assert begins == [12, 1, 12]
    method = Scheme.objects.used_at(LATER + timedelta(minutes=1)).filter(region=town.region, year=2026)
    assert method.first() == Scheme.objects.in_use().get() == waiting


def test_the_database_keeps_no_withdrawal_without_a_reason(waiting):
    with pytest.raises(IntegrityError, match="scheme_withdrawn_has_reason"), transaction.atomic():
        Scheme.objects.filter(pk=waiting.pk).update(state="withdrawn")


def sent(reason: str) -> dict:
    return {"reason": reason, "form_key": uuid.uuid4()}


def test_a_withdrawal_needs_words_and_is_a_matter_of_supervisors_and_leaders(waiting, town, login):
    address = f"/schemes/{waiting.pk}/withdraw/"
    session = login(town.people["supervisor"])
    assert session.post(address, sent(" ")).status_code == 422
    assert login(town.people["office_clerk"]).get(address).status_code in (403, 404)
    assert (
        session.post(address, sent("分值填错"), follow=True).redirect_chain[-1][0]
        == f"/schemes/{waiting.pk}/"
    )
    assert session.get(address).status_code == 404
    page = session.get(f"/schemes/{waiting.pk}/").text
    assert "分值填错" in page and "施行</button>" not in page
