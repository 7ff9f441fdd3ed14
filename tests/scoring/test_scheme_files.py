"""Every published case and every worked example passes through a scheme file, as an office's own method would."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessment.examples import check_examples, count_examples
from assessment.functions import FUNCTIONS
from assessment.scheme_document import dump, load, load_text

DATA = Path(__file__).parents[1] / "data"
FILES = sorted((DATA / "schemes").glob("*.json"))
SHIPPED = sorted((Path(__file__).parents[2] / "assessment" / "schemes").glob("*.json"))
# file -> the rows of the source it stands for
ROWS = {"02": 8, "05": 7, "07": 8, "12": 4, "14": 18, "15": 33, "16": 1, "17": 6 + 3}
METHODS = {"s01": 7, "s02": 6, "s04": 2, "s05": 3, "s08": 6, "s11": 6, "s18": 4, "s20": 1}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*FILES, *SHIPPED], ids=lambda path: path.stem)
def test_every_example_of_a_file_comes_out(path):
    scheme = load_text(text_of(path))
    assert [str(one) for one in check_examples(scheme)] == []
    assert count_examples(scheme) > 0
    assert load(dump(scheme)) == scheme


@pytest.mark.parametrize(("number", "rows"), ROWS.items())
def test_no_row_of_a_published_case_is_left_out(number, rows):
    (source,) = (DATA / "cases").glob(f"{number}_*.json")
    case = json.loads(text_of(source))
    assert len(case["rows"]) + len(case.get("sectors", ())) == rows
    found = [load_text(text_of(path)) for path in FILES if path.stem.startswith(f"case_{number}")]
    assert sum(count_examples(scheme) for scheme in found) == rows


@pytest.mark.parametrize(("name", "rows"), METHODS.items())
def test_no_row_of_the_worked_examples_is_left_out(name, rows):
    examples = json.loads(text_of(DATA / "cases" / "worked_examples.json"))["examples"]
    (source,) = [one for one in examples if one["scheme"].lower() == name]
    assert len([row for row in source["rows"] if "projects" not in row]) == rows
    (path,) = [one for one in FILES if one.stem.split("_")[0] == name]
    assert count_examples(load_text(text_of(path))) >= rows


def test_the_command_says_that_all_is_well():
    out = StringIO()
    call_command("check_scheme", *map(str, FILES[:3]), stdout=out)
    assert out.getvalue().count("全部相符") == 3


def test_the_command_names_group_item_and_both_figures_where_an_example_differs(tmp_path):
    data = json.loads(text_of(DATA / "schemes" / "s01_2006.json"))
    data["groups"][0]["indicators"][0]["examples"][3]["points"] = "60.6"
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError, match="共1处不符"):
        call_command("check_scheme", str(wrong), stdout=StringIO(), stderr=err)
    assert "第1组·指标 invested·算例4：应得 60.6，算得 60.50" in err.getvalue()


def test_the_command_names_indicator_and_parameter_of_what_cannot_be_read(tmp_path):
    data = json.loads(text_of(DATA / "schemes" / "s01_2006.json"))
    data["groups"][0]["indicators"][0]["up"]["step"] = 0
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("check_scheme", str(wrong), stdout=StringIO(), stderr=err)
    assert "第1组·指标 invested·参数 up·step：应大于0" in err.getvalue()


def test_every_way_of_scoring_has_a_name_a_help_and_a_sentence():
    assert len(FUNCTIONS) == 19
    used = {
        one.function.code: one
        for path in [*FILES, *SHIPPED]
        for group in load_text(text_of(path)).groups
        for one in group.indicators
    }
    for one in used.values():
        assert one.function.sentence(one.points).endswith("。")
    assert all(function.name and function.help for function in FUNCTIONS.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_order_in_which_a_database_keeps_names_changes_nothing(path):
    """PostgreSQL gives the names of an object back in an order of its own."""
    data = json.loads(text_of(path))
    assert load_text(json.dumps(data, sort_keys=True)) == load(data)
