"""The calendar of periods on pages: who reported, reporting with what was typed kept, opening a closed month."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment import actions
from assessment.models import PeriodReturn, ReportDuty
from assessment.period_tasks import keep_periods
from projects.models import PeriodClosing, PeriodReopening
from promo.models import Notice
from tests.calendars import FORTNIGHT, MONTH, use_periods
from tests.factories import NOW, at, signed_project, slip

LIST = reverse("assessment:period_list")
WORDS = {
    "progress": "洽谈两个项目",
    "problems": "缺少线索",
    "causes": "外出招商少",
    "measures": "每月外出两次",
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def october(town):
    """Closed on 11 November, its report asked of every unit."""
    use_periods(town)
    keep_periods(now=at(date(2026, 10, 8)))
    keep_periods(now=NOW)
    return reverse("assessment:period_show", args=[town.region.pk, "month:2026-10-01"])


def send(browser, where: str, **typed):
    return browser.post(where, {"form_key": uuid4(), **typed})


def returns(town, key: str = "village", name: str = "period_unit") -> str:
    duty = ReportDuty.objects.get(period_kind="month", period_start=date(2026, 10, 1))
    return reverse(f"assessment:{name}", args=[duty.pk, town.units[key].pk])


def test_an_empty_calendar_says_who_decides(town, login):
    assert "由经济办主任在“业务规定”中制定" in login(town.people["supervisor"]).get(LIST).content.decode()
    assert "制定统计周期规定" in login(town.people["office_director"]).get(LIST).content.decode()


def test_the_list_tells_states_and_who_is_missing_in_as_many_statements_for_more(town, login, october):
    browser = login(town.people["supervisor"])
    with CaptureQueriesContext(connection) as few:
        page = browser.get(LIST)
    (row,) = [one for one in page.context["table"].rows if one.due.period.start == date(2026, 10, 1)]
    assert (row.state.words, row.asked, row.waited) == ("已结账", 6, 6)
    use_periods(town, MONTH, FORTNIGHT, begins=date(2026, 10, 2))
    keep_periods(now=NOW + timedelta(days=40))
    with CaptureQueriesContext(connection) as many:
        page = browser.get(LIST)
    assert len(page.context["table"].rows) > 3 and len(many) <= len(few)
    assert "attachment" in browser.get(LIST, {"export": "xlsx"})["Content-Disposition"]
    assert browser.get(LIST, {"kind": "x"}).status_code == 422


def test_a_unit_reports_and_what_it_typed_stays_when_something_is_missing(town, login, october):
    browser = login(town.people["unit_clerk"])
    assert "本单位尚未报送本期情况" in browser.get(october).content.decode()
    where = returns(town, name="period_tell")
    digest = browser.get(where).context["figures"].digest
    refused = send(browser, where, **WORDS | {"causes": ""}, seen=digest)
    assert refused.status_code == 422 and not PeriodReturn.objects.exists()
    assert (
        "请填写原因分析（找原因）" in refused.content.decode() and "洽谈两个项目" in refused.content.decode()
    )
    assert send(browser, where, **WORDS, seen=digest).status_code == 302
    assert "外出招商少" in browser.get(returns(town)).content.decode()
    assert send(browser, where, **WORDS, seen=digest).status_code == 422, "a second click changes nothing"
    assert PeriodReturn.objects.count() == 1


def test_figures_that_moved_come_back_with_their_words_and_a_later_change_is_shown(town, login, october):
    browser, where = login(town.people["unit_clerk"]), returns(town, name="period_tell")
    digest = browser.get(where).context["figures"].digest
    people = town.people
    signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"],
        on=date(2026, 11, 18),
    )  # fmt: skip
    assert send(browser, where, **WORDS, seen=digest).status_code == 302, "November is not October"
    signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"],
        on=date(2026, 9, 8), name="另一项目", investor="另一公司",
    )  # fmt: skip
    page = browser.get(returns(town)).content.decode()
    assert "有变动" in page and "确认时本年累计" in page


def test_a_neighbour_unit_sees_its_own_line_only(town, login, october):
    browser = login(town.people["other_clerk"])
    assert [one.unit_id for one in browser.get(october).context["returns"].rows] == [
        town.units["other_village"].pk
    ]
    assert browser.get(returns(town)).status_code == 404


def test_a_closed_month_is_opened_by_two_and_everybody_is_told(town, login, october):
    first, second = login(town.people["supervisor"]), login(town.people["leader"])
    ask = f"{october}ask/"
    assert send(first, ask, reason="", open_until="2026-11-25").status_code == 422
    assert send(first, ask, reason="石桥村漏报", open_until="2026-11-25").status_code == 302
    row = PeriodReopening.objects.get()
    decide = reverse("assessment:period_decide", args=[row.pk])
    assert Notice.objects.of(town.people["leader"]).filter(url=decide).exists()
    given = {"grant": "yes", "document": "镇长办公会纪要3号", "words": ""}
    assert "申请人不能决定" in send(first, decide, **given, file=slip()).content.decode()
    assert "请上传批准文件" in send(second, decide, **given).content.decode()
    assert send(second, decide, **given, file=slip()).status_code == 302
    assert Notice.objects.of(town.people["unit_clerk"]).filter(title__contains="已批准重开").exists()
    assert "镇长办公会纪要3号" in second.get(october).content.decode()
    assert send(first, f"{october}close/").status_code == 302
    assert send(first, f"{october}close/").status_code == 422
    assert PeriodClosing.objects.filter(kind="month").order_by("pk").last().step == "firm"


def test_an_address_of_no_period_is_not_found(town, login, october):
    browser = login(town.people["supervisor"])
    for key in (
        "month:2026-10-02",
        "month:0001-01-01",
        "year:9999-01-01",
        "week:2026-10-05",
        "x",
        "campaign:1:2:3",
    ):
        where = reverse("assessment:period_show", args=[town.region.pk, key])
        assert browser.get(where).status_code == 404, key


def test_only_reports_by_the_calendar_have_such_a_page(town, login, october):
    people = town.people
    duty = actions.make_duty(
        region=town.region, title="工作月报", period_start=date(2026, 11, 1), period_end=date(2026, 12, 1),
        due_on=date(2026, 12, 3), by=people["supervisor"], at=NOW,
    )  # fmt: skip
    where = reverse("assessment:period_unit", args=[duty.pk, town.units["village"].pk])
    assert login(people["supervisor"]).get(where).status_code == 404
