"""A scheme document is read strictly: every fault is named with its place, and what is read is written back."""

import copy
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from scoring_cases import MARK, PROPORTION, RATIO, document, indicator

from assessment.examples import check_examples
from assessment.functions import FUNCTIONS, Entered, Measured, Targeted, Window, parameters
from assessment.rules import Rounding
from assessment.scheme_document import SchemeError, dump, load, load_text
from projects.measures import MEASURES

SINCE = {"code": "signed_amount", "window": "cumulative_since", "since": "2024-02-29"}
FIRMS = {"entered": "firms", "name": "龙头企业数", "unit": "count"}


def faults(data) -> dict[str, str]:
    with pytest.raises(SchemeError) as caught:
        load(data)
    return {problem.where: problem.sentence for problem in caught.value.problems}


def fault(data) -> tuple[str, str]:
    (found,) = faults(data).items()
    return found


def test_a_document_becomes_a_scheme():
    scheme = load(document(PROPORTION, document="镇政办发〔2026〕3号", rounding={"places": 1, "mode": "cut"}))
    assert (scheme.name, scheme.year, scheme.document) == ("考核办法", 2026, "镇政办发〔2026〕3号")
    assert scheme.rounding == Rounding(1, "cut")
    item = scheme.group_for("town_village").indicators[0]
    assert (item.code, item.name, item.points) == ("arrived", "到位资金", 100)
    assert item.function.measure == Measured("arrived_capital", Window.YEAR_TO_DATE)
    assert item.function.target == Targeted("arrived_capital")
    assert item.function.cap is None
    assert scheme.group_for("park") is None


def test_what_is_left_out_has_a_plain_meaning():
    scheme = load(document(RATIO))
    assert (scheme.document, scheme.note, scheme.rounding, scheme.rank_by) == ("", "", Rounding(), "total")
    function = scheme.groups[0].indicators[0].function
    assert (function.cap, function.full_at) == (1, 1)


def test_sources_are_ledger_sums_targets_and_entries():
    item = indicator(PROPORTION, measure=FIRMS, target=FIRMS | {"entered": "firms_target", "name": "任务"})
    assert item.function.measure == Entered("firms", "龙头企业数", "count")
    assert [need.source.key for need in item.needs] == ["mark:firms", "mark:firms_target"]
    assert indicator(PROPORTION, measure=SINCE).function.measure.since == date(2024, 2, 29)


def test_writing_and_reading_again_gives_the_same_scheme():
    examples = [{"inputs": {"actual": "0.01", "target": None}, "points": None}]
    data = document(
        PROPORTION
        | {"cap": "1.25", "points": "12.5", "examples": examples, "sentence": "原文", "note": "注"},
        RATIO | {"numerator": FIRMS, "full_at": "0.6"},
        MARK,
        rounding={"places": 3, "mode": "up"},
        note="说明",
    )
    scheme = load(data)
    written = dump(scheme)
    assert load(json.loads(json.dumps(written))) == scheme
    assert dump(load(written)) == written
    first = written["groups"][0]["indicators"][0]
    assert (first["cap"], first["points"], first["examples"]) == ("1.25", "12.5", examples)


def test_all_problems_are_told_at_once_and_say_where_they_stand():
    data = document(
        PROPORTION | {"cap": "-1", "points": 0.5, "colour": "red"},
        RATIO | {"numerator": {"code": "arrived", "window": "year_to_date"}},
        year=True,
    )
    data["groups"].append({"unit_class": "park", "indicators": [MARK | {"name": " "}]})
    assert faults(data) == {
        "方案·year": "应为1978至2100之间的整数",
        "第1组·指标 arrived·参数 points": '小数请加引号书写，例如 "1.2"',
        "第1组·指标 arrived·参数 cap": "应大于0",
        "第1组·指标 arrived·参数 colour": "无法识别此项，请删除或检查拼写",
        "第1组·指标 start_rate·参数 numerator·code": f"应为以下之一：{'、'.join(MEASURES)}",
        "第2组·指标 management·参数 name": "不能为空",
    }


def test_the_error_reads_as_sentences():
    with pytest.raises(SchemeError, match="^第1组·指标 arrived·参数 cap：应大于0。$"):
        load(document(PROPORTION | {"cap": 0}))


@pytest.mark.parametrize("junk", [None, [], "方案", 3, True])
def test_what_is_no_object_is_one_problem(junk):
    assert fault(junk) == ("方案", "应为一组“名称：值”")
    assert fault(document(junk))[0] == "第1组·第1项指标"
    assert fault(document(MARK) | {"groups": [junk]})[0] == "第1组"
    assert fault(document(MARK, rounding=junk))[0] == "方案·rounding"
    assert fault(document(PROPORTION | {"measure": junk}))[0] == "第1组·指标 arrived·参数 measure"


@pytest.mark.parametrize("key", ["format", "name", "year", "groups"])
def test_a_missing_part_of_the_scheme_is_named(key):
    data = document(MARK)
    del data[key]
    assert fault(data) == (f"方案·{key}", "缺少此项")


@pytest.mark.parametrize("key", ["code", "name", "points", "function", "measure", "target"])
def test_a_missing_part_of_an_indicator_is_named(key):
    item = dict(PROPORTION)
    del item[key]
    called = "第1项指标" if key == "code" else "指标 arrived"
    assert fault(document(item)) == (f"第1组·{called}·参数 {key}", "缺少此项")


@pytest.mark.parametrize(
    "value",
    ["1e3", "1,000", "１２", "NaN", "0x10", " 1", "1.", ".5", "01", "+1", "", None, True, [], "9" * 17],
)
def test_points_are_written_in_plain_digits(value):
    where, sentence = fault(document(MARK | {"points": value}))
    assert where == "第1组·指标 management·参数 points"
    assert sentence.startswith("应为数字")


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"format": 2}, "方案·format"),
        ({"format": True}, "方案·format"),
        ({"year": 1900}, "方案·year"),
        ({"year": "2026"}, "方案·year"),
        ({"name": "名" * 101}, "方案·name"),
        ({"document": "文" * 121}, "方案·document"),
        ({"name": "两\n行"}, "方案·name"),
        ({"name": "\ud800"}, "方案·name"),
        ({"document": 3}, "方案·document"),
        ({"rank_by": "rate"}, "方案·rank_by"),
        ({"rounding": {"places": 7}}, "方案·rounding·places"),
        ({"rounding": {"mode": "bankers"}}, "方案·rounding·mode"),
        ({"rounding": {"digits": 2}}, "方案·rounding·digits"),
        ({"groups": []}, "方案·groups"),
        ({"groups": {}}, "方案·groups"),
        ({"groups": [{"unit_class": "town", "indicators": []}]}, "第1组·indicators"),
        ({"groups": [{"unit_class": "乡镇", "indicators": [MARK]}]}, "第1组·unit_class"),
        ({"groups": [{"unit_class": "a", "indicators": [MARK], "weight": 1}]}, "第1组·weight"),
        ({"colour": "red"}, "方案·colour"),
    ],
)
def test_what_does_not_fit_the_scheme_is_refused(changed, where):
    assert fault(document(MARK, **changed))[0] == where


@pytest.mark.parametrize(
    ("base", "changed", "where"),
    [
        (MARK, {"code": "A"}, "参数 code"),
        (MARK, {"function": "magic"}, "参数 function"),
        (MARK, {"function": None}, "参数 function"),
        (MARK, {"points": -5}, "参数 points"),
        (MARK, {"points": 10001}, "参数 points"),
        (MARK, {"cap": 1}, "参数 cap"),
        (RATIO, {"full_at": 0}, "参数 full_at"),
        (RATIO, {"full_at": None}, "参数 full_at"),
        (PROPORTION, {"cap": 101}, "参数 cap"),
        (PROPORTION, {"measure": {"code": "arrived_capital"}}, "参数 measure·window"),
        (PROPORTION, {"measure": SINCE | {"window": "year_to_date"}}, "参数 measure·since"),
        (PROPORTION, {"measure": SINCE | {"since": "2023-02-29"}}, "参数 measure·since"),
        (PROPORTION, {"measure": SINCE | {"since": "2023-2-9"}}, "参数 measure·since"),
        (PROPORTION, {"measure": FIRMS | {"unit": "yuan"}}, "参数 measure·unit"),
        (PROPORTION, {"target": {"measure": "nothing"}}, "参数 target·measure"),
        (PROPORTION, {"target": {"code": "arrived_capital"}}, "参数 target·window"),
    ],
)
def test_what_does_not_fit_the_indicator_is_refused(base, changed, where):
    places = faults(document(base | changed))
    assert f"第1组·指标 {changed.get('code', base['code'])}·{where}" in places


def test_the_largest_values_allowed_are_taken():
    scheme = load(document(PROPORTION | {"cap": 100, "points": 10_000}, name="名" * 100, year=2100))
    item = scheme.groups[0].indicators[0]
    assert (item.points, item.function.cap, len(scheme.name)) == (10_000, 100, 100)


def test_amounts_are_not_measured_against_counts():
    foreign = {"code": "arrived_foreign", "window": "year_to_date"}
    where, sentence = fault(document(PROPORTION | {"measure": foreign}))
    assert (where, sentence[:12]) == ("第1组·指标 arrived·参数 target", "目标数与完成数的计量单位")
    assert fault(document(RATIO | {"numerator": foreign}))[0] == "第1组·指标 start_rate·参数 denominator"


def test_codes_and_classes_are_given_once():
    assert fault(document(MARK, MARK)) == ("第1组·指标 management", "本组前面已有同一代码的指标")
    twice = document(MARK)
    twice["groups"] *= 2
    assert fault(twice) == ("第2组·unit_class", "前面已有这一类单位的分组")


def test_one_entered_number_has_one_name_and_unit_in_a_group():
    other = FIRMS | {"name": "企业数"}
    data = document(RATIO | {"numerator": FIRMS}, RATIO | {"code": "second", "numerator": other})
    assert fault(data) == ("第1组·指标 second", "填报数 firms 在本组前面用了另一名称或计量单位")


def test_a_fault_inside_an_example_says_which_example():
    good = {"inputs": {"mark": 8}, "points": "8.00"}
    wrong = {"inputs": {"marks": 8}, "points": "8分", "because": ""}
    assert list(faults(document(MARK | {"examples": [good, wrong]}))) == [
        "第1组·指标 management·算例2·inputs·mark",
        "第1组·指标 management·算例2·inputs·marks",
        "第1组·指标 management·算例2·because",
        "第1组·指标 management·算例2·points",
    ]
    assert fault(document(MARK | {"examples": [{"points": 1}]}))[0].endswith("算例1·inputs")


def test_examples_that_do_not_come_out_are_listed_with_both_figures():
    examples = [
        {"inputs": {"actual": 1, "target": 3}, "points": "33.33"},
        {"inputs": {"actual": 1, "target": 3}, "points": "33.3333"},
        {"inputs": {"actual": 1, "target": 3}, "points": "33"},
        {"inputs": {"actual": 1, "target": 0}, "points": 0},
        {"inputs": {"actual": 1, "target": 4}, "points": None},
    ]
    found = check_examples(load(document(PROPORTION | {"examples": examples})))
    assert [(one.where, one.expected, one.found) for one in found] == [
        ("第1组·指标 arrived·算例3", Decimal(33), Decimal("33.33")),
        ("第1组·指标 arrived·算例4", Decimal(0), None),
        ("第1组·指标 arrived·算例5", None, Decimal("25.00")),
    ]
    assert str(found[1]) == "第1组·指标 arrived·算例4：应得 0，算得 —（目标为0，不计分（—））"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "不是有效的JSON文件，第1行第2个字符处有误"),
        ('{"name": 1, "name": 2}', "同一层中“name”出现了两次"),
        ('{"year": NaN}', "NaN 不是数字"),
        ("[" * 100_000, "嵌套层数过多"),
        ('{"year": ' + "9" * 21 + "}", "数字过长"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(SchemeError) as caught:
        load_text(text)
    assert [str(problem) for problem in caught.value.problems] == [f"文件：{sentence}。"]


def test_reading_does_not_change_what_it_reads():
    data = document(PROPORTION, RATIO, MARK)
    before = copy.deepcopy(data)
    load(data)
    assert data == before


@pytest.mark.parametrize("code", sorted(FUNCTIONS))
def test_every_scoring_function_is_listed_under_its_own_code_and_named_in_chinese(code):
    assert FUNCTIONS[code].code == code
    assert not FUNCTIONS[code].name.isascii()
    assert all(not one.metadata["label"].isascii() for one in parameters(FUNCTIONS[code]))


def test_numbers_are_exact():
    assert indicator(PROPORTION, cap="1.1").function.cap == Fraction(11, 10)
