"""Pinyin of Chinese names: initials, so that 'shyy' finds 石化医药 in a search box; whole words for user names."""

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

LONGEST = 100


def initials(text: str) -> str:
    """Lower-case first letters of each character's pinyin; Latin letters and digits stay, the rest goes.

    At most 100 characters.
    """
    return "".join(map(_letters, seg(_plain(text)[:LONGEST])))[:LONGEST]


@lru_cache(maxsize=20_000)
def _letters(word: str) -> str:
    """Of a word of the dictionary or a sign: names are made of the same few thousand."""
    letters = "".join(lazy_pinyin(word, style=Style.FIRST_LETTER, errors="default"))
    return "".join(c for c in letters if c.isascii() and c.isalnum()).lower()


def spelled(text: str) -> str:
    """Lower-case pinyin without tones, 'wangxiaocun' for 王小村; Latin letters and digits stay, the rest goes."""
    letters = "".join(lazy_pinyin(_plain(text)[:LONGEST], errors="default"))
    return "".join(c for c in letters if c.isascii() and c.isalnum())


def search_key(text: str) -> str:
    """`text` as searches compare it: full-width signs made plain, lower case, no spaces or punctuation."""
    return "".join(c for c in _plain(text) if c.isalnum())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
