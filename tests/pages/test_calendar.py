"""The office's calendar: a year to look at for everybody, days kept by two, confirmed when the notice is out."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from promo.models import CalendarDay, Event

SHOW = reverse("units:calendar_show")
DAY = reverse("units:calendar_day")


@pytest.fixture
def keeper(login, town):
    return login(town.people["administrator"])


def send(session, page: str, **typed):
    return session.post(reverse(f"units:{page}"), {"form_key": str(uuid4()), **typed})


def a_day(**changes) -> dict:
    return {"day": "2026-12-24", "is_workday": "no", "name": "镇运动会", "version": 0, **changes}


def test_everybody_sees_the_year_with_its_exceptions(login, town):
    page = login(town.people["unit_clerk"]).get(SHOW + "?year=2026").content.decode()
    assert "2026年工作日历" in page and "全年248个工作日" in page and "国庆节调休" in page
    assert "设置节假日" not in page


def test_a_day_is_set_changed_and_taken_back(keeper):
    assert send(keeper, "calendar_day", **a_day()).url == f"{SHOW}?year=2026"
    row = CalendarDay.objects.get(day=date(2026, 12, 24))
    assert (row.is_workday, row.name, row.is_confirmed) == (False, "镇运动会", True)
    form = keeper.get(f"{DAY}?day=2026-12-24").content.decode()
    assert "镇运动会" in form and "取消这一天的设置" in form
    assert send(keeper, "calendar_day", **a_day(name="冬运会", version=row.version)).status_code == 302
    row.refresh_from_db()
    assert send(keeper, "calendar_remove", day="2026-12-24", version=row.version).status_code == 302
    assert not CalendarDay.objects.filter(day=date(2026, 12, 24)).exists()
    verbs = Event.objects.filter(verb__startswith="calendar_").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["calendar_set", "calendar_changed", "calendar_removed"]
    assert "镇运动会" in keeper.get(SHOW + "?year=2026").content.decode()  # in the record


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"is_workday": "yes"}, "is_workday", "按星期本来就是工作日"),
        ({"day": "2026-10-01"}, "day", "已经设置"),
        ({"day": "2026-02-30"}, "day", "没有这个"),
        ({"name": ""}, "name", "请填写名称"),
        ({"day": "1999-12-31"}, "day", "不能早于"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(keeper, changes, field, sentence):
    answer = send(keeper, "calendar_day", **a_day(**changes))
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["form"].errors[field])
    assert not CalendarDay.objects.filter(day=date(2026, 12, 24)).exists()


def test_an_old_page_changes_nothing(keeper):
    row = CalendarDay.objects.get(day=date(2026, 10, 1))
    send(keeper, "calendar_day", day="2026-10-01", is_workday="no", name="国庆", version=row.version)
    late = send(keeper, "calendar_day", day="2026-10-01", is_workday="yes", name="加班", version=row.version)
    assert "刚被别人修改过" in "".join(late.context["form"].non_field_errors())
    send(keeper, "calendar_remove", day="2026-10-01", version=row.version)
    assert CalendarDay.objects.get(day=date(2026, 10, 1)).name == "国庆"


def test_next_year_is_unsure_until_somebody_confirms_it(keeper):
    assert "法定节假日安排尚未公布" in keeper.get(SHOW + "?year=2027").content.decode()
    assert send(keeper, "calendar_confirm", year=2027).url == f"{SHOW}?year=2027"
    assert not CalendarDay.objects.filter(day__year=2027, is_confirmed=False).exists()
    assert "尚未公布" not in keeper.get(SHOW + "?year=2027").content.decode()
    send(keeper, "calendar_confirm", year=2027)
    assert Event.objects.filter(verb="calendar_confirmed").count() == 1


def test_a_year_nobody_prepared_says_so(keeper):
    assert "还没有设置节假日" in keeper.get(SHOW + "?year=2031").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("office_director", 302), ("office_clerk", 403), ("leader", 403), ("unit_clerk", 403)]
)
def test_two_keep_it(login, town, who, status):
    assert send(login(town.people[who]), "calendar_day", **a_day()).status_code == status


def test_the_export_is_remembered(keeper):
    assert keeper.get(reverse("units:calendar_export") + "?year=2026").status_code == 200
    assert Event.objects.get(verb="downloaded").detail["what"] == "2026年节假日和调休安排"
