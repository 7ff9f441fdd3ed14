"""Scheme pages: read in words, uploaded with every fault named, put in use by a second person."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.models import Scheme, SchemeState
from promo.models import Event
from tests.assessment import scenario

ADD = "/schemes/new/"


def send(session, content: str | bytes, name: str = "办法.json"):
    body = content.encode() if isinstance(content, str) else content
    return session.post(ADD, {"form_key": uuid.uuid4(), "file": SimpleUploadedFile(name, body)})


def test_one_supervisor_uploads_and_another_puts_it_in_use(town, login):
    first, second = login(town.people["supervisor"]), login(town.people["other_supervisor"])
    answer = send(first, scenario.TOWN_SCHEME)
    scheme = Scheme.objects.get()
    assert answer.url == f"/schemes/{scheme.pk}/"
    use = f"/schemes/{scheme.pk}/use/"
    assert use not in first.get(answer.url).text
    assert "上传人不能施行" in first.post(use, {"form_key": uuid.uuid4()}, follow=True).text
    assert use in second.get(answer.url).text
    assert "已施行" in second.post(use, {"form_key": uuid.uuid4()}, follow=True).text
    scheme.refresh_from_db()
    assert (scheme.state, scheme.put_in_use_by) == (SchemeState.IN_USE, town.people["other_supervisor"])


def test_the_page_says_the_scheme_in_words_with_worked_examples(town, login):
    scheme = scenario.adopt(town)
    page = login(town.people["unit_clerk"]).get(f"/schemes/{scheme.pk}/").text
    assert "到位资金按完成年度任务的比例计分，满分30分" in page
    assert "22,000.00万元 ÷ 20,000.00万元 × 30 = 33.00" in page
    assert "封顶倍数：120%（最高36分）" in page
    assert "入账数据，2025年1月1日至截止日期" in page


def test_every_fault_is_named_by_group_indicator_and_parameter(town, login):
    data = json.loads(scenario.TOWN_SCHEME)
    data["groups"][0]["indicators"][1]["cap"] = "-1"
    data["groups"][2]["indicators"][0]["measure"]["code"] = "gold"
    answer = send(login(town.people["supervisor"]), json.dumps(data))
    assert answer.status_code == 422
    errors = answer.context["form"].errors["file"]
    assert any(error.startswith("第1组·指标 arrived·参数 cap：应大于0") for error in errors)
    assert any(error.startswith("第3组·指标 signed·参数 measure") for error in errors)
    assert not Scheme.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("{", "办法.json", "不是有效的JSON文件"),
        ("[" * 100_000, "办法.json", "文件"),
        (b"\xff\xfe\x00", "办法.json", "不是UTF-8编码"),
        (b"x" * 600_000, "办法.json", "超过512KB"),
        ("{}", "办法.xlsx", "扩展名为 .json"),
        ("", "办法.json", "空"),
        ('{"a": NaN}', "办法.json", "NaN"),
    ],
)
def test_other_files_are_answered_with_a_sentence(town, login, content, name, sentence):
    answer = send(login(town.people["supervisor"]), content, name)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors["file"])


def test_who_may_not_is_kept_out(town, neighbour, login):
    scheme = scenario.adopt(town)
    assert login(town.people["office_director"]).get(ADD).status_code == 403
    assert login(town.people["unit_clerk"]).post(f"/schemes/{scheme.pk}/use/").status_code == 403
    stranger = login(neighbour.people["supervisor"])
    for path in ("", "file/"):
        assert stranger.get(f"/schemes/{scheme.pk}/{path}").status_code == 404
    assert stranger.post(f"/schemes/{scheme.pk}/use/", {"form_key": uuid.uuid4()}).status_code == 404


def test_the_file_comes_back_as_it_is_kept_and_can_be_uploaded_elsewhere(town, neighbour, login):
    scheme = scenario.adopt(town)
    answer = login(town.people["leader"]).get(f"/schemes/{scheme.pk}/file/")
    assert json.loads(answer.content) == scheme.content
    assert Event.objects.about(scheme).filter(verb="downloaded").exists()
    assert send(login(neighbour.people["supervisor"]), answer.content).status_code == 302
    assert Scheme.objects.get(region=neighbour.region).sha256 == scheme.sha256


def test_an_empty_list_says_what_to_do(town, login):
    page = login(town.people["supervisor"]).get("/schemes/").text
    assert "还没有考核办法" in page
    assert ADD in page
