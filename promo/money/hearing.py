"""Hear an amount as people say it ("约5亿元"): keep the words, take a number only where there is one."""

import re
from dataclasses import dataclass
from decimal import Decimal

from promo.money.currencies import CODE_OF_WORD, unit_of
from promo.money.field import LIMIT
from promo.money.numerals import worked_out
from promo.money.showing import show_money
from promo.reading import fold
from promo.rounding import round_to

BLANK = {"", "-", "--", "—", "——", "–", "/", "\\"}
NOT_STATED = {"无", "待定", "未定", "面议", "待议", "暂无", "不详", "暂未确定", "保密"}
WORDS = "|".join(sorted(map(re.escape, CODE_OF_WORD), key=len, reverse=True))
ABOUT = "大约|约为|约合|约|将近|接近|近|逾|超过|超|不少于|不低于|至少|预计|估计|暂定|大于|高于|≥|>="
LABEL = r"(?:(?:计划|项目|预计|合同|协议)*(?:总投资|投资额|投资总额|投资|总额|金额|折合)(?:额)?[::]?(?:为)?)?"
SUM = re.compile(
    rf"{LABEL}(?P<about>(?:{ABOUT})*)(?P<before>{WORDS})?(?P<minus>-)?"
    # one class of signs, so that no input can make the matching slow; numerals.py judges what they make
    r"(?P<number>[0-9,.〇零一二两三四五六七八九十百千万亿个壹贰叁肆伍陆柒捌玖拾佰仟萬億]+?)"
    rf"(?P<more>多|余|几)?(?P<scale>[个百千万亿]*)(?P<more2>多|余)?"
    rf"(?P<after>(?:{WORDS})*)整?(?P<around>左右|上下|以上|多|余|起|\+)?",
    re.IGNORECASE,
)
RANGE = re.compile(rf"(?:{ABOUT})?(?P<low>[^-–—~至到]+)[-–—~至到]+(?P<high>[^-–—~至到]+)")
COUNTED = re.compile(r"[0-9一二两三四五六七八九十]")
PHASE = re.compile(r"(?:首期|(?:第)?[一二三四五六七八九十0-9]{1,2}期)[::]?(?:工程|项目)?(?:计划)?(?:投资)?")
BREAK = re.compile(r"[、;+/和及]|(?<![0-9]),")
VAGUE = re.compile(r"(?:约|近|上|数|几|好几|逾|超)+[十百千万亿]+(?:元|美元)?(?:左右|以上)?")
PART_OF = re.compile(r"(?:其中|含|包括|首期|一期|二期|分).*")
REMARK = re.compile(r"(?P<main>[^()]+)\((?P<remark>[^()]+)\)")
BRACKETED = re.compile(r"\((?P<inner>[^()]+)\)(?P<tail>.*)")
UNIT = re.compile(rf"[百千]?[万亿](?:{WORDS})?", re.IGNORECASE)
BARE = re.compile(r"[^万亿萬億]*[0-9]")
TWO_NUMBERS = re.compile(r"[0-9]\s+[0-9]")
GROUPED = re.compile(r"^[^0-9]*[0-9]{1,3}(?:[ \u00a0][0-9]{3})+(?!\s*[0-9])(?!.*[0-9]\s+[0-9])")
LONGEST = 200


@dataclass(frozen=True)
class Said:
    """What was heard: the words as given, and the value in major units where they name exactly one.

    `note` is a Chinese sentence saying why there is no value, or what to look at, and `code` the same for a program
    (not_stated, too_long, two_currencies, no_unit, unit_conflict, too_large, range, vague, phases, unreadable);
    `proposed` is a sum that may be offered to the person and is never stored by itself.
    """

    text: str
    value: Decimal | None
    currency: str
    approximate: bool = False
    note: str = ""
    proposed: Decimal | None = None
    code: str = ""


def hear_amount(text: str | Decimal | int, *, unit: str | None = None, currency: str = "CNY") -> Said:
    """Hear one amount; never raises for what was said, only KeyError for an unknown `unit`.

    `unit` (元, 万元, 亿元, 万美元) is what a bare number is counted in; a unit within the words goes first.
    `currency` is assumed where neither names one. A range has no value; phases have a proposed sum only.
    """
    if unit is not None:
        currency = unit_of(unit)[0]
    original = text if isinstance(text, str) else f"{text:f}"
    spoken = fold(original)
    if TWO_NUMBERS.search(spoken) and not GROUPED.search(spoken):
        return Said(original, None, currency, note="写有多个数，请填写一个总额。", code="unreadable")
    words = re.sub(r"\s+", "", spoken)
    if words in BLANK | NOT_STATED:
        told = words not in BLANK
        return Said(original, None, currency, note="未写明金额。" * told, code="not_stated" * told)
    if len(words) > LONGEST:
        return Said(original, None, currency, note="文字过长，读不出金额。", code="too_long")
    return _one(original, words, unit, currency) or _several(original, words, unit, currency)


def _one(original: str, words: str, unit: str | None, currency: str) -> Said | None:
    """The words as one amount, in brackets (an accountant's minus) or with a remark behind it, or None."""
    bracketed = BRACKETED.fullmatch(words)
    if bracketed:
        words = "-" + bracketed["inner"] + bracketed["tail"]
    remark = REMARK.fullmatch(words)
    if remark and not bracketed:
        named = _unit_in(remark["remark"], remark["main"])
        main = _one(original, remark["main"] + named, unit, currency)
        extra = "" if named else f"括号内为说明：{remark['remark']}。"
        code = main.code or ("phases" * bool(re.search("[首一二三]期", remark["remark"]))) if main else ""
        return main and Said(
            original, main.value, main.currency, main.approximate, main.note or extra, code=code
        )
    match = SUM.fullmatch(words)
    return _said(original, match, unit, currency) if match else None


def _unit_in(remark: str, main: str) -> str:
    """The remark where it is the unit of the number before it: 500(美元), 1.2(亿元)."""
    if remark.upper() in CODE_OF_WORD:
        return remark
    return remark if UNIT.fullmatch(remark) and BARE.fullmatch(main) else ""


def _said(original: str, match: re.Match, unit: str | None, currency: str) -> Said | None:
    number = worked_out(match["number"] + match["scale"])
    if number is None:
        return None
    approximate = any(match[name] for name in ("about", "more", "more2", "around"))
    named = _named_currencies(match)
    if len(named) > 1:
        return Said(original, None, currency, approximate, "写有两种币种，请核对。", code="two_currencies")
    spoken = named.pop() if named else None
    scale = Decimal(1)
    if not match["after"] and not re.search("[万亿萬億]", match["number"] + match["scale"]):
        if unit is None:
            note = "缺少单位，请注明元、万元或亿元。"
            return Said(original, None, spoken or currency, approximate, note, code="no_unit")
        unit_currency, scale = unit_of(unit)
        if spoken not in (None, unit_currency):
            note = f"币种与栏目单位（{unit}）不一致，请核对。"
            return Said(original, None, spoken, approximate, note, code="unit_conflict")
    exact = number * scale * (-1 if match["minus"] else 1)
    if abs(exact) > LIMIT:
        note = "金额过大，请核对数字和单位。"
        return Said(original, None, spoken or currency, approximate, note, code="too_large")
    value = round_to(exact, 2)
    # A spreadsheet's binary residue is dropped silently; a part that was really written is mentioned.
    note = "不足1分的部分已四舍五入。" if abs(value - exact) >= Decimal("0.001") else ""
    return Said(original, value, spoken or currency, approximate, note)


def _named_currencies(match: re.Match) -> set[str]:
    """The currencies the words name; 元 beside another one is only its unit (HKD 3000万元)."""
    found = {CODE_OF_WORD[word.upper()] for word in re.findall(WORDS, match["after"] or "", re.IGNORECASE)}
    if match["before"]:
        found.add(CODE_OF_WORD[match["before"].upper()])
    return found - {"CNY"} if len(found) == 2 and match["after"] == "元" else found


def _several(original: str, words: str, unit: str | None, currency: str) -> Said:
    """A range, phases, or several amounts: no value, and a sum proposed where one is meaningful."""
    span = RANGE.fullmatch(words)
    upper = span and COUNTED.search(span["low"]) and _one(original, span["high"], unit, currency)
    if upper:
        note = "金额是一个区间，请填写确定的数额。"
        return Said(original, None, upper.currency, note=note, code="range")
    if VAGUE.fullmatch(words):
        return Said(original, None, currency, True, "只写了大概的数量级，请填写数额。", code="vague")
    whole = _whole(original, words, unit, currency)
    if whole:
        return whole
    parts = [PHASE.sub("", part) for part in BREAK.split(words)]
    heard = [_one(part, part, unit, currency) for part in parts]
    told = [one for part, one in zip(parts, heard, strict=True) if part not in NOT_STATED]
    if 0 < len(told) < len(parts) and all(one and one.value is not None for one in told):
        return Said(original, None, told[0].currency, note="只写明了部分金额，请填写总额。", code="phases")
    if not all(one and one.value is not None for one in heard):
        code = "no_unit" if any(one and one.code == "no_unit" for one in heard) else "unreadable"
        return Said(original, None, currency, note="读不出金额，请核对。", code=code)
    if len({one.currency for one in heard}) > 1:
        note = "写有两种以上币种，请分别填写。"
        return Said(original, None, currency, note=note, code="two_currencies")
    total = sum((one.value for one in heard), Decimal(0))
    shown = show_money(total, heard[0].currency)
    note = f"分期金额合计{shown}，请确认。" if len(heard) > 1 else f"只写了其中一期（{shown}），请确认总额。"
    about = any(one.approximate for one in heard)
    return Said(original, None, heard[0].currency, about, note, proposed=total, code="phases")


def _whole(original: str, words: str, unit: str | None, currency: str) -> Said | None:
    """A sum and behind a comma what of it is what (总投资10亿元，其中一期3亿元): the sum counts."""
    first, comma, rest = words.partition(",")
    if not comma or not PART_OF.fullmatch(rest) or PHASE.match(first):
        return None
    main = _one(original, first, unit, currency)
    if not main or main.value is None:
        return None
    is_total = bool(re.search("其中|含|包括|分", rest)) or "总" in first
    return (
        Said(original, main.value, main.currency, main.approximate, f"另有说明：{rest}。", code="phases")
        if is_total
        else None
    )
