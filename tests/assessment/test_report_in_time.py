"""The reporting calendar: who is late or missing by when, exemptions, corrections, and what a moment knew of it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessment import actions, facts
from assessment.facts import Faults, Outcome
from assessment.models import Exemption, ReportDuty, Submission
from projects import ledger
from promo.models import Event
from promo.refusal import Refused
from tests.assessment.recording import exempt, hand_in, make_duty
from tests.factories import NOW, TODAY, at, slip

OCTOBER = at(date(2026, 10, 1))
DUE = date(2026, 11, 10)
WINDOW = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def duty(town):
    return make_duty(town, due_on=DUE, at=OCTOBER)


def faults(town, key: str = "village", *, as_of=LATER, **window) -> Faults | None:
    found = facts.report_faults(region=town.region, as_of=as_of, **(WINDOW | window))
    return found.get(town.units[key].pk)


def test_in_time_late_missing_and_exempt(town, duty):
    hand_in(town, duty, "village", on=DUE)
    hand_in(town, duty, "other_village", on=DUE + timedelta(days=3))
    exempt(town, duty, "department")
    assert faults(town, "village") == Faults()
    assert faults(town, "other_village") == Faults(late=1, late_days=3)
    assert faults(town, "department") == Faults()
    assert faults(town, "park") == Faults(missing=1)
    assert faults(town, "office") is None, "who is not assessed is asked for nothing"


def test_nobody_is_late_before_the_day_is_over(town):
    make_duty(town, due_on=TODAY, at=OCTOBER)
    assert faults(town) is None
    assert faults(town, as_of=at(TODAY + timedelta(days=1), 0)) == Faults(missing=1)


def test_the_last_day_decides_in_which_window_a_fault_counts(town, duty):
    assert faults(town, end=DUE) is None
    assert faults(town, start=DUE) == Faults(missing=1)


def test_an_incomplete_report_is_a_fault_until_the_rest_came(town, duty):
    hand_in(town, duty, on=DUE, is_incomplete=True, reason="缺少到位资金表")
    assert faults(town) == Faults(incomplete=1)
    hand_in(town, duty, on=DUE + timedelta(days=2))
    assert faults(town) == Faults(late=1, late_days=2)
    with pytest.raises(Refused, match="已经报送"):
        hand_in(town, duty, on=DUE)


def test_a_correction_is_a_new_row_and_the_old_one_stays_known_to_old_moments(town, duty):
    row = hand_in(town, duty, on=DUE + timedelta(days=4))
    before = ledger.moment(NOW)
    new = corrected(town, row, received_on=DUE, reason="收文登记有误")
    assert (new.replaces, faults(town, as_of=before), faults(town)) == (
        row,
        Faults(late=1, late_days=4),
        Faults(),
    )
    corrected(town, new, is_void=True, reason="系他村报表")
    assert faults(town) == Faults(missing=1)
    assert Submission.objects.count() == 3
    with pytest.raises(Refused):
        corrected(town, row, received_on=DUE, reason="再改")


def corrected(town, row, **more):
    given = {"received_on": row.received_on, "is_incomplete": row.is_incomplete, "is_void": False} | more
    return actions.correct_submission(row=row, **given, by=town.people["supervisor"], at=NOW)


def test_a_calculation_done_again_finds_the_same_faults(town, duty):
    as_of = ledger.moment(NOW)
    before = facts.report_faults(region=town.region, as_of=as_of, **WINDOW)
    hand_in(town, duty, on=DUE)
    exempt(town, duty, "park")
    make_duty(town, due_on=TODAY, at=NOW, title="旬报")
    actions.withdraw_duty(duty=duty, reason="下达有误", by=town.people["supervisor"], at=NOW)
    assert facts.report_faults(region=town.region, as_of=as_of, **WINDOW) == before
    assert facts.report_faults(region=town.region, as_of=ledger.moment(NOW), **WINDOW) == {}


def test_a_withdrawn_duty_asks_nobody_and_may_be_laid_down_anew(town, duty):
    with pytest.raises(Refused, match="本期已有"):
        make_duty(town, due_on=DUE, at=OCTOBER)
    actions.withdraw_duty(duty=duty, reason="下达有误", by=town.people["supervisor"], at=OCTOBER)
    with pytest.raises(Refused, match="已经撤销"):
        hand_in(town, duty, on=DUE)
    assert make_duty(town, due_on=DUE, at=OCTOBER).round == 2


def test_the_class_of_the_last_day_says_who_is_asked(town):
    make_duty(town, due_on=DUE, at=OCTOBER, unit_classes=["park", "town_department"])
    assert faults(town, "park") == Faults(missing=1)
    assert faults(town, "village") is None
    assert len(facts.report_faults(region=town.region, as_of=LATER, **WINDOW)) == 3


def test_who_is_not_asked_hands_nothing_in(town):
    duty = make_duty(town, due_on=DUE, at=OCTOBER, unit_classes=["park"])
    with pytest.raises(Refused, match="无须报送"):
        hand_in(town, duty, on=DUE)
    with pytest.raises(Refused, match="无须报送"):
        exempt(town, duty)


def test_a_unit_hands_in_today_with_something_to_show(town, duty):
    given = {"by": "unit_clerk", "by_unit": True}
    with pytest.raises(Refused, match="收到日期为当天"):
        hand_in(town, duty, on=DUE, note="已送", **given)
    with pytest.raises(Refused, match="请上传报表"):
        hand_in(town, duty, on=TODAY, **given)
    row = hand_in(town, duty, on=TODAY, file=slip("月报.pdf"), **given)
    assert (row.file.name, row.by_unit) == ("月报.pdf", True)
    assert faults(town) == Faults(late=1, late_days=10)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"on": date(2026, 9, 30)}, "不能早于所属期"),
        ({"on": DUE, "is_incomplete": True}, "请说明缺少的内容"),
    ],
)
def test_what_cannot_be_is_refused(town, duty, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        hand_in(town, duty, **fields)


def test_another_person_decides_about_an_exemption(town, duty):
    given = {"duty": duty, "unit": town.units["village"], "reason": "换届", "document": "请示", "at": NOW}
    asked = actions.ask_exemption(by=town.people["office_director"], **given)
    with pytest.raises(Refused, match="已有待决定或已同意的免报申请"):
        actions.ask_exemption(by=town.people["office_clerk"], **given)
    decide = {"exemption": asked, "words": "", "at": NOW}
    with pytest.raises(Refused, match="请由他人决定"):
        actions.decide_exemption(grant=True, by=town.people["office_director"], **decide)
    with pytest.raises(Refused, match="请说明理由"):
        actions.decide_exemption(grant=False, by=town.people["supervisor"], **decide)
    assert faults(town) == Faults(missing=1), "asking is not yet an exemption"
    actions.decide_exemption(grant=True, by=town.people["supervisor"], **decide)
    assert faults(town) == Faults()
    with pytest.raises(Refused, match="已有决定"):
        actions.decide_exemption(grant=True, by=town.people["supervisor"], **decide)


def test_no_exemption_is_asked_for_a_report_that_was_handed_in_late(town, duty):
    """The page offers none; a request sent by hand would take the deduction away."""
    hand_in(town, duty, on=DUE + timedelta(days=2))
    with pytest.raises(Refused, match="已报送"):
        exempt(town, duty)
    assert faults(town) == Faults(late=1, late_days=2)
    hand_in(town, duty, "park", on=DUE, is_incomplete=True, reason="缺少到位资金表")
    exempt(town, duty, "park")
    assert faults(town, "park") == Faults()


def test_a_third_person_takes_back_an_exemption_with_a_reason_and_an_earlier_moment_still_has_it(town, duty):
    row, people = exempt(town, duty), town.people
    before = ledger.moment(NOW)
    given = {"exemption": row, "reason": "换届已完成", "at": NOW}
    for who in ("office_clerk", "office_director"):
        with pytest.raises(Refused, match="由他人办理"):
            actions.revoke_exemption(**given, by=people[who])
    with pytest.raises(Refused) as caught:
        actions.revoke_exemption(**given | {"reason": " "}, by=people["supervisor"])
    assert caught.value.field == "reason"
    actions.revoke_exemption(**given, by=people["supervisor"])
    with pytest.raises(Refused, match="已经撤销"):
        actions.revoke_exemption(**given, by=people["leader"])
    assert Event.objects.about(row).filter(verb="exemption_revoked").count() == 1
    outcomes = [
        facts.fulfilled([duty], region=town.region, as_of=moment, unit_ids=[town.units["village"].pk])[
            0
        ].outcome
        for moment in (before, ledger.moment(NOW))
    ]
    assert outcomes == ["exempt", "missing"]


def test_what_was_refused_may_be_asked_again(town, duty):
    given = {"duty": duty, "unit": town.units["village"], "reason": "换届", "document": "请示", "at": NOW}
    asked = actions.ask_exemption(by=town.people["office_clerk"], **given)
    actions.decide_exemption(
        exemption=asked, grant=False, words="理由不足", by=town.people["supervisor"], at=NOW
    )
    assert actions.ask_exemption(by=town.people["office_clerk"], **given).state == "asked"
    assert faults(town) == Faults(missing=1)


def test_whose_exemption_was_taken_back_may_ask_again_and_each_stays_known_to_its_moments(town, duty):
    first = exempt(town, duty)
    actions.revoke_exemption(exemption=first, reason="误批", by=town.people["supervisor"], at=NOW)
    between = ledger.moment(NOW)
    again = exempt(town, duty)
    assert (again.round, faults(town, as_of=between), faults(town)) == (2, Faults(missing=1), Faults())
    with pytest.raises(Refused, match="不能重复申请"):
        exempt(town, duty)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.create(
            duty=duty, unit=town.units["village"], round=2, reason="换届", document="请示", asked_at=NOW,
            asked_by=town.people["office_clerk"],
        )  # fmt: skip
    actions.revoke_exemption(exemption=again, reason="又误批", by=town.people["supervisor"], at=NOW)
    assert faults(town) == Faults(missing=1), "the second is taken back as the first was"


def test_the_database_closes_what_is_decided_and_handed_in(town, duty):
    row, exemption = hand_in(town, duty, on=DUE), exempt(town, duty, "park")
    for write in (
        lambda: Submission.objects.filter(pk=row.pk).update(received_on=TODAY),
        lambda: Exemption.objects.filter(pk=exemption.pk).update(state="refused"),
        lambda: ReportDuty.objects.filter(pk=duty.pk).update(due_on=TODAY),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    with pytest.raises(IntegrityError, match="exemption_four_eyes"), transaction.atomic():
        by = town.people["leader"]
        Exemption.objects.create(
            duty=duty, unit=town.units["village"], reason="理由", document="请示", state="granted",
            asked_by=by, asked_at=NOW, decided_by=by, decided_at=NOW,
        )  # fmt: skip


def test_faults_take_as_many_statements_for_a_year_as_for_a_month(town, django_assert_num_queries):
    for month in range(1, 11):
        due = date(2026, month, 25)
        start, end = date(2026, month, 1), date(2026, month + 1, 1)
        duty = make_duty(town, due_on=due, at=at(start), start=start, period_end=end)
        hand_in(town, duty, on=due)
    with django_assert_num_queries(5):
        assert faults(town) == Faults()
    with django_assert_num_queries(5):
        assert faults(town, "park", start=date(2026, 10, 1)) == Faults(missing=1)


def test_the_rows_behind_the_faults_of_a_unit(town, duty):
    hand_in(town, duty, on=DUE + timedelta(days=3))
    rows = facts.fault_rows([town.units["village"].pk], region=town.region, as_of=LATER, **WINDOW)
    assert [(row.duty, row.outcome, row.late_days) for row in rows] == [(duty, Outcome.LATE, 3)]
    assert facts.faults_of(rows) == faults(town)
