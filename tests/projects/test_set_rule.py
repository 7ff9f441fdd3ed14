"""A rule of the office is decided once, dated, with its basis; never before the one it follows."""

from datetime import date, timedelta

import pytest

from projects import actions
from projects.models import OfficeRule
from projects.rulebook import KINDS
from projects.rulebook.presets import PRESETS
from projects.rulebook.showing import differences, summary
from projects.rules_in_force import rule_for
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, TODAY, slip


@pytest.fixture
def decide(town):
    def set_rule(*, kind="clocks", on=TODAY, basis="镇政办发〔2026〕9号", file=None, **changes):
        document = KINDS[kind].default | changes
        return actions.set_rule(
            region=town.region, kind=kind, document=document, valid_from=on, basis=basis, file=file,
            by=town.people["office_director"], at=NOW,
        )  # fmt: skip

    return set_rule


def test_a_rule_holds_from_its_day_and_is_told(town, decide):
    row = decide(judge=5, on=TODAY + timedelta(days=1), file=slip("通知.pdf"))
    assert rule_for("clocks", region=town.region, on=TODAY)["judge"] == 3
    assert rule_for("clocks", region=town.region, on=TODAY + timedelta(days=1))["judge"] == 5
    assert row.paper.name == "通知.pdf"
    event = Event.objects.about(row).get()
    assert (event.verb, event.detail["text"]) == ("rule_set", "研判时限：3天 → 5天")


def test_a_second_rule_of_a_day_is_its_next_revision(town, decide):
    decide(judge=5)
    assert decide(judge=4).revision == 2
    assert rule_for("clocks", region=town.region, on=TODAY)["judge"] == 4
    assert OfficeRule.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"judge": 0}, "judge", "研判时限应为1至90的整数"),
        ({"judge": None}, "judge", "请填写研判时限"),
        ({"counting": "moons"}, "counting", "请从列表中选择"),
        ({"colour": 1}, "colour", "没有“colour”这项设置"),
    ],
)
def test_a_wrong_setting_is_named(decide, changes, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        decide(**changes)
    assert refused.value.field == field and not OfficeRule.objects.exists()


def test_a_wrong_row_is_named(decide):
    items = [{"code": "a", "name": "甲", "hint": "", "required": True}] * 2
    with pytest.raises(Refused, match="研判内容第2行与第1行重复"):
        decide(kind="screening", items=items)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [(date(2025, 12, 31), "不能早于今年1月1日"), (date(2028, 1, 1), "不能晚于明年12月31日")],
)
def test_a_rule_begins_in_this_year_or_the_next(decide, on, sentence):
    with pytest.raises(Refused, match=sentence):
        decide(judge=5, on=on)


def test_no_day_is_ruled_twice(decide):
    decide(judge=5)
    with pytest.raises(Refused, match="不能早于最近一次规定的起始日期（2026年11月20日）"):
        decide(judge=6, on=TODAY - timedelta(days=1))


def test_a_rule_needs_a_basis_and_something_new(decide):
    with pytest.raises(Refused, match="请填写依据"):
        decide(basis=" ")
    decide(judge=5)
    with pytest.raises(Refused, match="与现行规定相同"):
        decide(judge=5)


@pytest.mark.parametrize(("kind", "code"), [(kind, one.code) for kind in PRESETS for one in PRESETS[kind]])
def test_every_ready_made_set_is_a_sound_rule(kind, code):
    taken = next(one for one in PRESETS[kind] if one.code == code)
    assert KINDS[kind].check(KINDS[kind].default | dict(taken.document)) == []


def test_lists_are_compared_row_by_row():
    kind = KINDS["screening"]
    new = kind.default
    new["items"] = [*new["items"][1:], {"code": "list", "name": "负面清单", "hint": "", "required": True}]
    new["items"][0]["required"] = False
    assert differences(kind, kind.default, new) == [
        "研判内容增加“负面清单”",
        "研判内容取消“产业政策”",
        "研判内容“生态环境”：必须合格是 → 否",
    ]
    assert summary(kind, new).startswith("研判内容6项（生态环境、用地、能耗、安全生产等）")
