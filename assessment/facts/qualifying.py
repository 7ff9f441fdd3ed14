"""Conditions of a scheme on projects as SQL over the posting (p), its project's traits (t), sizes (z) and sum (a)."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from math import ceil
from typing import Any

from assessment.facts.sql import Sql, all_of, day, one_of
from assessment.sources import Clock, Qualification
from projects.traits import stored

TEXTS = {
    "industry": "t.industry", "ownership": "t.ownership", "kind": "t.kind", "host_place": "t.host_place",
    "channel": "t.channel", "origin": "t.origin", "form": "COALESCE(a.kind, '')",
}  # fmt: skip
SIZES = {"contract": "z.signed", "contract_usd": "z.foreign_signed", "arrived": "z.arrived"}
SIZED = (
    "contract_at_least", "contract_below", "contract_usd_at_least", "contract_usd_below", "arrived_at_least",
    "arrival_ratio_at_least", "signed_since", "signed_before", "signed_this_year", "started_this_year",
)  # fmt: skip
LABELLED = """EXISTS (SELECT 1 FROM projects_projectlabel l WHERE l.project_id = t.head_id AND l.recorded_at <= %s
    AND (l.ended_at IS NULL OR l.ended_at > %s) AND l.valid_from <= %s AND l.label IN ({marks}))"""


def needs_size(where: Qualification) -> bool:
    return any(name in SIZED for name, _ in where.asked())


def needs_form(where: Qualification) -> bool:
    return where.form is not None or where.not_form is not None


def qualifies(where: Qualification, *, clock: Clock, as_of: datetime) -> Sql:
    """All the conditions that are asked; every one is true or false, never unknown."""
    return all_of([_condition(name, value, clock, as_of) for name, value in where.asked()])


def _condition(name: str, value: Any, clock: Clock, as_of: datetime) -> Sql:
    plain = name.removeprefix("not_")
    if plain in TEXTS:
        return one_of(TEXTS[plain], value, negated=plain != name)
    if plain == "label":
        return _labelled(value, clock, as_of, negated=plain != name)
    if name.endswith("_this_year"):
        column = "z.signed_on" if name.startswith("signed") else "z.started_on"
        return _flag(_within(column, clock.year_start, clock.year_end), value)
    return OTHERS[name](value) if name in OTHERS else _size(name, value)


def _size(name: str, value: Fraction) -> Sql:
    """An amount in 元 or 美元 against a size in hundredths."""
    what, sign = (name.removesuffix("_at_least"), ">=") if name.endswith("_at_least") else (name[:-6], "<")
    return Sql(f"COALESCE({SIZES[what]}, 0) {sign} %s", (ceil(value * 100),))


def _ratio(value: Fraction) -> Sql:
    text = "(COALESCE(z.signed, 0) > 0 AND COALESCE(z.arrived, 0) * %s >= COALESCE(z.signed, 0) * %s)"
    return Sql(text, (value.denominator, value.numerator))


def _host_unit(codes: tuple[str, ...]) -> Sql:
    inner = one_of("u.code", codes)
    text = "COALESCE(t.host_unit_id, 0) IN (SELECT u.id FROM units_unit u WHERE "
    return Sql(f"{text}{inner.text})", inner.values)


def _labelled(labels: tuple[str, ...], clock: Clock, as_of: datetime, *, negated: bool) -> Sql:
    text = LABELLED.format(marks=", ".join(["%s"] * len(labels)))
    moment = stored(as_of)
    return Sql(f"{'NOT ' if negated else ''}{text}", (moment, moment, day(clock.until), *labels))


def _within(column: str, start, end) -> Sql:
    return Sql(f"({column} IS NOT NULL AND {column} >= %s AND {column} < %s)", (day(start), day(end)))


def _flag(inner: Sql, wanted: bool) -> Sql:
    return inner if wanted else Sql(f"NOT {inner.text}", inner.values)


OTHERS: dict[str, Callable[[Any], Sql]] = {
    "host_unit": _host_unit,
    "arrival_ratio_at_least": _ratio,
    "signed_since": lambda value: Sql("(z.signed_on IS NOT NULL AND z.signed_on >= %s)", (day(value),)),
    "signed_before": lambda value: Sql("(z.signed_on IS NOT NULL AND z.signed_on < %s)", (day(value),)),
    "expansion": lambda value: _flag(Sql("t.is_expansion"), value),
}
