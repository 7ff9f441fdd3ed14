"""Situation 23: the national list changes during the year. Open leads are flagged and looked at anew under the new
standard, qualified ones are listed for review, what was decided stays as it was decided."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import OfficeRule, Project, Screening
from tests.factories import make_lead, slip

REGISTER = reverse("projects:lead_register")


@pytest.fixture
def act(login, town):
    def send(who: str, name: str, lead, **fields) -> str:
        where = reverse(f"projects:{name}", args=[lead.pk])
        answer = login(town.people[who]).post(where, {"form_key": uuid4(), **fields}, follow=True)
        return answer.content.decode()

    return send


def opinions(lead) -> dict:
    row = Screening.objects.get(project=lead, state="open")
    return {f"opinion_{line.pk}": "pass" for line in row.lines.all()} | {"version": row.version}


def test_a_new_prohibited_list_sends_open_leads_back_to_the_checklist(login, town, act):
    clerk = town.people["unit_clerk"]
    qualified, open_one = (
        make_lead(unit=town.units["village"], by=clerk, name=name, investor=name[:4])
        for name in ("示例铸造项目", "样例电镀项目")
    )
    for lead in (qualified, open_one):
        act("office_clerk", "lead_accept", lead)
        act("office_clerk", "screening_open", lead)
    act("office_clerk", "screening_save", qualified, act="propose", result="qualified", **opinions(qualified))
    act(
        "office_director",
        "screening_decide",
        qualified,
        act="agree",
        version=Screening.objects.get(project=qualified).version,
    )
    act("office_clerk", "screening_save", open_one, act="save", **opinions(open_one))

    # The director publishes the standard of the new list, with the document it rests on.
    director = login(town.people["office_director"])
    form_at = reverse("projects:rule_set", args=[town.region.pk, "screening"])
    sent = published(director.get(form_at).context["form"])
    page = director.post(form_at, sent, follow=True).content.decode()
    assert "研判内容增加“负面清单（2026年版）”" in page and "国家发展改革委令第9号" in page

    # The register shows both: one to be looked at anew, one qualified that is up for review.
    office = login(town.people["office_clerk"])
    flagged = office.get(REGISTER, {"light": "outdated"})
    assert {row.name for row in flagged.context["rows"]} == {"示例铸造项目", "样例电镀项目"}
    assert "研判标准已更新，请重新核对" in flagged.content.decode()
    reviewed = office.get(REGISTER, {"light": "outdated", "state": "qualified"})
    assert [row.name for row in reviewed.context["rows"]] == ["示例铸造项目"]

    # One click: the open round has the new item, and what was found before is still there.
    assert "已按新标准重新研判" in act("office_clerk", "screening_renew", open_one)
    row = Screening.objects.get(project=open_one)
    assert [line.opinion for line in row.lines.all()] == ["pass"] * 6 + ["unclear"]
    refused = act("office_clerk", "screening_save", open_one, act="propose", result="qualified", version=row.version,
                  **{f"opinion_{line.pk}": line.opinion for line in row.lines.all()})  # fmt: skip
    assert "负面清单（2026年版）尚未合格，不能列为有效线索。" in refused

    # The qualified lead gets a further round; its first stays for ever under the standard of its day.
    act("office_clerk", "screening_renew", qualified)
    first, second = Screening.objects.filter(project=qualified)
    assert (first.state, first.result, first.rule) == ("decided", "qualified", None)
    assert (second.round, second.rule) == (2, OfficeRule.objects.get())
    assert Project.objects.get(pk=qualified.pk).lead_state == "screening"
    assert not office.get(REGISTER, {"light": "outdated"}).context["rows"]


def published(form) -> dict:
    """The form as the director sends it: as it stands, with one more item, dated and with its document."""
    sent = {
        "form_key": str(uuid4()),
        "act": "publish",
        "basis": "国家发展改革委令第9号",
        "files": slip("令第9号.pdf"),
    }
    sent["valid_from"] = form["valid_from"].value()
    for name in ("items", "reasons"):
        for i, row in enumerate(form[name].value()):
            sent |= {
                f"{name}_{i}_{key}": "on" if cell is True else cell
                for key, cell in row.items()
                if cell is not False
            }
    extra = len(form["items"].value())
    return sent | {
        f"items_{extra}_name": "负面清单（2026年版）",
        f"items_{extra}_code": "",
        f"items_{extra}_required": "on",
    }
