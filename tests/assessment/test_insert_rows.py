"""Rows written in one statement are the rows that row objects would have left, and break no rule of the table."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment.models import ScoreItem
from promo.inserting import insert_rows
from tests.assessment import scenario

INPUTS = [
    {
        "label": "到位资金",
        "value": "1/3",
        "parts": [{"value": "", "words": "“引号”\\与\n换行"}],
        "round": None,
    }
]
ITEM = {
    "code": "x1", "name": '到位"资金"', "sentence": "按比例计分，得分%s。", "inputs": INPUTS,
    "words": "1 ÷ 3 ≈ 33.33%",
    "exact": "1/3", "points": "0.33", "possible": "40",
}  # fmt: skip


@pytest.fixture
def line(town):
    return scenario.published(scenario.build(town)).lines.first()


def rows(line, count):
    return [{**ITEM, "code": f"x{turn}", "line_id": line.pk, "order": 90 + turn} for turn in range(count)]


def test_the_database_holds_what_was_given(line):
    insert_rows(ScoreItem, rows(line, 3))
    kept = line.items.filter(order__gte=90)
    assert [one.code for one in kept] == ["x0", "x1", "x2"]
    for one in kept:
        assert {name: getattr(one, name) for name in ITEM if name != "code"} == {
            name: value for name, value in ITEM.items() if name != "code"
        }


def test_the_statements_do_not_grow_with_the_rows(line):
    with CaptureQueriesContext(connection) as few:
        insert_rows(ScoreItem, rows(line, 2))
    more = [{**one, "code": f"y{turn}"} for turn, one in enumerate(rows(line, 40))]
    with CaptureQueriesContext(connection) as many:
        insert_rows(ScoreItem, more)
    assert len(many) == len(few) >= 1
    insert_rows(ScoreItem, [])
    assert line.items.filter(order__gte=90).count() == 42


@pytest.mark.parametrize("wrong", [{"order": -1}, {"code": "x0"}, {"line_id": None}])
def test_a_row_the_table_refuses_leaves_none_behind(line, wrong):
    first, second = rows(line, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(ScoreItem, [first, {**second, **wrong}])
    assert not line.items.filter(order__gte=90).exists()


def test_a_row_without_a_field_is_a_mistake_of_the_caller(line):
    lacking = {name: value for name, value in rows(line, 1)[0].items() if name != "words"}
    with pytest.raises(KeyError):
        insert_rows(ScoreItem, [lacking])
