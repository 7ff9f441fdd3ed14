"""A marker never marks the own unit, fills in all others, and what is handed in stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import actions
from assessment.models import PanelMark
from promo.models import Event
from promo.refusal import Refused
from promo.versions import STALE
from tests.assessment import scenario
from tests.assessment.rounds import LATER, fill, marker_of, open_round
from tests.assessment.scenario import Judged
from tests.factories import LONG_AGO, NOW, slip
from units.actions import end_membership, give_membership
from units.models import Role


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


@pytest.fixture
def opened(judged):
    return open_round(judged)


def test_the_own_unit_is_left_out_and_refused(judged, opened):
    village = judged.units["village"].pk
    marker = marker_of(opened, judged.people["unit_head"])
    sheet = actions.sheet_of(marker, at=LATER)
    assert [one.unit_id for one in sheet.left_out] == [village]
    with pytest.raises(Refused, match="应当回避"):
        actions.save_sheet(
            marker=marker, given=[actions.Given(village, 1000)], revision=0, by=judged.people["unit_head"], at=LATER
        )  # fmt: skip
    fill(judged, opened, "unit_head")
    assert not PanelMark.objects.filter(unit=village).exists()


def test_leaving_the_unit_for_the_days_of_marking_does_not_open_it(judged, opened):
    head = judged.people["unit_head"]
    end_membership(membership=head.memberships.get(), on=NOW.date() + timedelta(days=1), by=None, at=NOW)
    give_membership(
        user=head, unit=judged.units["hall"], role=Role.UNIT_CLERK, valid_from=LONG_AGO, by=None, at=NOW
    )
    sheet = actions.sheet_of(marker_of(opened, head), at=NOW + timedelta(days=2))
    assert [one.unit_name for one in sheet.left_out] == ["石桥村"]


def test_a_draft_may_have_gaps_and_what_is_handed_in_may_not(judged, opened):
    fill(judged, opened, "supervisor", {"village": 900}, hand_in=False)
    assert not marker_of(opened, judged.people["supervisor"]).has_handed_in
    with pytest.raises(actions.SheetRefused) as refused:
        fill(judged, opened, "supervisor", {"village": 900})
    assert set(refused.value.faults.values()) == {"请填写评分。"}
    assert judged.units["village"].pk not in refused.value.faults
    assert PanelMark.objects.get().handed_in_at is None, "the draft stays as it was saved"


@pytest.mark.parametrize(("value", "sentence"), [(1001, "满分10分"), (-1, "不能为负数")])
def test_marks_out_of_range_are_refused_even_in_a_draft(judged, opened, value, sentence):
    with pytest.raises(actions.SheetRefused) as refused:
        fill(judged, opened, "supervisor", {"village": value}, hand_in=False)
    assert sentence in refused.value.faults[judged.units["village"].pk]


def test_marks_handed_in_are_closed_and_a_new_version_leaves_the_old(judged, opened):
    fill(judged, opened, "supervisor", 900)
    fill(judged, opened, "supervisor", 700)
    village = PanelMark.objects.filter(unit=judged.units["village"]).order_by("version")
    assert [(one.version, one.hundredths) for one in village] == [(1, 900), (2, 700)]
    for change in (lambda: village.update(hundredths=1000), lambda: village.delete()):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            change()


def test_of_two_open_pages_the_older_one_overwrites_nothing(judged, opened):
    fill(judged, opened, "supervisor", 900, hand_in=False)
    with pytest.raises(Refused, match=STALE):
        fill(judged, opened, "supervisor", 100, revision=0)
    assert {one.hundredths for one in PanelMark.objects.all()} == {900}


def test_nobody_fills_in_the_sheet_of_another(judged, opened):
    with pytest.raises(Refused, match="只能填写本人的评分"):
        fill(judged, opened, "unit_head", by=judged.people["supervisor"])


def test_evidence_is_demanded_where_the_round_says_so(judged):
    row = open_round(judged, evidence_from=100, evidence_below=60)
    with pytest.raises(actions.SheetRefused) as refused:
        fill(judged, row, "supervisor", {**dict.fromkeys(judged.units, 800), "village": 1000, "park": 599})
    faults = refused.value.faults
    assert faults == {
        judged.units["village"].pk: "给满分，请填写评分依据。",
        judged.units["park"].pk: "低于满分的60%，请填写评分依据。",
    }
    with pytest.raises(actions.SheetRefused) as refused:
        fill(judged, row, "supervisor", {**dict.fromkeys(judged.units, 800), "village": 1000},
             reasons={"village": "全年无差错"})  # fmt: skip
    assert refused.value.faults == {judged.units["village"].pk: "给满分，请上传佐证材料。"}
    fill(judged, row, "supervisor", {**dict.fromkeys(judged.units, 800), "village": 1000},
         reasons={"village": "全年无差错"}, files={"village": slip("考评表.pdf")})  # fmt: skip
    kept = PanelMark.objects.get(unit=judged.units["village"])
    assert (kept.file_name, len(kept.sha256)) == ("考评表.pdf", 64)


def test_the_paper_of_a_draft_and_of_an_older_version_goes_along(judged, opened):
    fill(judged, opened, "supervisor", {"village": 900}, hand_in=False, files={"village": slip("考评表.pdf")})
    fill(judged, opened, "supervisor", 900)
    fill(judged, opened, "supervisor", 800)
    kept = PanelMark.objects.filter(unit=judged.units["village"], handed_in_at__isnull=False)
    assert {(one.file_name, one.file.name) for one in kept} == {("考评表.pdf", kept[0].file.name)}
    assert kept[0].file.read().startswith(b"%PDF")


def test_the_events_of_a_round_never_hold_a_mark(judged, opened):
    fill(judged, opened, "supervisor", 937, hand_in=False)
    fill(judged, opened, "supervisor", 937, reasons=dict.fromkeys(judged.units, "作风扎实"))
    told = "".join(str(event.detail) for event in Event.objects.filter(verb__startswith="panel"))
    assert Event.objects.filter(verb="panel_handed_in").count() == 1
    assert "937" not in told and "9.37" not in told and "作风" not in told
