"""Two people at once: one of them is told no, the ledger counts once. Each guard is taken away to see it fail."""

import threading
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from projects import actions, ledger
from projects.models import Arrival, CreditSplit, Milestone, Posting
from promo import append_only
from promo.refusal import Refused
from promo.web import writes
from tests.factories import NOW, make_arrival, make_lead, signed_project, slip
from tests.races.together import meeting, outcomes, patience, together

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 5)


@pytest.fixture
def people(transactional_db, town):
    return town.people


@pytest.fixture
def directors(people, town):
    return [people["office_director"], people["office_clerk"]]


@pytest.fixture
def project(people, town):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


@contextmanager
def rows_open(model):
    """The database's own lock on verified rows is taken away for a while."""
    with connection.cursor() as cursor:
        for statement in append_only.drop_statements(model, connection.vendor):
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in append_only.statements(model, model.append_only_when, connection.vendor):
                cursor.execute(statement)


def _verify_by(directors, fact):
    """Each director holds a copy of his own, read while the fact was still waiting."""
    copies = [Arrival.objects.select_related("project").get(pk=fact.pk) for _ in directors]
    return [
        lambda copy=copy, by=by: actions.verify_fact(fact=copy, version=copy.version, by=by, at=NOW)
        for copy, by in zip(copies, directors, strict=True)
    ]


def test_two_directors_verify_the_same_arrival_and_it_counts_once(directors, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    done, refused = outcomes(together(*_verify_by(directors, fact)))
    assert (len(done), len(refused)) == (1, 1)
    assert fact.postings.get().quantity == 1_000_000_000


def test_without_the_version_it_would_count_twice(directors, project, people, monkeypatch):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)

    def change_blindly(row, version, **changes):
        type(row).objects.filter(pk=row.pk).update(version=models.F("version") + 1, **changes)
        row.refresh_from_db()

    monkeypatch.setattr("projects.actions.facts.reviewing.change", change_blindly)
    with rows_open(Arrival):
        together(*_verify_by(directors, fact))
    assert fact.postings.count() == 2


def _record_signing(people, lead):
    return [
        lambda by=by: actions.record_milestone(
            project=type(lead).objects.get(pk=lead.pk), kind="signed", event_on=DAY, amount=10**7, by=by, at=NOW
        )
        for by in people
    ]  # fmt: skip


def test_two_people_record_the_same_contract_and_one_stands(directors, people, town):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    done, refused = outcomes(together(*_record_signing(directors, lead)))
    assert (len(done), len(refused)) == (1, 1)
    assert Milestone.objects.filter(project=lead).count() == 1


def test_without_lock_and_constraint_there_would_be_two_contracts(
    directors, people, town, monkeypatch, on_sqlite
):
    """On SQLite the transaction is the lock: there the control is that writing without it fails outright."""
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    both_created = meeting(2, comes=not on_sqlite)
    monkeypatch.setattr("projects.actions.facts.ground.take_turn", lambda project: None)
    monkeypatch.setattr("projects.actions.facts.recording.attach", lambda **_: both_created())
    if on_sqlite:
        results = together(*_record_signing(directors, lead), deferred=True)
        assert any("database is locked" in str(result) for result in results)
        return
    once = next(c for c in Milestone._meta.constraints if c.name == "milestone_once_per_round")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Milestone, once)
    try:
        together(*_record_signing(directors, lead))
        assert Milestone.objects.filter(project=lead).count() == 2
    finally:
        Milestone.objects.filter(project=lead)._raw_delete("default")
        with connection.schema_editor() as editor:
            editor.add_constraint(Milestone, once)


def _sent_twice(people, project):
    typed = {
        "form_key": str(uuid4()), "amount": "5000", "amount_unit": "万元", "kind": "cash", "event_on": "2026-05-03",
        "statistical_on": "", "note": "",
    }  # fmt: skip
    sessions = [Client(), Client()]
    for session in sessions:
        session.force_login(people["unit_clerk"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("projects:arrival_add", args=[project.pk])
    return [
        lambda session=session: session.post(address, typed | {"files": [slip()]}) for session in sessions
    ]


def test_one_form_sent_twice_at_once_is_one_arrival(people, project):
    answers = together(*_sent_twice(people, project))
    row = Arrival.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer.url for answer in answers} == {row.get_absolute_url()}


def test_without_the_receipt_it_would_be_two(people, project, monkeypatch):
    claim = writes._claim
    monkeypatch.setattr(writes, "_claim", lambda request, key: claim(request, uuid4()))
    together(*_sent_twice(people, project))
    assert Arrival.objects.count() == 2


def _share(town, project, by, key, version=None):
    def decide():
        row = type(project).objects.get(pk=project.pk)
        shares = [(town.units["village"], 5000), (town.units[key], 5000)]
        return actions.share_credit(
            project=row,
            shares=shares,
            valid_from=DAY,
            reason="纪要",
            version=version or row.version,
            by=by,
            at=NOW,
        )

    return decide


def test_two_decisions_on_shares_leave_one(directors, project, town):
    project.refresh_from_db()
    calls = [
        _share(town, project, by, key, project.version)
        for by, key in zip(directors, ("park", "vertical"), strict=True)
    ]
    done, refused = outcomes(together(*calls))
    assert (len(done), len(refused)) == (1, 1)
    assert CreditSplit.objects.filter(project=project).count() == 2
    live = Posting.objects.filter(measure="signed_amount", answers=None, answered_by=None)
    assert sorted(live.values_list("quantity", flat=True)) == [2_500_000_000, 2_500_000_000]


def test_without_the_version_of_the_page_both_would_be_taken(directors, project, town):
    calls = [_share(town, project, by, key) for by, key in zip(directors, ("park", "vertical"), strict=True)]
    for call in calls:
        call()
    assert CreditSplit.objects.filter(project=project).count() == 3


def _verify_while_shares_change(town, project, people, monkeypatch, *, locked=True):
    """The verifier has split the sum by the shares it read and stands before the ledger when shares are decided."""
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    decided, verifying = threading.Event(), threading.Event()
    head, me = ledger._head, threading.local()

    def slow_head(at):
        if getattr(me, "waits", False):
            me.waits = False
            verifying.set()
            decided.wait(patience(comes=not locked))
        return head(at)

    monkeypatch.setattr("projects.ledger._head", slow_head)

    def verify_slowly():
        me.waits = True
        return actions.verify_fact(
            fact=Arrival.objects.get(pk=fact.pk), version=1, by=people["office_director"], at=NOW
        )

    def decide():
        verifying.wait(patience(comes=True))
        _share(town, project, people["office_clerk"], "park")()
        decided.set()

    together(verify_slowly, decide)
    live = Posting.objects.filter(arrival=fact, answers=None, answered_by=None)
    return dict(live.values_list("unit__name", "quantity"))


def test_money_verified_while_shares_change_goes_by_the_new_shares(town, project, people, monkeypatch):
    assert _verify_while_shares_change(town, project, people, monkeypatch) == {
        "石桥村": 500_000_000, "工业园": 500_000_000,
    }  # fmt: skip


def test_without_the_lock_on_the_project_it_would_go_by_the_old_ones(
    town, project, people, monkeypatch, on_sqlite
):
    """The head of the ledger, held before the shares are read, would keep them apart too: both are taken away."""
    monkeypatch.setattr("projects.actions.facts.reviewing.take_turn", lambda project: None)
    monkeypatch.setattr("projects.ledger.hold", lambda at: None)
    earned = _verify_while_shares_change(town, project, people, monkeypatch, locked=on_sqlite)
    assert earned == (
        {"石桥村": 500_000_000, "工业园": 500_000_000} if on_sqlite else {"石桥村": 1_000_000_000}
    )


def _waiting_arrivals(town, people, many):
    facts = []
    for number in range(many):
        project = signed_project(
            unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY,
            name=f"第{number}个项目",
        )  # fmt: skip
        facts.append(make_arrival(project=project, by=people["unit_clerk"], on=DAY))
    return facts


def _verify_each(facts, people):
    return [
        lambda fact=fact: actions.verify_fact(
            fact=Arrival.objects.get(pk=fact.pk), version=1, by=people["office_director"], at=NOW
        )
        for fact in facts
    ]


def test_many_writers_leave_no_gap_and_no_clock_that_goes_back(town, people, on_sqlite):
    facts = _waiting_arrivals(town, people, 4 if on_sqlite else 8)
    done, refused = outcomes(together(*_verify_each(facts, people)))
    assert len(done) == len(facts) and not refused
    rows = list(Posting.objects.order_by("number").values_list("number", "posted_at"))
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert [moment for _, moment in rows] == sorted(moment for _, moment in rows)


def test_without_the_head_two_writers_would_take_the_same_number(town, people, monkeypatch, on_sqlite):
    facts = _waiting_arrivals(town, people, 2)
    both_read = meeting(2, comes=not on_sqlite)

    def unlocked(at):
        head = ledger.LedgerHead.objects.get(pk=1)
        if not on_sqlite:
            both_read()
        return head

    monkeypatch.setattr("projects.ledger._head", unlocked)
    results = together(*_verify_each(facts, people), deferred=on_sqlite)
    words = "database is locked" if on_sqlite else "posting_number"
    assert sum(words in str(result) or "unique" in str(result).lower() for result in results) == 1


def test_two_requests_to_take_back_leave_one(directors, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    actions.verify_fact(fact=fact, version=1, by=people["office_director"], at=NOW)
    calls = [
        lambda by=by: actions.reverse_fact(
            fact=Arrival.objects.get(pk=fact.pk), reason="重复", statistical_on=DAY, by=by, at=NOW
        )
        for by in directors
    ]
    done, refused = outcomes(together(*calls))
    assert (len(done), len(refused)) == (1, 1)
    assert isinstance(refused[0], Refused)
