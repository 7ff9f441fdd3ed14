"""The day of a moment is the office's day: at 2 in the morning in China it is still yesterday in UTC."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from projects import actions
from promo.refusal import Refused
from tests.factories import make_lead, slip

ROOT = Path(__file__).resolve().parents[2]
NIGHT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)  # 22 November, 02:30 in China
UTC_DAY = re.compile(r"\b(at|now|as_of)\.(date\(\)|year\b)|timezone\.now\(\)\.date")


@pytest.mark.parametrize("hour", range(24))
def test_what_happens_today_can_be_recorded_at_any_hour_of_the_day(town, hour):
    at = datetime(2026, 11, 21, hour, 30, tzinfo=UTC)
    today = date(2026, 11, 21) if hour < 16 else date(2026, 11, 22)
    lead = make_lead(unit=town.units["village"], by=town.people["unit_clerk"], on=date(2026, 11, 1))
    fact = actions.record_milestone(
        project=lead, kind="negotiating", event_on=today, by=town.people["unit_clerk"], at=at, files=[slip()]
    )
    lead.refresh_from_db()
    assert fact.event_on == lead.last_entry_on == today


def test_tomorrow_is_refused_by_the_office_clock(town):
    lead = make_lead(unit=town.units["village"], by=town.people["unit_clerk"], on=date(2026, 11, 1))
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.record_milestone(
            project=lead,
            kind="negotiating",
            event_on=date(2026, 11, 23),
            by=town.people["unit_clerk"],
            at=NIGHT,
        )


def test_no_code_takes_the_day_of_a_moment_without_the_office_zone():
    files = [
        path for app in ("units", "projects", "assessment", "promo") for path in (ROOT / app).rglob("*.py")
    ]
    guilty = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        if "demonstration" not in path.parts
        for match in [UTC_DAY.search(path.read_text(encoding="utf-8"))]
        if match
    ]
    assert guilty == []
