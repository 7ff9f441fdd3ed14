"""What stands far from the table costs nothing: no look at the empty cells between."""

from datetime import date

from projects.intake.ledger import read_sheets
from projects.intake.table import Walk
from tests.intake.offices.making import sheet


def test_a_stray_cell_far_to_the_right_costs_no_look_at_the_empty_columns_between(monkeypatch):
    looked = []
    plain = Walk._cell
    monkeypatch.setattr(
        Walk, "_cell", lambda walk, row, index: looked.append(index) or plain(walk, row, index)
    )
    rows = [["项目名称", "投资方", *[None] * 2_000, "备注"], *[["样例化工项目", "样例化工公司"]] * 3]
    found = read_sheets([sheet("台账", rows, ())], cut_off_on=date(2025, 10, 31))
    assert len(found.projects) == 3
    assert set(looked) == {0, 1, 2_002}
