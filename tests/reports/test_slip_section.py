"""What a report says of slips: counts by colour, the overdue by name, nothing where there are none."""

from datetime import date
from types import SimpleNamespace

from assessment.reports.slip_section import issued_words, slip_section
from tests.assessment.pressing import issue
from tests.factories import NOW


def material(town, start: date, end: date):
    return SimpleNamespace(
        region=town.region, period=SimpleNamespace(start=start, end=end), until=date(2026, 11, 29),
        as_of=NOW.replace(year=2027),
    )  # fmt: skip


def test_the_section_counts_and_names(town):
    assert slip_section(material(town, date(2026, 11, 16), date(2026, 11, 30))) is None
    issue(town)
    issue(town, key="park", colour="red")  # due on 25 November
    section = slip_section(material(town, date(2026, 11, 16), date(2026, 11, 30)))
    assert section.paragraphs == [
        "本期下达督办单2张（蓝色1张、红色1张），单位回复0张，办结0张。",
        "截至2026年11月29日逾期未办的督办单有1张：工业园（督办〔2026〕2号）。",
    ]
    assert [table.title for table in section.tables] == ["本期下达的督办单", "逾期未办的督办单"]
    assert issued_words([]) == "本期没有下达督办单"
