"""A refusal stands where it belongs, keeps what was typed, and a stale form says so."""

import pytest

from promo.refusal import Refused
from promo.versions import STALE as MOVED_ON
from promo.versions import Stale
from promo.web.forms import STALE
from tests.web.forms import EveryField, form_of


def test_an_actions_refusal_stands_beside_its_field():
    form = form_of()
    assert form.is_valid(), form.errors
    form.refuse(Refused("到账日期不能早于签约日期。", field="on"))
    assert form.errors["on"] == ["到账日期不能早于签约日期。"]
    assert not form.is_valid()


@pytest.mark.parametrize("field", [None, "unknown"])
def test_a_refusal_without_a_field_of_this_form_stands_on_top(field):
    form = form_of()
    form.refuse(Refused("项目已终止，不能再登记。", field=field))
    assert form.non_field_errors() == ["项目已终止，不能再登记。"]


def test_a_row_that_moved_on_says_of_a_form_alone_that_what_was_typed_is_still_there():
    """A plain button shows the sentence after a redirect, above the row as it is now, and kept nothing."""
    form = form_of()
    form.refuse(Stale())
    assert form.non_field_errors() == [f"{MOVED_ON}您填写的内容还在下面。"]
    assert "填写" not in MOVED_ON and "没有保存" in MOVED_ON


@pytest.mark.parametrize("version", [None, "", "abc", "-1", "99999999999999999999", "1.5"])
def test_a_form_without_a_sound_version_is_stale(version):
    assert form_of(version=version).errors["version"] == [STALE]


def test_every_box_carries_the_class_of_the_style_sheet():
    form = EveryField()
    assert 'class="form-control"' in str(form["name"])
    assert 'class="form-select"' in str(form["kind"])
    assert 'class="form-select"' in str(form["amount"])
    assert 'type="hidden"' in str(form["version"])
    assert "form-control" not in str(form["version"])


def test_one_forms_day_does_not_reach_another_form():
    form_of()
    assert EveryField.base_fields["on"].today is None


def test_clean_input_leaves_the_senders_data_alone():
    typed = {"name": "ＡＢ"}
    form = EveryField(typed)
    assert form["name"].value() == "AB"
    assert typed == {"name": "ＡＢ"}
