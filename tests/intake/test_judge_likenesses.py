"""Rows that look like projects of the register, judged all at once: the same, others, or news of one project each."""

from uuid import uuid4

import pytest

from projects import actions, intake
from projects.models import Project
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, make_lead
from tests.intake.ledgers import a_row, staged, workbook_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(town):
    return town.people["office_clerk"]


@pytest.fixture
def three_alike(office, town):
    """A ledger of which three rows look like projects of the register, one of them judged already."""
    names = ("样例阀门生产项目", "样例泵业生产项目", "样例轴承生产项目")
    rows = [a_row(项目名称=name, 投资方="样例有限公司") for name in names]
    for name in names:
        make_lead(
            unit=town.units["village"], by=town.people["unit_clerk"], name=name, investor="样例有限公司"
        )
    new = a_row(项目名称="样例食品加工项目", 投资方="样例食品有限公司")
    batch = staged(file=workbook_of(*rows, new), region=town.region, by=office)
    actions.judge_row(row=batch.rows.get(number=2), verdict="same", by=office, at=NOW)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize(("verdict", "chosen"), [("same", 1), ("other", 3)])
def test_one_word_on_all_likenesses_leaves_those_judged_before(three_alike, office, verdict, chosen):
    shown = three_alike.version
    assert actions.judge_all(batch=three_alike, version=shown, verdict=verdict, by=office, at=NOW) == 2
    rows = three_alike.rows.filter(outcome="alike").order_by("number")
    assert list(rows.values_list("verdict", flat=True)) == ["same", verdict, verdict]
    assert three_alike.rows.filter(is_chosen=True).count() == chosen
    event = Event.objects.about(three_alike).get(verb="rows_judged")
    assert event.detail["rows"] == 2
    with pytest.raises(Refused, match="刚被别人修改过"):  # a second click
        actions.judge_all(batch=three_alike, version=shown, verdict=verdict, by=office, at=NOW)
    three_alike.refresh_from_db()
    with pytest.raises(Refused, match="没有待核对"):
        actions.judge_all(batch=three_alike, version=three_alike.version, verdict=verdict, by=office, at=NOW)


def test_every_row_like_one_project_alone_becomes_news_of_it(three_alike, office):
    editable = Project.objects.all()
    pump, bearing = (Project.objects.get(name=f"样例{what}生产项目") for what in ("泵业", "轴承"))
    twice = three_alike.rows.get(number=4)
    twice.alike = [*twice.alike, {"project": None, "name": "本文件第3行", "why": "与前面的行重复"}]
    twice.save(update_fields=["alike"])
    news = intake.news_of(three_alike, editable)
    assert {project for project, _ in news.values()} == {pump.pk}
    act = {"batch": three_alike, "version": three_alike.version, "by": office, "at": NOW}
    assert actions.update_all(news=news, **act) == (1, 0)
    row = three_alike.rows.get(number=3)
    assert (row.verdict, row.target_id, row.is_chosen) == ("update", pump.pk, True)
    assert row.changes
    twice.refresh_from_db()
    assert (twice.verdict, twice.target_id) == ("", None)
    with pytest.raises(Refused, match="刚被别人修改过"):  # a second click
        actions.update_all(news=news, **act)
    assert not intake.news_of(three_alike, Project.objects.filter(pk=bearing.pk))


def test_a_row_that_says_nothing_new_stays_out_and_a_second_one_about_a_project_waits(three_alike, office):
    pump = Project.objects.get(name="样例泵业生产项目")
    news = {row.pk: (pump.pk, []) for row in three_alike.rows.filter(number__in=(3, 4))}
    act = {"batch": three_alike, "by": office, "at": NOW}
    assert actions.update_all(news=news, version=three_alike.version, **act) == (0, 1)
    assert list(three_alike.rows.filter(number__in=(3, 4)).order_by("number").values_list("verdict", flat=True)) == [
        "same", "",
    ]  # fmt: skip
    three_alike.refresh_from_db()
    with pytest.raises(Refused, match="逐行核对"):
        actions.update_all(news={}, version=three_alike.version, **act)


def test_no_word_on_all_can_change_projects(three_alike, office):
    with pytest.raises(Refused, match="同一项目"):
        actions.judge_all(batch=three_alike, version=three_alike.version, verdict="update", by=office, at=NOW)


def test_the_buttons_for_all_stand_where_likenesses_are_listed(three_alike, login, office):
    browser, page = login(office), f"/imports/{three_alike.pk}/"
    assert "尚未核对 2 行" in browser.get(f"{page}?outcome=alike").content.decode()
    assert "尚未核对" not in browser.get(page).content.decode()
    form = {"form_key": uuid4(), "version": three_alike.version, "verdict": "update"}
    answer = browser.post(f"{page}judge/", form, follow=True)
    assert "已核对：2行将更新项目。" in answer.content.decode()
    assert "尚未核对" not in answer.content.decode()
