"""Which name a unit bore on a day, however often it was renamed."""

from datetime import date

from tests.factories import NOW
from units import actions
from units.actions import Handover
from units.models import Unit, unit_name_on


def rename(town, name: str, on: date) -> None:
    actions.change_units(
        region=town.region, kind="rename", effective_on=on, lines=[Handover(town.units["department"])], name=name,
        short_name=name, document="批复", by=town.people["office_director"], at=NOW,
    )  # fmt: skip
    town.units["department"].refresh_from_db()


def test_each_day_has_its_name_and_a_correction_of_today_s_name_shows(town):
    rename(town, "农村办", date(2026, 3, 1))
    rename(town, "乡村办", date(2026, 9, 1))
    unit = town.units["department"]
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [unit_name_on(unit, on=day) for day in days] == ["农业办", "农村办", "农村办", "乡村办"]
    found = {day: Unit.objects.filter(pk=unit.pk).with_names(on=day).get().name_on for day in days}
    assert list(found.values()) == ["农业办", "农村办", "农村办", "乡村办"]
    actions.change_unit(
        unit=unit, version=unit.version, name="乡村振兴办", short_name="乡村办", by=None, at=NOW
    )
    assert unit_name_on(unit, on=date(2026, 9, 1)) == "乡村振兴办"
