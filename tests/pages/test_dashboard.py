"""The leader's dashboard: figures equal the ledger and the lists they open, for any number of rows."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Sum
from django.urls import reverse

from assessment import actions
from assessment.facts import exact, known_now
from assessment.reports.dashboard import cards, funnel, months, year_so_far
from projects.models import Posting, Project
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, make_milestone, signed_project, verify

URL = "/dashboard/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def judged(town):
    return scenario.build(town)


def page(login, user, url=URL) -> str:
    response = login(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("who", ["leader", "supervisor", "office_director", "office_clerk"])
def test_region_people_may_look(town, login, who):
    page(login, town.people[who])


@pytest.mark.parametrize("who", ["unit_clerk", "unit_head", "administrator"])
def test_others_may_not(town, login, who):
    assert login(town.people[who]).get(URL).status_code == 403


def test_a_fresh_town_is_told_what_to_do(town, login):
    html = page(login, town.people["leader"])
    for sentence in (
        "还没有在库项目",
        "本年和上年都没有经核实的到位资金",
        "还没有下达年度任务",
        "本年还没有发布考核排名",
        "还没有通报",
    ):
        assert sentence in html
    assert "年度任务未下达" in html
    assert "<nan" not in html.lower()


def test_each_card_is_the_sum_of_the_postings_it_opens(judged, town, login):
    year = year_so_far(town.region, year=2026, today=NOW.date(), as_of=known_now(NOW))
    html = page(login, town.people["leader"])
    for card in cards(year):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(card.url).query).items()}
        rows = Posting.objects.filter(
            measure=asked["measure"], statistical_on__gte=asked["start"], statistical_on__lt=asked["end"]
        )
        assert exact(asked["measure"], rows.aggregate(sum=Sum("quantity"))["sum"] or 0) == card.line.done
        assert card.url in unescape(html)
        assert f">{card.number}<" in html


def test_the_ledger_behind_a_card_shows_the_same_total(judged, town, login):
    year = year_so_far(town.region, year=2026, today=NOW.date(), as_of=known_now(NOW))
    session = login(town.people["leader"])
    for card in cards(year)[:2]:
        total = session.get(card.url).context["table"].totals()
        assert any(cell.value == card.line.done for cell in total)


def test_each_step_of_the_funnel_opens_as_many_projects(judged, town, login):
    session = login(town.people["leader"])
    steps = funnel(Project.objects.visible_to(town.access("leader")))
    assert [(step.name, step.count) for step in steps][:2] == [("在库", 6), ("签约", 6)]
    assert [step.count for step in steps] == sorted((step.count for step in steps), reverse=True)
    for step in steps:
        assert session.get(step.url).context["page"].paginator.count == step.count


def test_the_months_add_up_to_the_card_and_the_future_is_empty(judged, town):
    year = year_so_far(town.region, year=2026, today=NOW.date(), as_of=known_now(NOW))
    rows = months(town.region, year, as_of=known_now(NOW))
    assert sum(row.now for row in rows if row.now is not None) * 10_000 == year.line("arrived_capital").done
    assert rows[11].now is None
    assert rows[10].now is not None


def test_pace_is_measured_against_the_days_gone(judged, town, login):
    html = page(login, town.people["leader"])
    assert "时间进度88.77%" in html  # 324 days of 365
    assert "低于时序进度" in html


def test_a_past_year_is_shown_whole_and_a_wrong_one_as_this_year(judged, town, login):
    assert "截至2025年12月31日，时间进度100.00%" in page(login, town.people["leader"], f"{URL}?year=2025")
    for wrong in ("2031", "abc", "-1", "9" * 30, ""):
        assert "2026年招商引资看板" in page(login, town.people["leader"], f"{URL}?year={wrong}")


def test_the_published_ranking_stands_there_with_links(judged, town, login):
    run = actions.request_run(
        scheme=judged.scheme, until=scenario.UNTIL, by=town.people["supervisor"], at=NOW
    )
    actions.finish_run(run=run, standing=actions.standing_of(run), at=NOW)
    run.refresh_from_db()
    assert "本年还没有发布考核排名" in page(login, town.people["leader"])
    actions.publish_run(run=run, by=town.people["other_supervisor"], at=NOW, reason="供内部核对，不公示")
    html = page(login, town.people["leader"])
    assert reverse("assessment:run_show", args=[run.pk]) in html
    for line in run.lines.all():
        assert reverse("assessment:line_show", args=[run.pk, line.unit_id]) in html


def test_a_neighbour_sees_nothing_of_ours(judged, town, neighbour, login):
    html = page(login, neighbour.people["leader"])
    assert "还没有在库项目" in html
    assert not re.search("石桥村|工业园项目", html)


def test_the_board_asks_as_many_questions_for_many_projects_as_for_few(
    judged, town, login, django_assert_max_num_queries
):
    people, session = town.people, login(town.people["leader"])

    def add(count: int, prefix: str) -> None:
        for place in range(count):
            project = signed_project(
                unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"],
                name=f"{prefix}{place}号项目", investor=f"{prefix}{place}号公司", on=date(2026, 5, 4),
            )  # fmt: skip
            money = make_arrival(project=project, by=people["unit_clerk"], on=date(2026, 5, 5))
            start = make_milestone(
                project=project, by=people["unit_clerk"], kind="started", on=date(2026, 5, 6)
            )
            verify(money, by=people["office_director"])
            verify(start, by=people["office_director"])

    add(4, "甲")
    with django_assert_max_num_queries(32) as few:
        session.get(URL)
    add(30, "乙")
    with django_assert_max_num_queries(32) as many:
        session.get(URL)
    assert len(few) == len(many)
