"""The lead register: by what is due, with lights, filtered in the address, taken away as a workbook."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from projects import actions
from projects.models import Project
from promo.models import Event
from tests.factories import make_lead

WHERE = reverse("projects:lead_register")


@pytest.fixture
def leads(town):
    """One registered three weeks ago, one today, one accepted today, by the village; one of another unit."""
    today = timezone.localdate()
    rows = {}
    for name, days, unit, who in (
        ("老阀门项目", 21, "village", "unit_clerk"),
        ("新轴承项目", 0, "village", "unit_clerk"),
        ("新泵业项目", 0, "village", "unit_clerk"),
        ("柳河饲料项目", 0, "other_village", "other_clerk"),
    ):
        on = today - timedelta(days=days)
        rows[name] = make_lead(
            unit=town.units[unit], by=town.people[who], name=name, investor=name[:4] + "公司", on=on
        )
    actions.accept_lead(project=rows["新泵业项目"], by=town.people["office_clerk"], at=timezone.now())
    return rows


def names(answer) -> list[str]:
    return [row.name for row in answer.context["rows"]]


def test_what_is_due_first_stands_first(login, town, leads):
    answer = login(town.people["office_clerk"]).get(WHERE)
    assert names(answer)[0] == "老阀门项目" and len(names(answer)) == 4
    assert names(answer)[-1] == "新泵业项目", "its response is done, so its next day is later"
    assert "超期" in answer.content.decode() and "state-red" in answer.content.decode()


def test_a_unit_sees_its_own_leads_and_a_neighbour_none(login, town, neighbour, leads):
    assert "柳河饲料项目" not in names(login(town.people["unit_clerk"]).get(WHERE))
    assert names(login(neighbour.people["office_clerk"]).get(WHERE)) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"light": "red"}, {"老阀门项目"}),
        ({"state": "accepted"}, {"新泵业项目"}),
        ({"q": "饲料"}, {"柳河饲料项目"}),
        ({"light": "outdated"}, set()),
        ({"scope": "exempt"}, {"原台账项目"}),
        ({"sort": "new", "channel": "referral"}, {"老阀门项目", "新轴承项目", "新泵业项目", "柳河饲料项目"}),
        ({"state": "nowhere"}, set()),
    ],
)
def test_filters_live_in_the_address(login, town, leads, asked, found):
    kept = make_lead(
        unit=town.units["park"], by=town.people["office_clerk"], name="原台账项目", investor="旧"
    )
    Project.objects.filter(pk=kept.pk).update(lead_state="exempt")
    assert set(names(login(town.people["office_clerk"]).get(WHERE, asked))) == found


def test_states_are_counted_on_top(login, town, leads):
    counts = {one["state"]: one["count"] for one in login(town.people["leader"]).get(WHERE).context["counts"]}
    assert (counts["registered"], counts["accepted"], counts["qualified"]) == (3, 1, 0)


def test_the_workbook_holds_what_the_page_shows_and_is_noted(login, town, leads):
    client = login(town.people["office_clerk"])
    answer = client.get(reverse("projects:lead_register_export"), {"light": "red"})
    cells = [
        cell
        for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert "老阀门项目" in cells and "新轴承项目" not in cells and "红灯" in cells
    event = Event.objects.filter(verb="downloaded").get()
    assert event.detail["filter"] == "亮灯：红灯（已超期）"


def test_a_wrong_filter_is_not_exported(login, town):
    answer = login(town.people["office_clerk"]).get(
        reverse("projects:lead_register_export"), {"state": "nowhere"}
    )
    assert answer.status_code == 302


def test_more_leads_cost_no_more_statements(login, town, leads):
    client = login(town.people["office_clerk"])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(WHERE)
        return len(queries)

    before = asked()
    for number in range(5):
        make_lead(
            unit=town.units["park"],
            by=town.people["office_clerk"],
            name=f"样例{number}号项目",
            investor=f"{number}公司",
        )
    assert asked() == before


def test_an_empty_register_says_what_to_do(login, town):
    assert "登记线索" in login(town.people["unit_clerk"]).get(WHERE).content.decode()
    assert "还没有在办的线索" in login(town.people["supervisor"]).get(WHERE).content.decode()
