"""Correcting a project: who may, what is kept, and what a person is told whose page has grown old."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Project
from promo.models import Event
from tests.factories import NOW, make_lead, signed_project
from tests.house.sheets import filled_in


@pytest.fixture
def project(town):
    return make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], amount_text="约5亿元", amount=Decimal("500000000"),
        amount_is_approximate=True,
    )  # fmt: skip


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


def edit(project) -> str:
    return reverse("projects:project_edit", args=[project.pk])


def typed(project, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "version": project.version, "name": project.name,
        "investor_name": "样例阀门有限公司", "amount_text": "约5亿元", "industry": "装备制造", "ownership": "domestic",
        "kind": "new", "host_place": "工业园三期", "contact": "", "phone": "", "summary": "新建厂房\n购置设备",
        "remark": "", **changes,
    }  # fmt: skip


def test_the_clerk_corrects_the_own_project(clerk, project):
    response = clerk.post(edit(project), typed(project, name="精密阀门二期项目"))
    assert response.url == reverse("projects:project_show", args=[project.pk])
    project.refresh_from_db()
    assert (project.name, project.host_place, project.summary) == (
        "精密阀门二期项目",
        "工业园三期",
        "新建厂房\n购置设备",
    )
    assert project.version == 2
    assert Event.objects.get(verb="project_changed").detail["changes"]["name"][1] == "精密阀门二期项目"


def test_a_corrected_name_is_found_by_its_initials(clerk, project, login, town):
    clerk.post(edit(project), typed(project, name="冷链物流项目", investor_name="远山"))
    found = Project.objects.search("llwl")
    assert list(found) == [project] and list(Project.objects.search("ys")) == [project]


@pytest.mark.parametrize(
    ("who", "status"),
    [("unit_clerk", 200), ("office_clerk", 200), ("office_director", 200), ("other_clerk", 404), ("unit_head", 403),
     ("leader", 403), ("supervisor", 403), ("administrator", 403)],
)  # fmt: skip
def test_only_the_own_clerk_and_the_office_may_edit(login, town, project, who, status):
    client = login(town.people[who])
    assert client.get(edit(project)).status_code == status
    if status != 200:
        assert client.post(edit(project), typed(project, name="改名")).status_code == status
        project.refresh_from_db()
        assert project.name == "示例阀门生产项目"


def test_a_neighbours_office_finds_nothing_to_edit(login, neighbour, project):
    assert login(neighbour.people["office_director"]).get(edit(project)).status_code == 404


def test_a_unit_that_shares_the_credit_may_not_edit(login, town, project):
    actions.share_credit(
        project=project, shares=[(town.units["village"], 6000), (town.units["other_village"], 4000)],
        valid_from=NOW.date(), reason="会议纪要", version=project.version, by=town.people["office_director"], at=NOW,
    )  # fmt: skip
    assert login(town.people["other_clerk"]).get(edit(project)).status_code == 404


def opened(browser, project) -> dict:
    """The form as the page draws it, to be changed and sent."""
    sheet = dict(filled_in(browser.get(edit(project)).content.decode()))
    shown = browser.get(edit(project)).context["form"]
    for name in shown.fields:
        sheet[name] = "" if shown[name].value() is None else shown[name].value()
    return sheet | {"form_key": str(uuid4())}


def versions(response) -> dict:
    return {
        one.name: (one.opened, one.theirs, one.mine, one.pick) for one in response.context["form"].differences
    }


@pytest.fixture
def too_late(clerk, login, town, project):
    """The clerk opened the page, the office saved first, the clerk saves: (the clerk's form, the answer)."""
    office = login(town.people["office_clerk"])
    mine, theirs = opened(clerk, project), opened(office, project)
    theirs |= {"name": "别人的名称", "remark": "别人的备注"}
    mine |= {"name": "我的名称", "host_place": "我的地点", "form_key": str(uuid4())}
    assert office.post(edit(project), theirs).status_code == 302
    return mine, clerk.post(edit(project), mine)


def test_whoever_comes_too_late_sees_both_versions_and_how_it_was(too_late, project):
    _, response = too_late
    assert response.status_code == 422
    assert "这条记录刚被别人修改过" in response.content.decode()
    assert versions(response) == {
        "name": ("示例阀门生产项目", "别人的名称", "我的名称", "mine"),
        "host_place": ("（空）", "（空）", "我的地点", "mine"),
        "remark": ("（空）", "别人的备注", "（空）", "theirs"),
    }
    project.refresh_from_db()
    assert (project.name, project.host_place, project.remark) == ("别人的名称", "", "别人的备注")


def test_each_field_is_saved_as_it_was_chosen(too_late, clerk, project):
    mine, response = too_late
    again = {
        **mine, "form_key": str(uuid4()), "version": response.context["form"]["version"].value(),
        "opened": response.context["form"].opened, "pick_name": "theirs", "pick_host_place": "mine",
        "pick_remark": "theirs",
    }  # fmt: skip
    assert clerk.post(edit(project), again).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.host_place, project.remark) == ("别人的名称", "我的地点", "别人的备注")
    changes = Event.objects.filter(verb="project_changed").latest("pk").detail["changes"]
    assert set(changes) == {"host_place"}


def test_a_third_person_in_between_is_shown_as_well(too_late, clerk, town, project):
    mine, response = too_late
    form = response.context["form"]
    again = {**mine, "version": form["version"].value(), "opened": form.opened, "pick_name": "theirs"}
    project.refresh_from_db()
    actions.change_project(
        project=project, version=project.version, by=town.people["office_director"], at=NOW,
        investor_name="样例阀门有限公司", name="第三个名称",
    )  # fmt: skip
    late = clerk.post(edit(project), {**again, "form_key": str(uuid4())})
    assert late.status_code == 422
    assert versions(late)["host_place"][3] == "mine"
    project.refresh_from_db()
    assert project.name == "第三个名称"


@pytest.mark.parametrize("sent", ["", "made up", "x" * 60_000])
def test_a_form_that_does_not_say_what_it_was_opened_with_still_shows_two_versions(
    clerk, town, project, sent
):
    form = typed(project, name="我的名称", opened=sent)
    actions.change_project(
        project=project, version=1, by=town.people["office_clerk"], at=NOW, investor_name="样例阀门有限公司",
        name="别人的名称",
    )  # fmt: skip
    assert versions(clerk.post(edit(project), form))["name"] == ("—", "别人的名称", "我的名称", "mine")


def test_after_looking_at_the_newer_content_one_can_save(clerk, town, project):
    form = typed(project, name="我的名称")
    actions.change_project(
        project=project, version=1, by=town.people["office_clerk"], at=NOW, investor_name="样例阀门有限公司",
        host_place="别处",
    )  # fmt: skip
    refused = clerk.post(edit(project), form)
    version = refused.context["form"]["version"].value()
    assert clerk.post(edit(project), form | {"version": version, "form_key": str(uuid4())}).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.version) == ("我的名称", 3)


@pytest.mark.parametrize("version", ["", "-1", "abc", "99999999999999999999", "0"])
def test_a_made_up_version_saves_nothing(clerk, project, version):
    assert clerk.post(edit(project), typed(project, name="改名", version=version)).status_code == 422
    project.refresh_from_db()
    assert project.name == "示例阀门生产项目"


def test_the_same_form_sent_twice_changes_once(clerk, project):
    form = typed(project, name="改名")
    clerk.post(edit(project), form)
    assert clerk.post(edit(project), form).status_code == 302
    assert Event.objects.filter(verb="project_changed").count() == 1


def test_words_about_the_amount_that_stay_leave_the_number_alone(clerk, town, project):
    Project.objects.filter(pk=project.pk).update(amount_text="5000", amount=Decimal("50000000"))
    clerk.post(edit(project), typed(project, amount_text="5000"))
    project.refresh_from_db()
    assert project.amount == Decimal("50000000")


def test_new_words_are_heard_anew(clerk, project):
    clerk.post(edit(project), typed(project, amount_text="800万美元"))
    project.refresh_from_db()
    assert (project.amount, project.currency, project.amount_is_approximate) == (
        Decimal("8000000"),
        "USD",
        False,
    )


def test_a_number_without_words_is_offered_as_words_and_kept(clerk, town):
    ledger = make_lead(
        unit=town.units["village"], by=town.people["unit_clerk"], amount=Decimal("12345678.90")
    )
    shown = clerk.get(edit(ledger)).context["form"]["amount_text"].value()
    clerk.post(edit(ledger), typed(ledger, amount_text=shown))
    ledger.refresh_from_db()
    assert ledger.amount == Decimal("12345678.90")


def test_the_ownership_stays_once_money_was_verified(clerk, town):
    signed = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    assert "资金性质不能修改" in clerk.get(edit(signed)).content.decode()
    clerk.post(edit(signed), typed(signed, ownership="foreign", host_place="新址"))
    signed.refresh_from_db()
    assert (signed.ownership, signed.host_place) == ("domestic", "新址")


def test_a_terminated_project_is_not_changed(clerk, town, project):
    actions.terminate(project=project, reason="撤资", version=1, by=town.people["office_director"], at=NOW)
    response = clerk.post(edit(project), typed(project, name="改名", version=2))
    assert "项目已终止或撤销，不能再修改。" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "请填写项目名称"),
        ("name", "长" * 10_000, "最多120个字"),
        ("summary", "长" * 10_000, "最多2,000个字"),
        ("summary", "含有\u202e反向符号", "看不见的格式字符"),
        ("amount_text", "-1万元", "不能为负数"),
        ("amount_text", "NaN", "这不是金额"),
        ("amount_text", "10000000000000000000元", "金额过大"),
        ("kind", "other", "请从列表中选择"),
        ("phone", "无", "电话号码只能填写数字"),
    ],
)
def test_bad_input_is_answered_beside_its_field(clerk, project, field, value, sentence):
    response = clerk.post(edit(project), typed(project, **{field: value}))
    assert response.status_code == 422
    assert sentence in "".join(response.context["form"].errors[field])
    project.refresh_from_db()
    assert project.version == 1
