"""Periods close by the timetable, softly, then firmly; late facts count in the next one; an approval opens one."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import facts
from assessment.period_tasks import keep_periods
from projects import ledger
from projects.actions import ask_reopening, close_due_periods, close_opened_period, decide_reopening
from projects.actions.periods import closing
from projects.closings import counted_on
from projects.models import PeriodClosing, PeriodReopening, PeriodStep
from projects.period_calendar import OfficeDays, PeriodCalendar, due_of
from promo.models import CalendarDay
from promo.periods import month_of, year_of
from promo.refusal import Refused
from tests.calendars import FORTNIGHT, MONTH, YEAR, use_periods
from tests.factories import at, make_arrival, make_lead, make_milestone, slip, verify

OCTOBER, NOVEMBER = month_of(date(2026, 10, 1)), month_of(date(2026, 11, 1))
PAID_ON = date(2026, 10, 20)
SOFT, FIRM = date(2026, 11, 6), date(2026, 11, 11)


@pytest.fixture
def project(town):
    """Signed and recognised on the day the money came, so that the ledger stands before every closing."""
    clerk = town.people["unit_clerk"]
    project = make_lead(unit=town.units["village"], by=clerk, on=PAID_ON)
    signed = make_milestone(project=project, by=clerk, on=PAID_ON, at=at(PAID_ON))
    verify(signed, by=town.people["office_director"], at=at(PAID_ON))
    return project


def closed(town, day: date) -> list[tuple[str, str]]:
    return [(row.period.label, row.step) for row in close_due_periods(region=town.region, at=at(day))]


def paid(town, project, day: date, *, on: date = PAID_ON):
    """Recorded and recognised on a day."""
    fact = make_arrival(project=project, by=town.people["unit_clerk"], on=on, at=at(day, 9))
    return verify(fact, by=town.people["office_director"], at=at(day))


def arrived(town, period) -> int:
    window = {"start": period.start, "end": period.end}
    as_of = at(date(2027, 2, 1))
    return facts.sums("arrived_capital", region=town.region, as_of=as_of, **window).get(
        town.units["village"].pk, 0
    )


@pytest.mark.parametrize(
    "start, deadline, grace, provisional",
    [
        (
            date(2026, 9, 1),
            date(2026, 10, 8),
            date(2026, 10, 12),
            False,
        ),  # National Day; Saturday the 10th is worked
        (date(2026, 10, 1), date(2026, 11, 5), date(2026, 11, 10), False),
        (date(2026, 11, 1), date(2026, 12, 7), date(2026, 12, 10), False),  # Saturday, to Monday
        (
            date(2027, 1, 1),
            date(2027, 2, 9),
            date(2027, 2, 12),
            True,
        ),  # the Spring Festival of 2027 is not confirmed
    ],
)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(db, start, deadline, grace, provisional):
    due = due_of(month_of(start), MONTH, OfficeDays.since(date(2026, 1, 1)))
    assert (due.deadline_on, due.grace_until, due.is_provisional) == (deadline, grace, provisional)


def test_the_office_changes_its_calendar_and_the_deadline_follows(town):
    use_periods(town)
    CalendarDay.objects.create(day=date(2026, 11, 5), is_workday=False, name="停电检修")
    due = PeriodCalendar.on(town.region, date(2026, 11, 1)).due(OCTOBER)
    assert (due.deadline_on, due.grace_until) == (date(2026, 11, 6), date(2026, 11, 11))


def test_nothing_is_closed_where_no_office_decided(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        keep_periods(now=at(FIRM))
    assert closed(town, FIRM) == []


def test_a_period_closes_softly_then_firmly_each_once(town):
    use_periods(town)
    assert closed(town, date(2026, 11, 5)) == []
    assert closed(town, SOFT) == [("2026年10月", "soft")]
    assert closed(town, date(2026, 11, 10)) == []
    assert closed(town, FIRM) == [("2026年10月", "firm")]
    assert closed(town, FIRM) == closed(town, date(2026, 11, 2)) == [], "again, and with the clock set back"


def test_a_slower_worker_closes_nothing_twice(town, monkeypatch):
    use_periods(town)
    closed(town, FIRM)
    planned = closing.Planned(FIRM, PeriodClosing.objects.first().period, PeriodStep.FIRM)
    monkeypatch.setattr(closing, "_planned", lambda region, today: [planned])
    with pytest.raises(Refused):
        closed(town, FIRM)
    assert [row.step for row in PeriodClosing.objects.all()] == ["soft", "firm"]


def test_after_an_outage_everything_is_made_up_for_in_order(town):
    use_periods(town, MONTH, FORTNIGHT, begins=date(2026, 10, 5))
    found = closed(town, date(2026, 12, 20))
    months = [one for one in found if "双周" not in one[0]]
    assert months == [
        ("2026年10月", "soft"), ("2026年10月", "firm"), ("2026年11月", "soft"), ("2026年11月", "firm")
    ]  # fmt: skip
    assert len(found) == len(set(found)) == 14, "two months, five fortnights, two steps each"
    days = [
        row.deadline_on if row.number == 1 else row.grace_until
        for row in PeriodClosing.objects.order_by("pk")
    ]
    assert days == sorted(days)
    assert closed(town, date(2026, 12, 20)) == []


def test_a_new_rule_of_later_days_does_not_leave_out_the_period_before(town):
    use_periods(town)
    use_periods(town, MONTH | {"due": 8}, begins=date(2026, 11, 1))
    assert closed(town, SOFT) == [("2026年10月", "soft")], "by the rule of its last day"


def test_the_ledger_of_periods_is_only_added_to(town):
    use_periods(town)
    closed(town, FIRM)
    for change in ({"step": "firm"}, {"deadline_on": date(2026, 12, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PeriodClosing.objects.update(**change)


def test_in_the_grace_window_a_fact_counts_on_its_day_and_is_marked(town, project):
    use_periods(town)
    early = paid(town, project, date(2026, 11, 4))
    closed(town, SOFT)
    late = paid(town, project, date(2026, 11, 9))
    assert (late.statistical_on, late.belongs_on) == (PAID_ON, None)
    known = at(date(2026, 11, 9), 12)
    assert [one.fact for one in facts.late_facts(town.region, OCTOBER, as_of=known)][-1] == late
    assert early not in [one.fact for one in facts.late_facts(town.region, OCTOBER, as_of=known)]


def test_after_the_closing_it_counts_in_the_next_open_period_and_says_where_it_belongs(town, project):
    use_periods(town)
    closed(town, FIRM)
    before = arrived(town, OCTOBER)
    fact = paid(town, project, date(2026, 11, 12))
    assert (fact.event_on, fact.statistical_on, fact.belongs_on) == (PAID_ON, NOVEMBER.start, PAID_ON)
    assert (arrived(town, OCTOBER), arrived(town, NOVEMBER)) == (before, 1_000_000_000)
    found = [
        one
        for one in facts.late_facts(town.region, NOVEMBER, as_of=at(date(2026, 11, 30)))
        if one.fact == fact
    ]
    assert [(one.is_carried, one.belongs_on, one.is_of_last_year) for one in found] == [
        (True, PAID_ON, False)
    ]
    assert facts.late_facts(town.region, NOVEMBER, as_of=at(date(2026, 11, 11))) == []


def test_a_kind_that_only_reports_moves_nothing(town, project):
    use_periods(town, MONTH | {"locks": False})
    closed(town, FIRM)
    assert paid(town, project, date(2026, 11, 12)).statistical_on == PAID_ON


def test_it_is_carried_over_every_closed_period(town):
    use_periods(town, MONTH, YEAR)
    closed(town, date(2027, 1, 30))
    moved = counted_on(town.region, date(2026, 10, 20))
    assert (moved.day, [one.label for one in moved.closed]) == (date(2027, 1, 1), ["2026年度"])
    assert counted_on(town.region, date(2026, 9, 30)).closed == (year_of(date(2026, 9, 30)),)


def asked(town, *, who: str = "supervisor", until: date = date(2026, 11, 20)) -> PeriodReopening:
    return ask_reopening(
        region=town.region, period=OCTOBER, reason="石桥村漏报一笔", open_until=until, by=town.people[who],
        at=at(date(2026, 11, 12)),
    )  # fmt: skip


def granted(town, row: PeriodReopening, *, who: str = "leader", **more) -> PeriodReopening:
    given = {"grant": True, "document": "镇长办公会纪要3号", "file": slip("纪要.pdf")} | more
    return decide_reopening(row=row, by=town.people[who], at=at(date(2026, 11, 13)), **given)


def test_a_closed_period_opens_by_an_approval_of_another_with_a_document_and_closes_again(town, project):
    use_periods(town)
    with pytest.raises(Refused, match="尚未结账"):
        asked(town)
    closed(town, FIRM)
    row = asked(town)
    for wrong, sentence in (
        ({"who": "supervisor"}, "由他人决定"), ({"document": ""}, "批准依据"), ({"file": None}, "批准文件"),
        ({"grant": False}, "说明理由"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            granted(town, row, **wrong)
    with pytest.raises(Refused, match="已有重开申请"):
        asked(town, who="office_director")
    granted(town, row)
    assert (
        facts.period_state(town.region, OCTOBER, as_of=ledger.moment(at(date(2026, 11, 13), 11))).words
        == "已重开"
    )
    fact = paid(town, project, date(2026, 11, 14))
    assert (fact.statistical_on, fact.belongs_on) == (PAID_ON, None)
    assert fact in [one.fact for one in facts.late_facts(town.region, OCTOBER, as_of=at(date(2026, 11, 15)))]
    assert closed(town, date(2026, 11, 20)) == []
    assert closed(town, date(2026, 11, 21)) == [("2026年10月", "firm")]
    assert paid(town, project, date(2026, 11, 22)).statistical_on == NOVEMBER.start


def test_what_was_opened_may_be_closed_before_its_day(town):
    use_periods(town)
    closed(town, FIRM)
    granted(town, asked(town))
    again = {
        "region": town.region,
        "period": OCTOBER,
        "by": town.people["supervisor"],
        "at": at(date(2026, 11, 14)),
    }
    assert close_opened_period(**again).step == "firm"
    with pytest.raises(Refused, match="没有重开"):
        close_opened_period(**again)
    assert closed(town, date(2026, 11, 21)) == []


def test_an_opening_is_no_longer_than_the_rule_lets(town):
    use_periods(town)
    closed(town, FIRM)
    for day in (date(2026, 11, 11), date(2026, 11, 12) + timedelta(days=16)):
        with pytest.raises(Refused) as caught:
            asked(town, until=day)
        assert caught.value.field == "open_until"
    refused = decide_reopening(
        row=asked(town), grant=False, words="材料不足", by=town.people["leader"], at=at(date(2026, 11, 13))
    )
    assert refused.state == "refused"
    assert facts.period_state(town.region, OCTOBER, as_of=at(date(2026, 11, 14))).is_firm
