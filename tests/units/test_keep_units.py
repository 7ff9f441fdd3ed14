"""Regions and units: made, renamed, classed from a day on, closed; two people at once lose nothing."""

from datetime import date

import pytest

from promo.models import Event
from promo.refusal import Refused
from tests.factories import LONG_AGO, NOW, make_unit
from units import actions
from units.models import Region, Unit

BY = {"by": None, "at": NOW}


def change(unit, **changes):
    return actions.change_unit(unit=unit, version=changes.pop("version", unit.version), **changes, **BY)


def test_a_region_stands_one_level_below_its_parent(town):
    village = actions.create_region(name="新桥村", parent=town.region, **BY)
    assert (town.county.level, town.region.level, village.level) == ("county", "town", "village")
    assert village.path == f"/{town.county.pk}/{town.region.pk}/{village.pk}/"
    assert list(Region.objects.under(town.region)) == [town.region, village]


def test_nothing_stands_below_a_village(town):
    village = actions.create_region(name="新桥村", parent=town.region, **BY)
    with pytest.raises(Refused, match="下面不能再设地区"):
        actions.create_region(name="一组", parent=village, **BY)


def test_a_region_has_one_name_under_its_parent(town):
    with pytest.raises(Refused, match="已经存在") as refused:
        actions.create_region(name="高山镇", parent=town.county, **BY)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("code", "name", "field"), [("101", "新单位", "code"), ("X1", "石桥村", "name")], ids=["code", "name"]
)
def test_a_unit_is_registered_once(town, code, name, field):
    with pytest.raises(Refused) as refused:
        make_unit(code, region=town.region, name=name)
    assert refused.value.field == field


def test_units_of_two_towns_may_share_a_name(town, neighbour):
    make_unit("N102", region=neighbour.region, name="石桥村")
    assert Unit.objects.filter(name="石桥村").count() == 2


def test_a_new_class_counts_from_its_day_and_leaves_the_past_alone(town):
    unit = town.units["department"]
    actions.classify_unit(unit=unit, unit_class="vertical_department", valid_from=date(2026, 7, 1), **BY)
    assert unit.class_on(date(2026, 6, 30)) == "town_department"
    assert unit.class_on(date(2026, 7, 1)) == "vertical_department"
    on_day = {
        day: Unit.objects.with_class(on=day).get(pk=unit.pk).class_on
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    }
    assert list(on_day.values()) == ["town_department", "vertical_department"]


@pytest.mark.parametrize(
    ("unit_class", "valid_from", "sentence"),
    [
        ("park", LONG_AGO, "应晚于上一次调整"),
        ("park", date(2019, 12, 31), "不能早于单位启用日期"),
        ("town_department", date(2026, 7, 1), "已经属于这一类别"),
    ],
    ids=["same day", "before the unit was there", "the class it has"],
)
def test_a_class_is_not_changed_without_sense(town, unit_class, valid_from, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.classify_unit(
            unit=town.units["department"], unit_class=unit_class, valid_from=valid_from, **BY
        )


def test_renaming_keeps_old_and_new_in_the_event_and_makes_the_unit_findable(town):
    unit = change(town.units["department"], name="农服中心", short_name="农服")
    event = Event.objects.about(unit).get(verb="unit_changed")
    assert event.detail["changes"] == {"name": ["农业办", "农服中心"], "short_name": ["农业办", "农服"]}
    assert unit.initials.startswith("nfzx")


def test_saving_without_a_change_leaves_no_event(town):
    change(town.units["department"], name="农业办")
    assert not Event.objects.filter(verb="unit_changed").exists()


def test_the_second_of_two_editors_is_told_and_changes_nothing(town):
    unit = town.units["department"]
    seen = unit.version
    change(unit, order=7)
    with pytest.raises(Refused, match="刚被别人修改过"):
        change(unit, version=seen, order=8)
    assert Unit.objects.get(pk=unit.pk).order == 7


def test_a_unit_closes_only_when_nobody_works_there_any_more(town):
    unit = town.units["other_village"]
    with pytest.raises(Refused, match="还有1人在本单位任职") as refused:
        change(unit, valid_to=date(2027, 1, 1))
    assert refused.value.field == "valid_to"
    row = town.people["other_clerk"].memberships.get()
    actions.end_membership(membership=row, on=date(2027, 1, 1), **BY)
    change(unit, valid_to=date(2027, 1, 1))
    assert not Unit.objects.active(on=date(2027, 1, 1)).filter(pk=unit.pk).exists()
    assert Unit.objects.active(on=date(2026, 12, 31)).filter(pk=unit.pk).exists()


def test_a_unit_does_not_close_before_it_opens(town):
    with pytest.raises(Refused, match="应晚于启用日期"):
        change(town.units["park"], valid_to=LONG_AGO)
