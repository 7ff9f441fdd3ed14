"""Situation 1: two units claim the same lead, and a village says its cadre was told first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import FirstReferrer, Objection, Posting, ReferralCase, ReferralDecision
from tests.factories import NOW, make_lead, make_milestone, make_user, slip, verify
from units.models import Role

BACK = timedelta(days=20)


class Office:
    """The people of the town at their browsers."""

    def __init__(self, login, town) -> None:
        self.town = town
        self.by = {who: login(user) for who, user in town.people.items()}

    def send(self, who: str, page: str, *args, **typed):
        where = reverse(f"projects:{page}", args=args)
        answer = self.by[who].post(where, {"form_key": str(uuid4()), **typed})
        assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer
        return answer

    def read(self, who: str, page: str, *args) -> str:
        answer = self.by[who].get(reverse(f"projects:{page}", args=args))
        assert answer.status_code == 200
        return answer.content.decode()

    def refused(self, who: str, page: str, *args, **typed) -> int:
        where = reverse(f"projects:{page}", args=args)
        return self.by[who].post(where, {"form_key": str(uuid4()), **typed}).status_code


@pytest.fixture
def office(login, town) -> Office:
    for key, unit in (("finance", "other_department"), ("tax", "vertical")):
        town.people[key] = make_user(
            f"c_{key}", unit=town.units[unit], role=Role.UNIT_CLERK, name=f"{key}经办"
        )
    return Office(login, town)


def heard(hours_ago: int) -> str:
    return f"{timezone.localtime() - timedelta(hours=hours_ago):%Y-%m-%dT%H:%M}"


def a_claim(unit, name: str, received_at: str, **more) -> dict:
    return {
        "kind": "unit", "name": name, "relation": "ordinary", "claiming_unit": unit.pk, "received_at": received_at,
        "received_by": "村干部", **more,
    }  # fmt: skip


def put_back(case: ReferralCase) -> None:
    """Time goes by: the notice and what was said while it hung are three weeks old."""
    ReferralCase.objects.filter(pk=case.pk).update(
        proposed_at=case.proposed_at - BACK,
        notice_from=case.notice_from - BACK,
        notice_to=case.notice_to - BACK,
    )
    case.refresh_from_db()


def claims_come_in(office, project) -> None:
    """The department that leads the project, another one, and a village: each claims in its own name."""
    units, morning = office.town.units, heard(5)
    office.send("office_clerk", "claim_add", project.pk, **a_claim(units["department"], "农业办", morning))
    outside = {"code": project.code, "investor_name": ""}
    office.send("finance", "claim_new", **outside, **a_claim(units["other_department"], "财政所", morning))
    paper = {"receipt_files": slip("村干部通话记录.pdf"), "statement": "村干部最先接到信息"}
    office.send(
        "other_clerk", "claim_new", **outside, **a_claim(units["other_village"], "柳河村", heard(3)), **paper
    )


def village_objects(office, case: ReferralCase) -> None:
    """The notice hangs for five working days; the village objects, and the director finds that it may be right."""
    ReferralCase.objects.update(notice_from=timezone.localdate())
    assert case.project.name in office.read("other_clerk", "referral_notice_show", case.pk)
    office.send("other_clerk", "objection_add", case.pk, objector="柳河村", text="我村干部最先接到信息")
    objection = Objection.objects.get()
    answer = {"upheld": "yes", "answer": "通话记录属实", "version": objection.version}
    office.send("office_director", "objection_answer", objection.pk, **answer)
    case.refresh_from_db()
    office.send("office_director", "referral_refer", case.project_id, reason="异议成立", version=case.version)


def credited() -> set[int]:
    return {row.unit_id for row in Posting.objects.all()}


def test_all_claims_are_kept_and_a_leader_settles_it_after_a_public_notice(office):
    town, units = office.town, office.town.units
    project = make_lead(unit=units["department"], by=town.people["office_clerk"], on=NOW.date())
    verify(make_milestone(project=project, by=town.people["office_clerk"]), by=town.people["office_director"])
    claims_come_in(office, project)

    # The page shows who heard when; two stand at the same minute and none of them wins by itself.
    page = office.read("office_director", "referral_show", project.pk)
    assert page.count("时间相同，需仲裁") >= 2 and "村干部通话记录.pdf" in page
    first, second, village = project.referral_claims.order_by("pk")
    told = {"proposal": "登记在先", "version": 0}
    assert office.refused("office_director", "referral_propose", project.pk, claim=first.pk, **told) == 422
    # Unconfirmed claims count nowhere.
    assert credited() == {units["department"].pk}
    # A unit that claims has no hand in it, and the leader settles whom to put up.
    assert office.refused("finance", "referral_propose", project.pk, claim=second.pk, **told) in {403, 404}
    office.send("office_director", "referral_refer", project.pk, reason="两份申报时间相同", version=0)
    case = ReferralCase.objects.get()
    findings = {f"finding_{row.pk}": "helper" for row in (first, second, village)}
    grounds = {"reasons": "原始记录显示农业办在先", "document": "会议纪要〔2026〕6号", **findings}
    office.send("leader", "referral_decide", project.pk, outcome=first.pk, version=case.version, **grounds)
    case.refresh_from_db()
    assert (case.state, case.proposed_claim) == ("notice", first) and not FirstReferrer.objects.exists()

    village_objects(office, case)

    # The notice over, the leader arbitrates with reasons and a document; the others are helpers.
    case.refresh_from_db()
    put_back(case)
    office.send(
        "leader", "referral_decide", project.pk, outcome=village.pk, version=case.version,
        files=slip("纪要.pdf"), **grounds,
    )  # fmt: skip
    assert FirstReferrer.objects.get().claim == village
    decision = ReferralDecision.objects.get()
    assert (decision.way, decision.document) == ("arbitration", "会议纪要〔2026〕6号")
    assert set(decision.findings.exclude(claim=village).values_list("role", flat=True)) == {"helper"}
    assert "协助人" in office.read("finance", "claim_list")
    file = office.read("supervisor", "referral_print", project.pk)
    assert all(
        words in file for words in ("柳河村", "财政所", "农业办", "通话记录属实", "会议纪要〔2026〕6号")
    )
    # The unit's credit is another matter and stands as it stood.
    assert credited() == {units["department"].pk}
