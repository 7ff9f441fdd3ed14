"""Messages: told once to those concerned and never to the doer, read by a click, sent by mail where one is set."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from projects import actions
from projects.notifying import TOLD
from promo import mailing
from promo.models import Event, Notice
from promo.notices import KINDS, TELLERS, tell
from promo.web.verbs import EVENT_VERBS
from tests.factories import NOW, make_arrival, make_lead, signed_project, verify

LIST = reverse("units:notice_list")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def returned(town):
    """An arrival that came back to the clerk of the village."""
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )
    fact = make_arrival(project=project, by=people["unit_clerk"])
    Notice.objects.all().delete()
    actions.return_fact(
        fact=fact, reason="回单不清楚", version=fact.version, by=people["office_director"], at=NOW
    )
    return fact


def told_to(user) -> list[str]:
    return list(Notice.objects.of(user).values_list("title", flat=True))


def test_what_comes_back_is_told_to_the_recorder_and_his_unit_and_to_nobody_else(town, returned):
    assert told_to(town.people["unit_clerk"]) == ["示例阀门生产项目的到位资金被退回：回单不清楚"]
    assert told_to(town.people["unit_head"]) == told_to(town.people["unit_clerk"])
    assert Notice.objects.count() == 2


def test_the_doer_is_not_told_of_his_own_act(town):
    people = town.people
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"])
    actions.suspend(project=project, reason="等地", version=1, by=people["unit_head"], at=NOW)
    assert told_to(people["unit_head"]) == []
    assert told_to(people["unit_clerk"]) == ["示例阀门生产项目已暂停：等地"]


def test_the_bell_counts_until_the_message_is_opened_and_leads_to_the_place(town, returned, login):
    clerk = login(town.people["unit_clerk"])
    assert clerk.get("/").context["unread_count"] == 1
    row = Notice.objects.of(town.people["unit_clerk"]).get()
    opened = clerk.post(reverse("units:notice_open", args=[row.pk]), {"form_key": uuid4()})
    assert opened.url == returned.get_absolute_url()
    assert clerk.get("/").context["unread_count"] == 0
    assert "没有未读消息" in clerk.get(LIST).content.decode()
    assert "回单不清楚" in clerk.get(LIST, {"show": "all"}).content.decode()


def test_looking_at_the_list_marks_nothing(town, returned, login):
    clerk = login(town.people["unit_clerk"])
    for asked in ({}, {"show": "all"}, {"kind": "returned"}, {"kind": "nonsense"}):
        assert clerk.get(LIST, asked).status_code == 200
    assert Notice.objects.of(town.people["unit_clerk"]).unread().count() == 1


def test_all_are_read_at_once_and_a_second_click_changes_nothing(town, returned, login):
    clerk, form = login(town.people["unit_clerk"]), {"form_key": str(uuid4())}
    for _ in range(2):
        assert clerk.post(reverse("units:notice_read_all"), form).url == LIST
    assert not Notice.objects.of(town.people["unit_clerk"]).unread().exists()
    assert Notice.objects.of(town.people["unit_head"]).unread().exists()


def test_a_message_of_another_is_not_there(town, returned, login):
    row = Notice.objects.of(town.people["unit_head"]).get()
    answer = login(town.people["unit_clerk"]).post(
        reverse("units:notice_open", args=[row.pk]), {"form_key": uuid4()}
    )
    assert answer.status_code == 404
    assert Notice.objects.get(pk=row.pk).read_at is None


def test_the_same_happening_is_told_once(town):
    user = town.people["unit_clerk"]
    for title in ("第一次", "第二次"):
        tell(users=[user.pk, user.pk], kind="late", title=title, url="/", key="late:1", at=NOW)
    assert told_to(user) == ["第一次"]


def test_a_long_title_is_cut_and_lines_are_joined(town):
    user = town.people["unit_clerk"]
    tell(users=[user.pk], kind="late", title="甲\n乙" + "长" * 300, url="/", key="long", at=NOW)
    (title,) = told_to(user)
    assert len(title) == 200 and title.startswith("甲 乙长") and title.endswith("…")


def test_who_has_left_the_unit_is_not_told(town, returned):
    people = town.people
    people["unit_head"].memberships.update(valid_to=NOW.date())
    Notice.objects.all().delete()
    actions.terminate(
        project=_settled(returned, people), reason="撤资", version=returned.project.version,
        by=people["office_director"], at=NOW,
    )  # fmt: skip
    assert told_to(people["unit_head"]) == []
    assert told_to(people["unit_clerk"]) == ["示例阀门生产项目已终止：撤资"]


def _settled(fact, people):
    actions.withdraw_fact(fact=fact, version=fact.version, by=people["unit_clerk"], at=NOW)
    fact.project.refresh_from_db()
    return fact.project


def test_facts_that_came_with_a_ledger_do_not_flood_whoever_sent_it(town):
    people = town.people
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )
    assert len(told_to(people["unit_clerk"])) == 1  # the signing, entered by hand, is answered
    assert not told_to(people["office_clerk"])
    verify(make_arrival(project=project, by=people["unit_clerk"]), by=people["office_director"])
    assert len(told_to(people["unit_clerk"])) == 2


def test_every_verb_that_is_told_is_one_that_happens():
    assert set(TOLD) <= set(EVENT_VERBS) and set(TELLERS) <= set(EVENT_VERBS)
    assert {rule.kind for rule in TOLD.values()} <= set(KINDS)


@pytest.fixture
def server(settings):
    """A house with a mail server; Django's tests keep the mails in `mail.outbox`."""
    settings.EMAIL_HOST = "mail.example.cn"
    settings.SITE_ADDRESS = "https://zs.example.cn"


def with_address(user, email: str = "wang@example.cn"):
    user.email = email
    user.save(update_fields=["email"])
    return user


def test_without_a_server_nothing_is_queued(town):
    tell(
        users=[with_address(town.people["unit_clerk"]).pk], kind="late", title="甲", url="/", key="1", at=NOW
    )
    assert Notice.objects.get().mail == "none"
    assert mailing.send_due(now=NOW) == 0


def test_a_mail_goes_out_once_to_who_left_an_address(town, server):
    people = town.people
    users = [with_address(people["unit_clerk"]).pk, people["unit_head"].pk]
    tell(users=users, kind="late", title="有3项已逾期", url="/projects/1/", key="1", at=NOW)
    assert mailing.send_due(now=NOW) == 1
    assert mailing.send_due(now=NOW) == 0
    (sent,) = mail.outbox
    assert sent.to == ["wang@example.cn"] and sent.subject.endswith("有3项已逾期")
    assert "https://zs.example.cn/projects/1/" in sent.body
    row = Notice.objects.get(user=people["unit_clerk"])
    assert (row.mail, row.mail_tries, row.mailed_at) == ("sent", 1, NOW)


def test_a_silent_server_is_tried_five_times_later_and_later(town, server, monkeypatch):
    tell(
        users=[with_address(town.people["unit_clerk"]).pk], kind="late", title="甲", url="/", key="1", at=NOW
    )
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _refuse)
    row = Notice.objects.get()
    tries = []
    for minutes in (0, 1, 5, 6, 30, 120, 121, 720, 1000):
        mailing.send_due(now=NOW + timedelta(minutes=minutes))
        row.refresh_from_db()
        tries.append(row.mail_tries)
    assert tries == [1, 1, 2, 2, 3, 4, 4, 5, 5]
    assert row.mail == "failed"


def _refuse(self, *args, **kwargs):
    raise ConnectionRefusedError("nobody listens")


def test_who_took_the_address_back_gets_no_mail(town, server):
    user = with_address(town.people["unit_clerk"])
    tell(users=[user.pk], kind="late", title="甲", url="/", key="1", at=NOW)
    with_address(user, "")
    assert mailing.send_due(now=NOW) == 0
    assert Notice.objects.get().mail == "none"
    assert mail.outbox == []


def test_a_person_leaves_the_own_address_on_the_own_page(town, login):
    user = town.people["unit_clerk"]
    session, where = login(user), reverse("units:email_change")
    assert session.post(where, {"form_key": uuid4(), "email": "wang@example.cn"}).status_code == 302
    user.refresh_from_db()
    assert user.email == "wang@example.cn"
    assert Event.objects.get(verb="user_changed").detail["changes"] == {"email": ["", "wang@example.cn"]}
    assert "wang@example.cn" in session.get(reverse("units:profile")).content.decode()


def test_a_wrong_address_is_kept_in_its_box_and_not_saved(town, login):
    user = town.people["unit_clerk"]
    answer = login(user).post(reverse("units:email_change"), {"form_key": uuid4(), "email": "wang@@example"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "邮箱地址格式不对" in page and 'value="wang@@example"' in page
    user.refresh_from_db()
    assert user.email == ""
