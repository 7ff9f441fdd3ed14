"""Situation 11: a supervisor finds one bank slip behind two sums; the sum is out at once, what was published stays."""

from uuid import uuid4

from django.db.models import Sum
from django.urls import reverse

from projects.models import Arrival, Dispute, Evidence, Posting
from tests.factories import make_arrival, signed_project, slip, verify


def earned() -> int:
    return Posting.objects.filter(measure="arrived_capital").aggregate(sum=Sum("quantity"))["sum"]


def sent(**fields) -> dict:
    return {"form_key": str(uuid4()), **fields}


def test_a_slip_behind_two_sums_is_found_doubted_upheld_and_reversed(login, town):
    people = town.people
    supervisor, director = login(people["supervisor"]), login(people["office_director"])
    same = slip().read()
    paid = []
    for unit, clerk, reason in (
        ("village", "unit_clerk", ""),
        ("other_village", "other_clerk", "同一付款单"),
    ):
        project = signed_project(
            unit=town.units[unit], by=people[clerk], verifier=people["office_director"], name=f"{unit}项目",
            investor=f"{unit}公司",
        )  # fmt: skip
        fact = make_arrival(
            project=project, by=people[clerk], files=[slip(content=same)], reuse_reason=reason
        )
        paid.append(verify(fact, by=people["office_director"]))
    assert earned() == 2_000_000_000

    # The list of slips used twice leads the supervisor to both sums.
    page = supervisor.get(reverse("projects:reuse_list")).content.decode()
    assert all(fact.get_absolute_url() in page for fact in paid) and "同一付款单" in page

    # Doubted, the second sum counts nowhere; everybody sees why, and the slip is kept.
    forged = paid[1]
    supervisor.post(reverse("projects:dispute_add", args=["arrival", forged.pk]), sent(reason="回单复印件"))
    assert earned() == 1_000_000_000
    assert "回单复印件" in login(people["other_clerk"]).get(forged.get_absolute_url()).content.decode()
    assert Evidence.objects.filter(arrival=forged).exists()

    # Another person decides; upheld, it is reversed by the office and verified by the director.
    dispute = Dispute.objects.get()
    outcome = {"state": "upheld", "outcome": "银行证实无此笔", "version": dispute.version}
    director.post(reverse("projects:dispute_settle", args=[dispute.pk]), sent(**outcome))
    reverse_url = reverse("projects:fact_reverse", args=["arrival", forged.pk])
    login(people["office_clerk"]).post(reverse_url, sent(reason="虚假回单", statistical_on="2026-11-20"))
    row = Arrival.objects.get(reverses=forged)
    data = sent(version=row.version, statistical_on="2026-11-20")
    assert director.post(reverse("projects:fact_verify", args=["arrival", row.pk]), data).status_code == 302
    assert earned() == 1_000_000_000
    assert "已冲销" in director.get(forged.get_absolute_url()).content.decode()
