"""Read one cell by the grammar of its field; what cannot be read is a problem with a sentence, never a guess."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from projects.intake.layout import Meaning
from projects.intake.words import FIELDS, NOTHING, WORD_LISTS
from promo.days import EARLIEST, read_partial_day, show_day
from promo.money import hear_amount
from promo.reading import Unreadable, fold
from promo.web.text import fault_of

PHONE_BREAKS = re.compile(r"[\s、,，;；/]+")
UNSEEN = frozenset({"控制字符", "看不见的格式字符", "特殊换行符", "无法识别的字符"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell or a row: `refuses` keeps the row out, otherwise it is only pointed out."""

    code: str
    why: str
    col: str = ""
    column: str = ""
    field: str = ""
    refuses: bool = True

    def as_json(self) -> dict:
        return asdict(self)


class Unclear(ValueError):
    """A cell that gives no value: the code, the sentence, and whether the row must stay out because of it."""

    def __init__(self, code: str, why: str, *, refuses: bool = True) -> None:
        super().__init__(why)
        self.code, self.why, self.refuses = code, why, refuses


def as_text(cell: Any) -> str:
    """A cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}" if cell.hour or cell.minute else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def cleaned(cell: Any) -> str:
    """The text of a cell on one line, without signs nobody can see."""
    text = "".join(sign if fault_of(sign) not in UNSEEN else " " for sign in as_text(cell))
    return re.sub(r"\s+", " ", fold_letters(text)).strip()


def fold_letters(text: str) -> str:
    """Full-width letters and digits as plain ones; Chinese punctuation stays."""
    return "".join(fold(sign) if "０" <= sign <= "ｚ" else sign for sign in text)


def read_cell(cell: Any, meaning: Meaning, *, latest: date) -> Any:
    """The value of a cell in the form the row keeps (see rows.RowReading), None for an empty one.

    Raises Unclear. `latest` is the last day a date may name.
    """
    if cleaned(cell) in NOTHING:
        return None
    return READERS[FIELDS[meaning.field].kind](cell, meaning, latest)


def _text(cell: Any, meaning: Meaning, latest: date) -> str:
    text = cleaned(cell)
    longest = FIELDS[meaning.field].longest
    if len(text) > longest:
        raise Unclear("too_long", f"{meaning.field_name}超过{longest}个字，请精简。")
    return text


def _amount(cell: Any, meaning: Meaning, latest: date) -> dict:
    said = hear_amount(cell if isinstance(cell, Decimal) else as_text(cell), unit=meaning.unit or None)
    if said.value is None:
        not_stated = said.note == "未写明金额。"
        code = "no_unit" if "缺少单位" in said.note else "not_stated" if not_stated else "bad_amount"
        why = f"{meaning.field_name}“{as_text(cell)[:30]}”：{said.note}"
        raise Unclear(code, why, refuses=not not_stated)
    if said.value < 0:
        raise Unclear("negative", f"{meaning.field_name}不能为负数。")
    value = f"{said.value.normalize():f}"
    return {"value": value, "currency": said.currency, "approximate": said.approximate}


def _day(cell: Any, meaning: Meaning, latest: date) -> dict:
    if isinstance(cell, date):
        day, precision = cell.date() if isinstance(cell, datetime) else cell, "day"
    else:
        try:
            read = read_partial_day(as_text(cell))
        except Unreadable as unreadable:
            raise Unclear("bad_date", f"{meaning.field_name}“{as_text(cell)[:20]}”：{unreadable}") from None
        day, precision = read.day, str(read.precision)
    if day < EARLIEST:
        raise Unclear("bad_date", f"{meaning.field_name}不能早于{show_day(EARLIEST)}。")
    if day > latest:
        raise Unclear(
            "future_date", f"{meaning.field_name}{show_day(day)}晚于数据截止日期{show_day(latest)}。"
        )
    return {"value": day.isoformat(), "precision": precision}


def _phones(cell: Any, meaning: Meaning, latest: date) -> list[str]:
    phones = [phone for phone in PHONE_BREAKS.split(cleaned(cell)) if phone]
    if len("、".join(phones)) > FIELDS["phones"].longest:
        raise Unclear("too_long", "联系电话过长，请精简。")
    return phones


def _word(cell: Any, meaning: Meaning, latest: date) -> str:
    """One of a list of words; an unknown stage is pointed out, an unknown nature keeps the row out."""
    kind = FIELDS[meaning.field].kind
    text = re.sub(r"\s+", "", cleaned(cell))
    if text in WORD_LISTS[kind]:
        return WORD_LISTS[kind][text]
    if kind == "stage":
        raise Unclear(
            "unclear_stage", f"项目阶段“{text[:20]}”无法识别，只按已填日期登记节点。", refuses=False
        )
    raise Unclear("unknown_word", f"{meaning.field_name}“{text[:20]}”无法识别，请改为模板列出的写法。")


READERS: dict[str, Callable[[Any, Meaning, date], Any]] = {
    "text": _text,
    "amount": _amount,
    "day": _day,
    "phones": _phones,
    "stage": _word,
    "ownership": _word,
    "project_kind": _word,
}
