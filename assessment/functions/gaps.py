"""Why a number is missing, and what is said of it: no target, no base, not yet entered."""

from fractions import Fraction

from assessment.functions.base import Outcome, Status
from assessment.functions.words import NO_SCORE
from assessment.sources import Growth, Input, Kind, OfGroup, Place, Quotient


def unknown(*given: Input) -> Outcome | None:
    """The outcome "—" for the first of the numbers that is missing; None when all are there."""
    missing = next((one for one in given if one.value is None), None)
    return None if missing is None else _gap(missing)


def _gap(missing: Input) -> Outcome:
    deeper = next((part for part in missing.parts if part.value is None), None)
    if deeper is not None and not isinstance(missing.origin, OfGroup | Place):
        return _gap(deeper)
    if missing.kind == Kind.TARGET:
        return Outcome(None, Status.NO_TARGET, f"未下达目标，{NO_SCORE}")
    if isinstance(missing.origin, Growth):
        return Outcome(None, Status.NO_BASE, f"{missing.label}：上年同期为零，无法计算，{NO_SCORE}")
    if isinstance(missing.origin, Quotient):
        under = missing.parts[1] if len(missing.parts) == 2 else None
        return Outcome(None, Status.NO_BASE, f"{_below(under, missing)}，{NO_SCORE}")
    if missing.kind == Kind.DERIVED:
        return Outcome(None, Status.NO_BASE, f"{missing.label}无法计算，{NO_SCORE}")
    return Outcome(None, Status.NOT_ENTERED, f"{missing.label}尚未填报，{NO_SCORE}")


def _below(under: Input | None, missing: Input) -> str:
    return f"{missing.label}的分母为零" if under is None else f"{under.label}为{zero_or_less(under.value)}"


def zero_or_less(x: Fraction) -> str:
    return "0" if x == 0 else "负数"


def zero_target(target: Input) -> Outcome:
    return Outcome(None, Status.ZERO_TARGET, f"目标为{zero_or_less(target.value)}，{NO_SCORE}")
