"""A whole beside this year's money becomes two facts, so that no year gets the money of another."""

from datetime import date

import pytest
from django.urls import reverse

from projects import actions
from projects.contracts import contract_state
from projects.intake.ledger import read_sheets
from projects.intake.plan import plan_of
from projects.ledger_sums import parts_of
from projects.models import Arrival, Posting, Project
from promo import jobs
from tests.factories import NOW, make_arrival
from tests.intake.ledgers import HEADS, a_row, imported, staged, workbook_of
from tests.intake.offices.making import sheet

CUT_OFF = date(2026, 10, 31)
LAST_YEAR = "2025-12-31"
WITH_YEAR = (*HEADS, "当年到位资金（万元）")
SIGNED = {"项目阶段": "签约", "合同投资额": 5000, "签约日期": date(2025, 3, 5)}


def parts(heads, *cells, on=CUT_OFF) -> list[tuple]:
    """What the first row becomes: (kind, 万元, its own day)."""
    rows = [["项目名称", "投资方", "引资单位", *(f"{head}（万元）" for head in heads)]]
    rows += [["样例化工项目", "样例化工公司", "石桥村", *cells]]
    reading = read_sheets([sheet("台账", rows)], cut_off_on=on).projects[0]
    arrival = plan_of(reading, lead_unit_id=1, cut_off_on=on)["arrival"]
    return [(part["kind"], int(part["value"]) // 10_000, part.get("on")) for part in parts_of(arrival)]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((3500, 500), [("cumulative", 3000, LAST_YEAR), ("year_sum", 500, None)]),
        ((3500, 3500), [("cumulative", 3500, None)]),
        ((3500, 0), [("cumulative", 3500, LAST_YEAR)]),
        ((3500, ""), [("cumulative", 3500, None)]),  # nobody said nought
        ((3500, 4000), [("cumulative", 3500, None)]),  # warned of
        ((3500, "50万美元"), [("cumulative", 3500, None)]),
    ],
)
def test_a_whole_beside_this_years_money(cells, found):
    assert parts(["累计到位资金", "当年到位资金"], *cells) == found


def test_in_the_first_months_this_year_must_be_named():
    february = date(2026, 2, 28)
    assert parts(["累计到位资金", "当年到位资金"], 3500, 500, on=february) == [("cumulative", 3500, None)]
    assert parts(["累计到位资金", "2026年到位资金"], 3500, 500, on=february) == [
        ("cumulative", 3000, LAST_YEAR), ("year_sum", 500, None),
    ]  # fmt: skip


def test_the_money_of_before_says_it_as_well_unless_the_two_disagree():
    before, whole, year = "上年底累计到位资金", "累计到位资金", "当年到位资金"
    split = [("cumulative", 3000, LAST_YEAR), ("year_sum", 500, None)]
    assert parts([before, whole], 3000, 3500) == split
    assert parts([before, year], 3000, 500) == split
    assert parts([before, whole, year], 3000, 3500, 500) == split
    assert parts([before, whole, year], 2000, 3500, 500) == [("cumulative", 3500, None)]


@pytest.mark.parametrize(
    ("cells", "codes"), [((3500, ""), ["year_blank"]), ((3500, 0), []), (("", ""), []), ((0, ""), [])]
)
def test_an_empty_cell_of_this_year_is_asked_about(cells, codes):
    rows = [["项目名称", "投资方", "引资单位", "累计到位资金（万元）", "当年到位资金（万元）"]]
    rows += [["样例化工项目", "样例化工公司", "石桥村", *cells]]
    (row,) = read_sheets([sheet("台账", rows)], cut_off_on=CUT_OFF).projects
    assert [problem.code for problem in row.problems] == codes


def read(town, whole, year, *, on=CUT_OFF, name="十月.xlsx"):
    row = a_row(**SIGNED, 累计到位资金=whole) | {"当年到位资金（万元）": year}
    file = workbook_of(row, heads=WITH_YEAR, name=name)
    return staged(file=file, region=town.region, by=town.people["office_clerk"], cut_off_on=on)


def brought(town, *sums, **more):
    return imported(read(town, *sums, **more), by=town.people["office_clerk"])


def verified(batch, by) -> None:
    job = actions.ask_bulk_verification(batch=batch, reason="", by=by, at=NOW)
    jobs.run(job.pk)


def money() -> list[tuple]:
    rows = Arrival.objects.live().order_by("event_on", "pk")
    return [(row.kind, int(row.amount) // 10_000, row.event_on, row.precision) for row in rows]


BEFORE = ("cumulative", 3000, date(2025, 12, 31), "until")


@pytest.mark.django_db
def test_a_ledger_that_tells_the_whole_alone_is_said_to_count_this_year(town, login):
    by = town.people["office_clerk"]
    alone = staged(
        file=workbook_of(a_row(**SIGNED, 累计到位资金=9)), region=town.region, by=by, cut_off_on=CUT_OFF
    )
    said = "累计到位资金核实后全部计入2026年"
    page = reverse("projects:import_show", args=[alone.pk])
    assert said in login(by).get(page).content.decode()
    page = reverse("projects:import_show", args=[read(town, 3500, 500).pk])
    assert said not in login(by).get(page).content.decode()


@pytest.mark.django_db
def test_each_part_counts_in_its_year_and_neither_holds_the_other_up(town):
    batch = brought(town, 3500, 500)
    assert money() == [BEFORE, ("year_sum", 500, CUT_OFF, "until")]
    verified(batch, town.people["office_director"])
    posted = Posting.objects.filter(measure="arrived_capital").order_by("statistical_on")
    assert [(row.statistical_on.year, row.quantity) for row in posted] == [
        (2025, 3000 * 10**6), (2026, 500 * 10**6),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_next_ledger_changes_this_years_part_and_is_taken_back(town):
    brought(town, 3500, 500)
    batch = brought(town, 3800, 800, on=date(2026, 11, 15), name="十一月.xlsx")
    (change,) = batch.rows.get().changes
    assert (change["name"], change["old"], change["new"]) == ("当年到位资金", "500万元", "800万元")
    assert money() == [BEFORE, ("year_sum", 800, date(2026, 11, 15), "until")]
    actions.undo_import(batch=batch, version=batch.version, by=town.people["office_clerk"], at=NOW)
    assert money() == [BEFORE, ("year_sum", 500, CUT_OFF, "until")]


@pytest.mark.django_db
def test_both_parts_are_put_right_while_nobody_verified_them(town):
    brought(town, 3500, 500)
    batch = brought(town, 3600, 700, name="改正.xlsx")
    assert [change["name"] for change in batch.rows.get().changes] == ["上年底累计到位资金", "当年到位资金"]
    assert money() == [
        ("cumulative", 2900, date(2025, 12, 31), "until"), ("year_sum", 700, CUT_OFF, "until"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_new_year_goes_on_where_the_verified_whole_ended(town):
    old = brought(town, 3000, 3000, on=date(2025, 12, 31), name="2025.xlsx")
    verified(old, town.people["office_director"])
    batch = brought(town, 3500, 500)
    (change,) = batch.rows.get().changes
    assert (change["name"], change["old"], change["new"]) == ("当年到位资金", "", "500万元")
    assert money() == [BEFORE, ("year_sum", 500, CUT_OFF, "until")]
    verified(batch, town.people["office_director"])
    assert Arrival.objects.verified().count() == 2


@pytest.mark.django_db
def test_what_was_verified_of_last_year_is_not_overwritten(town):
    old = brought(town, 3000, 3000, on=date(2025, 12, 31), name="2025.xlsx")
    verified(old, town.people["office_director"])
    row = read(town, 3700, 500).rows.get()
    assert (row.outcome, row.changes) == ("same", [])
    assert "差额请在项目页登记到位资金" in str(row.problems)
    assert money() == [BEFORE]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "sums"), [(date(2026, 5, 1), ["台账当年数500万元"]), (date(2025, 5, 1), ["台账累计数3,000万元"])]
)
def test_a_slip_is_held_against_the_sum_of_its_own_time(town, on, sums):
    brought(town, 3500, 500)
    project = Project.objects.get()
    slip = make_arrival(project=project, by=town.people["unit_clerk"], on=on)
    (said,) = contract_state(project).warnings(besides=slip)
    assert all(sum_ in said for sum_ in sums)
