"""Published results and worked examples as data, and small schemes to put them through scoring."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from assessment.rules import Rounding
from assessment.scheme_document import Group, Indicator, load
from assessment.scoring import Scored, UnitScore, compose, score_indicator

DATA = Path(__file__).parents[1] / "data" / "cases"
SCHEMES = Path(__file__).parents[2] / "assessment" / "schemes"

PROPORTION = {
    "code": "arrived",
    "name": "到位资金",
    "points": 100,
    "function": "capped_proportion",
    "cap": None,
    "measure": {"code": "arrived_capital", "window": "year_to_date"},
    "target": {"measure": "arrived_capital"},
}
RATIO = {
    "code": "start_rate",
    "name": "开工率",
    "points": 100,
    "function": "ratio",
    "numerator": {"code": "started_count", "window": "year_to_date"},
    "denominator": {"code": "signed_count", "window": "year_to_date"},
}
MARK = {"code": "management", "name": "日常管理", "points": 10, "function": "manual_mark"}


def published(number: str) -> dict:
    """Case `number` ("02"), or the worked examples ("worked"), numbers kept as written."""
    (path,) = DATA.glob(f"{number}_*.json")
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def document(*indicators: dict, **changed) -> dict:
    """A scheme document of one group."""
    group = {"unit_class": "town_village", "indicators": list(indicators)}
    return {"format": 1, "name": "考核办法", "year": 2026, "groups": [group]} | changed


def group_of(*indicators: dict) -> Group:
    return load(document(*indicators)).groups[0]


def indicator(base: dict = PROPORTION, **changed) -> Indicator:
    return group_of(base | changed).indicators[0]


def inputs(item: Indicator, **values) -> list:
    """The numbers of an item by name; None for a missing one."""
    return [
        need.filled(None if values[need.name] is None else Fraction(values[need.name]))
        for need in item.needs
        if need.name in values
    ]


def scored(item: Indicator, rounding: Rounding | None = None, **values) -> Scored:
    return score_indicator(item, inputs(item, **values), rounding or Rounding())


def score_unit(group: Group, found: dict[str, list]) -> UnitScore:
    """All items of one unit, from {indicator code: numbers}, as far as no item asks what others have."""
    shown = Rounding()
    items = {one.code: score_indicator(one, found.get(one.code, ()), shown) for one in group.indicators}
    return compose(group, items, shown)


def places_of(printed: str) -> int:
    """How many decimals a printed figure has."""
    return -Decimal(printed).as_tuple().exponent
