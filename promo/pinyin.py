"""Pinyin initials of Chinese names, so that 'shyy' finds 石化医药 in a search box."""

import unicodedata

from pypinyin import Style, lazy_pinyin

LONGEST = 100


def initials(text: str) -> str:
    """Lower-case first letters of each character's pinyin; Latin letters and digits stay, the rest goes.

    At most 100 characters.
    """
    letters = lazy_pinyin(_plain(text)[:LONGEST], style=Style.FIRST_LETTER, errors="default")
    return "".join(c for c in "".join(letters) if c.isascii() and c.isalnum()).lower()[:LONGEST]


def search_key(text: str) -> str:
    """`text` as searches compare it: full-width signs made plain, lower case, no spaces or punctuation."""
    return "".join(c for c in _plain(text) if c.isalnum())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
