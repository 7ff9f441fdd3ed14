"""Situation 17: the company is registered in the village, the plant stands in the park, the taxes go to the town."""

from projects.models import Posting, Project
from tests.factories import signed_project
from tests.journeys.situations.steps import page, send


def test_first_talk_host_and_taxes_are_three_and_credit_follows_the_document(town, login):
    clerk, director = login(town.people["unit_clerk"]), login(town.people["office_director"])
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    send(
        clerk, "projects:project_edit", [project.pk], name=project.name, investor_name=project.investor.name,
        ownership="domestic", kind="new", first_talk_unit=town.units["village"].pk, host_unit=town.units["park"].pk,
        host_place="工业园A区", tax_place="高山镇", version=project.version,
    )  # fmt: skip
    words = page(director, "projects:credit_share", [project.pk])
    assert "按首谈70%、落户30%填入" in words
    filled = director.get(f"/projects/{project.pk}/credit/share/?propose=host").content.decode()
    assert 'value="70.00"' in filled and 'value="30.00"' in filled
    project.refresh_from_db()
    send(
        director, "projects:credit_share", [project.pk], shares_unit_0=town.units["village"].pk, shares_percent_0="70",
        shares_unit_1=town.units["park"].pk, shares_percent_1="30", from_start="on", reason="分成协议",
        version=project.version, also_unit_0="", also_percent_0="",
    )  # fmt: skip
    route = page(clerk, "projects:credit_show", [project.pk])
    assert all(word in route for word in ("首谈单位", "落户地", "工业园A区", "税收地", "高山镇"))
    standing = Posting.objects.filter(measure="signed_amount", answers=None, answered_by=None)
    assert dict(standing.values_list("unit__name", "quantity")) == {
        "石桥村": 3_500_000_000,
        "工业园": 1_500_000_000,
    }
    assert Project.objects.get(pk=project.pk).lead_unit == town.units["village"]
