"""What a clerk, a director and a supervisor found in their way on a day's walk through the pages."""

import json
import uuid

import pytest
from django.conf import settings

from assessment.models import RunState
from assessment.scheme_document import load_text
from tests.assessment import scenario
from tests.factories import make_arrival, make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


def post(session, url: str, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data}, follow=True)


def test_a_town_without_any_scheme_can_take_an_example_that_reads(town, login):
    session = login(town.people["supervisor"])
    assert "下载示例办法" in session.get("/schemes/new/").text
    content = session.get("/schemes/new/?example=1")
    text = b"".join(content.streaming_content) if content.streaming else content.content
    assert load_text(text.decode()).groups
    assert json.loads(text)["format"] == 1


def test_who_asked_for_a_ranking_reads_that_another_person_publishes_it(town, login):
    run = scenario.run_scores(scenario.build(town))
    assert run.state == RunState.DONE
    page = f"/scores/{run.pk}/"
    assert "由您发起计算，须由" in login(run.requested_by).get(page).text
    assert "由您发起计算" not in login(town.people["other_supervisor"]).get(page).text


def test_a_ranking_lies_across_the_paper(town, login):
    run = scenario.run_scores(scenario.build(town))
    assert "<body hx-headers" in (html := login(town.people["supervisor"]).get(f"/scores/{run.pk}/").text)
    assert 'class="print-wide"' in html
    assert ".print-wide" in (settings.BASE_DIR / "static/promo/print.css").read_text()


def test_the_first_shares_hold_from_registration_not_from_1978(lead, town, login):
    session = login(town.people["office_director"])
    for page in (f"/projects/{lead.pk}/credit/", f"/projects/{lead.pk}/credit/share/"):
        html = session.get(page).text
        assert "登记起" in html and "1978年" not in html and ">1978-" not in html


def test_recording_money_from_the_desk_says_to_choose_a_project_first(lead, town, login):
    session = login(town.people["unit_clerk"])
    url = session.get("/").context["arrival_url"]
    html = session.get(url).text
    assert "请选择项目" in html and lead.name in html
    assert '<details class="more-filters" open' not in html
    assert "请选择项目" not in session.get("/projects/").text


def test_a_corrected_sum_is_read_back_to_the_person(lead, town, login):
    session = login(town.people["unit_clerk"])
    url = f"/projects/{lead.pk}/edit/"
    form = session.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert "投资额识别为3,000万元" in post(session, url, **typed | {"amount_text": "3000万元"}).text


def test_sums_in_full_carry_their_unit(lead, town, login):
    people = town.people
    fact = make_arrival(project=lead, by=people["unit_clerk"], amount="12005000")
    assert "12,005,000.00元" in login(people["unit_clerk"]).get(fact.get_absolute_url()).text


def test_the_reports_leave_as_a_workbook_too(town, login):
    answer = login(town.people["supervisor"]).get("/reports/?export=xlsx")
    assert answer.status_code == 200 and "spreadsheet" in answer["Content-Type"]


def test_a_new_house_tells_its_administrator_where_to_begin(client, db):
    start = {"county": "临江县", "town": "青石镇", "username": "guanli", "name": "管理员甲"}
    password = "Qz-tian-8823x"
    post(client, "/start/", **start, password=password, password_again=password)
    if "_auth_user_id" not in client.session:
        client.post("/login/", {"username": "guanli", "password": password})
    assert "系统刚启用" in client.get("/").text


def test_an_old_house_does_not(town, login):
    assert "系统刚启用" not in login(town.people["administrator"]).get("/").text
