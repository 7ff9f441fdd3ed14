"""A record counts once another person verified it; closed rows, four eyes and reversals hold in the database too."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessment import actions
from assessment.models import RecordState, UnitRecord
from projects.actions import close_due_periods
from projects.models.credit import WHOLE
from promo.models import Event
from promo.refusal import Refused
from promo.versions import STALE
from tests.assessment.recording import (
    SPRING,
    WAN,
    enter,
    make_event_kind,
    make_kind,
    take_back,
    verified,
    verify,
)
from tests.calendars import use_periods
from tests.factories import NOW, TODAY, at, slip

TOMORROW = TODAY + timedelta(days=1)


def test_a_record_keeps_its_paper_and_waits(town):
    row = enter(town)
    assert (row.state, row.statistical_on, row.by_unit) == ("recorded", SPRING, False)
    assert (row.file.name, len(row.file.sha256)) == ("凭证.pdf", 64)
    assert "凭证" not in row.file.file.name, "the path says nothing"
    assert Event.objects.about(row).get().verb == "record_entered"


def test_another_person_verifies_it_and_then_it_is_closed(town):
    row = verified(town)
    assert (row.state, row.verified_by) == ("verified", town.people["office_director"])
    assert row.verified_at > NOW, "no calculation of that moment can have seen it"
    for write in (
        lambda: UnitRecord.objects.filter(pk=row.pk).update(quantity=1),
        lambda: UnitRecord.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


@pytest.mark.parametrize("who", ["office_director", "supervisor"])
def test_nobody_verifies_the_own_record(town, who):
    row = enter(town, by=who)
    with pytest.raises(Refused, match="您曾录入或修改过"):
        verify(town, row, by=who)


def test_who_entered_it_cannot_verify_it_after_another_amended_it(town):
    row = amended(town, enter(town, by="office_director"), by="office_clerk")
    with pytest.raises(Refused, match="您曾录入或修改过"):
        verify(town, row, by="office_director")
    assert verify(town, row, by="supervisor").is_verified


def amended(town, row, *, by: str = "office_clerk", **changes):
    given = {
        "quantity": row.quantity, "happened_on": row.happened_on, "statistical_on": row.statistical_on,
        "document": row.document, "note": "补充说明",
    } | changes  # fmt: skip
    return actions.amend_record(row=row, version=row.version, **given, by=town.people[by], at=NOW)


def test_four_eyes_hold_in_the_database(town):
    row = enter(town)
    with pytest.raises(IntegrityError, match="unit_record_four_eyes"), transaction.atomic():
        UnitRecord.objects.filter(pk=row.pk).update(
            state="verified", verified_by=row.recorded_by, verified_at=NOW
        )
    with pytest.raises(IntegrityError, match="unit_record_verified_by_somebody"), transaction.atomic():
        UnitRecord.objects.filter(pk=row.pk).update(state="verified")
    with pytest.raises(IntegrityError, match="unit_record_sign"), transaction.atomic():
        UnitRecord.objects.filter(pk=row.pk).update(quantity=-1)


def test_a_record_without_a_paper_is_not_verified(town):
    row = enter(town, file=None)
    with pytest.raises(Refused, match="没有佐证材料"):
        verify(town, row)
    row = amended(town, row, file=slip("补交.pdf"))
    assert verify(town, row).is_verified


def test_a_returned_record_comes_back_amended(town):
    row = enter(town)
    back = actions.return_record(
        row=row, reason="缺盖章", version=row.version, by=town.people["office_director"], at=NOW
    )
    assert (back.state, back.return_reason) == ("returned", "缺盖章")
    with pytest.raises(Refused, match="不在待核实状态"):
        verify(town, back)
    row = amended(town, back, quantity=6 * WAN)
    assert (row.state, row.return_reason, row.quantity) == ("recorded", "", 6 * WAN)
    assert Event.objects.about(row).get(verb="record_amended").detail["changes"]["quantity"] == [
        5 * WAN,
        6 * WAN,
    ]


def test_the_recorder_withdraws_what_is_not_verified(town):
    row = enter(town)
    row = actions.withdraw_record(row=row, version=row.version, by=town.people["office_clerk"], at=NOW)
    assert row.state == RecordState.WITHDRAWN
    with pytest.raises(Refused, match="已撤回"):
        amended(town, row)
    enter(town)  # the same may be entered again
    with pytest.raises(Refused, match="已核实的记录不能撤回"):
        done = verified(town, quantity=7)
        actions.withdraw_record(row=done, version=done.version, by=town.people["office_clerk"], at=NOW)


def test_a_stale_form_changes_nothing(town):
    row = enter(town)
    amended(town, row)
    with pytest.raises(Refused, match=STALE[:8]):
        actions.verify_record(row=row, version=1, by=town.people["office_director"], at=NOW)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"quantity": 0}, "应大于0"),
        ({"quantity": 10**15 + 1}, "数值过大"),
        ({"document": " "}, "请填写依据"),
        ({"happened_on": TOMORROW}, "发生日期不能晚于今天"),
        ({"statistical_on": TOMORROW}, "统计日期不能晚于今天"),
        ({"happened_on": date(2019, 12, 31)}, "尚未启用"),
    ],
)
def test_what_cannot_be_is_refused(town, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        enter(town, **fields)
    assert not UnitRecord.objects.exists()


def test_a_unit_of_elsewhere_and_a_kind_out_of_use_are_refused(town, neighbour):
    kind = make_kind(town)
    with pytest.raises(Refused, match="只能登记本地区的单位"):
        actions.enter_record(
            kind=kind, unit=neighbour.units["village"], quantity=1, happened_on=SPRING, document="依据",
            by=town.people["supervisor"], at=NOW,
        )  # fmt: skip
    kind = actions.change_figure_kind(
        kind=kind,
        version=1,
        name=kind.name,
        sentence="",
        is_active=False,
        by=town.people["supervisor"],
        at=NOW,
    )
    with pytest.raises(Refused, match="已停用"):
        enter(town, kind=kind)


def test_the_same_figure_on_the_same_paper_is_not_entered_twice(town):
    row = verified(town)
    with pytest.raises(Refused, match="已经登记过相同的记录"):
        enter(town)
    enter(town, "other_village")
    take_back(town, row)
    enter(town)  # what was taken back may come again


def test_a_reversal_is_the_opposite_and_is_asked_once(town):
    row = verified(town)
    against = take_back(town, row, on=date(2026, 4, 1))
    assert (against.quantity, against.statistical_on, against.reverses) == (
        -5 * WAN,
        date(2026, 4, 1),
        row,
    )
    with pytest.raises(Refused, match="已经申请冲销"):
        take_back(town, row)
    with pytest.raises(Refused, match="只有已核实的原始记录"):
        take_back(town, against)


def test_a_reversal_is_verified_by_another_and_not_dated_before(town):
    row = verified(town)
    with pytest.raises(Refused, match="不能早于原记录的统计日期"):
        take_back(town, row, on=date(2026, 3, 4))
    against = actions.reverse_record(
        row=row,
        reason="有误",
        document="通知",
        statistical_on=TODAY,
        by=town.people["office_director"],
        at=NOW,
    )
    with pytest.raises(Refused, match="您曾录入或修改过"):
        verify(town, against)
    withdrawn = actions.withdraw_record(row=against, version=1, by=town.people["office_director"], at=NOW)
    assert withdrawn.state == "withdrawn"
    assert take_back(town, row).is_verified, "a withdrawn reversal leaves the way free"


def test_many_are_verified_at_once_and_each_refusal_is_told(town):
    kind = make_event_kind(town)
    good = enter(town, kind=kind, quantity=WHOLE)
    own = enter(town, "other_village", kind=kind, quantity=WHOLE, by="office_director")
    done, refused = actions.verify_records(
        rows=[(good, 1), (own, 1)], by=town.people["office_director"], at=NOW
    )
    assert (done, len(refused)) == ([good], 1)
    assert "柳河村" in refused[0]
    assert UnitRecord.objects.get(pk=own.pk).state == "recorded"


def test_what_belongs_to_a_closed_period_counts_in_the_next_open_one(town):
    """As a fact does: its own day stays with it, the closed sum as it was."""
    october, closed_on = date(2026, 10, 20), date(2026, 11, 11)
    use_periods(town)
    row = enter(town, happened_on=october, at=at(october))
    close_due_periods(region=town.region, at=at(closed_on))
    row = verify(town, row)
    assert (row.happened_on, row.statistical_on) == (october, date(2026, 11, 1))
    detail = Event.objects.about(row).get(verb="record_verified").detail
    assert (detail["belongs_on"], detail["counted_from"]) == ("2026-10-20", "2026-11-01")
