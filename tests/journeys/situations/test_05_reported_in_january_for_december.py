"""Situation 5: money of December that is reported in January counts in December only while that is not closed."""

from datetime import date

from assessment import facts
from assessment.period_tasks import keep_periods
from projects.actions import ask_reopening, decide_reopening
from promo.periods import month_of, year_of
from tests.calendars import MONTH, YEAR, use_periods
from tests.factories import at, make_arrival, signed_project, slip, verify

DECEMBER, JANUARY = month_of(date(2026, 12, 1)), month_of(date(2027, 1, 1))
PAID_ON = date(2026, 12, 28)
WAN = 1_000_000  # 分


def test_soft_it_counts_in_december_closed_in_january_and_the_year_only_by_approval(town):
    use_periods(town, MONTH, YEAR)
    people, village = town.people, town.units["village"].pk
    project = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"]
    )

    def reported(day: date):
        keep_periods(now=at(day, 8))
        fact = make_arrival(
            project=project, by=people["unit_clerk"], amount="1000000", on=PAID_ON, at=at(day, 9)
        )
        return verify(fact, by=people["office_director"], at=at(day, 10))

    def year_2026(day: date) -> int:
        window = {"start": date(2026, 1, 1), "end": date(2027, 1, 1), "as_of": facts.known_now(at(day, 18))}
        return facts.sums("arrived_capital", region=town.region, **window).get(village, 0) // WAN

    soft = reported(date(2027, 1, 7))  # due on the 5th, the grace window ends on the 8th
    assert (soft.statistical_on, year_2026(date(2027, 1, 7))) == (PAID_ON, 100)
    closed = reported(date(2027, 1, 11))
    assert (closed.event_on, closed.statistical_on, closed.belongs_on) == (PAID_ON, JANUARY.start, PAID_ON)
    assert year_2026(date(2027, 1, 11)) == 100
    late = {one.fact.pk: one for one in facts.late_facts(town.region, JANUARY, as_of=at(date(2027, 1, 12)))}
    assert (late[closed.pk].is_carried, late[closed.pk].is_of_last_year) == (True, True)
    assert soft.pk in [
        one.fact.pk for one in facts.late_facts(town.region, DECEMBER, as_of=at(date(2027, 1, 12)))
    ]

    keep_periods(now=at(date(2027, 1, 20)))
    for period in (DECEMBER, year_of(PAID_ON)):
        row = ask_reopening(
            region=town.region, period=period, reason="石桥村12月到位资金漏报", open_until=date(2027, 1, 29),
            by=people["supervisor"], at=at(date(2027, 1, 21)),
        )  # fmt: skip
        assert reported(date(2027, 1, 21)).statistical_on == JANUARY.start, "asking opens nothing"
        decide_reopening(
            row=row, grant=True, document="镇长办公会纪要1号", file=slip("纪要.pdf"), by=people["leader"],
            at=at(date(2027, 1, 22)),
        )  # fmt: skip
    assert reported(date(2027, 1, 25)).statistical_on == PAID_ON
    assert year_2026(date(2027, 1, 25)) == 200
    keep_periods(now=at(date(2027, 1, 30)))
    assert facts.period_state(town.region, DECEMBER, as_of=at(date(2027, 1, 31))).is_firm
