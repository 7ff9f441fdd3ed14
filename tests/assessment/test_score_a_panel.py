"""A confirmed round reaches the score with its arithmetic, and a number of a line opens to every mark."""

from datetime import timedelta
from fractions import Fraction

import pytest

from assessment import facts
from assessment.models import ScoreItem
from assessment.reports.standing import document_of
from assessment.reports.today import changed_table, names_of_marks
from assessment.views.lines import opened
from tests.assessment import rounds, scenario
from tests.assessment.rounds import CODE, OVER, with_panel
from tests.assessment.scenario import Judged, give_mark, run_scores

LATE = OVER + timedelta(hours=1)
WEIGHTED = {"method": "weighted", "weights": {"督查办": "0.7", "村": "0.3"}, "missing": "rescale"}


def item_of(judged, key: str) -> ScoreItem:
    run = run_scores(judged, at=LATE)
    return ScoreItem.objects.select_related("line__run").get(
        line__run=run, line__unit=judged.units[key], code=CODE
    )


def test_a_round_takes_the_place_of_the_single_mark(town):
    judged = Judged(town, scenario.adopt(town), {})
    give_mark(judged, "other_village", 100)
    assert item_of(judged, "other_village").points == "1.00"
    row = rounds.confirmed(judged)
    item = item_of(judged, "other_village")
    assert item.words == "(7 + 8 + 9) ÷ 3 = 8（满分10），得 8.00"
    (number,) = item.inputs
    there = opened(number, item.line.run, item.line.unit_id, code=item.code, path=number["name"])
    assert there.link == f"/marks/rounds/{row.pk}/units/{item.line.unit_id}/"


def test_a_panel_is_weighted_as_the_scheme_says(town):
    text = with_panel(scenario.TOWN_SCHEME, WEIGHTED)
    judged = Judged(town, scenario.adopt(town, text=text), {})
    rounds.confirmed(judged, asked=(("supervisor", "督查办"), ("unit_head", "村")), marks=(900, 800))
    item = item_of(judged, "other_village")
    assert item.words == "督查办评分 9×70% + 村评分 8×30% = 8.7（满分10），得 8.70"
    assert Fraction(item.exact) == Fraction("8.7")


def test_ballots_become_points_by_the_average_place(town):
    text = with_panel(scenario.TOWN_SCHEME, {"method": "ballots"}, function=rounds.BY_PLACE)
    judged = Judged(town, scenario.adopt(town, text=text), {})
    first = dict.fromkeys(judged.units, 1)
    rounds.confirmed(
        judged, asked=(("supervisor", ""),), marks=(first | {"village": 2, "other_department": 2},)
    )
    assert item_of(judged, "other_village").words.startswith("第1名")
    assert item_of(judged, "village").points == "9.00"


@pytest.mark.parametrize("how", [{"method": "mean"}, WEIGHTED])
def test_without_a_confirmed_round_a_panel_gives_no_score(town, how):
    judged = Judged(town, scenario.adopt(town, text=with_panel(scenario.TOWN_SCHEME, how)), {})
    rounds.open_round(judged)
    item = item_of(judged, "village")
    assert item.points == "" and "—" in item.words
    way = {"code": item.code, "path": item.inputs[0]["name"]}
    assert opened(item.inputs[0], item.line.run, item.line.unit_id, **way).link == "/marks/rounds/"


def test_a_round_confirmed_after_a_run_is_named_beside_it(town):
    judged = Judged(town, scenario.adopt(town), {})
    before = run_scores(judged, at=OVER)
    row = rounds.confirmed(judged)
    since = {"until": before.until, "after": before.as_of, "as_of": LATE}
    changed = facts.changed_since(judged.scheme, **since)
    assert len(changed) == 6
    table = changed_table(changed, names_of_marks(document_of(judged.scheme)), {})
    assert table.cells()[0][1].text == "日常管理多人评分"
    assert table.cells()[0][1].link == f"/marks/rounds/{row.pk}/units/{judged.units['village'].pk}/"
    assert facts.changed_since(judged.scheme, **since | {"after": row.confirmed_at}) == []
