"""A run turns the ledger into ranks: classes apart, ties share and skip, "—" for no target, same on every engine."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.models import RunState, ScoreItem, ScoreLine
from assessment.reports.ranking import work_out_again
from assessment.reports.standing import as_rows
from promo.tables import digest, thaw
from tests.assessment import scenario
from tests.factories import make_unit

GOLDEN = Path(__file__).parents[1] / "data" / "score_lines.json"


@pytest.fixture
def judged(town):
    return scenario.build(town)


@pytest.fixture
def run(judged):
    return scenario.run_scores(judged)


def line_of(run, judged, key: str) -> ScoreLine:
    return run.lines.get(unit=judged.units[key])


def item_of(run, judged, key: str, code: str) -> ScoreItem:
    return line_of(run, judged, key).items.get(code=code)


def test_the_job_leaves_a_finished_run_with_its_digest(run):
    assert (run.state, run.job.state) == (RunState.DONE, "done")
    assert run.sha256 == digest(run.frozen)
    assert run.job.progress_note == "已计算6个单位。"


def test_every_line_and_item_equals_the_golden_file_to_the_last_digit(run):
    """The same file is compared on SQLite and on PostgreSQL."""
    rows = as_rows(work_out_again(run))
    golden = json.loads(GOLDEN.read_text())
    assert rows == golden["lines"]
    assert digest(rows) == golden["sha256"] == run.frozen["lines"]


def test_what_is_stored_is_what_was_worked_out(run):
    golden = json.loads(GOLDEN.read_text())["lines"]
    names = ("unit_name", "unit_class", "exact", "total", "rank", "rank_before")
    stored = [{name: getattr(line, name) for name in names} for line in run.lines.all()]
    assert stored == [{name: row[name] for name in names} for row in golden]
    fields = ("code", "name", "sentence", "inputs", "words", "exact", "points", "possible")
    items = [list(line.items.values(*fields)) for line in run.lines.all()]
    assert items == [row["items"] for row in golden]


def test_the_arithmetic_stands_in_words(run, judged):
    assert item_of(run, judged, "village", "arrived").words == "749.008641万元 ÷ 10,000.00万元 × 30 ≈ 2.25"
    assert item_of(run, judged, "other_village", "management").words == "评分 9.05（满分10），得 9.05"


def test_shares_count_by_the_ten_thousandth(run, judged):
    """A started project of which the village holds 66.67 %."""
    assert Fraction(item_of(run, judged, "village", "started").inputs[0]["value"]) == Fraction(6667, 10000)
    assert Fraction(item_of(run, judged, "other_village", "started").inputs[0]["value"]) == Fraction(
        3333, 10000
    )


def test_a_reversed_arrival_counts_as_nothing(run, judged):
    assert item_of(run, judged, "department", "arrived").inputs[0]["value"] == "0/1"


def test_what_arrived_the_day_after_does_not_count(run, judged):
    value = Fraction(item_of(run, judged, "other_village", "arrived").inputs[0]["value"])
    shared = Fraction("11234567.89") * Fraction(3333, 10000)
    assert value == 30_000_000 + Fraction(round(shared * 100), 100)


def test_classes_are_ranked_apart(run, judged):
    ranks = {line.unit.name: line.rank for line in run.lines.select_related("unit")}
    assert ranks["柳河村"] == 1
    assert ranks["石桥村"] == 2
    assert ranks["工业园"] == 1


def test_a_unit_without_any_target_stands_last_without_a_place(run, judged):
    line = line_of(run, judged, "vertical")
    assert (line.rank, line.total, line.exact) == (None, "", "")
    assert item_of(run, judged, "vertical", "signed").words == "未下达目标，不计分（—）"


def test_equal_totals_share_a_place_and_the_next_is_skipped(town):
    """Three departments alike in all and a fourth behind: 1, 1, 1, 4."""
    make_unit("203", region=town.region, unit_class="town_department", name="水利站", order=203)
    make_unit("204", region=town.region, unit_class="town_department", name="林业站", order=204)
    town.units["third"], town.units["last"] = (
        town.region.units.get(code="203"),
        town.region.units.get(code="204"),
    )
    judged = scenario.Judged(town, scenario.adopt(town), {})
    for key in ("department", "other_department", "third", "last"):
        scenario.give_target(town, key, "signed_amount", 100)
    for key in ("department", "other_department", "third"):
        scenario.give_mark(judged, key, 500)
    run = scenario.run_scores(judged)
    found = [(line.unit.name, line.rank) for line in run.lines.filter(unit_class="town_department")]
    assert found == [("农业办", 1), ("财政所", 1), ("水利站", 1), ("林业站", 4)]


def test_the_frozen_tables_are_one_per_class_with_their_notes(run):
    tables = [thaw(table) for table in run.frozen["tables"]]
    assert [table.title for table in tables] == [
        "高山镇2026年招商引资考核排名（乡镇/村）",
        "高山镇2026年招商引资考核排名（镇直部门）",
        "高山镇2026年招商引资考核排名（垂直部门）",
        "高山镇2026年招商引资考核排名（园区）",
    ]
    assert tables[0].caption == "统计截止日期：2026年11月19日"
    assert tables[0].notes[0] == "依据：2026年度招商引资工作考核办法（镇政办发〔2026〕3号），第1版。"
    assert [cell.text for cell in tables[2].body[0][:3]] == ["—", "税务分局", "—"]


def test_a_run_worked_out_again_at_once_is_the_same(run):
    assert scenario.worked_out_again(run) == run.frozen
