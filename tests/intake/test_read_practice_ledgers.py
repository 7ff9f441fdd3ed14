"""The practice ledgers are read exactly as expected: through the command, and by the job behind the page."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.intake.judging import differences
from tests.intake.ledgers import DATA

LEDGERS = {
    "station_groups": "xlsx", "system_export": "xlsx", "town_merged": "xlsx", "industry_outline": "xlsx",
    "platform_csv": "csv",
}  # fmt: skip


def expected_of(name: str) -> dict:
    return json.loads((DATA / "ledgers" / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LEDGERS)
def test_a_practice_ledger_is_read_as_a_careful_clerk_would(name, tmp_path):
    path = tmp_path / f"ledger.{LEDGERS[name]}"
    path.write_bytes((DATA / "ledgers" / f"{name}.{LEDGERS[name]}").read_bytes())
    printed = StringIO()
    call_command("import_ledger", str(path), "--dry-run", "--json", stdout=printed)
    read, expected = json.loads(printed.getvalue()), expected_of(name)
    assert differences(expected, read) == []
    heads = {sheet["sheet"]: sheet for sheet in read["sheets"] if sheet["columns"]}
    for sheet, columns in expected["columns"].items():
        assert heads[sheet]["header_rows"] == expected["header_rows"][sheet]
        assert [column["field"] or None for column in heads[sheet]["columns"]] == [
            one["field"] for one in columns
        ]


def test_the_numbers_of_projects_that_headings_state_are_held_against_the_rows(tmp_path):
    printed = StringIO()
    path = DATA / "ledgers" / "industry_outline.xlsx"
    call_command("import_ledger", str(path), "--dry-run", "--json", stdout=printed)
    counts = {
        row["row"]: (row["stated"], row["computed"]) for row in json.loads(printed.getvalue())["counts_check"]
    }
    expected = {
        row["row"]: (row["stated"], row["computed"])
        for row in expected_of("industry_outline")["counts_check"]
    }
    assert counts == expected | {4: (39, 39)}


def test_a_difference_is_found():
    """The judge is not blind: one value changed, one remark dropped."""
    expected = expected_of("town_merged")
    read = {
        key: [dict(row) if isinstance(row, dict) else row for row in rows]
        for key, rows in expected.items()
        if isinstance(rows, list)
    }
    read |= {"warnings": expected["must_warn"][1:], "rejects": []}
    read["projects"][0]["contract_amount"] = {"value": "1", "currency": "CNY", "approximate": False}
    assert len(differences(expected, read)) == 2


def test_the_command_also_speaks_in_words():
    printed = StringIO()
    path = DATA / "ledgers" / "town_merged.xlsx"
    call_command("import_ledger", str(path), "--dry-run", "--cut-off", "2024-06-30", stdout=printed)
    assert "工作表“乡镇”：表头在第4行，49个项目。" in printed.getvalue()
    assert "合计13479000000.00" in printed.getvalue()
