"""Read one cell by the grammar of its field; what cannot be read is a problem with a sentence, never a guess."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from projects.intake.amounts import formula, pointed_out, read_amount_cell
from projects.intake.dates import read_day_cell
from projects.intake.faults import Unclear
from projects.intake.fields import FIELDS, KEPT
from projects.intake.firm_cells import firm_in, names_a_contact
from projects.intake.meaning import Meaning
from projects.intake.phones import hear_phones
from projects.intake.stage_words import hear_stage
from projects.intake.unit_cells import names_a_person, unit_in
from projects.intake.units import Unit
from projects.intake.words import (
    ERRORS,
    NOTHING,
    OWNERSHIPS,
    UNWRAPPED,
    fold_letters,
    kind_of,
    one_of,
)
from promo.days import PartialDay, show_iso
from promo.web.text import fault_of

UNSEEN = frozenset({"控制字符", "看不见的格式字符", "特殊换行符", "无法识别的字符"})
RISKY = re.compile(r"\s*[=＝@＠]|\s*[+＋](?!\d[\d -]*$)")
BETWEEN_SIGNS = re.compile(r"(?<=[\u4e00-\u9fff])\s*[\r\n]+\s*(?=[\u4e00-\u9fff])")
PLAIN = re.compile(r"[\u4e00-\u9fff\w，。、；：（）()·.-]*", re.ASCII)


@dataclass(frozen=True)
class Formula:
    """A cell whose formula was never worked out; `str()` is the formula."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Around:
    """What a cell is read with: the last day it may name, the unit of its column, the ownership of its project."""

    latest: date
    unit: Unit
    ownership: str | None = None
    from_1904: bool = False


@dataclass(slots=True)
class Read:
    """`value` in the form the row keeps, and what must be pointed out although it was read."""

    value: Any
    pointed_out: tuple[Unclear, ...] = ()


def as_text(cell: Any) -> str:
    """A cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        wrapped = UNWRAPPED.fullmatch(cell) if cell.startswith('="') else None
        return wrapped[1] if wrapped else cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, PartialDay):
        return show_iso(cell.day, cell.precision)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}" if cell.hour or cell.minute else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def cleaned(cell: Any) -> str:
    """The text of a cell on one line, without signs nobody can see."""
    text = as_text(cell)
    if PLAIN.fullmatch(text):
        return text
    text = BETWEEN_SIGNS.sub("", text)
    text = "".join(sign if fault_of(sign) not in UNSEEN else " " for sign in text)
    return re.sub(r"\s+", " ", fold_letters(text)).strip()


def read_cell(cell: Any, meaning: Meaning, around: Around) -> Read:
    """The value of a cell, None for an empty one. Raises Unclear."""
    if cell is None:
        return Read(None)
    field = FIELDS[meaning.field]
    if isinstance(cell, Formula):
        raise formula(cell.text, field.name)
    if isinstance(cell, str):
        words = cell.strip()
        if words in NOTHING:
            return Read(None)
        if words[:1] == "#" and ERRORS.fullmatch(words):
            raise Unclear("error_value", f"{field.name}“{words[:20]}”是表格计算错误，请填写实际内容。")
        if words[:2] == '="':
            cell = as_text(words)
            if cell.strip() in NOTHING:
                return Read(None)
    return READERS[field.kind](cell, meaning, around)


def _text(cell: Any, meaning: Meaning, around: Around) -> Read:
    if meaning.field == "lead_unit" and names_a_person(meaning.header):
        cell = unit_in(as_text(cell))
    elif meaning.field == "investor" and names_a_contact(meaning.header):
        cell = firm_in(as_text(cell)).name
    text, field = cleaned(cell), FIELDS[meaning.field]
    found = []
    if isinstance(cell, str) and RISKY.match(cell):
        why = f"{field.name}“{text[:20]}”以公式符号开头，按文字保存。"
        found.append(Unclear("formula_text", why, refuses=False))
    if meaning.field in KEPT and len(text) > field.longest:
        found.append(Unclear("too_long", f"{field.name}超过{field.longest}个字，请精简。"))
    return Read(text or None, tuple(found))


def _amount(cell: Any, meaning: Meaning, around: Around) -> Read:
    name = FIELDS[meaning.field].name
    value, said = read_amount_cell(cell, name, around.unit, around.ownership)
    found = pointed_out(said, value, name) if said is not None else []
    if value["value"].startswith("-"):
        found.append(
            Unclear("negative", f"{name}“{as_text(cell)[:20]}”是负数，请核对是否冲减。", refuses=False)
        )
    return Read(value, tuple(found))


def _day(cell: Any, meaning: Meaning, around: Around) -> Read:
    field = FIELDS[meaning.field]
    latest = None if field.is_ahead else around.latest
    return Read(read_day_cell(cell, field.name, latest=latest, from_1904=around.from_1904))


def _phones(cell: Any, meaning: Meaning, around: Around) -> Read:
    heard = hear_phones(cell)
    if heard.spoiled:
        raise Unclear("digits_lost", f"联系电话“{heard.spoiled}”被存成科学计数，位数已丢失，请重新填写。")
    found = []
    if len("、".join(heard.numbers)) > FIELDS["phones"].longest:
        found.append(Unclear("too_long", "联系电话过长，请精简。"))
    if heard.lost_zero:
        why = f"联系电话“{heard.lost_zero}”像是丢了开头的0的固定电话，请核对。"
        found.append(Unclear("phone_lost_zero", why, refuses=False))
    return Read(heard.numbers or None, tuple(found))


def _contact_phones(cell: Any, meaning: Meaning, around: Around) -> Read:
    """{"contact", "phones"}: the people of a cell and their numbers."""
    heard, read = hear_phones(cell), _phones(cell, meaning, around)
    return Read({"contact": "、".join(heard.people) or None, "phones": read.value}, read.pointed_out)


def _stage(cell: Any, meaning: Meaning, around: Around) -> Read:
    text = cleaned(cell)
    heard = hear_stage(text)
    if heard.stage is None:
        raise Unclear("unclear_stage", f"项目阶段“{text[:20]}”看不出阶段。", refuses=False)
    if heard.code:
        why = f"项目阶段“{text[:20]}”：协议按框架协议处理，不计入签约。"
        return Read(heard.stage, (Unclear(heard.code, why, refuses=False),))
    return Read(heard.stage)


def _ownership(cell: Any, meaning: Meaning, around: Around) -> Read:
    return Read(_word(one_of(OWNERSHIPS, cleaned(cell)), cell, meaning))


def _kind(cell: Any, meaning: Meaning, around: Around) -> Read:
    return Read(_word(kind_of(cleaned(cell)), cell, meaning))


def _word(code: str | None, cell: Any, meaning: Meaning) -> str | None:
    if code is None:
        raise Unclear(
            "unknown_word", f"{meaning.field_name}“{cleaned(cell)[:20]}”无法识别，请改为模板列出的写法。"
        )
    return code


def _tags(cell: Any, meaning: Meaning, around: Around) -> Read:
    return Read([tag for tag in re.split(r"[、,，;；/\s]+", cleaned(cell)) if tag])


READERS: dict[str, Callable[[Any, Meaning, Around], Read]] = {
    "text": _text,
    "amount": _amount,
    "day": _day,
    "phones": _phones,
    "contact_phones": _contact_phones,
    "stage": _stage,
    "ownership": _ownership,
    "project_kind": _kind,
    "tags": _tags,
}
