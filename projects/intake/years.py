"""Arrived money in columns of several years or months: which of them is this year's, and which is all of it."""

import re

from projects.intake.headers import Claims

YEAR = re.compile(r"(20\d\d)(?=年|[-./])")
NUMBERED_MONTH = re.compile(r"(?:^|/)(?:1[0-2]|0?[1-9])月份?$")
BEFORE = re.compile(r"上年度?[底末]|去年[底末]?|上年累计|以前年度|往年|历年(?!.*累计)")
THIS_YEAR = re.compile(r"当年|本年|今年")  # beside it 2024年到位 is another year, whichever that is


def of_this_year(parts: list[tuple[str, ...]], claims: list[Claims]) -> list[Claims]:
    """The claims without those of years gone by and of single months where the ledger goes on after them."""
    heads = ["".join("/".join(part).split()) for part in parts]
    years = [_year(head) if _arrives(claim) else 0 for head, claim in zip(heads, claims, strict=True)]
    this_year = any(
        _is_of_year(claim) and THIS_YEAR.search(head) for head, claim in zip(heads, claims, strict=True)
    )
    latest = max(years, default=0)
    months = sum(bool(NUMBERED_MONTH.search(head)) for head in heads)
    return [
        ()
        if _arrives(claim)
        and (
            _is_past(head, year, latest, months)
            or this_year
            and year
            and _is_of_year(claim)
            and not THIS_YEAR.search(head)
        )
        else claim
        for head, claim, year in zip(heads, claims, years, strict=True)
    ]


def _arrives(claims: Claims) -> bool:
    return any(field.startswith("arrived") for field, _ in claims)


def _is_of_year(claims: Claims) -> bool:
    return any(field == "arrived_year_amount" for field, _ in claims)


def _year(head: str) -> int:
    return max((int(year) for year in YEAR.findall(head)), default=0)


def _is_past(head: str, year: int, latest: int, months: int) -> bool:
    """截至2024年底 beside 2025年到位 is not all that arrived; of 1月 to 9月 none is the month that is reported."""
    if months > 1 and NUMBERED_MONTH.search(head):
        return True
    return bool(BEFORE.search(head)) or 0 < year < latest
