"""An office's layout of a table: picked, moved and renamed columns, another unit, notes; figures stay exact."""

from decimal import Decimal

from promo.tables import Arrangement, Column, Placed, Table, arranged, freeze, names_of, thaw

COLUMNS = [
    Column("项目名称", "name"),
    Column("内资", "signed", "amount_wan", group="合同金额（万元）", total="sum"),
    Column("外资", "foreign", "amount_wan", group="合同金额（万元）", total="sum"),
    Column("内资", "arrived", "amount_wan", group="到位资金（万元）", total="sum"),
    Column("备注", "note"),
    Column("备注", "note"),
]
ROWS = [
    {"name": "泵业", "signed": Decimal("563359000.55"), "foreign": None, "arrived": Decimal(1), "note": "甲"},
    {"name": "阀门", "signed": Decimal("0.45"), "foreign": Decimal(5), "arrived": None, "note": ""},
]


def table(**changes):
    facts = {"unit_note": "单位：内资为万元，外资为万美元", "notes": ("只计已核实数。",), "total_row": True}
    return Table("清单", COLUMNS, ROWS, **(facts | changes))


def wanted(*names, **more):
    return Arrangement(
        tuple(Placed(*one) if isinstance(one, tuple) else Placed(one, one) for one in names), **more
    )


def texts(found):
    return [
        [cell.text for cell in row] for row in (*found.cells(), *([found.totals()] if found.totals() else []))
    ]


def test_each_column_has_a_name_of_its_own_even_where_heads_are_alike():
    names = names_of(COLUMNS)
    assert names == [
        "项目名称", "合同金额（万元）/内资", "合同金额（万元）/外资", "到位资金（万元）/内资", "备注", "备注#2",
    ]  # fmt: skip


def test_columns_are_picked_moved_and_renamed_and_both_kinds_of_table_agree():
    layout = wanted(
        ("备注#2", "说明"), ("合同金额（万元）/内资", "签约", ("资金", "计划")), title="报市清单", notes=("注二",),
        signature="填表人：",
    )  # fmt: skip
    live, frozen = arranged(table(), layout), arranged(thaw(freeze(table())), layout)
    for found in (live, frozen):
        assert [[head.title for head in row] for row in found.head()] == [
            ["说明", "资金"],
            ["计划"],
            ["签约"],
        ]
        assert texts(found) == [["甲", "56,335.90"], ["", "0.00"], ["合计", "56,335.90"]]
        assert (found.title, tuple(found.notes), found.signature) == (
            "报市清单",
            ("只计已核实数。", "注二"),
            "填表人：",
        )


def test_another_unit_changes_figures_heads_and_the_note_and_loses_no_fen():
    layout = wanted(
        "合同金额（万元）/内资", ("合同金额（万元）/外资", "外资", ("合同金额（万元）",)), unit="yuan"
    )
    for found in (arranged(table(), layout), arranged(thaw(freeze(table())), layout)):
        assert texts(found)[0] == ["563,359,000.55", "—"]
        assert [cell.text for cell in found.totals()] == ["563,359,001.00", "5.00"]
        assert found.unit_note == "单位：内资为元，外资为美元"
        assert found.columns[0].title == "合同金额（元）/内资"
        assert found.columns[1].groups == ("合同金额（元）",)
    billions = arranged(table(), wanted("合同金额（万元）/内资", unit="yi"))
    assert (texts(billions)[0], billions.unit_note) == (["5.6336"], "单位：内资为亿元，外资为亿美元")


def test_a_table_that_names_no_unit_says_the_new_one():
    columns = [Column("到位", "arrived", "amount_wan"), Column("面积（亩）", "name")]
    found = arranged(Table("表", columns, ROWS), wanted("到位", "面积（亩）", unit="yi"))
    assert (found.unit_note, found.columns[1].title) == ("单位：亿元", "面积（亩）")


def test_the_word_for_the_total_moves_where_its_column_is_left_out():
    found = arranged(thaw(freeze(table())), wanted("到位资金（万元）/内资", "备注"))
    assert [cell.text for cell in found.totals()] == ["0.00", "合计"]


def test_a_table_without_a_column_of_the_layout_stays_as_it_is_and_the_layout_survives_its_json():
    layout = wanted("项目名称", ("没有的列", "列"), unit="wan", notes=("一",))
    same = table()
    assert arranged(same, layout) is same
    assert Arrangement.of(layout.as_json()) == layout
