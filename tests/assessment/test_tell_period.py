"""Units report for a period: figures confirmed, words required, reminders once; what a report then asks of it."""

from datetime import date, timedelta

import pytest

from assessment import actions, facts
from assessment.facts import Outcome
from assessment.models import PeriodReturn, ReportDuty
from assessment.period_tasks import keep_periods
from promo.models import Notice
from promo.periods import month_of
from promo.refusal import Refused
from tests.assessment.recording import exempt
from tests.calendars import use_periods
from tests.factories import at, make_arrival, signed_project, slip, verify

OCTOBER = month_of(date(2026, 10, 1))
DAY = date(2026, 11, 4)
DUE = date(2026, 11, 5)
WORDS = {
    "progress": "洽谈两个项目",
    "problems": "缺少线索",
    "causes": "外出招商少",
    "measures": "每月外出两次",
}


@pytest.fixture
def duty(town):
    use_periods(town)
    keep_periods(now=at(date(2026, 10, 8)))
    return ReportDuty.objects.get(region=town.region, period_kind="month", period_start=OCTOBER.start)


def seen(town, key: str, day: date = DAY) -> str:
    year = {"year_start": date(2026, 1, 1), "as_of": facts.known_now(at(day))}
    return facts.period_figures(region=town.region, period=OCTOBER, **year)[town.units[key].pk].digest


def told(town, duty, key: str = "village", *, day: date = DAY, **more):
    given = WORDS | {"seen": seen(town, key, day)} | more
    return actions.tell_period(
        duty=duty, unit=town.units[key], by=town.people["unit_clerk"], at=at(day), **given
    )


def signed_in_october(town):
    people = town.people
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"],
        on=date(2026, 10, 9),
    )  # fmt: skip


def test_the_timetable_lays_a_duty_down_once(town, duty):
    assert (duty.due_on, duty.recorded_by, duty.period_name) == (DUE, None, "2026年10月")
    keep_periods(now=at(date(2026, 10, 9)))
    assert ReportDuty.objects.count() == 1
    actions.withdraw_duty(
        duty=duty, reason="本月免报", by=town.people["supervisor"], at=at(date(2026, 10, 9))
    )
    keep_periods(now=at(date(2026, 10, 10)))
    assert ReportDuty.objects.count() == 1, "what was withdrawn is not made again"


def test_the_timetable_asks_for_nothing_that_was_asked_for_by_hand(town):
    use_periods(town)
    by_hand = actions.make_duty(
        region=town.region, title="招商引资月报", period_start=OCTOBER.start, period_end=OCTOBER.end, due_on=DUE,
        by=town.people["supervisor"], at=at(date(2026, 10, 1)),
    )  # fmt: skip
    keep_periods(now=at(date(2026, 10, 8)))
    assert ReportDuty.objects.get(period_start=OCTOBER.start) == by_hand
    actions.withdraw_duty(
        duty=by_hand, reason="改为按周期报送", by=town.people["supervisor"], at=at(date(2026, 10, 8))
    )
    keep_periods(now=at(date(2026, 10, 9)))
    assert ReportDuty.objects.standing().get(period_start=OCTOBER.start).period_kind == "month"


def test_a_confirmation_keeps_the_figures_and_their_digest(town, duty):
    signed_in_october(town)
    row = told(town, duty, day=date(2026, 11, 20), problems="", causes="", measures="")
    assert not row.is_zero
    assert ["signed_amount", 5_000_000_000, 5_000_000_000] in row.figures
    found = facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 11, 21)))[town.units["village"].pk]
    assert (found.outcome, found.late_days, found.is_changed) == (Outcome.LATE, 15, False)


@pytest.mark.parametrize("missing", ["progress", "problems", "causes", "measures"])
def test_who_has_nothing_this_year_owes_all_three(town, duty, missing):
    with pytest.raises(Refused) as caught:
        told(town, duty, **{missing: " "})
    assert caught.value.field == missing
    assert not PeriodReturn.objects.exists()


def test_figures_that_moved_while_the_page_was_open_are_looked_at_again(town, duty):
    with pytest.raises(Refused, match="有变动") as caught:
        told(town, duty, seen="0" * 64)
    assert caught.value.field == "seen"


def test_a_later_change_is_told_beside_the_confirmation(town, duty):
    told(town, duty)
    before = at(date(2026, 11, 5))
    assert not facts.returns_of(town.region, OCTOBER, as_of=before)[town.units["village"].pk].is_changed
    project = signed_in_october(town)
    fact = make_arrival(project=project, by=town.people["unit_clerk"], on=date(2026, 10, 12))
    verify(fact, by=town.people["office_director"])
    assert facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 11, 21)))[
        town.units["village"].pk
    ].is_changed
    assert not facts.returns_of(town.region, OCTOBER, as_of=before)[town.units["village"].pk].is_changed


def test_nobody_reports_before_the_figures_are_cut_off_nor_past_the_confirmation(town, duty):
    with pytest.raises(Refused, match="数据截止日"):
        told(town, duty, day=date(2026, 10, 31))
    with pytest.raises(Refused, match="统计周期"):
        actions.hand_in(
            duty=duty, unit=town.units["village"], received_on=DAY, by=town.people["unit_clerk"], at=at(DAY),
            by_unit=True, file=slip(),
        )  # fmt: skip
    told(town, duty)
    with pytest.raises(Refused, match="已经报送"):
        told(town, duty)


def test_what_a_report_reads_of_its_period(town, duty):
    told(town, duty)
    exempt(town, duty, "park", at=at(DAY))
    found = facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 11, 6)))
    by_key = {key: found[town.units[key].pk] for key in ("village", "park", "department")}
    assert (by_key["village"].problems, by_key["village"].outcome) == ("缺少线索", Outcome.ON_TIME)
    assert (by_key["park"].outcome, by_key["department"].is_missing) == (Outcome.EXEMPT, True)
    assert found[town.units["village"].pk].confirmed_at is not None
    assert facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 10, 7))) == {}, (
        "before the duty was made"
    )


def test_a_corrected_day_keeps_the_words_and_a_void_one_takes_them_back(town, duty):
    first = told(town, duty, day=date(2026, 11, 6)).submission
    given = {
        "is_incomplete": False,
        "is_void": False,
        "reason": "已先送纸质",
        "by": town.people["supervisor"],
    }
    second = actions.correct_submission(row=first, received_on=DUE, at=at(date(2026, 11, 7)), **given)
    one = facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 11, 8)))[town.units["village"].pk]
    assert (one.outcome, one.causes) == (Outcome.ON_TIME, "外出招商少")
    actions.correct_submission(
        row=second, received_on=DUE, at=at(date(2026, 11, 9)), **given | {"is_void": True}
    )
    one = facts.returns_of(town.region, OCTOBER, as_of=at(date(2026, 11, 10)))[town.units["village"].pk]
    assert (one.is_missing, one.causes) == (True, "")


def test_reminders_go_out_before_on_and_after_the_day_once_each(town, duty):
    clerk = town.people["unit_clerk"]

    def reminded(day: date) -> list[str]:
        for _ in range(2):
            actions.remind_reporters(today=day, at=at(day))
        return [
            one.title[:4] for one in Notice.objects.of(clerk).filter(key__startswith="period:").order_by("at")
        ]

    assert reminded(DUE - timedelta(days=2)) == []
    assert reminded(DUE - timedelta(days=1)) == ["请于20"]
    assert reminded(DUE) == ["请于20", "今天截止"]
    assert (
        reminded(DUE + timedelta(days=1))
        == reminded(DUE + timedelta(days=3))
        == ["请于20", "今天截止", "已逾期（"]
    )
    told(town, duty, day=DUE + timedelta(days=3))
    Notice.objects.all().delete()
    assert reminded(DUE + timedelta(days=4)) == [], "who has reported is left in peace"
