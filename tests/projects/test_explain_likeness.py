"""Each line of a comparison says what is the same, what differs, and why, in a word an office understands."""

from decimal import Decimal

import pytest

from projects.likeness import Index, Record, compare, keys_of
from projects.likeness.compare import compare_if_alike


def compared(one: dict, other: dict):
    return compare(keys_of(Record(**one)), keys_of(Record(**other)))


def line(found, name: str):
    return next(row for row in found.fields if row.field == name)


@pytest.mark.parametrize(
    ("one", "other", "verdict", "why"),
    [
        ("浙江锦东样机床有限公司", "锦东样机床股份有限公司", "same", "去掉地名和公司后缀后相同"),
        ("湖凤样（集团）有限公司", "湖凤样有限责任公司", "same", "去掉公司后缀后相同"),
        ("臺灣禾沐例實業有限公司", "台湾禾沐例实业有限公司", "same", "完全相同"),
        ("安徽绿田样农业有限公司", "安徽绿甜样农业有限公司", "similar", "错字（读音相同）"),
        ("浙江驰样控股集团有限公司", "驰样集团", "same", "去掉地名和公司后缀后相同"),
        ("驰样控股集团有限公司", "驰样置业有限公司", "similar", "集团与所属企业"),
        ("播样网络", "杭州播样网络科技有限公司", "similar", "省略行业用语"),
        ("杭州恒例铝业有限公司", "佛山恒例铝业有限公司", "different", "字号相同，地区不同"),
        ("宏样电机有限公司", "宏样电缆有限公司", "similar", "字号相同，行业不同"),
        ("恒通样轴承有限公司", "恒达例轴承有限公司", "different", "字号不同"),
        ("锦样纺织有限公司", "", "missing", "一方未填"),
    ],
)
def test_investors_are_compared_as_an_office_reads_them(one, other, verdict, why):
    found = line(
        compared({"name": "甲项目", "investor": one}, {"name": "乙基地", "investor": other}), "investor"
    )
    assert (found.verdict, found.why, found.one, found.other) == (verdict, why, one, other)


def test_another_credit_code_speaks_against_the_same_name():
    firm = {"name": "精密模具制造项目", "investor": "模成例精工有限公司"}
    codes = [{"credit_code": code} for code in ("91330200MA2TESTD01", "91330200MA2TESTE02")]
    found = compared(firm | codes[0], firm | codes[1])
    assert found.grade == "l4" and line(found, "investor").why == "统一社会信用代码不同"


def test_the_same_code_with_quite_another_project_proposes_an_expansion():
    code = {"credit_code": "91330200MA2TESTD01"}
    old = {"name": "汽车铝压铸件项目", "investor": "压样有限公司", "amount": Decimal(330_000_000)}
    new = {"name": "新能源托盘装配线", "investor": "压样公司", "amount": Decimal(30_000_000)}
    found = compared(new | code, old | code)
    assert found.suggests == "expansion" and found.asks and found.same_investor


@pytest.mark.parametrize(
    ("one", "other", "suggests"),
    [
        ("冷链物流中心一期", "冷链物流中心", "same"),
        ("冷链物流中心（二期）", "冷链物流中心", "expansion"),
        ("冷链物流中心2期", "冷链物流中心第二期", "same"),
        ("冷链物流中心Ⅱ期", "冷链物流中心二期工程", "same"),
        ("冷链物流中心扩建项目", "冷链物流中心项目", "expansion"),
        ("冷链物流中心一、二期", "冷链物流中心二期", "same"),
    ],
)
def test_phases_are_stages_of_one_undertaking_and_no_repetition(one, other, suggests):
    sides = [{"name": name, "investor": "金源例供应链有限公司"} for name in (one, other)]
    assert compared(*sides).suggests == suggests


def test_amounts_are_told_apart_by_per_cent():
    sides = [{"name": "泵阀项目", "amount": Decimal(amount)} for amount in (49_000_000, 50_000_000)]
    assert (line(compared(*sides), "amount").verdict, line(compared(*sides), "amount").why) == (
        "same",
        "相差2%",
    )


def test_a_number_among_several_is_found():
    sides = [{"name": "甲", "phone": phone} for phone in ("0571-88000001、13600002222", "136-0000-2222")]
    assert line(compared(*sides), "phone").verdict == "same"


def test_a_wish_without_anything_to_compare_finds_nothing():
    assert compared({"name": ""}, {"name": ""}).grade in ("", "l4")
    assert compared({"name": "（）"}, {"name": "锦样项目"}).grade == ""


def test_neighbours_are_found_by_rare_signs_among_many_common_ones():
    many = [
        Record(name=f"第{number}号标准厂房项目", investor=f"厂{number}样有限公司") for number in range(400)
    ]
    target = Record(name="石斛深加工项目", investor="霍样仙草合作社")
    index = Index((pk, keys_of(record)) for pk, record in enumerate([*many, target]))
    found = index.alike(keys_of(Record(name="霍山石斛深加工基地", investor="霍样仙草农民专业合作社")))
    assert [pk for pk, _ in found] == [400] and len(index.near(keys_of(target))) < 200


BRANDS, TRADES, PRODUCTS = (
    ("恒瑞", "恒锐", "金海", "禾沐", "金海岸"),
    ("科技", "机械", ""),
    ("阀门", "门阀", "汽车线束组件", "饲料"),
)


def _rows():
    return [
        keys_of(
            Record(
                f"{brand}{product}{more}项目", f"{brand}{trade}有限公司" if trade else "", phone=phone,
                credit_code=code, amount=Decimal(amount), place="柳河村",
            )
        )
        for brand in BRANDS for trade in TRADES for product in PRODUCTS
        for more, phone, code, amount in (
            ("生产", "", "", 500), ("扩建", "13800001234", "", 510), ("", "", f"91330000MA{ord(brand[0]):08}", 900),
        )
    ]  # fmt: skip


def test_pairs_passed_over_quickly_are_those_without_a_grade():
    """Whoever looks among many passes over most pairs; what is left is what comparing each with each finds."""
    rows = _rows()
    for place, one in enumerate(rows):
        for other in rows[:place]:
            whole = compare(one, other)
            assert compare_if_alike(one, other) == (whole if whole.grade else None)
            surely = compare_if_alike(one, other, surely=True)
            assert surely in (whole, None) and (surely or whole.grade in ("", "l4"))


@pytest.mark.parametrize("looks", [1, 2])
def test_whoever_wants_few_looks_gets_the_first_of_all(looks):
    """What is left out after enough was found is what would have come later in the list."""
    index, left_out = Index(), 0
    for pk, one in enumerate(_rows()):
        everything, few = index.alike(one), index.alike(one, looks=looks)
        left_out += len(everything) - len(few)
        for found in (everything, few):
            found[:] = _likeliest(found, looks)
        assert [(pk, found.grade, found.likeness) for pk, found in few] == [
            (pk, found.grade, found.likeness) for pk, found in everything
        ]
        index.add(pk, one)
    assert left_out > 0


def _likeliest(found, looks):
    return [pair for pair in found if pair[1].grade != "l4"] + [
        pair for pair in found if pair[1].grade == "l4"
    ][:looks]


def test_of_the_equally_likely_the_first_comes_first():
    index = Index(
        (pk, keys_of(Record("石斛深加工项目", f"{sign}样有限公司"))) for pk, sign in ((7, "金"), (3, "银"))
    )
    assert [pk for pk, _ in index.alike(keys_of(Record("石斛深加工项目", "铜样有限公司")))] == [7, 3]
