"""Fifty at once: everybody registers, everybody claims, everybody confirms another; one first referrer, no error page.

The checks and the constraint are taken away one after the other, to see that each of them would be missed.
"""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects import actions
from projects.actions.referral import deciding
from projects.actions.referral.turns import CONFIRMED
from projects.models import FirstReferrer, Project, ReferralCase, ReferralClaim, ReferralDecision
from tests.claims import AFTER_NOTICE, HELPER, MONDAY, claimed, proposed, version_of
from tests.factories import at, make_lead
from tests.races.together import outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)
MANY, SOME, FEW = 50, 8, 5
OBJECTED = at(MONDAY, 16)


@pytest.fixture
def people(transactional_db, town):
    return town.people


@pytest.fixture
def project(people, town):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], on=MONDAY)


def in_dispute(project, people, count: int) -> list[ReferralClaim]:
    """So many claims; the first was put up, objected to, and handed to a leader; its notice is over."""
    rows = [
        claimed(
            project,
            by=people["unit_clerk"],
            name=f"引荐人{n}",
            received_at=at(MONDAY, 8) + timedelta(minutes=n),
        )
        for n in range(count)
    ]
    case = proposed(rows[0], by=people["office_clerk"])
    clerk = people["other_clerk"]
    actions.raise_objection(case=case, objector="赵柳河", text="异议", by=clerk, at=OBJECTED)
    actions.refer_to_arbitration(
        project=project,
        reason="有异议",
        version=version_of(project),
        by=people["office_director"],
        at=OBJECTED,
    )
    return rows


def confirmations(project, rows, by) -> list:
    """Each call confirms another claim, on a copy read while nothing was decided."""
    version = version_of(project)
    findings = {row.pk: HELPER for row in rows}

    def confirm(claim, copy):
        return actions.arbitrate_referral(
            project=copy, claim=claim, findings=findings, reasons="经核对", document="纪要3号", version=version, by=by,
            at=AFTER_NOTICE,
        )  # fmt: skip

    copies = [Project.objects.select_related("region").get(pk=project.pk) for _ in rows]
    return [
        lambda claim=claim, copy=copy: confirm(claim, copy) for claim, copy in zip(rows, copies, strict=True)
    ]


def test_fifty_confirm_fifty_claims_and_one_stands(project, people):
    rows = in_dispute(project, people, MANY)
    done, refused = outcomes(together(*confirmations(project, rows, people["leader"])))
    assert (len(done), len(refused)) == (1, MANY - 1)
    assert {refusal.sentence for refusal in refused} == {CONFIRMED}
    assert FirstReferrer.objects.get().claim == ReferralDecision.objects.get().claim


def test_without_the_checks_the_database_still_takes_one(project, people, monkeypatch):
    rows = in_dispute(project, people, FEW)
    unchecked(monkeypatch)
    done, refused = outcomes(together(*confirmations(project, rows, people["leader"])))
    assert (len(done), len(refused)) == (1, FEW - 1)
    assert FirstReferrer.objects.count() == 1


def test_without_checks_and_constraint_there_would_be_several(project, people, monkeypatch):
    rows = in_dispute(project, people, FEW)
    unchecked(monkeypatch)
    with no_constraint("one_confirmed_first_referrer"):
        done, _ = outcomes(together(*confirmations(project, rows, people["leader"])))
        assert FirstReferrer.objects.count() == len(done) == FEW


def unchecked(monkeypatch) -> None:
    """Nobody asks whether somebody was confirmed, whether the page is old, or closes the case."""
    for name in ("refuse_confirmed", "refuse_stale"):
        monkeypatch.setattr(deciding, name, lambda *_, **__: None)
    monkeypatch.setattr(deciding, "update_if_unchanged", lambda *_, **__: {})


@contextmanager
def no_constraint(name: str):
    """SQLite makes the table anew from what the model says, so the model must forget the constraint as well."""
    meta = FirstReferrer._meta
    all_of_them = list(meta.constraints)
    constraint = next(row for row in all_of_them if row.name == name)
    meta.constraints = [row for row in all_of_them if row is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(FirstReferrer, constraint)
    try:
        yield
    finally:
        FirstReferrer.objects.all().delete()
        meta.constraints = all_of_them
        with connection.schema_editor() as editor:
            editor.add_constraint(FirstReferrer, constraint)


def sessions_of(user, count: int = MANY) -> list[Client]:
    sessions = [Client(raise_request_exception=False) for _ in range(count)]
    for session in sessions:
        session.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return sessions


def posts(sessions, where: str, typed) -> list:
    """Each session sends its own form; `typed(n)` fills it."""
    return [
        lambda n=n, session=session: session.post(where, {"form_key": str(uuid4()), **typed(n)}).status_code
        for n, session in enumerate(sessions)
    ]


def test_fifty_browsers_register_claim_and_confirm_without_an_error_page(people, town):
    """Through the whole house: every lead and every claim is kept, one first referrer comes out."""
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    heard = {"received_at": moment, "received_by": "王小村"}
    village, other = town.units["village"], town.units["other_village"]

    def lead(n: int) -> dict:
        return {
            "name": f"第{n}号项目", "investor_name": "样例阀门有限公司", "ownership": "domestic", "channel": "referral",
            "claim_kind": "person", "claim_name": f"引荐人{n}", "lead_unit": village.pk,
            "alike-answer": "another", "alike-reason": "同一投资方的不同项目", **heard,
        }  # fmt: skip

    sessions = sessions_of(people["unit_clerk"])
    found = together(*posts(sessions, reverse("projects:lead_add"), lead))
    assert set(found) <= {302, 422}, found
    registered = list(Project.objects.order_by("code"))
    assert len(registered) == found.count(302) >= 1
    assert len({row.code for row in registered}) == len(registered)

    project = registered[0]

    def claim(n: int) -> dict:
        named = {"code": project.code, "investor_name": "", "kind": "person", "name": f"后来人{n}"}
        return named | {"relation": "ordinary", "claiming_unit": other.pk, **heard}

    sessions = sessions_of(people["other_clerk"])
    found = together(*posts(sessions, reverse("projects:claim_new"), claim))
    assert found == [302] * MANY
    rows = list(project.referral_claims.order_by("pk"))
    assert len(rows) == MANY + 1

    case = ReferralCase.objects.create(project=project, state="arbitration", opened_at=timezone.now())
    over = timezone.localdate() - timedelta(days=10)
    ReferralCase.objects.update(
        proposed_claim=rows[0], notice_from=over, notice_to=over, proposed_at=timezone.now()
    )
    findings = {f"finding_{row.pk}": "helper" for row in rows}

    def decide(n: int) -> dict:
        grounds = {"reasons": "经核对", "document": "纪要3号", "version": case.version}
        return {"outcome": rows[n + 1].pk, **grounds, **findings}

    sessions = sessions_of(people["leader"], SOME)
    found = together(*posts(sessions, reverse("projects:referral_decide", args=[project.pk]), decide))
    assert set(found) <= {302, 422}, found
    assert FirstReferrer.objects.count() == ReferralDecision.objects.count() == 1
