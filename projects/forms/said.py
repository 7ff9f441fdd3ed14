"""The investment as somebody said it: the words are kept, a number is taken only where there is one."""

import re

from django.core.exceptions import ValidationError

from promo.money import Said, hear_amount, show_money

NOT_WORDS = re.compile(r"[+-]?(nan|inf(inity)?|null|none|undefined|[0-9.]+e[+-]?[0-9]+|#.*)", re.IGNORECASE)
TOO_BIG = "金额过大"  # how promo.money begins its note on it
LIKE = "请按“约5亿元”“3000万元”这样填写。"


def understood(text: str) -> Said:
    """What was heard in `text`. Raises ValidationError for what is no vague sum but a wrong one."""
    if NOT_WORDS.fullmatch(text):
        raise ValidationError(f"这不是金额，{LIKE}", code="invalid")
    said = hear_amount(text)
    bare = said if said.value is not None else hear_amount(text, unit="元")
    if TOO_BIG in said.note or TOO_BIG in bare.note:
        raise ValidationError("金额过大，最大为10万亿元，请核对数字和单位。", code="too_big")
    if bare.value is not None and bare.value < 0:
        raise ValidationError("金额不能为负数。", code="negative")
    if bare.value is not None and bare.value == 0:
        raise ValidationError("金额必须大于0；尚未确定的请写“面议”或不填。", code="zero")
    return said


def as_fields(text: str) -> dict:
    """The four columns of a project that hold what was said."""
    said = understood(text)
    return {
        "amount_text": text,
        "amount": said.value,
        "currency": said.currency,
        "amount_is_approximate": said.approximate and said.value is not None,
    }


def amount_said(text: str) -> dict:
    """`amount` and `currency` of what was said, as comparisons take them."""
    said = understood(text)
    return {"amount": said.value, "currency": said.currency}


def note_on(text: str) -> str:
    """What the person is told about the words: the sum that was read, or why there is none; '' for no words."""
    text = text.strip()
    if not text:
        return ""
    said = understood(text)
    if said.value is None:
        return f"{said.note or '未写明金额。'}原话照存，投资额暂不计数。"
    about = "（约数）" if said.approximate else ""
    return f"识别为{show_money(said.value, said.currency)}{about}。{said.note}"
