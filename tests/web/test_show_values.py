"""What a page writes for a value: the office's way, — for nothing, and no half-finished number."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import engines


def shown(expression: str, value) -> str:
    template = engines["django"].from_string("{{ value|" + expression + " }}")
    return template.render({"value": value})


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("yuan", Decimal("12345.60"), "12,345.60"),
        ("wan", Decimal(50000000), "5,000.00"),
        ("wan:0", Decimal(50005000), "5,001"),
        ("yi", Decimal(125000000), "1.25"),
        ("money", Decimal(50000000), "5,000万元"),
        ("money:'USD'", Decimal(8000000), "800万美元"),
        ("count", 1284, "1,284"),
        ("day", date(2026, 3, 5), "2026年3月5日"),
        ("day:'month'", date(2026, 3, 1), "2026年3月"),
        ("day", datetime(2026, 3, 4, 16, 30, tzinfo=UTC), "2026年3月5日"),
        ("moment", datetime(2026, 11, 21, 7, 30, tzinfo=UTC), "2026-11-21 15:30"),
        ("percent", Decimal("0.4231"), "42.31%"),
        ("percent", Fraction(1, 3), "33.33%"),
        ("percent:1", Fraction(1, 8), "12.5%"),
        ("pp", Fraction(321, 100), "+3.21个百分点"),
        ("pp", Fraction(-321, 100), "-3.21个百分点"),
        ("pp", Fraction(-1, 1000), "0.00个百分点"),
        ("filesize", 860, "860字节"),
        ("filesize", 353_000, "345KB"),
        ("filesize", 12_900_000, "12.3MB"),
        ("dash", 0, "0"),
        ("dash", "", "—"),
    ],
)
def test_a_value_is_written_the_offices_way(expression, value, text):
    assert shown(expression, value) == text


@pytest.mark.parametrize(
    "expression",
    ["yuan", "wan", "yi", "money", "count", "day", "moment", "percent", "pp", "dash", "filesize"],
)
def test_nothing_is_a_dash(expression):
    assert shown(expression, None) == "—"
