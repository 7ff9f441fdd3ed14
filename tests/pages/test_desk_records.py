"""The desk tells of records to verify, exemptions to decide, what came back, and reports that are due."""

from datetime import date, timedelta

from assessment import actions
from assessment.reports.desk import desk_of
from tests.assessment.recording import enter, hand_in, make_duty, verify
from tests.factories import NOW, TODAY, at

OCTOBER = at(date(2026, 10, 1))


def titles(town, who: str, block: str) -> list[str]:
    desk = desk_of(town.access(who), today=TODAY)
    return [item.title for item in getattr(desk, block).items]


def test_a_record_waits_on_the_desks_of_those_who_may_verify_it(town):
    row = enter(town, by="office_director")
    told = f"核实{row.kind.name}"
    assert told in titles(town, "supervisor", "waiting")
    for who in ("office_director", "office_clerk", "leader", "unit_clerk"):
        assert told not in titles(town, who, "waiting"), who
    verify(town, row, by="supervisor")
    assert told not in titles(town, "supervisor", "waiting")


def test_what_was_sent_back_lies_before_its_unit(town):
    row = enter(town, by="unit_clerk", by_unit=True)
    actions.return_record(row=row, reason="缺盖章", version=1, by=town.people["office_director"], at=NOW)
    assert row.kind.name in titles(town, "unit_head", "returned")
    assert row.kind.name not in titles(town, "other_clerk", "returned")


def test_own_reports_are_due_until_they_are_handed_in(town):
    soon = make_duty(town, due_on=TODAY + timedelta(days=3), at=OCTOBER)
    late = make_duty(town, due_on=TODAY - timedelta(days=3), at=OCTOBER, title="旬报")
    assert f"报送{soon}" in titles(town, "unit_clerk", "waiting")
    assert f"报送{late}" in titles(town, "unit_clerk", "late")
    for duty in (soon, late):
        hand_in(town, duty, on=TODAY)
    assert f"报送{soon}" not in titles(town, "unit_clerk", "waiting")
    assert f"报送{late}" not in titles(town, "unit_clerk", "late")


def test_an_exemption_waits_for_another_person(town):
    duty = make_duty(town, due_on=TODAY + timedelta(days=3), at=OCTOBER)
    actions.ask_exemption(
        duty=duty,
        unit=town.units["village"],
        reason="换届",
        document="请示",
        by=town.people["supervisor"],
        at=NOW,
    )
    assert "石桥村申请免报" in titles(town, "office_director", "waiting")
    assert "石桥村申请免报" not in titles(town, "supervisor", "waiting")
