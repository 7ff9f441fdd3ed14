"""Days as ledgers write them: cells, serials, stamps, words; the precision kept, a missing year never invented."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from projects.intake.faults import Unclear
from projects.intake.words import NOT_STATED
from promo.days import EARLIEST, PartialDay, Precision, read_partial_day, show_day
from promo.reading import Unreadable, fold

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
CHINA = timezone(timedelta(hours=8))
CLOCK = re.compile(
    r"[\sT]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|\+\d\d:?\d\d)?$|(?<=[日号])\s*(?:[上下]午|中午|晚上?)?\s*(?:\d{1,2}[时点:].*)?$"
)
LOOSE = re.compile(
    r"(?:左右|前后|之前|以前|前|后|起|许|已?(?:开工|竣工|签约|签订|投产|建成|注册|备案)|\((?:预计|暂定|计划|拟|预|估|实际|已签|已开工)\))+$|^(?:约|预计|计划|拟于|拟|暂定|于|实际|已于)+"
)
DONE_SOMETIME = re.compile(r"[√✓✔是●]|已(?:签约|签订|注册|备案|开工|动工|竣工|完工|投产|达产|完成)")
PLANNED = re.compile(
    r"\s*(?:预计|计划|拟于?|力争|争取|暂定)|.*[(（](?:预计|计划|拟|预|暂定)[)）]\s*$|.*(?:预计|计划|拟)[开动竣完签投]"
    r"|.*\d\s*(?:[年月日号]\s*)?[底末]?(?:之|以)?前\s*(?:[开动]工|[竣完]工|投产|签约|建成|完成)?\s*$"
)
OF_YEAR = re.compile(
    r"(\d{4})年?(?:上半年|下半年|(?:第?[一二三四1-4]季度?)|Q[1-4]|年?[初中末底内]|全年|春节.{0,2}|年内|期间)$",
    re.IGNORECASE,
)
MONTH_IN_WORDS = re.compile(r"(?<=\d年)[一二三四五六七八九十]{1,2}(?=月)")
NO_PART = re.compile(r"\s+|\(?(?:星期|周)[一二三四五六日天]\)?$")
SHORT_YEAR = re.compile(r"^'?(\d{2})年")
SHORT_DAY = re.compile(r"^'?(1[5-9]|[2-4]\d)([./-])(\d{1,2})\2(\d{1,2})[日号]?$")  # 24.3.15, never 3.15.24
SPAN = re.compile(r"\d\s*(?:月|日|年)?\s*(?:-{2,}|[—–~至到]+)\s*\d|^\d{4}年\d{1,2}月?-\d{1,2}月$")
NO_YEAR = re.compile(
    r"(?:第?[一二三四1-4]季度?|[上下]半年)[初末底]?|\d{1,2}月.*|[一二三四五六七八九十]{1,2}月.*|\d{1,2}[./-]\d{1,2}|(?:上|下|本|今|明|去|年)(?:个?月|旬|年|季度|半年|底|初|末|内).*"
)
DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}


def read_day_cell(cell: Any, name: str, *, latest: date | None, from_1904: bool = False) -> dict:
    """{"value": ISO day, "precision"}; a month or a year stands on its first day. Raises Unclear.

    `latest` is the last day the cell may name; None for days that lie ahead.
    """
    if latest is not None and isinstance(cell, str) and PLANNED.match(cell):
        raise Unclear(
            "planned_day", f"{name}“{cell[:20]}”是计划的时间，没有作为已发生的日期。", refuses=False
        )
    read = _partial(cell, name, from_1904)
    if read.day < EARLIEST:
        raise Unclear("bad_date", f"{name}不能早于{show_day(EARLIEST)}。")
    if latest is not None and read.day > latest:
        raise Unclear("future_date", f"{name}{show_day(read.day)}晚于数据截止日期{show_day(latest)}。")
    return {"value": read.day.isoformat(), "precision": str(read.precision)}


def _partial(cell: Any, name: str, from_1904: bool) -> PartialDay:
    if isinstance(cell, PartialDay):
        return cell
    if isinstance(cell, datetime):
        return PartialDay(cell.date())
    if isinstance(cell, date):
        return PartialDay(cell)
    if isinstance(cell, Decimal):
        return _number(cell, name, from_1904)
    if isinstance(cell, str):
        return _words(cell, name, from_1904)
    raise Unclear("bad_date", f"{name}“{cell}”不是日期。")


def _number(number: Decimal, name: str, from_1904: bool) -> PartialDay:
    """A serial of the spreadsheet, 20240315, 202403, 2024, 2024.3, or seconds or milliseconds since 1970."""
    whole = int(number)
    if number != whole and whole < 2_200:
        return _year_and_month(number, name)
    if 1_900 <= whole <= 2_200:
        return PartialDay(date(whole, 1, 1), Precision.YEAR.value)
    if 10_000 <= whole < 80_000:
        return PartialDay((EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=whole))
    if 190_000 <= whole <= 220_012:
        return _typed(f"{whole // 100}.{whole % 100}", name)
    if 10**8 < whole < 10**14:
        stamp = whole / 1_000 if whole >= 10**11 else whole
        return PartialDay(datetime.fromtimestamp(stamp, UTC).astimezone(CHINA).date())
    return _typed(str(whole), name)


def _year_and_month(number: Decimal, name: str) -> PartialDay:
    text = f"{number:f}"
    if re.fullmatch(r"(?:19|20)\d\d\.1", text):
        year = text[:4]
        raise Unclear(
            "ambiguous_month",
            f"{name}“{text}”可能是{year}年1月，也可能是{year}年10月，请核对。",
            refuses=False,
        )
    return _typed(text, name)


def _words(text: str, name: str, from_1904: bool) -> PartialDay:
    words = NO_PART.sub("", CLOCK.sub("", fold(text))).strip(".。,、;")
    if re.fullmatch(r"[3-5]\d{4}|(?:19|20)\d\d(?:0[1-9]|1[0-2])", words):
        return _number(Decimal(words), name, from_1904)
    if re.fullmatch(r"1\d{9}|1\d{12}", words):
        return _number(Decimal(words), name, from_1904)
    if NOT_STATED.fullmatch(words) or DONE_SOMETIME.fullmatch(words):
        raise Unclear("not_stated", f"{name}“{text[:20]}”：未写明日期。", refuses=False)
    words = _in_digits(words)
    for _ in range(2):
        words = LOOSE.sub("", words) or words
    if SPAN.search(words) and not re.fullmatch(r"\d{4}[-./—–~]\d{1,2}(?:[-./]\d{1,2})?", words):
        raise Unclear("date_range", f"{name}“{text[:20]}”是一段时间，请填写确定的日期。", refuses=False)
    if len(re.findall(r"\d{4}[年./-]", words)) > 1 or re.search(r"\d[日月](?:、|和|及)\d", words):
        raise Unclear("date_range", f"{name}“{text[:20]}”写有多个日期，请填写其中一个。", refuses=False)
    return _typed(words, name)


def _in_digits(words: str) -> str:
    """Chinese numerals and two-digit years with 年 as plain digits: 二〇二四年三月, 24年3月."""
    if re.match(r"[〇零○一二三四五六七八九O]{4}年", words):
        year, _, rest = words.partition("年")
        rest = re.sub(r"[一二三四五六七八九十]+", lambda found: _small(found[0]), rest)
        words = f"{''.join(DIGITS.get(sign, sign) for sign in year)}年{rest}"
    words = SHORT_YEAR.sub(r"20\1年", words)
    words = MONTH_IN_WORDS.sub(lambda found: _small(found[0]), words)
    words = SHORT_DAY.sub(r"20\1-\3-\4", words)
    words = re.sub(r"^(\d{4})年(\d{1,2})$", r"\1年\2月", words)
    words = re.sub(r"^(\d{4})年(\d{1,2})月(\d{1,2})$", r"\1年\2月\3日", words)
    words = re.sub(r"^(\d{4}[-./]\d{1,2})月(?:份|底|末|初)?$", r"\1", words)
    words = re.sub(r"^(\d{4})[年.](\d{1,2})[.](\d{1,2})日?$", r"\1.\2.\3", words)
    return re.sub(r"^(\d{4}[-./]\d{1,2}[-./]\d{1,2})[日号]$", r"\1", words)


def _small(numeral: str) -> str:
    tens, mark, ones = numeral.partition("十")
    if not mark:
        return "".join(DIGITS.get(sign, sign) for sign in numeral)
    return str((int(DIGITS.get(tens, "1")) if tens else 1) * 10 + (int(DIGITS.get(ones, "0")) if ones else 0))


def _typed(words: str, name: str) -> PartialDay:
    year = OF_YEAR.fullmatch(words)
    if year:
        return PartialDay(date(int(year[1]), 1, 1), Precision.YEAR.value)
    month = re.fullmatch(r"(\d{4}年\d{1,2}月)(?:份|初|底|末|中|上旬|中旬|下旬|中下旬|中上旬)+", words)
    if NO_YEAR.fullmatch(words):
        raise Unclear("no_year", f"{name}“{words[:20]}”没有年份，请补充。", refuses=False)
    try:
        return read_partial_day(month[1] if month else words)
    except Unreadable as unreadable:
        raise Unclear("bad_date", f"{name}“{words[:20]}”：{unreadable}") from None
