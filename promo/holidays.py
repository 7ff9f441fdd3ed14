"""The holidays that are known when an installation begins; the office keeps its calendar from then on.

Source: the State Council's yearly notice on holidays (2025, 2026). The days of 2027 follow the Regulation on Holidays
of 2024 (13 days) and wait for the notice, so they are not confirmed and no weekend is worked for them yet.
"""

from collections.abc import Iterator
from datetime import date, timedelta

# (name, first day, last day): free; both days belong to it.
FREE = (
    ("元旦", date(2025, 1, 1), date(2025, 1, 1)),
    ("春节", date(2025, 1, 28), date(2025, 2, 4)),
    ("清明节", date(2025, 4, 4), date(2025, 4, 6)),
    ("劳动节", date(2025, 5, 1), date(2025, 5, 5)),
    ("端午节", date(2025, 5, 31), date(2025, 6, 2)),
    ("国庆节、中秋节", date(2025, 10, 1), date(2025, 10, 8)),
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
)
WORKED = (
    ("春节调休", date(2025, 1, 26)),
    ("春节调休", date(2025, 2, 8)),
    ("劳动节调休", date(2025, 4, 27)),
    ("国庆节调休", date(2025, 9, 28)),
    ("国庆节调休", date(2025, 10, 11)),
    ("元旦调休", date(2026, 1, 4)),
    ("春节调休", date(2026, 2, 14)),
    ("春节调休", date(2026, 2, 28)),
    ("劳动节调休", date(2026, 5, 9)),
    ("国庆节调休", date(2026, 9, 20)),
    ("国庆节调休", date(2026, 10, 10)),
)
EXPECTED = (
    ("元旦", date(2027, 1, 1), date(2027, 1, 1)),
    ("春节", date(2027, 2, 5), date(2027, 2, 8)),
    ("清明节", date(2027, 4, 5), date(2027, 4, 5)),
    ("劳动节", date(2027, 5, 1), date(2027, 5, 2)),
    ("端午节", date(2027, 6, 9), date(2027, 6, 9)),
    ("中秋节", date(2027, 9, 15), date(2027, 9, 15)),
    ("国庆节", date(2027, 10, 1), date(2027, 10, 3)),
)


def known_days() -> Iterator[tuple[date, bool, str, bool]]:
    """(day, is worked, name, is confirmed) of every exception to the rule of the week."""
    for spans, confirmed in ((FREE, True), (EXPECTED, False)):
        for name, first, last in spans:
            for n in range((last - first).days + 1):
                yield first + timedelta(days=n), False, name, confirmed
    for name, day in WORKED:
        yield day, True, name, True
