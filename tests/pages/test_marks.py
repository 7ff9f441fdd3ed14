"""Manual marks on pages: the grid, a new mark with its reason and paper, its history, who may see the file."""

import uuid

import pytest

from assessment.models import ManualMark
from tests.assessment import scenario
from tests.assessment.scenario import Judged
from tests.factories import slip


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


def address(judged, key: str = "village", code: str = "management") -> str:
    return f"/marks/{judged.scheme.pk}/{judged.units[key].pk}/{code}/"


def send(session, judged, key: str = "village", **more):
    data = {
        "form_key": uuid.uuid4(),
        "mark": "8.5",
        "marked_on": "2026-11-19",
        "reason": "考评",
        "version": 0,
    } | more
    return session.post(address(judged, key) + "new/", data)


def test_a_mark_is_given_and_stands_in_the_grid(judged, login):
    session = login(judged.people["supervisor"])
    assert send(session, judged, file=slip("考评表.pdf")).url == address(judged)
    row = ManualMark.objects.get()
    assert (row.hundredths, row.file_name) == (850, "考评表.pdf")
    assert ">8.5</a>" in session.get("/marks/").text
    assert "考评表.pdf" in session.get(address(judged)).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("mark", "10.01", "不能超过满分10分"),
        ("mark", "-1", "最多两位小数"),
        ("mark", "8.555", "最多两位小数"),
        ("mark", "NaN", "最多两位小数"),
        ("mark", "", "请填写"),
        ("mark", "9" * 500, "最多20个字"),
        ("reason", "", "请填写评分依据"),
        ("reason", "字" * 10_000, "最多200个字"),
        ("marked_on", "2025-01-01", "应在2026年度之内"),
        ("marked_on", "2099-01-01", "不能晚于今天"),
    ],
)
def test_bad_input_is_answered_beside_its_field(judged, login, field, typed, sentence):
    answer = send(login(judged.people["supervisor"]), judged, **{field: typed})
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert not ManualMark.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused(judged, login):
    answer = send(login(judged.people["supervisor"]), judged, file=slip("考评表.pdf", b"MZ not a pdf"))
    assert answer.status_code == 422
    assert "内容与扩展名" in answer.text


def test_a_stale_form_is_refused(judged, login):
    session = login(judged.people["supervisor"])
    send(session, judged)
    assert "刚被别人修改" in send(session, judged, mark="9").text
    assert send(session, judged, mark="9", version=1).status_code == 302
    assert [row.hundredths for row in ManualMark.objects.order_by("version")] == [850, 900]


def test_units_see_their_own_marks_and_papers_and_nobody_elses(judged, neighbour, login):
    for key in ("village", "park"):
        send(login(judged.people["supervisor"]), judged, key, file=slip(f"{key}.pdf"))
    own, other = (ManualMark.objects.get(unit=judged.units[key]) for key in ("village", "park"))
    clerk = login(judged.people["unit_clerk"])
    assert clerk.get(f"/marks/files/{own.pk}/").status_code == 200
    assert clerk.get(f"/marks/files/{other.pk}/").status_code == 404
    assert clerk.get(address(judged)).status_code == 200
    assert clerk.get(address(judged, "park")).status_code == 404
    assert "工业园" not in clerk.get("/marks/").text
    assert clerk.get(address(judged) + "new/").status_code == 403
    stranger = login(neighbour.people["supervisor"])
    assert stranger.get(f"/marks/files/{own.pk}/").status_code == 404
    assert stranger.get(address(judged)).status_code == 404
    assert send(stranger, judged, mark="1").status_code == 404


def test_only_the_supervisor_marks(judged, login):
    for who in ("office_director", "office_clerk", "leader", "unit_head", "administrator"):
        assert send(login(judged.people[who]), judged).status_code == 403
    assert not ManualMark.objects.exists()


def test_a_code_the_scheme_does_not_have_is_not_found(judged, login):
    session = login(judged.people["supervisor"])
    assert session.get(address(judged, code="gold")).status_code == 404
    assert session.get("/marks/?scheme=abc").status_code == 404


def test_without_a_scheme_the_page_says_so(town, login):
    assert "还没有施行的考核办法" in login(town.people["supervisor"]).get("/marks/").text
