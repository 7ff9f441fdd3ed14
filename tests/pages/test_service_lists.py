"""What waits in all projects: next steps, blockers and permits, found by state and person, counted and exported."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import actions
from projects.models import Blocker, NextStep, Project, ServiceItem
from promo.models import Event
from tests.factories import make_lead

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def who(people):
    return {"by": people["unit_clerk"], "at": timezone.now()}


@pytest.fixture
def project(town, people):
    return make_lead(unit=town.units["village"], by=people["unit_clerk"], name="精密阀门项目")


def url(name: str, *args) -> str:
    return reverse(f"projects:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def busy(town, people, project, who, today):
    """Two projects of two units, with something late and something due."""
    other = make_lead(
        unit=town.units["park"], by=people["office_clerk"], name="冷链物流项目", investor="乙公司"
    )
    office = {"by": people["office_clerk"], "at": timezone.now()}
    actions.plan_step(project=project, text="会商用地", due_on=today, owner="王小村", **who)
    actions.plan_step(project=other, text="签订合同", due_on=today + 30 * DAY, **office)
    actions.raise_blocker(project=project, kind="land", text="缺指标", unit=town.units["department"], **who)
    actions.raise_blocker(project=other, kind="power", text="容量不足", **office)
    actions.take_template(project=project, which="permits", **who)
    NextStep.objects.filter(text="会商用地").update(due_on=today - 2 * DAY)
    Blocker.objects.filter(text="缺指标").update(due_on=today - 9 * DAY)
    ServiceItem.objects.filter(code="registration").update(promised_on=today - 4 * DAY)
    return other


def rows(response, column: int) -> list[str]:
    return [cells[column].text for cells in response.context["table"].cells()]


@pytest.mark.parametrize(
    ("eyes", "query", "found"),
    [
        ("office_director", "", ["会商用地", "签订合同"]),
        ("office_director", "state=late", ["会商用地"]),
        ("office_director", "state=soon", []),
        ("office_clerk", "whose=mine", ["签订合同"]),
        ("unit_clerk", "", ["会商用地"]),
        ("unit_clerk", "whose=unit&state=all", ["会商用地"]),
        ("unit_clerk", "state=done", []),
        ("other_clerk", "state=all", []),
    ],
)
def test_next_steps_are_found_by_state_and_whose_they_are(login, people, busy, eyes, query, found):
    assert rows(login(people[eyes]).get(f"{url('step_list')}?{query}"), 2) == found


def test_blockers_are_counted_by_kind_and_unit_and_each_figure_opens_its_list(login, town, people, busy):
    page = login(people["supervisor"]).get(url("blocker_list"))
    by_kind, by_unit = page.context["counts"]
    assert [[cell.text for cell in row] for row in by_kind.cells()] == [
        ["用地", "1", "1"],
        ["用电", "1", "0"],
    ]
    assert [[cell.text for cell in row] for row in by_unit.cells()] == [
        ["农业办", "1", "1"],
        ["未指定", "1", "0"],
    ]
    late = by_unit.cells()[0][2].link
    assert rows(login(people["supervisor"]).get(late), 3) == ["缺指标"]
    assert "逾期9天" in text(page)


def test_permits_are_late_by_department(login, people, busy):
    page = login(people["leader"]).get(f"{url('permit_list')}?state=late")
    assert rows(page, 3) == ["企业注册登记"]
    assert [cell.text for cell in page.context["counts"][0].cells()[0]] == ["市场监管", "1", "1"]
    assert rows(login(people["leader"]).get(f"{url('permit_list')}?department=供电"), 3) == ["用电报装"]


@pytest.mark.parametrize("name", ["step", "blocker", "permit"])
def test_each_list_is_exported_as_filtered_and_says_what_to_do_when_empty(login, people, busy, name):
    director = login(people["office_director"])
    assert director.get(f"{url(f'{name}_export')}?state=late").status_code == 200
    event = Event.objects.filter(verb="downloaded").latest("pk")
    assert event.detail["filter"] == "状态：已逾期" and event.detail["rows"] == 1
    assert director.get(f"{url(f'{name}_export')}?state=never").status_code == 400
    assert "请修改标红处" in text(director.get(f"{url(f'{name}_list')}?state=never"))
    ended = Project.objects.all()
    ended.update(status="terminated", status_reason="撤资")
    assert "在项目的“服务”页" in text(director.get(url(f"{name}_list")))


@pytest.mark.parametrize("name", ["step_list", "blocker_list", "permit_list"])
def test_a_neighbour_sees_none_of_it(login, neighbour, busy, name):
    page = login(neighbour.people["office_director"]).get(url(name), {"state": "all"})
    assert page.context["page"].paginator.count == 0
