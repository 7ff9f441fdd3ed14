"""Sums of money out of cells: the unit of the cell before that of the column, the words kept, nothing guessed."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from projects.intake.faults import Unclear
from projects.intake.units import Unit
from promo.money import LIMIT, Said, hear_amount, show_money, unit_of
from promo.rounding import round_to

UNITLESS = "没有单位，列名、表头和说明中也没有，请注明元、万元还是亿元。"
UNKNOWN = "没有写明内资还是外资，金额单位可能是{plain}，也可能是{foreign}，请注明。"
ONLY_POINTED_OUT = {
    "range": "range", "phases": "multi_phase", "two_currencies": "two_currencies", "vague": "vague_amount",
    "not_stated": "not_stated",
}  # fmt: skip
# 总投资5亿元，其中固定资产投资3.2亿元 in a column of fixed assets: only what is said of them.
OWN_SUM = r"额?(?:为|达|[:：])?(?P<sum>约?为?\d[^，。;；、)）]*)"
OWN_PART = {
    "固定资产投资": re.compile(rf"(?:固定资产|固投)(?:总?投资)?{OWN_SUM}"),
    "设备投资": re.compile(rf"设备(?:总?投[资入]|购置费?)?{OWN_SUM}"),
}
GOES_ON = re.compile(r"追加|新增|增加|增资|另|再|后续|调[整为]|变更")  # then the first sum is not all of it
SUM_OF_NUMBERS = re.compile(r"=\s*[+-]?[0-9.]+(?:\s*[-+*/]\s*[0-9.]+)*\s*")


def read_amount_cell(cell: Any, name: str, unit: Unit, ownership: str | None) -> tuple[dict, Said | None]:
    """The sum in major units with what was heard of it (None for a plain number). Raises Unclear."""
    counted_in = unit.of(ownership)
    if isinstance(cell, Decimal):
        return _plain(cell, name, unit, counted_in), None
    text = cell if isinstance(cell, str) else str(cell)
    if not isinstance(cell, str):
        raise Unclear("bad_amount", f"{name}“{text[:30]}”不是金额，请核对。")
    if text.lstrip().startswith("="):
        raise formula(text, name)
    said = hear_amount(_own_part(text, name), unit=counted_in or None)
    if said.value is None:
        raise _unheard(said, name, unit, counted_in)
    return _told(said.value, said.currency, said.approximate), said


def _own_part(text: str, name: str) -> str:
    if name not in OWN_PART or len(text) < 9 or "期" in text:
        return text
    said = list(OWN_PART[name].finditer(text))
    if len(said) != 1 or GOES_ON.search(text[said[0].end() :]):
        return text
    return said[0]["sum"]


def _plain(number: Decimal, name: str, unit: Unit, counted_in: str) -> dict:
    if not counted_in:
        raise _no_unit(f"{number:f}", name, unit)
    currency, scale = _scaled(counted_in)
    exact = number * scale
    if abs(exact) > LIMIT:
        raise Unclear("bad_amount", f"{name}“{number:f}”：金额过大，请核对数字和单位。")
    return _told(exact if exact == int(exact) else round_to(exact, 2), currency, False)


@lru_cache(maxsize=100)
def _scaled(unit: str) -> tuple[str, Decimal]:
    return unit_of(unit)


def _told(value: Decimal, currency: str, approximate: bool) -> dict:
    plain = f"{value.normalize():f}"
    return {"value": "0" if plain == "-0" else plain, "currency": currency, "approximate": approximate}


def _unheard(said: Said, name: str, unit: Unit, counted_in: str) -> Unclear:
    if said.code == "no_unit":
        return _no_unit(said.text, name, unit)
    proposed = said.proposed if said.proposed is not None else None
    offered = _told(proposed, said.currency, said.approximate) if proposed is not None else None
    code = ONLY_POINTED_OUT.get(said.code)
    why = f"{name}“{said.text[:30]}”：{said.note}"
    return Unclear(code or "bad_amount", why, refuses=code is None, proposed=offered)


def _no_unit(text: str, name: str, unit: Unit) -> Unclear:
    if unit.is_divided:
        sentence = UNKNOWN.format(plain=unit.plain, foreign=unit.foreign)
        return Unclear("currency_unknown", f"{name}“{text[:30]}”：{sentence}")
    return Unclear("no_unit", f"{name}“{text[:30]}”{UNITLESS}")


def formula(text: str, name: str) -> Unclear:
    """A formula whose value is not in the file: worked out for the reader where it holds nothing but numbers."""
    worth = worked_out_formula(text)
    offer = f"，可填{worth.normalize():f}" if worth is not None else ""
    return Unclear("no_cached_value", f"{name}“{text[:30]}”是公式，文件中没有保存计算结果{offer}。")


def worked_out_formula(text: str) -> Decimal | None:
    """=3000+2000 is 5000; None for a formula that looks anywhere."""
    if not SUM_OF_NUMBERS.fullmatch(text) or len(text) > 80:
        return None
    try:
        total, product, sign, mark = Decimal(0), Decimal(1), 1, "*"
        for operator, number in re.findall(r"([-+*/=]?)\s*([0-9.]+)", text):
            if operator in "+-" and operator:
                total, product, sign = total + sign * product, Decimal(1), 1 if operator == "+" else -1
                mark = "*"
            elif operator in "*/" and operator:
                mark = operator
            product = product * Decimal(number) if mark == "*" else product / Decimal(number)
        first = re.match(r"=\s*[+-]", text)
        return total + sign * product - (Decimal(1) if first else Decimal(0))
    except (InvalidOperation, ZeroDivisionError, ArithmeticError):
        return None


def pointed_out(said: Said | None, value: dict, name: str) -> list[Unclear]:
    """What to say of a sum that was read all the same."""
    found = []
    if value["approximate"]:
        found.append(Unclear("approximate", f"{name}“{said.text[:30]}”是约数。", refuses=False))
    if said is not None and said.code == "phases":
        shown = show_money(said.value, said.currency)
        found.append(Unclear("multi_phase", f"{name}“{said.text[:30]}”按总额{shown}读取。", refuses=False))
    return found
