"""Pinyin initials and the key that searches compare."""

from hypothesis import given
from hypothesis import strategies as st

from promo.pinyin import initials, search_key


def test_initials_are_the_first_letters():
    assert initials("石门乡生态养殖") == "smxstyz"


def test_a_place_with_two_readings_takes_the_usual_one():
    assert initials("重庆长安") == "cqca"


def test_latin_letters_and_digits_stay_and_the_rest_goes():
    assert initials("ＡＢＣ集团（中国）3期・😀 x") == "abcjtzg3qx"
    assert initials("，。！") == ""


def test_a_long_name_is_cut_at_one_hundred():
    assert len(initials("乡" * 5000)) == 100


def test_search_keys_ignore_width_case_and_punctuation():
    assert search_key("ＡＢ（集团）·有限 公司") == search_key("ab集团有限公司") == "ab集团有限公司"


@given(st.text(max_size=200))
def test_initials_are_always_plain(text):
    key = initials(text)
    assert key == key.lower()
    assert all(c.isascii() and c.isalnum() for c in key)
    assert len(key) <= 100
