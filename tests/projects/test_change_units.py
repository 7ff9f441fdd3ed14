"""Units are renamed, merged and split by a document: credit follows, old names stay with old days."""

from datetime import date, timedelta

import pytest

from assessment.facts import roster
from projects import actions
from projects.models import Posting
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_unit, signed_project, verify
from units.actions import Handover
from units.models import UnitName, unit_name_on

MAY = date(2026, 5, 1)


@pytest.fixture
def project(town):
    project = signed_project(
        unit=town.units["department"], by=town.people["office_clerk"], verifier=town.people["office_director"],
        on=date(2026, 3, 1),
    )  # fmt: skip
    for day in (date(2026, 4, 3), date(2026, 8, 3)):
        row = make_arrival(project=project, by=town.people["office_clerk"], on=day)
        verify(row, by=town.people["office_director"])
    return project


def change(town, *lines, kind="merge", on=MAY, **more):
    return actions.decide_unit_change(
        region=town.region, kind=kind, effective_on=on, document="机构改革方案", by=town.people["office_director"],
        at=more.pop("at", NOW), lines=[Handover(*line) for line in lines], **more,
    )  # fmt: skip


def standing():
    rows = Posting.objects.filter(measure="arrived_capital", answers=None, answered_by=None)
    return sorted(rows.values_list("statistical_on", "unit__name", "quantity"))


def refused(call) -> Refused:
    with pytest.raises(Refused) as found:
        call()
    return found.value


def test_a_merger_takes_over_what_comes_and_leaves_what_was(project, town):
    change(town, (town.units["department"], town.units["other_department"]))
    assert [row[1] for row in standing()] == ["农业办", "财政所"]
    project.refresh_from_db()
    town.units["department"].refresh_from_db()
    assert project.lead_unit == town.units["other_department"] and town.units["department"].valid_to == MAY
    assert Event.objects.about(project).filter(verb="units_followed").exists()


def test_earlier_credit_goes_over_from_the_day_the_document_names(project, town):
    change(town, (town.units["department"], town.units["other_department"]), carry_from=date(2026, 1, 1))
    assert [row[1] for row in standing()] == ["财政所", "财政所"]
    assert Posting.objects.filter(unit=town.units["department"], answered_by=None, answers=None).count() == 0


def test_who_took_over_another_unit_cannot_end_before_that_day(project, town):
    change(town, (town.units["department"], town.units["other_department"]), carry_from=date(2026, 1, 1))
    lines = (town.units["other_department"], town.units["park"])
    refusal = refused(lambda: change(town, lines, on=date(2026, 4, 1)))
    assert refusal.sentence == "“财政所”在2026年5月1日承接过其他单位，不能早于该日停用。"
    change(town, lines, on=date(2026, 6, 1), carry_from=date(2026, 1, 1))
    assert {row[1] for row in standing()} == {"工业园"}


def test_what_is_shared_anew_later_stays_with_the_successor(project, town):
    change(town, (town.units["department"], town.units["other_department"]), carry_from=date(2026, 1, 1))
    project.refresh_from_db()
    actions.share_credit(
        project=project, shares=[(town.units["other_department"], 5_000), (town.units["park"], 5_000)],
        valid_from=date(2026, 8, 1), reason="纪要", version=project.version, by=town.people["office_director"], at=NOW,
    )  # fmt: skip
    assert [row[1:] for row in standing()] == [
        ("财政所", 1_000_000_000), ("工业园", 500_000_000), ("财政所", 500_000_000),
    ]  # fmt: skip


def test_a_split_divides_to_the_last_fen(project, town):
    heirs = [
        make_unit(code, region=town.region, name=name)
        for code, name in (("X1", "农服中心"), ("X2", "林业站"))
    ]
    ending = town.units["department"]
    change(town, (ending, heirs[0], 3_333), (ending, heirs[1], 6_667), kind="split")
    assert [row[1:] for row in standing() if row[0].month == 8] == [
        ("农服中心", 333_300_000),
        ("林业站", 666_700_000),
    ]


def test_a_new_name_holds_from_its_day_and_the_old_one_before(project, town):
    unit = town.units["department"]
    change(town, (unit,), kind="rename", name="农业农村办公室", short_name="农业农村办")
    unit.refresh_from_db()
    assert unit.name == "农业农村办公室"
    assert unit_name_on(unit, on=date(2026, 4, 30)) == "农业办"
    assert unit_name_on(unit, on=MAY) == "农业农村办公室"
    names = {day: [one.name for one in roster(town.region, on=day)] for day in (date(2026, 4, 30), MAY)}
    assert "农业办" in names[date(2026, 4, 30)] and "农业农村办公室" in names[MAY]
    assert UnitName.objects.filter(unit=unit).count() == 2
    assert [row[1] for row in standing()] == ["农业农村办公室"] * 2  # the same unit under its name of today


def test_the_ledger_as_known_before_a_new_name_shows_the_old_one(project, town, login):
    change(
        town, (town.units["department"],), kind="rename", name="农业农村办公室", short_name="农村办",
        on=date(2026, 11, 24), at=NOW + timedelta(days=5),
    )  # fmt: skip
    leader = login(town.people["leader"])
    then = leader.get("/ledger/?measure=arrived_capital&as_of=2026-11-21T10:00:00%2B08:00").content.decode()
    assert ">农业办<" in then.split("<tbody", 1)[-1]
    assert (
        ">农村办<" in leader.get("/ledger/?measure=arrived_capital").content.decode().split("<tbody", 1)[-1]
    )


def test_a_unit_with_people_is_not_ended_and_they_are_named(town):
    found = refused(lambda: change(town, (town.units["village"], town.units["park"])))
    assert "王小村（单位经办人）、李村长（单位负责人）" in found.sentence


def test_a_unit_with_projects_is_not_closed_without_successor(project, town):
    found = refused(lambda: change(town, (town.units["department"],), kind="close"))
    assert "还有份额，请先办理流转，或指定承接单位" in found.sentence


@pytest.mark.parametrize(
    ("lines", "more", "part"),
    [
        ([("department", "park", 5_000)], {"kind": "split"}, "合计应为100%"),
        ([("department", "park", 5_000), ("department", "vertical", 5_000)], {}, "合并只有一个承接单位"),
        ([("department", "park"), ("park", "vertical")], {}, "本次同时停用"),
        ([("department", "park")], {"on": date(2026, 12, 1)}, "生效日期不能晚于今天"),
        ([("department", "park")], {"carry_from": date(2026, 6, 1)}, "不能晚于生效日期"),
        ([("department", None)], {"kind": "rename", "name": "工业园", "short_name": "园"}, "已有同名单位"),
    ],
)
def test_a_decision_that_does_not_add_up_is_refused(project, town, lines, more, part):
    units = [(town.units[a], town.units.get(b), *rest) for a, b, *rest in lines]
    assert part in refused(lambda: change(town, *units, **more)).sentence
