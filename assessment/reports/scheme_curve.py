"""A small curve of points over what one item counts: the engine itself scores made-up numbers along a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

from assessment.functions import ScoringFunction
from assessment.functions.words import plain, quantity
from assessment.rules import Rounding
from assessment.sources import Need

SAMPLES = 60
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 320, 150, 38, 24, 10
# What others are held against stands still; its size makes steps by amounts visible.
_ROUND = re.compile(r"\.0+(?=\D|$)")
STILL = ("target", "denominator", "best", "mean", "most", "base")
SIZE = {"yuan": 100_000_000, "usd": 10_000_000, "count": 10, "points": 100, "rate": 1, "days": 10}
LINES = {"full_at", "line", "met_at", "upto", "beyond"}  # parameters at which a curve bends


@dataclass(frozen=True)
class Curve:
    """An SVG drawing as numbers; `words` says the same for who cannot see it."""

    path: str
    zero: float
    marks_x: list[tuple[float, str]]
    marks_y: list[tuple[float, str]]
    across: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def curve(function: ScoringFunction, points: Fraction, rounding: Rounding = Rounding()) -> Curve | None:  # noqa: B008
    """None where no single number moves the points: lists of yes and no, and ways that differ by the unit."""
    needs = {need.name: need for need in function.needs("item", "评分")}
    moving = next((need for name, need in needs.items() if name not in STILL and name != "least"), None)
    if moving is None or function.code in ("checklist", "cases"):
        return None
    low, high, share = _span(function, points, needs, moving)
    given = [low + (high - low) * n / SAMPLES for n in range(SAMPLES + 1)]
    if moving.name == "place":
        given = [Fraction(n) for n in range(1, 11)]
    found = [(x, _scored(function, points, rounding, needs, moving, x)) for x in given]
    drawn = [(x, y) for x, y in found if y is not None]
    return _drawing(drawn, moving, share) if len(drawn) > 1 else None


def _scored(function, points, rounding, needs: Mapping[str, Need], moving: Need, x: Fraction):
    """The points when the moving number is x; whatever else is asked for is met."""
    given = {name: _still(need, needs) for name, need in needs.items()}
    given[moving.name] = x
    if moving.name == "growth":
        given["base"], given["actual"] = Fraction(100), 100 * (1 + x)
    inputs = {name: need.filled(given[name]) for name, need in needs.items()}
    return function.score(points, inputs, rounding).points


def _still(need: Need, needs: Mapping[str, Need]) -> Fraction:
    if need.name == "same":
        return Fraction(1)
    if need.name == "least" or need.name.startswith("count"):
        return Fraction(0)
    return Fraction(SIZE[need.source.unit])


def _span(function, points: Fraction, needs, moving: Need) -> tuple[Fraction, Fraction, Fraction | None]:
    """From where to where, and the number that is 100 % where completion is shown instead of the number itself."""
    if "growth" in needs and moving.name in ("actual", "growth"):
        return Fraction(-1, 2), Fraction(1, 2), None
    still = next((needs[name] for name in STILL if name in needs), None)
    if still is not None:
        whole = _still(still, needs)
        line = max(_lines(function), default=Fraction(1))
        return Fraction(0), whole * max(Fraction(3, 2), min(line, Fraction(20)) * Fraction(3, 2)), whole
    if moving.source.unit == "points" and moving.name == "mark":
        return Fraction(0), points, None
    lines = _lines(function)
    if lines:
        return Fraction(0), max(lines) * Fraction(3, 2), None
    step, each = getattr(function, "step", Fraction(1)), getattr(function, "each", None)
    top = (getattr(function, "most", None) or points) if each else None
    return Fraction(0), (abs(top / each) * step * Fraction(5, 4) if top else Fraction(10)), None


def _lines(value: Any) -> list[Fraction]:
    """The numbers at which the points bend: full marks, lines to reach, ends of brackets, lines of conditions."""
    return [one for one in _found(value, LINES) if one > 0]


def _found(value: Any, names: set[str]) -> Iterator[Fraction]:
    if isinstance(value, tuple):
        for one in value:
            yield from _found(one, names)
    elif is_dataclass(value):
        for one in fields(value):
            held = getattr(value, one.name)
            if one.name in names and isinstance(held, Fraction):
                yield held
            elif isinstance(held, tuple) or is_dataclass(held):
                yield from _found(held, names)


def _drawing(drawn: list[tuple[Fraction, Fraction]], moving: Need, share: Fraction | None) -> Curve:
    xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
    low, high = min(0, *ys), max(0, *ys) or Fraction(1)
    across, down = WIDTH - LEFT - 12, HEIGHT - BOTTOM - TOP
    span_x, span_y = (xs[-1] - xs[0]) or 1, (high - low) or 1

    def at_x(x):
        return float(round(LEFT + (x - xs[0]) / span_x * across, 1))

    def at_y(y):
        return float(round(TOP + (high - y) / span_y * down, 1))

    path = " ".join(f"{'M' if n == 0 else 'L'}{at_x(x)},{at_y(y)}" for n, (x, y) in enumerate(drawn))
    ticks = [xs[0], (xs[0] + xs[-1]) / 2, xs[-1]]
    unit = moving.source.unit
    said = [_tick(x, unit, share) for x in ticks]
    name = "完成率" if share is not None else "名次" if moving.name == "place" else moving.source.label
    words = f"{name}为{said[0]}、{said[1]}、{said[2]}时，得{plain(_near(drawn, ticks[0]))}、" + (
        f"{plain(_near(drawn, ticks[1]))}、{plain(_near(drawn, ticks[2]))}分"
    )
    levels = sorted({low, Fraction(0), high, (low + high) / 2})
    return Curve(
        path, at_y(Fraction(0)), list(zip(map(at_x, ticks), said, strict=True)),
        [(at_y(y), plain(round(y, 2))) for y in levels], name, words,
    )  # fmt: skip


def _near(drawn: list[tuple[Fraction, Fraction]], x: Fraction) -> Fraction:
    return round(min(drawn, key=lambda one: abs(one[0] - x))[1], 2)


def _tick(x: Fraction, unit: str, share: Fraction | None) -> str:
    if share is not None:
        return f"{plain(round(x / share * 100))}%"
    return _ROUND.sub("", quantity(round(x, 4), unit))
