"""Small groups on a scratch copy: units by the numbers they have."""

from datetime import date
from fractions import Fraction

from scoring_cases import PROPORTION, document

from assessment.rules import Rounding
from assessment.scheme_document import load
from assessment.scratch import Scratch
from assessment.sources import Clock, Kind

CLOCK = Clock(2026, date(2026, 11, 19))
ARRIVED = PROPORTION | {"points": 40, "cap": 1}
STARTED = PROPORTION | {
    "code": "started", "name": "开工项目", "points": 20, "cap": 1,
    "measure": {"code": "started_count", "window": "year_to_date"}, "target": {"measure": "started_count"},
}  # fmt: skip
REALIZED = {
    "code": "realized", "name": "到位率", "points": 40, "function": "ratio", "cap": 1,
    "numerator": {"code": "arrived_capital", "window": "cumulative_since", "since": "2025-01-01"},
    "denominator": {"code": "signed_amount", "window": "cumulative_since", "since": "2025-01-01"},
}  # fmt: skip
BEST = {
    "code": "best", "name": "到位总量", "points": 40, "function": "share_of_best",
    "measure": {"code": "arrived_capital", "window": "year_to_date"},
}  # fmt: skip
WAN = 10_000


def scratch(*indicators, rank=None, asked=None, **units):
    """{'甲': {leaf code or kind:code: number}}: a target is written 'target:…', a mark 'mark:…'."""
    data = document(*indicators)
    data["groups"][0] |= {"rank": rank} if rank else {}
    group = load(data).groups[0]

    def look_up(source, unit):
        if asked is not None:
            asked.append((source.key, unit))
        name = source.code if source.kind == Kind.MEASURE else f"{source.kind}:{source.code}"
        nothing = Fraction(0) if source.kind == Kind.MEASURE else None
        found = units[unit].get(name, nothing)
        return None if found is None else Fraction(found)

    return Scratch(group, list(units), look_up, Rounding(), {name: name for name in units})


def unit(arrived=0, started=0, mark=None, **more):
    return {
        "arrived_capital": arrived * WAN, "started_count": started, "mark:management": mark,
        "target:arrived_capital": 10_000 * WAN, "target:started_count": 5,
    } | more  # fmt: skip
