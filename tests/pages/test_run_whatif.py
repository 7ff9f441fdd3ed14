"""A ranking on a scratch copy: weights, targets, facts and marks changed in the address, ranks moved, nothing kept."""

from fractions import Fraction
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment.models import ScoreRun
from projects.models import Posting
from promo.models import Event
from tests.assessment import scenario


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.published(judged)


def address(run, **asked) -> str:
    where = reverse("assessment:run_whatif", args=[run.pk])
    return f"{where}?{urlencode({'data_of': 'run', 'group': 0} | asked)}" if asked else where


def rows_of(page):
    return {row[0].text: [cell.text for cell in row[1:]] for row in page.context["table"].cells()}


def test_money_that_has_not_arrived_moves_the_village_to_the_first_place(judged, run, login):
    session = login(judged.people["supervisor"])
    village = judged.units["village"].pk
    page = session.get(address(run, unit_1=village, thing_1="measure:arrived_capital", amount_1="12000"))
    rows = rows_of(page)
    assert rows["石桥村"][:3] == ["2", "28.24", "1"]
    assert rows["石桥村"][5] == "上升1位"
    assert rows["柳河村"][:4] == ["1", "47.51", "2", "47.51"]
    assert "石桥村到位资金增加12,000万元" in page.text
    assert "测算，不作为考核结果" in page.text


def test_another_weight_a_target_and_a_mark(judged, run, login):
    session = login(judged.people["leader"])
    village = judged.units["village"].pk
    changed = session.get(address(run, points_management="20"))
    # an item's full mark, not what was marked: 8.5 of 20 stays 8.5
    assert rows_of(changed)["石桥村"][3] == "28.24"
    assert "日常管理分值由10分改为20分" in changed.text
    weighed = rows_of(session.get(address(run, points_signed="40")))
    assert weighed["柳河村"][4] != "0"
    eased = session.get(
        address(run, unit_1=village, thing_1="target:arrived_capital", amount_1="1000")
        + f"&unit_2={village}&thing_2=mark:management&amount_2=10"
    )
    line = run.lines.get(unit=village)
    arrived, marked = line.items.get(code="arrived"), line.items.get(code="management")
    gained = Fraction(arrived.inputs[0]["value"]) / 10_000_000 * 30 - Fraction(arrived.exact)
    now = next(row for row in eased.context["table"].rows if row.member.unit_id == village)
    assert gained > 0
    assert now.difference == gained + 10 - Fraction(marked.exact)


def test_nothing_is_saved_and_the_run_stays_as_it_is(judged, run, login):
    session = login(judged.people["supervisor"])
    village = judged.units["village"].pk
    before = ScoreRun.objects.count(), Posting.objects.count(), Event.objects.count(), run.sha256
    session.get(address(run, unit_1=village, thing_1="measure:started_count", amount_1="3"))
    run.refresh_from_db()
    assert (ScoreRun.objects.count(), Posting.objects.count(), Event.objects.count(), run.sha256) == before


def test_todays_data_can_be_asked_instead(judged, run, login):
    scenario.arrive(judged, "village", "120000000")
    session = login(judged.people["office_director"])
    kept = rows_of(session.get(address(run, points_signed="20")))
    today = rows_of(session.get(address(run, data_of="today")))
    assert kept["石桥村"][:2] == ["2", "28.24"]
    assert today["石桥村"][0] == "1"


def test_the_workbook_says_that_it_is_no_result(judged, run, login):
    session = login(judged.people["supervisor"])
    answer = session.get(address(run, points_signed="30", export="xlsx"))
    book = load_workbook(BytesIO(answer.content))
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("测算，不作为考核结果" in text for text in texts)
    assert any("签约金额分值由20分改为30分" in text for text in texts)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"unit_1": "", "thing_1": "measure:arrived_capital", "amount_1": "5"}, "应一并填写"),
        ({"points_signed": "-3"}, ""), ({"points_signed": "很多"}, ""), ({"amount_1": "9" * 40}, ""),
        ({"unit_1": "77777", "thing_1": "rm:rf", "amount_1": "1"}, ""), ({"data_of": "never"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_its_box_and_kept(judged, run, login, typed, sentence):
    page = login(judged.people["leader"]).get(address(run, **typed))
    assert page.status_code == 422
    assert page.context["table"] is None
    assert sentence in page.text
    assert all(str(value) in page.text for value in typed.values() if value in ("-3", "很多", "5"))


def test_an_unknown_group_is_not_there(judged, run, login):
    session = login(judged.people["leader"])
    for wrong in ("99", "x", "-1"):
        assert session.get(address(run, group=wrong)).status_code == 404


def test_only_those_who_lead_supervise_or_direct_may_try(judged, neighbour, run, login):
    for who in ("unit_clerk", "unit_head", "office_clerk"):
        assert login(judged.people[who]).get(address(run)).status_code == 403
    assert login(neighbour.people["supervisor"]).get(address(run)).status_code == 404
    where = reverse("assessment:run_gaps", args=[run.pk])
    assert address(run) in login(judged.people["leader"]).get(where).text
    assert address(run) not in login(judged.people["office_clerk"]).get(where).text
