"""What typed text may hold: plain letters and Chinese, no signs that hide, reorder or break a line in a workbook."""

import unicodedata

from django.core.exceptions import ValidationError

KEPT_AS_TYPED = frozenset({"No", "So"})  # ² ① ㎡ ㈱: folding would change what they say
LINE_SIGNS = "\n\t"
PICTURES = range(0x1F000, 0x1FB00)
PICTURE_SELECTOR = 0xFE0F
YOUNG_HAN = range(0x20000, 0x3FFFE)  # newer than this Python's tables, used in personal names


def folded(text: str, *, lines: bool = False) -> str:
    """Full-width letters and digits as plain ones, both ends cut.

    Punctuation stays: full NFKC would turn ，：（） of a Chinese sentence into ASCII. With `lines` the line breaks of a
    text area become single newlines; without, tabs (a cell pasted from a sheet) become spaces.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = text.strip().replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(map(_folded_sign, text))).strip()


def _folded_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in KEPT_AS_TYPED or category.startswith("P"):
        return sign
    return unicodedata.normalize("NFKC", sign)


def refuse_hidden_signs(text: str, *, lines: bool = False) -> None:
    """Raise ValidationError naming the first sign that a register must not hold, and where it stands."""
    for place, sign in enumerate(text, start=1):
        fault = fault_of(sign)
        if fault and not (lines and sign in LINE_SIGNS):
            raise ValidationError(f"第{place}个字符是{fault}，请删除后重新提交。", code="sign")


def fault_of(sign: str) -> str:
    """Why a sign is refused, in Chinese; '' when it may stay."""
    category = unicodedata.category(sign)
    point = ord(sign)
    if category == "Cc":
        return "换行或制表符" if sign in LINE_SIGNS else "控制字符"
    if category == "Cf":
        return "看不见的格式字符"
    if category in {"Zl", "Zp"}:
        return "特殊换行符"
    if category in {"Cs", "Co"} or (category == "Cn" and point not in YOUNG_HAN):
        return "无法识别的字符"
    if point in PICTURES or point == PICTURE_SELECTOR:
        return "表情符号"
    return ""


def refuse_long(text: str, limit: int) -> None:
    """Raise ValidationError with both figures when `text` has more than `limit` characters."""
    if len(text) > limit:
        raise ValidationError(f"最多{limit:,}个字，现有{len(text):,}个字，请精简。", code="max_length")
