"""From the ranking to the total, the item, the ledger and back: every figure opens, and units see what is published."""

import uuid
from datetime import timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment.models import RunState, ScoreRun
from assessment.reports.inputs import behind_input
from assessment.views.lines import opened
from promo import jobs
from promo.models import Event
from promo.tables import thaw
from tests.assessment import scenario
from tests.factories import NOW, make_unit


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.run_scores(judged)


def address(name: str, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def post(session, url: str, **data):
    return session.post(url, {"form_key": uuid.uuid4(), **data})


def test_asking_for_a_run_shows_progress_and_then_the_ranking(judged, login):
    session = login(judged.people["office_director"])
    answer = post(session, address("run_add"), scheme=judged.scheme.pk, until="2026-11-19")
    run = ScoreRun.objects.get()
    assert answer.url == address("run_show", run.pk)
    assert "正在排队，请稍候。" in session.get(answer.url).text
    polled = session.get(answer.url, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in polled.headers
    jobs.run(run.job_id)
    polled = session.get(answer.url, headers={"HX-Request": "true"})
    assert polled.headers["HX-Refresh"] == "true"
    page = session.get(answer.url).text
    assert "柳河村" in page
    assert "47.51" in page


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("", "请填写截止日期"),
        ("2025-06-30", "应在2026年度之内"),
        ("2100-01-01", "不能晚于今天"),
        ("NaN", "日期格式不对"),
    ],
)
def test_a_wrong_day_is_answered_beside_its_field(judged, login, until, sentence):
    session = login(judged.people["supervisor"])
    answer = post(session, address("run_add"), scheme=judged.scheme.pk, until=until)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ScoreRun.objects.exists()


def test_a_failed_run_says_so(judged, login):
    run = scenario.run_scores(judged)
    ScoreRun.objects.filter(pk=run.pk).update(state=RunState.FAILED)
    assert "未算成" in login(judged.people["supervisor"]).get(address("run_show", run.pk)).text


def test_publishing_takes_another_person_and_freezes(judged, run, login):
    url = address("run_publish", run.pk)
    assert login(judged.people["office_director"]).get(url).status_code == 403
    leader = login(judged.people["leader"])
    assert "不经公示直接发布" in leader.get(url).text
    bare = post(leader, url)
    assert (bare.status_code, "请填写未公示理由" in bare.text) == (422, True)
    sent = {"form_key": uuid.uuid4(), "reason": "供内部核对"}
    assert "第1期排名已发布" in leader.post(url, sent, follow=True).text
    run.refresh_from_db()
    assert (run.number, run.published_by) == (1, judged.people["leader"])


def test_the_supervisor_who_asked_is_told_why_he_cannot_publish(judged, login):
    run = scenario.run_scores(judged, by="supervisor")
    session = login(judged.people["supervisor"])
    assert address("run_publish", run.pk) not in session.get(address("run_show", run.pk)).text
    sent = {"form_key": uuid.uuid4(), "reason": "供内部核对"}
    answer = session.post(address("run_publish", run.pk), sent, follow=True)
    assert "发起计算的人不能发布" in answer.text
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_units_see_nothing_until_it_is_published_and_then_their_own_line(judged, run, login):
    clerk = login(judged.people["unit_clerk"])
    village, other = judged.units["village"].pk, judged.units["other_village"].pk
    for name in ("run_show", "run_export"):
        assert clerk.get(address(name, run.pk)).status_code == 404
    assert clerk.get(address("line_show", run.pk, village)).status_code == 404
    post(login(judged.people["leader"]), address("run_publish", run.pk), reason="供内部核对")
    page = clerk.get(address("run_show", run.pk)).text
    assert address("line_show", run.pk, village) in page
    assert address("line_show", run.pk, other) not in page
    assert clerk.get(address("line_show", run.pk, village)).status_code == 200
    assert clerk.get(address("line_show", run.pk, other)).status_code == 404
    assert clerk.get(address("run_today", run.pk)).status_code == 403
    assert clerk.get(address("run_export", run.pk)).status_code == 200


def test_the_neighbouring_town_sees_and_does_nothing(judged, run, neighbour, login):
    stranger = login(neighbour.people["supervisor"])
    for name in ("run_show", "run_export", "run_today"):
        assert stranger.get(address(name, run.pk)).status_code == 404
    assert stranger.get(address("line_show", run.pk, judged.units["village"].pk)).status_code == 404
    assert post(stranger, address("run_publish", run.pk)).status_code == 404
    assert post(stranger, address("run_add"), scheme=judged.scheme.pk, until="2026-11-19").status_code == 422
    assert "还没有" in stranger.get(address("run_list")).text


def test_every_number_of_a_ledger_opens_postings_that_add_up_to_it(judged, run):
    """For every unit and indicator; part for part where a number was worked out from others."""
    checked = 0
    for line in run.lines.all():
        for item in line.items.all():
            for given in (one for one in item.inputs if one["kind"] == "measure"):
                found = behind_input(run, line, item.code, given["name"])
                assert found.total == Fraction(given["value"])
                checked += 1
    assert checked == 6 * 5


def test_the_ledger_page_behind_a_number_shows_that_very_total(judged, run, login):
    session = login(judged.people["leader"])
    line = run.lines.get(unit=judged.units["other_village"])
    page = session.get(address("line_show", run.pk, line.unit_id)).text
    assert "5.00 + 10.12 + 3.33 + 20.00 + 9.05" in page
    given = line.items.get(code="arrived").inputs[0]
    found = opened(given, run, line.unit_id, code="arrived", path="actual")
    assert found.value == "3,374.448148万元"
    assert found.link.replace("&", "&amp;") in page
    ledger = session.get(found.link)
    assert ledger.status_code == 200
    totals = [cell.value for cell in ledger.context["table"].totals()]
    assert Fraction(given["value"]) in totals
    assert "3,374.448148" in ledger.text


def test_what_came_later_stays_out_of_the_opened_ledger(judged, run, login):
    given = run.lines.get(unit=judged.units["park"]).items.get(code="arrived").inputs[0]
    link = opened(given, run, judged.units["park"].pk, code="arrived", path="actual").link
    session = login(judged.people["leader"])
    before = session.get(link).text.count("工业园项目")
    scenario.arrive(judged, "park", "77000000")
    assert session.get(link).text.count("工业园项目") == before


def test_targets_and_marks_open_too(judged, run, login):
    session = login(judged.people["leader"])
    page = session.get(address("line_show", run.pk, judged.units["village"].pk)).text
    unit = judged.units["village"].pk
    for url in (
        f"/targets/2026/signed_amount/units/{unit}/",
        f"/marks/{judged.scheme.pk}/{unit}/management/",
    ):
        assert url in page
        assert session.get(url).status_code == 200


def test_today_stands_beside_what_was_published_and_says_what_moved(judged, login):
    run = scenario.published(judged)
    scenario.arrive(judged, "village", "120000000")
    scenario.give_target(
        judged.town, "park", "started_count", 50_000, expected=1, at=NOW + timedelta(hours=2)
    )
    session = login(judged.people["supervisor"])
    page = session.get(address("run_today", run.pk))
    compared = {table.title: table for table in page.context["compared"]}
    cells = {row[0].text: [cell.text for cell in row[1:]] for row in compared["乡镇/村"].cells()}
    assert cells["石桥村"][:3] == ["2", "28.24", "1"]
    assert cells["石桥村"][4].startswith("+")
    assert page.context["moved"].count == 2
    assert "+8,000.40万元" in page.text
    assert "开工项目数目标" in page.text
    frozen = session.get(address("run_show", run.pk)).text
    assert "28.24" in frozen


def test_nothing_moved_is_said_so(judged, run, login):
    page = login(judged.people["supervisor"]).get(address("run_today", run.pk)).text
    assert "此后没有新入账的事项" in page
    assert "此后没有调整目标和评分" in page


def test_the_workbook_is_the_frozen_table_with_number_and_digest(judged, login):
    run = scenario.published(judged)
    scenario.arrive(judged, "village", "120000000")  # later truth stays out
    answer = login(judged.people["leader"]).get(address("run_export", run.pk))
    book = load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) == 4
    texts = [
        str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None
    ]
    assert texts[0] == "高山镇2026年招商引资考核排名（乡镇/村）"
    assert any(run.sha256[:16] in text and "第1期" in text for text in texts)
    assert any("签发" in text for text in texts)
    table = thaw(run.frozen["tables"][0])
    names = [row[1].text for row in table.body]
    assert [text for text in texts if text in names] == names
    assert Event.objects.about(run).filter(verb="downloaded").count() == 1


def test_a_draft_workbook_says_that_it_is_one(judged, run, login):
    answer = login(judged.people["supervisor"]).get(address("run_export", run.pk))
    book = load_workbook(BytesIO(answer.content))
    assert any("尚未发布" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_query_counts_do_not_grow_with_the_units(judged, login, django_assert_max_num_queries):
    session = login(judged.people["supervisor"])
    counts = []
    for more in (0, 30):
        for number in range(more):
            make_unit(
                f"5{number:02d}", region=judged.town.region, unit_class="town_village", order=500 + number
            )
        run = scenario.run_scores(judged)
        found = []
        for name, args, most in (
            ("run_show", [run.pk], 12), ("line_show", [run.pk, judged.units["village"].pk], 25),
            ("run_today", [run.pk], 25), ("run_gaps", [run.pk], 22), ("run_compare", [run.pk], 50),
            ("target_list", [], 11), ("mark_list", [], 12), ("run_list", [], 12),
        ):  # fmt: skip
            with django_assert_max_num_queries(most) as queries:
                assert session.get(address(name, *args)).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
