"""A finished run as it is kept in its lines and items, in the very form that scoring gives and that was hashed."""

from collections.abc import Mapping
from typing import Any

from assessment.models import ScoreLine, ScoreRun

LINE = ("unit_name", "unit_class", "exact", "total", "rank", "rank_before")
ITEM = ("code", "name", "sentence", "inputs", "words", "exact", "points", "possible")
# By the format of the run's frozen content: which details of a line its checksum covers. A new format is added to
# these, none is changed.
DETAILS: dict[int, tuple[str, ...]] = {
    1: (),
    2: ("blocks", "sum", "verdict"),
    3: ("blocks", "sum", "verdict", "holds"),
}


def details_of(run: ScoreRun) -> tuple[str, ...]:
    """Those of the run's format; of the first for a format that is not known."""
    return DETAILS.get(run.frozen.get("format"), ())


def stored_rows(run: ScoreRun) -> list[dict[str, Any]]:
    """Every line with its items, as assessment.reports.standing.as_rows gave them. Two statements."""
    details = details_of(run)
    codes = {row[0]: row[1] for row in run.frozen.get("members", ())}
    lines = ScoreLine.objects.filter(run=run).select_related("unit").prefetch_related("items")
    return [
        {"unit_code": codes.get(line.unit_id, line.unit.code)}
        | {name: getattr(line, name) for name in LINE}
        | {"items": [{name: getattr(item, name) for name in ITEM} for item in line.items.all()]}
        | {name: line.details.get(name) for name in details}
        for line in lines
    ]


def groups_of(run: ScoreRun) -> Mapping[str, Any]:
    """Unit code -> what it is ranked with: the number of its group, in runs of the first format its class."""
    return {row[1]: row[5] if len(row) > 5 else row[3] for row in run.frozen.get("members", ())}
