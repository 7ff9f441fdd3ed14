"""What stands beside a unit's points in a kept line: blocks, grade, conversions, vetoes, progress and the half-year."""

from typing import Any

from assessment.models import ScoreLine, ScoreRun
from assessment.reports.half_year import HalfYear, half_years

PASSED = {True: "达到及格线", False: "未达到及格线", None: ""}


def line_parts(run: ScoreRun, line: ScoreLine) -> dict[str, Any]:
    """For the page of a line; lines of older runs kept less."""
    details = line.details
    verdict = details.get("verdict", {})
    blocks = [one | {"passed": PASSED[one.get("is_passed")]} for one in details.get("blocks", ())]
    return {
        "blocks": blocks,
        "kept_sum": details.get("sum", ""),
        "verdict": verdict,
        "half_year": _half_year(run, line),
    }


def _half_year(run: ScoreRun, line: ScoreLine) -> HalfYear | None:
    rows = (one for group in half_years(run).values() for one in group)
    return next((one for one in rows if one.member.unit_id == line.unit_id), None)
