"""Reports on pages: read by the offices, worded and published by the supervisor, figures untouched by any form."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from assessment.actions.report_copies import add_recipient
from assessment.actions.reports import draft_report, publish_report
from assessment.models import Report
from assessment.reports.fortnight import the_fortnight
from projects import ledger
from promo.models import Event
from tests.assessment import scenario
from tests.factories import NOW
from tests.reports.drafting import decide

ENDED = the_fortnight(NOW.date()).previous()


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def report(judged, town) -> Report:
    """Of a fortnight; the leader stands on its list."""
    add_recipient(
        region=town.region, kind="fortnight", user=town.people["leader"], by_mail=False,
        by=town.people["supervisor"], at=NOW,
    )  # fmt: skip
    return draft_report(region=town.region, period=ENDED, as_of=ledger.moment(NOW), at=NOW)


def boxes(report: Report, **changed) -> dict:
    """What the form posts: every paragraph as it stands, except what `changed` says."""
    typed = {
        f"{one['section']}_{place}": text
        for one in report.words
        for place, text in enumerate([*one["paragraphs"], ""])
    }
    return typed | {"form_key": str(uuid4()), "version": report.version} | changed


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_its_makers_and_a_listed_leader_read_the_draft(report, town, login, who):
    session = login(town.people[who])
    assert "2026年第23期" in session.get("/reports/").content.decode()
    html = session.get(f"/reports/{report.pk}/").content.decode()
    for heading in ("一、总体情况", "二、各类单位排名", "三、本期新增", "四、存在问题", "七、下一步要求"):
        assert heading in html
    assert (f"/reports/{report.pk}/edit/" in html) == (who == "supervisor")


def test_a_fortnight_is_for_its_list_and_nobody_else(report, town, login):
    """Published or not, the rest of the office and the units do not find it."""
    for _ in range(2):
        for who in ("office_director", "office_clerk", "unit_clerk", "unit_head"):
            session = login(town.people[who])
            assert "还没有通报" in session.get("/reports/").content.decode()
            for tail in ("", "export/"):
                assert session.get(f"/reports/{report.pk}/{tail}").status_code == 404
        assert login(town.people["administrator"]).get(f"/reports/{report.pk}/").status_code == 403
        if report.state == "draft":
            publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)
    assert login(town.people["leader"]).get(f"/reports/{report.pk}/").status_code == 200


@pytest.mark.parametrize("who", ["office_director", "office_clerk", "unit_clerk", "administrator"])
def test_only_oversight_words_and_publishes(report, town, login, who):
    session = login(town.people[who])
    assert session.get(f"/reports/{report.pk}/edit/").status_code == 403
    assert session.post(f"/reports/{report.pk}/edit/", boxes(report, demands_0="改。")).status_code == 403
    assert session.post(f"/reports/{report.pk}/publish/", boxes(report)).status_code == 403
    report.refresh_from_db()
    assert (report.state, report.version) == ("draft", 1)


def test_a_neighbour_finds_nothing(report, neighbour, login):
    session = login(neighbour.people["supervisor"])
    assert "还没有通报" in session.get("/reports/").content.decode()
    for tail in ("", "edit/", "export/"):
        assert session.get(f"/reports/{report.pk}/{tail}").status_code == 404
    assert session.post(f"/reports/{report.pk}/publish/", boxes(report)).status_code == 404


def test_the_supervisor_words_and_everybody_sees_what_changed(report, town, login):
    session = login(town.people["supervisor"])
    answer = session.post(
        f"/reports/{report.pk}/edit/", boxes(report, demands_0="抓紧推进。", demands_3="另附名单。")
    )
    assert answer.status_code == 302
    html = session.get(f"/reports/{report.pk}/").content.decode()
    assert "抓紧推进。" in html
    assert "<ins>" in html
    assert "<del>" in html
    report.refresh_from_db()
    assert report.words[-1]["paragraphs"][-1] == "另附名单。"
    assert Event.objects.filter(verb="report_edited", by=town.people["supervisor"]).count() == 1


def test_a_forged_post_with_tables_changes_nothing_but_words(report, town, login):
    tables, moment, title = report.tables, report.as_of, report.title
    forged = boxes(
        report,
        demands_0="抓紧。",
        tables="[]",
        title="假的",
        number="99",
        as_of="2020-01-01",
        state="published",
        sha256="0",
    )
    assert login(town.people["supervisor"]).post(f"/reports/{report.pk}/edit/", forged).status_code == 302
    report.refresh_from_db()
    assert (report.tables, report.as_of, report.title) == (tables, moment, title)
    assert (report.number, report.state) == (23, "draft")


def test_a_changed_figure_is_refused_beside_its_box_and_the_rest_is_kept(report, town, login):
    text = "到位资金完成年度任务的99.99%。"
    answer = login(town.people["supervisor"]).post(
        f"/reports/{report.pk}/edit/", boxes(report, overview_1=text, demands_0="抓紧推进。")
    )
    assert answer.status_code == 200
    form = answer.context["form"]
    assert "“99.99%”不是本期通报中的数据" in form.errors["overview_1"][0]
    assert form["demands_0"].value() == "抓紧推进。"
    report.refresh_from_db()
    assert report.version == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("长" * 10_000, "最多2,000个字"), ("隐\u200b藏", "看不见的格式字符"), ("\x00", "控制字符")],
)
def test_bad_text_is_refused_beside_its_box(report, town, login, text, said):
    answer = login(town.people["supervisor"]).post(
        f"/reports/{report.pk}/edit/", boxes(report, demands_0=text)
    )
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_stale_form_keeps_what_was_typed(report, town, login):
    old = boxes(report, demands_0="后改的。")
    session = login(town.people["supervisor"])
    session.post(f"/reports/{report.pk}/edit/", boxes(report, demands_0="先改的。"))
    answer = session.post(f"/reports/{report.pk}/edit/", old)
    assert "刚被别人修改过" in answer.content.decode()
    assert "后改的。" in answer.content.decode()
    report.refresh_from_db()
    assert report.words[-1]["paragraphs"][0] == "先改的。"


def test_published_once_and_closed_to_the_form(report, town, login):
    session = login(town.people["supervisor"])
    posted = boxes(report)
    for _ in range(2):
        assert session.post(f"/reports/{report.pk}/publish/", posted).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.published_by) == ("published", town.people["supervisor"])
    assert Event.objects.filter(verb="report_published").count() == 1
    assert session.get(f"/reports/{report.pk}/edit/").status_code == 302
    assert session.post(f"/reports/{report.pk}/edit/", boxes(report, demands_0="改。")).status_code == 302
    report.refresh_from_db()
    assert "改。" not in report.words[-1]["paragraphs"]
    assert "修改文字" not in session.get(f"/reports/{report.pk}/").content.decode()


def test_publishing_what_somebody_changed_meanwhile_is_refused(report, town, login):
    old = boxes(report)
    login(town.people["supervisor"]).post(f"/reports/{report.pk}/edit/", boxes(report, demands_0="先改的。"))
    session = login(town.people["other_supervisor"])
    answer = session.post(f"/reports/{report.pk}/publish/", old, follow=True)
    assert "刚被别人修改过" in answer.content.decode()
    answer = session.post(f"/reports/{report.pk}/publish/", boxes(report, version="x"), follow=True)
    assert "页面已过期" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "draft"


def test_the_workbook_holds_the_frozen_tables_and_is_noted(report, judged, town, login):
    publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)
    scenario.arrive(judged, "village", "90000000")  # later truth stays out
    answer = login(town.people["leader"]).get(f"/reports/{report.pk}/export/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    tables = [table for entry in report.tables for table in entry["tables"]]
    assert len(book.sheetnames) == len(tables)
    found = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    arrived = next(row for row in tables[0]["rows"] if row[0]["text"].startswith("到位资金"))
    number = float(arrived[3]["text"].replace(",", ""))
    assert any(isinstance(value, int | float) and abs(value - number) < 0.01 for value in found)
    assert Event.objects.about(report).filter(verb="downloaded", by=town.people["leader"]).count() == 1


def test_looking_changes_nothing_and_asks_little(report, town, login, django_assert_max_num_queries):
    session = login(town.people["supervisor"])
    with django_assert_max_num_queries(8):
        session.get(f"/reports/{report.pk}/")
    draft_report(
        region=town.region, period=ENDED.next(), as_of=ledger.moment(NOW), at=NOW + timedelta(days=5)
    )
    with django_assert_max_num_queries(8):
        session.get("/reports/")
    assert session.post(f"/reports/{report.pk}/").status_code == 405
    assert session.get(f"/reports/{report.pk}/publish/").status_code == 405


def test_the_list_says_which_kinds_the_office_does_not_issue(town, login):
    session = login(town.people["leader"])
    assert "不编发" not in session.get("/reports/").text
    for kind in ("fortnight", "quarter"):
        decide(town, kind, "no", on=date(2026, 11, 1))
    assert "按现行编发规定，不编发双周督查报告、季度通报。" in session.get("/reports/").text


def test_who_worded_it_does_not_publish_it_but_the_listed_leader_may(report, town, login):
    supervisor = login(town.people["supervisor"])
    supervisor.post(f"/reports/{report.pk}/edit/", boxes(report, demands_0="抓紧。"))
    report.refresh_from_db()
    assert (
        "请由他人核对后发布"
        in supervisor.post(f"/reports/{report.pk}/publish/", boxes(report), follow=True).content.decode()
    )
    login(town.people["leader"]).post(f"/reports/{report.pk}/publish/", boxes(report))
    report.refresh_from_db()
    assert (report.state, report.published_by) == ("published", town.people["leader"])


def test_a_leader_says_that_he_has_read_it_and_the_supervisor_sees_when(report, town, login):
    publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)
    leader, where = login(town.people["leader"]), f"/reports/{report.pk}/"
    assert "已阅" in leader.get(where).content.decode()
    for _ in range(2):
        assert leader.post(f"{where}read/", {"form_key": str(uuid4())}).status_code == 302
    assert "您已阅读本期通报" in leader.get(where).content.decode()
    assert report.readings.count() == 1
    readers = login(town.people["supervisor"]).get(where).context["readers"]
    assert [(one.user, one.read_at is not None) for one in readers] == [(town.people["leader"], True)]


def test_a_wrong_number_in_the_address_is_not_found(town, login):
    session = login(town.people["supervisor"])
    assert session.get("/reports/999999/").status_code == 404
    assert session.get(f"/reports/{'9' * 30}/").status_code in (404, 200) or pytest.fail("not answered")
