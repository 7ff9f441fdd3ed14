"""A round asks people of the region to mark all assessed units, and leaves somebody to confirm it."""

from datetime import timedelta

import pytest

from assessment import actions
from assessment.models import MarkingRound
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.rounds import CODE, DEADLINE, OVER, open_round
from tests.assessment.scenario import UNTIL, Judged
from tests.factories import NOW, make_unit


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


@pytest.fixture
def opened(judged):
    return open_round(judged)


def close(row):
    actions.close_due_rounds(now=row.deadline_at)
    row.refresh_from_db()
    return row


def test_a_round_marks_the_assessed_units_of_its_opening_day(judged, opened):
    make_unit("103", region=judged.town.region, unit_class="town_village", name="新来村")
    assert [one.unit_name for one in opened.units.all()] == [
        "石桥村", "柳河村", "农业办", "财政所", "税务分局", "工业园",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"code": "nothing"}, "code", "没有设置这个评分项目"),
        ({"deadline_at": NOW}, "deadline_at", "应在现在之后"),
        ({"deadline_at": NOW + timedelta(days=400)}, "deadline_at", "不能超过一年"),
        ({"marked_on": UNTIL.replace(year=2025)}, "marked_on", "应在2026年度之内"),
        ({"asked": ()}, "markers", "至少选择一名"),
        ({"asked": (("unit_head", ""), ("unit_head", ""))}, "markers", "只能选一次"),
        ({"asked": (("administrator", ""),)}, "markers", "没有岗位"),
        ({"asked": (("leader", ""), ("other_supervisor", ""))}, "markers", "须留一名"),
    ],
)
def test_a_round_that_cannot_be_held_is_refused(judged, more, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        open_round(judged, **more)
    assert refused.value.field == field
    assert not MarkingRound.objects.exists()


def test_people_of_the_neighbouring_town_cannot_be_asked(judged, neighbour):
    with pytest.raises(Refused, match="没有岗位"):
        actions.open_round(
            scheme=judged.scheme, code=CODE, title="评分", marked_on=UNTIL, deadline_at=DEADLINE,
            markers=[(neighbour.people["unit_clerk"], "")], by=judged.people["supervisor"], at=NOW,
        )  # fmt: skip


def test_an_entry_has_one_running_round_at_a_time(judged, opened):
    with pytest.raises(Refused, match="还有一轮评分没有结束"):
        open_round(judged)
    close(opened)
    with pytest.raises(Refused, match="还有一轮评分没有结束"):
        open_round(judged, deadline_at=OVER + timedelta(days=1), at=OVER)
    actions.cancel_round(row=opened, reason="范围有误", by=judged.people["supervisor"], at=OVER)
    assert open_round(judged, deadline_at=OVER + timedelta(days=1), at=OVER)
