"""The page of a lead's screening: every step by the role it belongs to, refused with a sentence, taken once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Evidence, LeadFeedback, Project, Screening
from promo.models import Event
from tests.factories import NOW, TODAY, make_lead, slip


@pytest.fixture
def lead(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"], on=TODAY)


@pytest.fixture
def press(login, town, lead):
    """`press('office_clerk', 'lead_accept', reason='…')`: one sending, with a fresh key."""

    def send(who: str, name: str, **fields):
        where = reverse(f"projects:{name}", args=[lead.pk])
        return login(town.people[who]).post(where, {"form_key": uuid4(), **fields}, follow=True)

    return send


@pytest.fixture
def page(login, town, lead):
    def look(who: str) -> str:
        answer = login(town.people[who]).get(reverse("projects:screening_show", args=[lead.pk]))
        return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)

    return look


def checklist(opinion: str = "pass", **more) -> dict:
    """What the form of the open round sends."""
    row = Screening.objects.get(state="open")
    boxes = {f"opinion_{line.pk}": opinion for line in row.lines.all()}
    return boxes | {f"note_{line.pk}": "" for line in row.lines.all()} | {"version": row.version} | more


def proposed(press, **more) -> None:
    press("office_clerk", "lead_accept")
    press("office_clerk", "screening_open")
    press("office_clerk", "screening_save", **checklist(act="propose", result="qualified", **more))


def test_the_office_takes_a_lead_through_its_screening(press, page, lead):
    assert "受理" in page("office_clerk") and "等待经济办受理" in page("unit_clerk")
    assert "线索已受理。" in press("office_clerk", "lead_accept").content.decode()
    press("office_clerk", "screening_open")
    press("office_clerk", "screening_save", **checklist("unclear", act="save"))
    answer = press("office_clerk", "screening_save", **checklist(act="propose", result="qualified"))
    assert "结论已提出，等待审定。" in answer.content.decode()
    assert "结论由您提出" not in page("office_clerk") and "退回理由" not in page("office_clerk")
    row = Screening.objects.get()
    done = press("office_director", "screening_decide", act="agree", version=row.version)
    assert "已审定：有效线索。" in done.content.decode()
    lead.refresh_from_db()
    assert lead.lead_state == "qualified"


def test_a_second_click_on_accept_changes_nothing(press, lead):
    press("office_clerk", "lead_accept")
    assert "该线索已经受理" in press("office_clerk", "lead_accept").content.decode()
    assert Event.objects.about(lead).filter(verb="lead_accepted").count() == 1


def test_what_was_typed_stays_when_the_proposal_is_refused(press):
    press("office_clerk", "lead_accept")
    press("office_clerk", "screening_open")
    first = Screening.objects.get().lines.first()
    sent = checklist("fail", act="propose", result="supplement", reason="请补用地需求")
    answer = press("office_clerk", "screening_save", **sent | {f"note_{first.pk}": "属限制类"})
    words = answer.content.decode()
    assert answer.status_code == 422 and "“生态环境”不合格，请写明情况。" in words
    assert "属限制类" in words and "请补用地需求" in words
    assert Screening.objects.get().state == "open"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"act": "propose", "result": ""}, "请选择研判结论"),
        ({"act": "propose", "result": "not_pursued"}, "请选择不予跟进的原因"),
        ({"act": "propose", "result": "supplement"}, "请写明须补充哪些内容"),
        ({"act": "save", "reason": "长" * 301}, "最多300个字"),
        ({"act": "save", "version": "0"}, "刚被别人修改过"),
    ],
)
def test_the_form_says_what_is_missing(press, sent, sentence):
    press("office_clerk", "lead_accept")
    press("office_clerk", "screening_open")
    answer = press("office_clerk", "screening_save", **checklist() | sent)
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_who_proposed_finds_no_button_to_decide(press, page, town, login, lead):
    press("office_director", "lead_accept")
    press("office_director", "screening_open")
    press("office_director", "screening_save", **checklist(act="propose", result="qualified"))
    assert "结论由您提出，须由他人审定" in page("office_director")
    row = Screening.objects.get()
    answer = press("office_director", "screening_decide", act="agree", version=row.version)
    assert answer.status_code == 422 and "不能自己审定" in answer.content.decode()
    assert "同意" in page("leader")
    press("leader", "screening_decide", act="agree", version=row.version)
    lead.refresh_from_db()
    assert lead.lead_state == "qualified"


def test_a_proposal_sent_back_is_open_again(press):
    proposed(press)
    version = Screening.objects.get().version
    wrong = press("office_director", "screening_decide", act="return", version=version, reason="")
    assert "请写明退回的理由" in wrong.content.decode()
    press("office_director", "screening_decide", act="return", version=version, reason="能耗未核")
    assert Screening.objects.get().state == "open"


def test_the_unit_supplements_and_sends_the_lead_back(press, page, lead):
    press("office_clerk", "lead_accept")
    press("office_clerk", "screening_open")
    sent = checklist("unclear", act="propose", result="supplement", reason="请补用地需求")
    press("office_clerk", "screening_save", **sent)
    press("office_director", "screening_decide", act="agree", version=Screening.objects.get().version)
    assert "请补用地需求" in page("unit_clerk") and "待补充期间暂停计时" in page("unit_clerk")
    answer = press("unit_clerk", "lead_resubmit", note="用地30亩", files=[slip("用地需求.pdf")])
    assert "已重新报送" in answer.content.decode()
    assert Evidence.objects.about(lead).get().name == "用地需求.pdf"
    assert Project.objects.get().lead_state == "accepted"


def test_a_no_is_fed_back_and_may_be_reopened_by_the_director(press, page):
    press("office_clerk", "lead_accept")
    press("office_clerk", "screening_open")
    no = {"act": "propose", "result": "not_pursued", "reason_code": "land", "reason": "无合适地块"}
    press("office_clerk", "screening_save", **checklist("unclear", **no))
    press("office_director", "screening_decide", act="agree", version=Screening.objects.get().version)
    assert "没有适合的用地或厂房" in page("unit_clerk")
    told = {"told": "李乡贤", "way": "电话", "text": "暂无合适地块", "given_on": "2020-01-01"}
    assert "不能早于" in press("unit_clerk", "lead_feedback", **told).content.decode()
    row = Screening.objects.get()
    today = row.decided_at.astimezone().date().isoformat()
    assert "反馈已登记" in press("unit_clerk", "lead_feedback", **told | {"given_on": today}).content.decode()
    assert LeadFeedback.objects.get().screening == row
    assert "重新启动" not in page("office_clerk")
    assert "已重新启动" in press("office_director", "lead_reopen", reason="已腾出厂房").content.decode()


@pytest.mark.parametrize("name", ["lead_accept", "screening_open", "screening_save", "screening_renew"])
def test_the_unit_does_not_do_the_offices_work(press, name):
    assert press("unit_clerk", name).status_code == 403


def test_a_neighbour_finds_nothing(login, neighbour, lead):
    client = login(neighbour.people["office_clerk"])
    for name in ("screening_show", "lead_accept", "screening_save"):
        where = reverse(f"projects:{name}", args=[lead.pk])
        assert client.post(where, {"form_key": uuid4()}).status_code in (404, 405)
    assert client.get(reverse("projects:screening_show", args=[lead.pk])).status_code == 404


def test_late_registration_is_said(login, town, page):
    row = Project.objects.get()
    actions.accept_lead(project=row, by=town.people["office_clerk"], at=NOW)
    assert "以登记时间为准" not in page("unit_clerk")
    Project.objects.filter(pk=row.pk).update(received_at=NOW.replace(day=1))
    assert "接收后超过3个工作日登记，以登记时间为准" in page("unit_clerk")
