"""A Table gives heads, cells and totals; frozen, it gives the same ones for ever."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.days import PartialDay
from promo.tables import Column, Table, digest, freeze, shown, thaw


@dataclass
class Unit:
    name: str


@dataclass
class Line:
    unit: Unit | None
    amount: Decimal | None
    share: Fraction | None = None

    def doubled(self):
        return None if self.amount is None else self.amount * 2


LINES = [
    Line(Unit("石门乡"), Decimal("50000000.00"), Fraction(1, 3)),
    Line(Unit("龙泉镇"), Decimal("12345600.00"), None),
    Line(None, None, Fraction(2, 3)),
]
COLUMNS = [
    Column("单位", "unit.name", link=lambda line: line.unit and f"/units/{line.unit.name}/"),
    Column("合同额", "amount", "amount_wan", group="资金（万元）", total="sum"),
    Column("翻番", "doubled", "amount_yi", group="资金（万元）", total="sum", places=3),
    Column("占比", "share", "rate", total=lambda lines: Fraction(1, 2)),
]


def ranking(**more):
    return Table("引资排名", COLUMNS, LINES, unit_note="单位：万元", total_row=True, **more)


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_cells_show_values_and_keep_them():
    cells = ranking().cells()
    assert texts(cells) == [
        ["石门乡", "5,000.00", "1.000", "33.33%"],
        ["龙泉镇", "1,234.56", "0.247", "—"],
        ["—", "—", "—", "66.67%"],
    ]
    assert cells[0][1].value == Decimal("50000000.00")
    assert (cells[0][0].link, cells[2][0].link) == ("/units/石门乡/", None)


def test_totals_add_what_may_be_added_and_ask_for_the_rest():
    assert [cell.text for cell in ranking().totals()] == ["合计", "6,234.56", "1.247", "50.00%"]
    assert Table("无合计", COLUMNS, LINES).totals() is None


def test_a_total_of_nothing_is_a_dash_and_an_unsummed_column_stays_empty():
    table = Table(
        "空",
        [Column("单位", "n"), Column("额", "a", "amount_wan", total="sum"), Column("注", "b")],
        [],
        total_row=True,
    )
    assert [cell.text for cell in table.totals()] == ["合计", "—", ""]


def test_sums_of_fractions_and_decimals_are_exact():
    rows = [{"x": Fraction(1, 3)}, {"x": Decimal("0.5")}, {"x": None}, {"x": 2}]
    table = Table("和", [Column("数", "x", "points", total="sum")], rows, total_row=True)
    assert table.totals()[0].value == Fraction(17, 6)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1234, "count", "1,234"),
        (Fraction(5, 2), "count", "2.5"),
        (Decimal("100"), "count", "100"),
        (Decimal("12.345"), "points", "12.35"),
        (Decimal("42.31"), "pp", "+42.31"),
        (Fraction(-1292, 100), "pp", "-12.92"),
        (Decimal("0.001"), "pp", "0.00"),
        (3, "rank", "3"),
        (Fraction(12564, 10000), "rate", "125.64%"),
        (date(2026, 3, 5), "day", "2026-03-05"),
        (PartialDay(date(2026, 3, 1), "month"), "day", "2026-03"),
        (datetime(2026, 3, 5, 17, 30, tzinfo=UTC), "moment", "2026-03-06 01:30"),
        ("=1+1", "text", "=1+1"),
        (None, "rank", "—"),
        (None, "moment", "—"),
    ],
)
def test_each_kind_has_its_way_of_showing(value, kind, text):
    assert shown(value, kind) == text


def heads(columns):
    table = Table("表", columns, [])
    return [[(c.title, c.column, c.colspan, c.rowspan) for c in row] for row in table.head()]


def test_a_plain_head_is_one_row():
    assert heads([Column("甲", "a"), Column("乙", "b")]) == [[("甲", 0, 1, 1), ("乙", 1, 1, 1)]]


def test_a_group_spans_its_columns_and_the_others_reach_down():
    assert heads(COLUMNS) == [
        [("单位", 0, 1, 2), ("资金（万元）", 1, 2, 1), ("占比", 3, 1, 2)],
        [("合同额", 1, 1, 1), ("翻番", 2, 1, 1)],
    ]


def test_three_levels_and_the_same_name_under_another_group():
    columns = [
        Column("排名", "r", "rank"),
        Column("目标", "a", group=("签约", "本年")),
        Column("完成", "b", group=("签约", "本年")),
        Column("累计", "c", group="签约"),
        Column("目标", "d", group=("到位", "本年")),
        Column("完成", "e", group=("到位", "本年")),
    ]
    assert heads(columns) == [
        [("排名", 0, 1, 3), ("签约", 1, 3, 1), ("到位", 4, 2, 1)],
        [("本年", 1, 2, 1), ("累计", 3, 1, 2), ("本年", 4, 2, 1)],
        [("目标", 1, 1, 1), ("完成", 2, 1, 1), ("目标", 4, 1, 1), ("完成", 5, 1, 1)],
    ]


@given(
    st.lists(
        st.sampled_from([None, "甲", "乙", ("甲", "上"), ("甲", "下"), ("乙", "上")]), min_size=1, max_size=9
    )
)
def test_heads_cover_every_place_exactly_once(groups):
    table = Table("表", [Column(f"列{i}", "x", group=group) for i, group in enumerate(groups)], [])
    head = table.head()
    covered = [
        (level + down, cell.column + right)
        for level, row in enumerate(head)
        for cell in row
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert sorted(covered) == [(level, i) for level in range(len(head)) for i in range(len(groups))]


def test_an_unknown_kind_and_a_fourth_level_are_refused():
    for column in ({"kind": "money"}, {"group": ("一", "二", "三")}):
        with pytest.raises(ValueError, match="列"):
            Column("列", "x", **column)


def test_a_frozen_table_is_plain_json_and_thaws_to_the_same():
    table = ranking(
        as_of=date(2026, 11, 20), notes=("注：一", "注：二"), signature="审核人：", caption="全镇"
    )
    frozen = json.loads(json.dumps(freeze(table)))
    thawed = thaw(frozen)
    assert thawed.head() == table.head()
    assert thawed.cells() == table.cells()
    assert thawed.totals() == table.totals()
    assert (thawed.title, thawed.as_of, thawed.notes) == (table.title, table.as_of, table.notes)
    assert (thawed.total_row, len(thawed.rows)) == (True, 3)
    assert freeze(thawed) == frozen


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.fractions(),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.dates().map(lambda day: PartialDay(day, "month")),
)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_any_values_survive_the_archive(rows):
    table = Table("表", [Column("一", lambda row: row[0]), Column("二", lambda row: row[1])], rows)
    thawed = thaw(json.loads(json.dumps(freeze(table))))
    assert thawed.cells() == table.cells()


def test_a_float_cannot_be_frozen():
    with pytest.raises(TypeError, match="float"):
        freeze(Table("表", [Column("数", lambda row: row)], [1.5]))


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="format"):
        thaw({"format": 2})


def test_the_digest_depends_on_content_and_not_on_order():
    assert digest({"乙": 1, "甲": [1, 2]}) == digest({"甲": [1, 2], "乙": 1})
    assert digest({"甲": [1, 2]}) != digest({"甲": [2, 1]})
    assert digest({"甲": 1}) == "8eed42340e3e5c9be9bf56a8c592a10efd0e4e9bd6f88bbde3532674b1088875"
