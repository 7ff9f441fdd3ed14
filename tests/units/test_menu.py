"""The menu: what a person may open, short enough for one line."""

import pytest

from units.navigation import MANY, menu_for


def titles(entries) -> list[str]:
    return [entry["title"] for entry in entries]


@pytest.mark.parametrize("who", ["unit_clerk", "unit_head", "leader", "supervisor", "administrator"])
def test_a_short_menu_stands_open(town, who):
    menu = menu_for(town.access(who), "/")
    assert "更多" not in titles(menu) or len(menu) <= MANY + 1
    assert titles(menu)[0] == "工作台" and menu[0]["active"]


def test_a_long_menu_folds_what_is_seldom_opened(town):
    menu = menu_for(town.access("office_director"), "/rates/")
    assert titles(menu)[-1] == "更多" and menu[-1]["active"]
    assert "汇率" in titles(menu[-1]["children"]) and "汇率" not in titles(menu)
    assert {"项目库", "服务", "核实"} <= set(titles(menu))


def test_the_lists_of_service_belong_to_one_entry(town):
    for path in ("/next-steps/", "/blockers/5/", "/permits/"):
        assert [entry["title"] for entry in menu_for(town.access("leader"), path) if entry["active"]] == [
            "服务"
        ]
