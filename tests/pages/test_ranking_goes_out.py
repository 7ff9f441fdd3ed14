"""From the notice to the correction through the pages: who may, who sees, what is printed, what a second click does."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessment import actions
from assessment.models import Erratum, RunCheck, RunObjection, RunState
from promo import jobs
from promo.models import Event
from tests.assessment import scenario
from tests.factories import NOW, slip

TODAY = timezone.localdate


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


NOTICE = {"workdays": "5", "contact": "督查办 郑督查", "text": "现予公示。"}


def hang_out(judged, run, login):
    session = login(judged.people["supervisor"])
    return post(session, address("run_notice_add", run.pk), first_on=TODAY().isoformat(), **NOTICE)


def object_to(judged, run, login, **more):
    session = login(judged.people["unit_clerk"])
    line = run.lines.get(unit=judged.units["village"])
    given = {"unit": line.unit_id, "about": f"line-{line.pk}", "text": "少计一笔到位资金"} | more
    return post(session, address("run_objection_add", run.pk), **given)


def test_the_notice_stands_on_paper_with_its_stamp_and_units_may_object(judged, run, login):
    answer = hang_out(judged, run, login)
    assert answer.url == address("run_notice", run.pk)
    clerk = login(judged.people["unit_clerk"])
    page = clerk.get(answer.url).text
    for words in (
        "考核结果公示",
        "5个工作日",
        "督查办 郑督查",
        "公示中，尚未发布",
        f"校验值{run.sha256[:16]}",
        "共6行",
    ):
        assert words in page
    assert address("run_objection_add", run.pk) in page
    line = clerk.get(address("line_show", run.pk, judged.units["village"].pk)).text
    assert f"{address('run_objection_add', run.pk)}?about=line-" in line


def test_a_wrong_notice_is_answered_beside_its_field_and_keeps_what_was_typed(judged, run, login):
    session = login(judged.people["supervisor"])
    given = NOTICE | {"contact": "督查办王主任", "workdays": "99"}
    answer = post(session, address("run_notice_add", run.pk), first_on="2026-11-01", **given)
    assert answer.status_code == 422
    assert "督查办王主任" in answer.text
    given["workdays"] = "5"
    answer = post(session, address("run_notice_add", run.pk), first_on="2026-11-01", **given)
    assert (answer.status_code, "应在今天至30天之内" in answer.text) == (422, True)
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_an_objection_is_raised_answered_confirmed_and_told(judged, run, login):
    hang_out(judged, run, login)
    answer = object_to(judged, run, login, files=[slip("回单.pdf")])
    row = RunObjection.objects.get()
    assert answer.url == address("run_objection_show", row.pk)
    supervisor, leader = login(judged.people["supervisor"]), login(judged.people["leader"])
    clerk, stranger = login(judged.people["unit_clerk"]), login(judged.people["other_clerk"])
    assert stranger.get(answer.url).status_code == 404
    assert stranger.get(address("run_file", row.files.get().pk)).status_code == 404
    given = {
        "finding": "rejected",
        "remedy": "none",
        "answer": "回单不在统计期内",
        "document": "镇督〔2026〕7号",
    }
    wrong = post(
        supervisor, address("run_objection_answer", row.pk), version=row.version, **given | {"document": ""}
    )
    assert (wrong.status_code, "回单不在统计期内" in wrong.text) == (422, True)
    post(supervisor, address("run_objection_answer", row.pk), version=row.version, **given)
    row.refresh_from_db()
    assert row.state == "answered"
    assert "回单不在统计期内" not in clerk.get(answer.url).text
    own = post(supervisor, address("run_objection_confirm", row.pk), version=row.version)
    assert "答复人以外" in supervisor.get(own.url).text
    post(leader, address("run_objection_confirm", row.pk), version=row.version)
    assert "回单不在统计期内" in clerk.get(answer.url).text
    assert "贵单位对考核排名的异议已答复" in clerk.get("/messages/").text
    again = post(leader, address("run_objection_confirm", row.pk), version=row.version)
    assert "请刷新后核对" in leader.get(again.url).text
    assert clerk.get(address("run_file", row.files.get().pk)).status_code == 200


def test_a_form_of_an_objection_sent_twice_is_one(judged, run, login):
    hang_out(judged, run, login)
    key = uuid.uuid4()
    line = run.lines.get(unit=judged.units["village"])
    session = login(judged.people["unit_clerk"])
    for _ in range(2):
        session.post(
            address("run_objection_add", run.pk),
            {"form_key": key, "unit": line.unit_id, "about": "", "text": "总体有异议"},
        )
    assert RunObjection.objects.get().about == "本次排名"


@pytest.mark.parametrize("about", ["line-", "item-x", "line-999999", "nonsense"])
def test_an_objection_to_nothing_that_is_there_is_refused(judged, run, login, about):
    hang_out(judged, run, login)
    answer = object_to(judged, run, login, about=about)
    assert (answer.status_code, "请从列表中选择异议对象" in answer.text) == (422, True)
    assert "少计一笔到位资金" in answer.text


def test_neighbours_and_lookers_on_do_nothing(judged, run, neighbour, login):
    hang_out(judged, run, login)
    stranger = login(neighbour.people["supervisor"])
    for name in ("run_notice", "run_void", "run_notice_add", "run_publish"):
        assert stranger.get(address(name, run.pk)).status_code == 404
    assert login(neighbour.people["unit_clerk"]).get(address("run_objection_add", run.pk)).status_code == 404
    director = login(judged.people["office_director"])
    for name in ("run_notice_add", "run_void", "run_publish", "run_objection_add", "run_check"):
        assert director.get(address(name, run.pk)).status_code == 403
    assert director.get(address("run_notice", run.pk)).status_code == 200


def test_a_ranking_that_is_given_up_says_so_everywhere(judged, run, login):
    hang_out(judged, run, login)
    session = login(judged.people["supervisor"])
    assert post(session, address("run_void", run.pk), reason="").status_code == 422
    post(session, address("run_void", run.pk), reason="数据有误，重新计算")
    clerk = login(judged.people["unit_clerk"])
    for name in ("run_show", "run_notice"):
        assert "已作废，不得使用" in clerk.get(address(name, run.pk)).text
    book = load_workbook(BytesIO(clerk.get(address("run_export", run.pk)).content))
    assert any(
        "已作废，不得使用" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row
    )


@pytest.fixture
def published(judged):
    return scenario.published(judged)


@pytest.fixture
def erratum(judged, published):
    scenario.give_mark(judged, "village", 100, expected=1, at=NOW + timedelta(days=1))
    return actions.request_erratum(
        run=published, line=published.lines.get(unit=judged.units["village"]), item="management", reason="考评表误登",
        document="镇督〔2026〕8号", by=judged.people["supervisor"], at=NOW + timedelta(days=1),
    )  # fmt: skip


def test_a_correction_is_asked_for_on_a_page_and_says_when_nothing_changes(judged, published, login):
    session = login(judged.people["office_director"])
    given = {"line": "", "item": "", "reason": "考评表误登", "document": "镇督〔2026〕8号"}
    answer = post(session, address("erratum_add", published.pk), **given)
    assert (answer.status_code, "没有变化" in answer.text, "考评表误登" in answer.text) == (422, True, True)
    scenario.give_mark(judged, "village", 100, expected=1, at=timezone.now())
    answer = post(session, address("erratum_add", published.pk), **given)
    assert answer.url == address("erratum_show", Erratum.objects.get().pk)


def test_approved_it_is_linked_both_ways_and_on_every_print_out(judged, published, erratum, login):
    own, leader = login(judged.people["supervisor"]), login(judged.people["leader"])
    clerk = login(judged.people["unit_clerk"])
    show = address("erratum_show", erratum.pk)
    assert clerk.get(show).status_code == 404
    refused = post(own, address("erratum_approve", erratum.pk))
    assert "申请更正的人不能批准" in own.get(refused.url).text
    post(leader, address("erratum_approve", erratum.pk))
    page = clerk.get(show).text
    for words in (
        "更正第1号",
        "考评表误登",
        "8.50",
        "1.00",
        "更正对名次的影响",
        address("run_show", published.pk),
    ):
        assert words in page
    assert "此后调整的目标和评分" not in page, "what it stands on is for the region's roles"
    assert "此后调整的目标和评分" in leader.get(show).text
    for where in (
        address("run_show", published.pk),
        address("line_show", published.pk, judged.units["village"].pk),
    ):
        text = clerk.get(where).text
        assert show in text and "已更正（更正第1号）" in text
    for where in (address("run_export", published.pk), address("erratum_export", erratum.pk)):
        book = load_workbook(BytesIO(clerk.get(where).content))
        cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
        assert any(
            "更正第1号" in text and published.sha256[:16] in text and "第1版" in text for text in cells
        )
    assert Event.objects.filter(verb="downloaded", by=judged.people["unit_clerk"]).count() == 2


def test_the_second_person_may_refuse_with_a_reason(judged, erratum, login):
    leader = login(judged.people["leader"])
    assert post(leader, address("erratum_refuse", erratum.pk), reason="").status_code == 422
    post(leader, address("erratum_refuse", erratum.pk), reason="依据不足")
    assert "依据不足" in login(judged.people["supervisor"]).get(address("erratum_show", erratum.pk)).text


def test_the_check_runs_in_the_background_and_shows_what_it_found(judged, published, login):
    leader = login(judged.people["leader"])
    where = address("run_check", published.pk)
    assert "开始复核" in leader.get(where).text
    for _ in range(2):
        post(leader, where)
    check = RunCheck.objects.get()
    assert "正在排队" in leader.get(where).text
    jobs.run(check.job_id)
    page = leader.get(where).text
    assert "全部一致" in page and "6个单位、30项得分、54个数据" in page
    actions.finish_check(check=check, checked=[], at=timezone.now())
    check.refresh_from_db()
    assert check.is_sound and check.result, "a finished check stays as it is"


def test_the_query_counts_of_the_new_pages_do_not_grow(
    judged, published, login, django_assert_max_num_queries
):
    session = login(judged.people["supervisor"])
    counts = []
    for more in range(2):
        run = scenario.run_scores(judged)
        actions.put_up_notice(
            run=run, first_on=TODAY(), workdays=5, text="现予公示。", contact="督查办", by=judged.people["supervisor"],
            at=timezone.now(),
        )  # fmt: skip
        for _ in range(1 + 3 * more):
            row = actions.raise_run_objection(
                run=run,
                unit=judged.units["village"],
                text="有异议",
                by=judged.people["unit_clerk"],
                at=timezone.now(),
            )
        found = []
        for name, pk, most in (
            ("run_notice", run.pk, 20), ("run_objection_show", row.pk, 15), ("run_objection_list", None, 12),
        ):  # fmt: skip
            with django_assert_max_num_queries(most) as queries:
                assert session.get(address(name, *([pk] if pk else []))).status_code == 200
            found.append(len(queries))
        counts.append(found)
        for one in run.objections.all():
            actions.withdraw_run_objection(
                objection=one, version=one.version, by=judged.people["unit_clerk"], at=timezone.now()
            )
        actions.void_run(run=run, reason="重新计算", by=judged.people["supervisor"], at=timezone.now())
    assert counts[0] == counts[1]
