"""Text is kept as it reads: Chinese stays Chinese, and no sign gets in that one cannot see."""

import pytest
from django import forms

from promo.web.forms import PromoForm
from promo.web.text import folded
from tests.web.forms import form_of, sentence_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　ＡＢＣ１２３ 公司　", "ABC123 公司"),
        ("中国（上海）有限公司：一期，二期", "中国（上海）有限公司：一期，二期"),
        ("占地5000㎡、10²、①", "占地5000㎡、10²、①"),
        ("𠮷野䶮", "𠮷野䶮"),
        ("e\u0301tat", "état"),
        ("甲\t乙", "甲 乙"),
        ("=1+1", "=1+1"),
        ("<b>粗</b>", "<b>粗</b>"),
    ],
)
def test_width_is_folded_and_meaning_is_not(typed, kept):
    form = form_of(name=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == kept


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("城北\x00园", "控制字符"),
        ("城北\x0b园", "控制字符"),
        ("城北\x7f园", "控制字符"),
        ("城北\n园", "换行"),
        ("城北\u200b园", "看不见"),
        ("城北\ufeff园", "看不见"),
        ("城北\u202e园", "看不见"),
        ("城北\u2066园", "看不见"),
        ("城北\u2028园", "换行"),
        ("城北😀园", "表情符号"),
        ("城北❤\ufe0f园", "表情符号"),
        ("城北\ue000园", "无法识别"),
        ("城北\ud800园", "无法识别"),
        ("城北\uffff园", "无法识别"),
    ],
)
def test_a_sign_that_hides_or_breaks_is_refused_with_its_place(typed, fault):
    sentence = sentence_of("name", typed)
    assert fault in sentence
    assert sentence.startswith(("第3个字符", "第4个字符"))


def test_a_long_text_is_refused_with_both_figures_and_nothing_is_cut():
    form = form_of(name="招" * 10_000)
    assert form.errors["name"] == ["最多60个字，现有10,000个字，请精简。"]
    assert "招" * 10_000 in str(form["name"])
    assert "maxlength" not in str(form["name"])


def test_a_text_area_has_a_limit_even_if_nobody_set_one():
    assert "最多2,000个字" in sentence_of("note", "招" * 2001)
    assert sentence_of("note", "招" * 2000) == ""


def test_lines_of_a_text_area_stay_lines():
    form = form_of(note="一\r\n二\r三")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"] == "一\n二\n三"


def test_only_blanks_are_nothing():
    assert sentence_of("name", " 　\t ") == "请填写项目名称。"


def test_a_choice_that_is_not_offered_is_refused():
    assert sentence_of("kind", "gold") == "请从列表中选择资金类别。"
    assert sentence_of("kind", None) == "请选择资金类别。"


def test_a_password_is_taken_sign_by_sign():
    class Secret(PromoForm):
        password = forms.CharField(widget=forms.PasswordInput, strip=False)

    form = Secret({"password": " Ｐass\tword "})
    assert form.is_valid()
    assert form.cleaned_data["password"] == " Ｐass\tword "


def test_a_sentence_written_for_a_field_is_kept():
    class Own(PromoForm):
        name = forms.CharField(error_messages={"required": "请写明投资方全称。"})

    assert Own({}).errors["name"] == ["请写明投资方全称。"]


def test_folding_twice_changes_nothing_more():
    once = folded("　Ａ㎡（１）e\u0301 ")
    assert folded(once) == once
