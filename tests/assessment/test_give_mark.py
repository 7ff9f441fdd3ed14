"""Marks lie within their points, keep their versions, and count from their day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessment import facts
from assessment.models import ManualMark
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.scenario import UNTIL, Judged, give_mark
from tests.factories import NOW, slip


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


def test_the_newest_version_up_to_the_day_counts(judged):
    give_mark(judged, "village", 700, marked_on=date(2026, 6, 30))
    give_mark(judged, "village", 900, expected=1)
    key = (judged.units["village"].pk, "management")
    later = NOW + timedelta(days=1)
    assert facts.marks(judged.scheme, on=date(2026, 7, 1), as_of=later)[key].hundredths == 700
    assert facts.marks(judged.scheme, on=UNTIL, as_of=later)[key].hundredths == 900


@pytest.mark.parametrize(
    ("hundredths", "more", "field", "sentence"),
    [
        (1001, {}, "mark", "满分10分"),
        (-1, {}, "mark", "不能为负数"),
        (500, {"marked_on": date(2026, 11, 21)}, "marked_on", "不能晚于今天"),
        (500, {"marked_on": date(2025, 12, 31)}, "marked_on", "应在2026年度之内"),
    ],
)
def test_unfit_marks_are_refused(judged, hundredths, more, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        give_mark(judged, "village", hundredths, **more)
    assert refused.value.field == field


def test_full_marks_and_none_are_both_allowed(judged):
    assert give_mark(judged, "village", 1000).hundredths == 1000
    assert give_mark(judged, "other_village", 0).hundredths == 0


def test_a_stale_mark_is_refused(judged):
    give_mark(judged, "village", 700)
    with pytest.raises(Refused, match="刚被别人修改"):
        give_mark(judged, "village", 800)


def test_a_mark_before_the_last_one_is_refused(judged):
    give_mark(judged, "village", 700)
    with pytest.raises(Refused, match="不能早于上一次评分"):
        give_mark(judged, "village", 800, expected=1, marked_on=date(2026, 11, 1))


def test_the_file_is_kept_with_its_name_and_checksum(judged):
    row = give_mark(judged, "village", 700, file=slip("考评表.pdf"))
    assert row.file_name == "考评表.pdf"
    assert len(row.sha256) == 64
    assert row.file.read().startswith(b"%PDF")


def test_an_office_that_is_not_assessed_gets_no_mark(judged):
    with pytest.raises(Refused, match="没有为该类单位"):
        give_mark(judged, "office", 100)


def test_marks_cannot_be_changed_past_the_actions(judged):
    row = give_mark(judged, "village", 700)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ManualMark.objects.filter(pk=row.pk).update(hundredths=1000)
