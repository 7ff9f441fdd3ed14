"""Tables that were kept against tables worked out again: no row goes unnoticed, on whichever side it is missing."""

from assessment.reports.verifying.tables import compare

COLUMNS = [{"title": "单位", "group": [], "kind": "text"}, {"title": "项目数", "group": [], "kind": "count"}]


def table(**counts: int) -> dict:
    rows = [[{"text": name, "value": name}, {"text": str(n), "value": n}] for name, n in counts.items()]
    return {"title": "排名", "columns": COLUMNS, "rows": rows}


def test_a_row_of_one_table_alone_is_told():
    found = compare([table(石桥村=1, 柳河村=2)], [table(柳河村=3, 工业园=4)], step="重新计算")
    assert [(one.unit, one.item, one.kept, one.found) for one in found] == [
        ("石桥村", "", "有", "无"), ("柳河村", "项目数", "2", "3"), ("工业园", "", "无", "有")
    ]  # fmt: skip
