"""What is firmly closed does not move: decisions about its shares wait for an opening, the rest counts later."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment import facts
from assessment.ledger_series import additions
from assessment.reports.added import TOPICS, added_words, rows_of
from assessment.reports.material import material_of
from assessment.reports.report_kinds import KINDS
from projects import actions, closings, ledger
from projects.actions import close_due_periods
from projects.models import Posting
from promo.periods import month_of
from promo.refusal import Refused
from tests.calendars import use_periods
from tests.factories import at, make_arrival, make_lead, make_milestone, make_user, slip, verify
from units.actions import Handover
from units.models import Role

OCTOBER, NOVEMBER, DECEMBER = (month_of(date(2026, month, 1)) for month in (10, 11, 12))
IN_OCTOBER, IN_NOVEMBER = date(2026, 10, 20), date(2026, 11, 3)
AFTER = at(date(2026, 11, 12))
FAR = at(date(2027, 6, 1))


def signed(town, name: str, *, unit="village", on=IN_OCTOBER):
    """Signed and paid on one day, recognised before anything was closed."""
    given, director = {"by": town.people["office_clerk"], "on": on}, town.people["office_director"]
    project = make_lead(unit=town.units[unit], name=name, investor="一家公司", **given)
    for make in (make_milestone, make_arrival):
        verify(make(project=project, at=at(on), **given), by=director, at=at(on))
    project.refresh_from_db()
    return project


@pytest.fixture
def closed(town):
    """October is firmly closed; one project of it, its twin with the same slip, and one of November."""
    use_periods(town)
    found = {"own": signed(town, "甲项目"), "twin": signed(town, "甲厂项目", unit="department")}
    found["later"] = signed(town, "乙项目", on=IN_NOVEMBER)
    close_due_periods(region=town.region, at=at(date(2026, 11, 11)))
    town.people["park_head"] = make_user("park_head", unit=town.units["park"], role=Role.UNIT_HEAD)
    return found


def sums_of(town, period) -> dict:
    """Everything that counts in a period, by unit and measure, as it will be known for ever."""
    rows = Posting.objects.filter(region=town.region).counted_in(period.start, period.end).known_at(FAR)
    sums: dict = {}
    for row in rows:
        key = row.unit_id, row.measure
        sums[key] = sums.get(key, 0) + row.quantity
    return {key: value for key, value in sums.items() if value}


def fact_of(project):
    return project.arrivals.get(reverses=None)


def shared(town, project, day: date, *, now=AFTER, **more):
    project.refresh_from_db()
    shares = [(town.units["village"], 6_000), (town.units["park"], 4_000)]
    return actions.share_credit(
        project=project, shares=shares, valid_from=day, reason="联合引进", version=project.version,
        by=town.people["office_director"], at=now, **more,
    )  # fmt: skip


def transferred(town, project, day: date):
    people, units = town.people, town.units
    row = actions.ask_transfer(
        project=project, kind="area", from_unit=units["village"], to_unit=units["park"], valid_from=day,
        from_share=5_000, document="协议", reason="无地", by=people["unit_clerk"], at=AFTER,
    )  # fmt: skip
    actions.give_project(transfer=row, version=1, by=people["unit_head"], at=AFTER)
    row = actions.receive_project(transfer=row, version=2, by=people["park_head"], at=AFTER)
    return actions.decide_transfer(transfer=row, version=row.version, by=people["office_director"], at=AFTER)


def merged_units(town, day: date, **more):
    line = Handover(town.units["department"], town.units["other_department"])
    return actions.decide_unit_change(
        region=town.region, kind="merge", effective_on=day, document="机构改革方案", lines=[line],
        by=town.people["office_director"], at=AFTER, **more,
    )  # fmt: skip


def doubted(town, project, *, now=AFTER):
    return actions.raise_dispute(
        fact=fact_of(project), reason="回单存疑", by=town.people["supervisor"], at=now
    )


def settled(town, dispute, state="cleared", *, now=AFTER):
    return actions.settle_dispute(
        dispute=dispute, state=state, outcome="已核对", version=dispute.version, by=town.people["office_director"],
        at=now,
    )  # fmt: skip


def reversed_(town, project, *, on=IN_OCTOBER, now=AFTER):
    fact = fact_of(project)
    row = actions.reverse_fact(
        fact=fact, reason="往来款", statistical_on=on, by=town.people["office_clerk"], at=now
    )
    return verify(row, by=town.people["office_director"], at=now)


def joined(town, closed):
    return actions.merge_projects(
        kept=closed["own"],
        merged=closed["twin"],
        reason="同一份合同",
        by=town.people["office_director"],
        at=AFTER,
    )


def supplemented(town, project):
    row = actions.record_milestone(
        project=project, kind="supplement", amount=Decimal(1_000_000), event_on=IN_OCTOBER, files=[slip()],
        by=town.people["office_clerk"], at=AFTER,
    )  # fmt: skip
    return verify(row, by=town.people["office_director"], at=AFTER)


def enlarged(town, closed):
    row = actions.mark_expansion(
        project=closed["own"],
        original=closed["later"],
        reason="增资",
        by=town.people["office_director"],
        at=AFTER,
    )
    return actions.unmark_expansion(project=row, reason="不是", by=town.people["office_director"], at=AFTER)


REFUSED = {
    "shares": lambda town, closed: shared(town, closed["own"], IN_OCTOBER),
    "shares from before it": lambda town, closed: shared(town, closed["own"], date(2026, 9, 1)),
    "shares of one measure": lambda town, closed: shared(
        town, closed["own"], IN_OCTOBER, measure="signed_amount"
    ),
    "transfer": lambda town, closed: transferred(town, closed["own"], IN_OCTOBER),
    "units": lambda town, closed: merged_units(town, IN_OCTOBER),
    "units with earlier credit": lambda town, closed: merged_units(town, IN_NOVEMBER, carry_from=IN_OCTOBER),
}
CARRIED = {
    "doubt": lambda town, closed: doubted(town, closed["own"]),
    "doubt that is cleared": lambda town, closed: settled(town, doubted(town, closed["own"])),
    "doubt that is upheld": lambda town, closed: settled(town, doubted(town, closed["own"]), "upheld"),
    "reversal": lambda town, closed: reversed_(town, closed["own"]),
    "merger of projects": joined,
    "merger undone": lambda town, closed: actions.undo_merge(
        merge=joined(town, closed), reason="不是", by=town.people["office_director"], at=AFTER
    ),
    "expansion and back": enlarged,
    "supplement": lambda town, closed: supplemented(town, closed["own"]),
    "money that comes late": lambda town, closed: verify(
        make_arrival(project=closed["own"], by=town.people["office_clerk"], on=IN_OCTOBER, amount="7", at=AFTER),
        by=town.people["office_director"], at=AFTER,
    ),
    "shares of November": lambda town, closed: shared(town, closed["own"], IN_NOVEMBER),
    "transfer of November": lambda town, closed: transferred(town, closed["own"], IN_NOVEMBER),
    "units of November": lambda town, closed: merged_units(town, IN_NOVEMBER, carry_from=IN_NOVEMBER),
}  # fmt: skip


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED)
def test_a_decision_about_its_shares_is_refused_and_says_how_it_is_opened(town, closed, act):
    before, rows = sums_of(town, OCTOBER), Posting.objects.count()
    with pytest.raises(Refused, match="2026年10月已结账.*2026年11月1日.*申请重开2026年10月") as caught:
        act(town, closed)
    assert caught.value.field in ("valid_from", "effective_on", "carry_from")
    assert (sums_of(town, OCTOBER), Posting.objects.count()) == (before, rows)


@pytest.mark.parametrize("act", CARRIED.values(), ids=CARRIED)
def test_whatever_else_is_done_its_sums_stay_as_they_were(town, closed, act):
    before = sums_of(town, OCTOBER)
    act(town, closed)
    assert sums_of(town, OCTOBER) == before != {}


def test_without_the_look_at_closings_a_doubt_moves_them(town, closed, monkeypatch):
    """The control of the two above."""
    monkeypatch.setattr(ledger, "closed_since", lambda region_id, day: closings.Closed())
    before = sums_of(town, OCTOBER)
    doubted(town, closed["own"])
    assert sums_of(town, OCTOBER) != before


def test_a_doubt_counts_as_an_adjustment_of_the_next_period_with_its_own_day(town, closed):
    dispute = doubted(town, closed["own"])
    (found,) = facts.adjustments(town.region, NOVEMBER, as_of=FAR)
    assert (found.fact, found.quantity, found.belongs_on) == (
        fact_of(closed["own"]),
        -1_000_000_000,
        IN_OCTOBER,
    )
    window = {"start": NOVEMBER.start, "end": NOVEMBER.end, "as_of": FAR, "since": at(IN_NOVEMBER)}
    topic = TOPICS[1]
    rows = rows_of(topic, additions(town.region, **window), NOVEMBER)
    assert [row.note for row in rows] == ["调整", ""] and "另有结账后调整1项" in added_words(topic, rows)
    settled(town, dispute)
    assert facts.adjustments(town.region, NOVEMBER, as_of=FAR) == [], "what came to nothing is not told"
    assert facts.late_facts(town.region, NOVEMBER, as_of=FAR) == []


def test_what_an_adjustment_took_back_counts_again_where_it_was_taken_back(town, closed):
    """October is opened between the doubt and its end: it holds the money already, November lacks it."""
    october, november = sums_of(town, OCTOBER), sums_of(town, NOVEMBER)
    dispute = doubted(town, closed["own"])
    opened = actions.ask_reopening(
        region=town.region, period=OCTOBER, reason="漏报", open_until=date(2026, 11, 20),
        by=town.people["supervisor"], at=AFTER,
    )  # fmt: skip
    actions.decide_reopening(
        row=opened, grant=True, document="纪要", file=slip("纪要.pdf"), by=town.people["leader"], at=AFTER
    )
    settled(town, dispute)
    assert (sums_of(town, OCTOBER), sums_of(town, NOVEMBER)) == (october, november)
    shared(town, closed["own"], IN_OCTOBER)
    assert sums_of(town, OCTOBER) != october, "what was opened by an approval may be shared anew"


def test_an_adjustment_is_carried_on_over_every_period_that_closes_meanwhile(town, closed):
    dispute = doubted(town, closed["own"])
    november = sums_of(town, NOVEMBER)
    later = at(date(2026, 12, 15))
    close_due_periods(region=town.region, at=later)
    settled(town, dispute, now=later)
    assert sums_of(town, NOVEMBER) == november
    (found,) = facts.adjustments(town.region, DECEMBER, as_of=FAR)
    assert (found.quantity, found.belongs_on) == (1_000_000_000, IN_OCTOBER)


def test_a_reversal_counts_not_before_what_an_adjustment_carried_on(town, closed):
    """November is opened again after it lost the money and December got it back: it does not lose it twice."""
    dispute, later = doubted(town, closed["own"]), at(date(2026, 12, 15))
    close_due_periods(region=town.region, at=later)
    settled(town, dispute, now=later)
    november = sums_of(town, NOVEMBER)
    opened = actions.ask_reopening(
        region=town.region, period=NOVEMBER, reason="漏报", open_until=date(2026, 12, 20),
        by=town.people["supervisor"], at=later,
    )  # fmt: skip
    actions.decide_reopening(
        row=opened, grant=True, document="纪要", file=slip("纪要.pdf"), by=town.people["leader"], at=later
    )
    row = reversed_(town, closed["own"], on=IN_NOVEMBER, now=later)
    assert (row.statistical_on, row.belongs_on) == (DECEMBER.start, IN_NOVEMBER)
    assert sums_of(town, NOVEMBER) == november and sums_of(town, DECEMBER) == {}


def test_shares_from_a_closed_day_of_a_project_that_posted_nothing_there_are_decided_as_ever(town, closed):
    project = make_lead(
        unit=town.units["village"], by=town.people["office_clerk"], name="丙项目", investor="另一家"
    )
    shared(town, project, IN_OCTOBER)
    row = make_milestone(project=project, by=town.people["office_clerk"], on=IN_OCTOBER, at=AFTER)
    verify(row, by=town.people["office_director"], at=AFTER)
    kept = {(one.unit.short_name, one.statistical_on) for one in Posting.objects.filter(project=project)}
    assert kept == {("石桥村", NOVEMBER.start), ("工业园", NOVEMBER.start)}, (
        "late, by the shares of its own day"
    )


def test_what_came_late_in_december_and_was_doubted_in_january_is_told_in_both_years(town):
    """One fact counts on days of two years then: the report's new sums are still those of its total."""
    use_periods(town)
    project = signed(town, "甲项目", on=date(2026, 12, 20))
    january = month_of(date(2027, 1, 1))
    close_due_periods(region=town.region, at=at(date(2027, 1, 11)))
    doubted(town, project, now=at(date(2027, 1, 20)))
    ready = KINDS[january.kind].ready
    told = material_of(town.region, january, as_of=FAR, scheme=None, setup=ready)
    told = replace(told, since=at(date(2026, 12, 1)))
    line = next(one for one in told.lines if one.measure.code == "arrived_capital")
    assert (line.done, line.added) == (-10_000_000, -10_000_000)
    assert [one.quantity for one in told.added_earlier["arrived_capital"]] == [1_000_000_000]
