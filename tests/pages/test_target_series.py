"""The pages of sets, quarters and months: the switch, a whole row at once, what stands beside the own target."""

import uuid

import pytest
from django.urls import reverse

from assessment.models import Target
from tests.assessment.scenario import give_target, wan

LIST = "/targets/"
DECISION = {"effective_from": "2026-01-01", "document": "镇政办发〔2026〕6号"}


@pytest.fixture
def director(town, login):
    return login(town.people["office_director"])


def series(town, key: str | None = "village", named: str = "quarters") -> str:
    kwargs = {"year": 2026, "measure": "arrived_capital"}
    kwargs |= {"unit_pk": town.units[key].pk} if key else {"region_pk": town.region.pk}
    return reverse("assessment:target_series", kwargs=kwargs) + f"?series={named}"


def send(session, url: str, **data):
    return session.post(url, {"form_key": uuid.uuid4(), "versions": "0,0,0,0", **DECISION, **data})


def test_a_row_of_quarters_is_given_at_once_and_shown_again(town, director):
    give_target(town, "village", "arrived_capital", wan("5000"))
    answer = send(director, series(town), q1="1,000", q2="２０００", q4="4800.5")
    assert answer.status_code == 302
    rows = dict(Target.objects.exclude(part="").values_list("part", "quantity"))
    assert rows == {"q1": wan("1000"), "q2": wan("2000"), "q4": wan("4800.5")}
    page = director.get(answer.url)
    assert page.context["form"]["q4"].value() == "4800.5"
    assert "与年度目标（5000万元）不一致" in page.text
    shown = director.get(f"{LIST}?year=2026&part=q2").text
    assert "至二季度末" in shown
    assert "2,000.00" in shown
    assert "5,000.00" not in shown


def test_only_what_changed_gets_a_new_version(town, director):
    send(director, series(town), q1="100", q2="200")
    answer = send(
        director, series(town), q1="100", q2="250", q3="300", versions="1,1,0,0", document="调整通知"
    )
    assert answer.status_code == 302
    versions = [(row.part, row.version) for row in Target.objects.order_by("part", "version")]
    assert versions == [("q1", 1), ("q2", 1), ("q2", 2), ("q3", 1)]


def test_twelve_months_for_the_region_itself(town, director):
    months = {f"m{number:02d}": str(number * 100) for number in range(1, 13)}
    answer = send(director, series(town, None, "months"), versions=",".join("0" * 12), **months)
    assert answer.status_code == 302
    assert Target.objects.filter(unit=None).count() == 12


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"q1": "200", "q2": "100"}, "q2", "不能少于一季度"),
        ({"q1": "=1+1"}, "q1", "只能填写数字"),
        ({"q1": "-1"}, "q1", "不能为负"),
        ({"q3": "9" * 30}, "q3", "过大"),
        ({"q3": "9" * 10_000}, "q3", "最多40个字"),
        ({}, "__all__", "没有改动"),
        ({"q1": "1", "versions": "x"}, "__all__", "刚被别人修改"),
        ({"q1": "1", "versions": "0,0,0,"}, "__all__", "刚被别人修改"),
        ({"q1": "1", "versions": "3,0,0,0"}, "__all__", "刚被别人修改"),
        ({"q1": "1", "effective_from": "2027-01-01"}, "__all__", "应在2026年度之内"),
        ({"q1": "1", "effective_from": "2026-02-30"}, "effective_from", "没有这个日期"),
        ({"q1": "1", "document": ""}, "document", "请填写下达文件"),
    ],
)
def test_bad_input_is_answered_and_what_was_typed_is_kept(town, director, typed, field, sentence):
    answer = send(director, series(town), **typed)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert all(answer.context["form"][name].value() == value for name, value in typed.items())
    assert not Target.objects.exists()


def test_a_given_quarter_cannot_be_emptied(town, director):
    send(director, series(town), q1="100")
    answer = send(director, series(town), q1="", versions="1,0,0,0")
    assert "不能清空" in str(answer.context["form"].errors["q1"])


def test_the_same_form_sent_twice_leaves_one_row(town, director):
    data = {"form_key": uuid.uuid4(), "versions": "0,0,0,0", "q1": "100", **DECISION}
    first, second = director.post(series(town), data), director.post(series(town), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Target.objects.count() == 1


def test_base_and_stretch_stand_beside_the_own_target(town, director):
    give_target(town, "village", "arrived_capital", wan("100"))
    give_target(town, "village", "arrived_capital", wan("80"), target_set="base")
    give_target(town, "village", "arrived_capital", wan("120"), target_set="stretch")
    give_target(town, None, "arrived_capital", wan("90"), target_set="superior")
    against, by_unit = director.get(LIST).context["tables"]
    heads = [head.title for head in by_unit.head()[0]]
    assert heads == [
        "单位",
        "类别",
        "到位资金（万元）",
        "到位资金保底目标（万元）",
        "到位资金奋斗目标（万元）",
    ]
    village = next(row for row in by_unit.cells() if row[0].text == "石桥村")
    assert [cell.text for cell in village[2:]] == ["100.00", "80.00", "120.00"]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in against.cells()}
    assert rows["高山镇总目标（上级下达）"] == ["90.00", "—", "—"]
    assert rows["各单位合计"] == ["100.00", "80.00", "120.00"]


def test_each_set_has_its_own_comparison(town, director):
    give_target(town, "village", "arrived_capital", wan("80"), target_set="base")
    give_target(town, None, "arrived_capital", wan("100"), target_set="base")
    against = director.get(f"{LIST}?set=base").context["tables"][0]
    assert against.title == "高山镇2026年总目标与各单位目标对照（保底）"
    rows = {row[0].text: row[1].text for row in against.cells()}
    assert (rows["高山镇总目标"], rows["各单位合计"], rows["各单位合计减总目标"]) == (
        "100.00",
        "80.00",
        "-20.00",
    )


def test_the_history_of_one_leads_to_the_others_of_its_measure(town, director):
    give_target(town, "village", "arrived_capital", wan("100"))
    row = give_target(town, "village", "arrived_capital", wan("120"), target_set="stretch", part="q1")
    where = {"year": 2026, "measure": "arrived_capital", "unit_pk": row.unit_id}
    page = director.get(reverse("assessment:target_history", kwargs=where)).text
    assert "?set=stretch&amp;part=q1" in page
    stretch = director.get(reverse("assessment:target_history", kwargs=where) + "?set=stretch&part=q1")
    assert "（奋斗，至一季度末）" in stretch.text
    assert [version.quantity for version in stretch.context["holder"].versions] == [wan("120")]


@pytest.mark.parametrize("query", ["?set=wish", "?part=q5", "?part=m13", "?set=own&part=%00"])
def test_a_set_or_part_that_is_none_is_not_found(town, director, query):
    give_target(town, "village", "arrived_capital", wan("100"))
    where = {"year": 2026, "measure": "arrived_capital", "unit_pk": town.units["village"].pk}
    for page in (LIST, reverse("assessment:target_history", kwargs=where)):
        assert director.get(page + query).status_code == 404
    assert director.get(series(town, named="weeks")).status_code == 404


def test_a_unit_looks_at_its_quarters_and_gives_none(town, neighbour, login):
    give_target(town, "village", "arrived_capital", wan("77"), part="q1")
    give_target(town, "park", "arrived_capital", wan("99"), part="q1")
    clerk, leader = login(town.people["unit_clerk"]), login(town.people["leader"])
    page = clerk.get(f"{LIST}?part=q1").text
    assert ("77.00" in page, "99.00" in page) == (True, False)
    assert [one.get(series(town)).status_code for one in (clerk, leader)] == [403, 403]
    stranger = login(neighbour.people["office_director"])
    assert send(stranger, series(town), q1="1").status_code == 404
    assert send(stranger, series(town, None), q1="1").status_code == 404
    assert Target.objects.count() == 2


def test_the_matrix_costs_the_same_however_many_targets(town, director, django_assert_max_num_queries):
    for part in ("", "q1", "q2", "m01"):
        for key in ("village", "other_village", "park"):
            for which in ("own", "base", "stretch"):
                give_target(town, key, "arrived_capital", wan("10"), part=part, target_set=which)
    with django_assert_max_num_queries(14):
        assert director.get(LIST).status_code == 200
