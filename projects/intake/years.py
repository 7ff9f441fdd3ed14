"""Arrived money in columns of years or months: which is this year's, which of years gone by, which all of it."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from projects.intake.amount_heads import MONTH_OF_YEAR
from projects.intake.headers import LAST, USUAL, Claims

YEAR = re.compile(r"(20\d\d)(?=年|[-./])")
DAY = re.compile(r"(20\d\d)(?:年度?|[-./])(?:(1[0-2]|0?[1-9])(?:月份?|[-./])?(?:([12]\d|3[01]|0?[1-9])日)?)?")
NUMBERED_MONTH = re.compile(r"(?:^|/)(?:1[0-2]|0?[1-9])月份?$")
THIS_YEAR = re.compile(r"当年|本年|今年")  # beside it 2024年到位 is another year, whichever that is
SINCE_THEN = re.compile(r"以来|至今|自.{0,14}起|至目前|开始")  # 2023年以来 goes on until now
UNTIL = re.compile(r"截[至止]|累计至|\d[年月]?[底末]|年[底末]|日(?:之|以)?前|结转(?!项目)")
# The whole until the year began; what is said of last year alone is its own part of it.
YEARS_BEFORE = re.compile(r"以前年度?|往年|历年结转|期初|年初(?!以来|[至到])")
LAST_YEAR = re.compile(r"上一?年|去年|(?<!之)前一?年")
ALL_YEARS = re.compile(r"历年(?!.*(?:累计|结转))")  # with or without this one
BEFORE_NOW = re.compile(r"上[个一]?[月期周旬]")
OPENING, PAST = "arrived_opening_amount", "arrived_past_amount"
FIRST_QUARTER = 3


def of_this_year(parts: list[tuple[str, ...]], claims: list[Claims], latest: date) -> list[Claims]:
    """The claims of a ledger whose figures hold for `latest`: what is of earlier years says so, and of several such
    columns the last alone; single months of many, and what ended last month beside the whole, claim nothing."""
    heads = ["".join("/".join(part).split()) for part in parts]
    arrives = [_arrives(claim) for claim in claims]
    this_year = any(
        _is_of_year(claim) and THIS_YEAR.search(head) for head, claim in zip(heads, claims, strict=True)
    )
    single = [_is_month(head, claim) for head, claim in zip(heads, claims, strict=True)]
    found = [
        ()
        if is_month and sum(single) > 1
        else _told(head, claim, latest, this_year=this_year)
        if is_money
        else claim
        for head, claim, is_money, is_month in zip(heads, claims, arrives, single, strict=True)
    ]
    for field in (OPENING, PAST):
        found = _last_of(field, heads, found, latest)
    return found


def _arrives(claims: Claims) -> bool:
    return any(field.startswith("arrived") for field, _ in claims)


def _is_of_year(claims: Claims) -> bool:
    return any(field == "arrived_year_amount" for field, _ in claims)


def _is_month(head: str, claims: Claims) -> bool:
    """Whether it is a month by its number: of several such columns none is the month that is reported."""
    if NUMBERED_MONTH.search(head):
        return _arrives(claims)
    return any(field == "arrived_month_amount" for field, _ in claims) and bool(MONTH_OF_YEAR.search(head))


def _told(head: str, claim: Claims, latest: date, *, this_year: bool) -> Claims:
    if ALL_YEARS.search(head):
        return ()
    if SINCE_THEN.search(head):
        return claim
    year = _year(head)
    if 0 < year < latest.year or not year and (YEARS_BEFORE.search(head) or LAST_YEAR.search(head)):
        return ((OPENING if _is_until(head) else PAST, USUAL),)
    if BEFORE_NOW.search(head):  # 截至上月底累计 is the whole only where nothing says more
        return tuple((field, LAST) for field, _ in claim if field == "arrived_amount")
    if this_year and year and _is_of_year(claim) and not THIS_YEAR.search(head):
        return ()
    return claim


def _is_until(head: str) -> bool:
    return bool(YEARS_BEFORE.search(head) or UNTIL.search(head))


def _last_of(field: str, heads: list[str], claims: list[Claims], latest: date) -> list[Claims]:
    places = [index for index, claim in enumerate(claims) if claim and claim[0][0] == field]
    if len(places) < 2:
        return claims
    last = max(places, key=lambda index: until_of(heads[index], latest))
    return [() if index in places and index != last else claim for index, claim in enumerate(claims)]


def _year(head: str) -> int:
    return max((int(year) for year in YEAR.findall(head)), default=0)


@lru_cache(maxsize=500)
def until_of(head: str, latest: date) -> date:
    """The last day of which a head of earlier years speaks, 上年底 being that of the year before `latest`."""
    plain = "".join(head.split())
    found = max(DAY.findall(plain), default=None)
    if found is None:
        return date(latest.year - 1, 12, 31)
    year, month, day = (int(part) if part else 0 for part in found)
    month = month or 12
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def holds_for(head: str, latest: date) -> date:
    """The day for which the whole under a head holds: its own where it names one of an earlier year."""
    plain = "".join(head.split())
    if not 0 < _year(plain) < latest.year or SINCE_THEN.search(plain):
        return latest
    return until_of(head, latest)


def names_the_year(head: str, latest: date) -> bool:
    return _year("".join(head.split())) == latest.year
