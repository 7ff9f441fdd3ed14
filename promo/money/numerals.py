"""Work out numbers as Chinese writes them: 5000, 1.2亿, 五千万, 一亿二千万, 5亿3千4百万."""

import re
from decimal import Decimal

NUMERALS = {"零": 0, "两": 2, **{sign: value for value, sign in enumerate("〇一二三四五六七八九")}}
STEPS = (("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("十", 1))
DIGITS = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,20})?")
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "一二三四五六七八九十百千万亿二三六")


def worked_out(text: str) -> Decimal | None:
    """The number `text` stands for; None for no number or one with two readings (一亿二, 两千五)."""
    return _value(text.translate(FORMAL).replace("个", "")) if text else None


def _value(text: str) -> Decimal | None:
    if DIGITS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    for mark, zeros in STEPS:
        left, found, right = text.rpartition(mark)
        if found:
            return _around(left, zeros, right)
    if len(text) == 1 and text in NUMERALS:
        return Decimal(NUMERALS[text])
    return None


def _around(left: str, zeros: int, right: str) -> Decimal | None:
    """`left` times ten to the `zeros`, and `right` added where it can only mean smaller places."""
    many = Decimal(1) if not left and zeros == 1 else _value(left)  # 十五 is 15
    if many is None:
        return None
    if not right:
        return many * 10**zeros
    rest = _value(right.lstrip("零〇"))
    clear = right[0] in "零〇" or _has_step(right) or (len(right) == zeros)
    if rest is None or not clear or rest >= 10**zeros or many != int(many):
        return None
    return many * 10**zeros + rest


def _has_step(text: str) -> bool:
    return any(mark in text for mark, _ in STEPS)
