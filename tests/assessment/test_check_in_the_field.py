"""A field check: four parts and photos, recorded by one person, confirmed by another, seen by the unit afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessment import actions
from assessment.models import FieldCheck, Part, SupervisionFile
from assessment.reports.field_checks import beside_project, latest_parts
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_lead, slip

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40
SEEN = {Part.EFFORT: ("good", "书记每周调度。"), Part.CAPITAL: ("poor", "账户余额与上报不符。")}


def photo(name: str = "现场.jpg"):
    return slip(name, JPEG)


def given(town, **more) -> dict:
    return {
        "projects": [], "checked_on": TODAY, "place": "石桥村工业小区", "people": "郑督查、冯督查", "parts": SEEN,
        "files": [photo(), photo("账册.jpg")], "by": town.people["supervisor"], "at": NOW,
    } | more  # fmt: skip


def check(town, **more) -> FieldCheck:
    return actions.record_field_check(unit=town.units["village"], **given(town, **more))


def confirm(town, row: FieldCheck, who: str = "other_supervisor") -> FieldCheck:
    return actions.confirm_field_check(row=row, version=row.version, by=town.people[who], at=NOW)


def test_four_parts_are_kept_and_the_unseen_are_said(town):
    row = check(town)
    assert {part: one.verdict for part, one in latest_parts(row).items()} == {
        "effort": "good", "negotiation": "unseen", "capital": "poor", "progress": "unseen"
    }  # fmt: skip
    assert [file.is_photo for file in row.files.all()] == [True, True]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"parts": {Part.EFFORT: ("good", " ")}}, "effort_words"),
        ({"parts": {}}, "effort_verdict"),
        ({"files": []}, "photos"),
        ({"checked_on": TODAY + timedelta(days=1)}, "checked_on"),
    ],
)
def test_what_is_lacking_is_refused_at_its_field(town, wrong, field):
    with pytest.raises(Refused) as refused:
        check(town, **wrong)
    assert refused.value.field == field and not FieldCheck.objects.exists()


def test_it_is_written_anew_by_its_writer_until_it_is_confirmed(town):
    row = check(town)
    other = given(town, parts=SEEN | {Part.CAPITAL: ("fair", "部分到位。")}, files=[], version=1)
    with pytest.raises(Refused, match="只有登记人"):
        actions.amend_field_check(row=row, **other | {"by": town.people["other_supervisor"]})
    row = actions.amend_field_check(row=row, **other)
    assert latest_parts(row)["capital"].words == "部分到位。"
    assert list(row.parts.filter(part="capital").values_list("verdict", flat=True)) == ["poor", "fair"]
    confirm(town, row)
    with pytest.raises(Refused, match="已经确认"):
        actions.amend_field_check(row=row, **other | {"version": row.version})


def test_another_person_confirms(town):
    row = check(town)
    with pytest.raises(Refused, match="登记人以外"):
        confirm(town, row, "supervisor")
    with pytest.raises(IntegrityError, match="field_check_four_eyes"), transaction.atomic():
        FieldCheck.objects.filter(pk=row.pk).update(
            state="confirmed", confirmed_by=town.people["supervisor"], confirmed_at=NOW
        )
    assert confirm(town, row, "leader").state == "confirmed"
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        FieldCheck.objects.filter(pk=row.pk).update(place="别处")


def test_the_unit_sees_it_when_it_is_confirmed_and_a_neighbour_never(town, neighbour):
    row = check(town)
    unit = town.access("unit_clerk")
    assert not FieldCheck.objects.visible_to(unit).exists()
    assert not SupervisionFile.objects.visible_to(unit).exists()
    confirm(town, row)
    assert (
        FieldCheck.objects.visible_to(unit).exists() and SupervisionFile.objects.visible_to(unit).count() == 2
    )
    for access in (
        town.access("other_clerk"),
        town.access("office_director"),
        neighbour.access("supervisor"),
    ):
        assert not FieldCheck.objects.visible_to(access).exists()


def test_it_stands_beside_the_project_that_it_saw(town, neighbour):
    project = make_lead(unit=town.units["village"], by=town.people["unit_clerk"])
    row = check(town, projects=[project])
    assert beside_project(project, town.access("unit_clerk")) == []
    confirm(town, row)
    [(words, where, found)] = beside_project(project, town.access("unit_clerk"))
    assert where == row.get_absolute_url() and found.startswith("领导力度好，洽谈情况未核查，到位资金差")
    assert beside_project(project, neighbour.access("supervisor")) == []
    strange = make_lead(unit=neighbour.units["village"], by=neighbour.people["unit_clerk"], name="别镇项目")
    with pytest.raises(Refused, match="本地区的项目"):
        check(town, projects=[strange])
