"""Codes for what a clerk only gives a name: the pinyin initials, made unlike those that are taken."""

from collections.abc import Collection

from promo.pinyin import initials

LONGEST = 30


def code_of(name: str, taken: Collection[str] = ()) -> str:
    letters = initials(name)[:LONGEST]
    stem = letters if letters[:1].isalpha() else f"x{letters}"
    if stem not in taken:
        return stem
    return next(code for n in range(2, len(taken) + 3) if (code := f"{stem}_{n}") not in taken)
