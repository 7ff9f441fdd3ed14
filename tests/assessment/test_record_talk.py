"""Talks: recorded with their paper, corrected by a further row, told to nobody who may not know."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import SupervisionFile, Talk
from assessment.reports.history import events_seen
from promo.models import Event, Notice
from promo.refusal import Refused
from tests.assessment.pressing import issue
from tests.factories import NOW, TODAY, slip


def said(**more) -> dict:
    return {
        "kind": "summons", "person": "李村长", "held_on": TODAY, "held_by": "吴镇长", "basis": "到位资金低于时序进度",
        "result": "限期一个月补上差距", "document": "镇党委会议纪要〔2026〕12号",
    } | more  # fmt: skip


def talk(town, **more) -> Talk:
    more = {"unit": town.units["village"], "files": [slip("谈话记录.pdf")]} | more
    return actions.record_talk(**said(**more), by=town.people["supervisor"], at=NOW)


def correct(town, row: Talk, **more) -> Talk:
    more = {"reason": "日期误登"} | more
    return actions.correct_talk(row=row, **said(**more), by=town.people["leader"], at=NOW)


def sees(town, who: str) -> int:
    return Talk.objects.visible_to(town.access(who)).count()


def test_only_leaders_and_supervisors_see_it_unless_it_says_so(town, neighbour):
    talk(town)
    assert {who: sees(town, who) for who in town.people} == dict.fromkeys(town.people, 0) | {
        "leader": 1, "supervisor": 1, "other_supervisor": 1
    }  # fmt: skip
    talk(town, shown_to_head=True)
    assert (sees(town, "unit_head"), sees(town, "unit_clerk"), sees(town, "other_clerk")) == (1, 0, 0)
    assert SupervisionFile.objects.visible_to(town.access("unit_head")).count() == 1
    assert not Talk.objects.visible_to(neighbour.access("leader")).exists()


@pytest.mark.parametrize("field", ["person", "held_by", "basis", "result", "document"])
def test_who_why_what_and_by_which_paper_are_needed(town, field):
    with pytest.raises(Refused) as refused:
        talk(town, **{field: " "})
    assert refused.value.field == field


def test_no_day_to_come_and_no_slip_of_another_unit(town):
    with pytest.raises(Refused, match="不能晚于今天"):
        talk(town, held_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="不是这个单位的"):
        talk(town, slip=issue(town, key="park"))
    assert talk(town, slip=issue(town)).slip.unit == town.units["village"]


def test_a_correction_is_a_new_row_and_stands_alone(town):
    row = talk(town, shown_to_head=True)
    new = correct(town, row, held_on=TODAY - timedelta(days=1))
    assert (new.corrects, new.shown_to_head) == (row, False)
    assert list(Talk.objects.standing()) == [new]
    assert sees(town, "unit_head") == 0  # neither the old row nor the new one
    with pytest.raises(Refused):
        correct(town, row)
    with pytest.raises(Refused, match="更正原因"):
        correct(town, new, reason=" ")
    void = correct(town, new, is_void=True)
    with pytest.raises(Refused):
        correct(town, void)


def test_a_row_does_not_change(town):
    row = talk(town)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Talk.objects.filter(pk=row.pk).update(result="改写")


def test_its_events_say_nothing_of_it_and_others_do_not_see_them(town):
    row = correct(town, talk(town))
    events = Event.objects.filter(subject=Talk._meta.label_lower)
    assert [(event.verb, event.detail) for event in events.order_by("pk")] == [
        ("talk_recorded", {}), ("talk_corrected", {})
    ]  # fmt: skip
    assert events_seen(town.access("leader")).filter(pk__in=events).count() == 2
    for who in ("office_director", "office_clerk", "administrator"):
        assert not events_seen(town.access(who)).filter(pk__in=events).exists()
    assert not Notice.objects.filter(title__contains=row.person).exists()
