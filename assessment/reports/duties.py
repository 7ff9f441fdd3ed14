"""The reporting calendar as Tables: the board of units by duties, the duties, one duty, one unit, and its faults."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from assessment.facts import Fulfilled, Outcome, faults_of
from assessment.models import ReportDuty, Submission
from assessment.reports.links import kept_file_link
from promo.days import show_day
from promo.tables import Column, Lit, Table
from units.models import Unit

NAMES_MOST = 60


def outcome_words(one: Fulfilled) -> Lit:
    """'按时', '迟报3天', '内容不全', '缺报', '免报', '未到期'."""
    late = f"迟报{one.late_days}天"
    return {
        Outcome.ON_TIME: Lit("按时", "green"),
        Outcome.LATE: Lit(late, "amber"),
        Outcome.INCOMPLETE: Lit(f"内容不全，{late}" if one.is_late else "内容不全", "amber"),
        Outcome.MISSING: Lit("缺报", "red"),
        Outcome.EXEMPT: Lit("免报", "blue"),
        Outcome.DUE: Lit("未到期", "neutral"),
    }[one.outcome]


@dataclass
class BoardRow:
    """A unit with how it stands to each duty."""

    unit: Unit
    cells: dict[int, Fulfilled] = field(default_factory=dict)

    @property
    def faults(self):
        return faults_of(self.cells.values())


def board_table(
    duties: Sequence[ReportDuty], found: Sequence[Fulfilled], units: Mapping[int, Unit], *, title: str
) -> Table:
    """A row per unit, a column per duty; a unit that was not asked has '—'."""
    rows: dict[int, BoardRow] = {}
    for one in found:
        row = rows.setdefault(one.unit_id, BoardRow(units[one.unit_id]))
        row.cells[one.duty.pk] = one
    ordered = sorted(rows.values(), key=lambda row: (row.unit.order, row.unit.code))
    return Table(
        title=title,
        columns=[
            Column("单位", "unit.short_name", width=8),
            Column("缺报", lambda row: row.faults.missing, kind="count", total="sum"),
            Column("迟报", lambda row: row.faults.late, kind="count", total="sum"),
            Column("迟报天数", lambda row: row.faults.late_days, kind="count", total="sum"),
            Column("内容不全", lambda row: row.faults.incomplete, kind="count", total="sum"),
            *(_duty_column(duty) for duty in duties),
        ],
        rows=ordered,
        total_row=len(ordered) > 1,
    )


def _duty_column(duty: ReportDuty) -> Column:
    year, sign, rest = duty.period_name.partition("年")
    name = rest if sign and year == str(duty.due_on.year) else duty.period_name
    return Column(
        f"{name.split('（')[0]}",
        lambda row: outcome_words(row.cells[duty.pk]) if duty.pk in row.cells else None,
        group=f"{duty.due_on.month}月{duty.due_on.day}日止",
        link=lambda row: duty_unit_address(duty.pk, row.unit.pk) if duty.pk in row.cells else None,
    )


def duty_unit_address(duty_id: int, unit_id: int) -> str:
    return reverse("assessment:duty_unit", args=[duty_id, unit_id])


def duty_table(duties: Sequence[ReportDuty], found: Sequence[Fulfilled], *, counted: bool) -> Table:
    """The duties with how many units met each; without the counts for a unit, which sees only itself."""
    tally: dict[int, Counter] = defaultdict(Counter)
    for one in found:
        tally[one.duty.pk][one.outcome] += 1

    def how_many(*outcomes: Outcome):
        return lambda duty: sum(tally[duty.pk][outcome] for outcome in outcomes)

    counts = [
        Column("应报", lambda duty: tally[duty.pk].total(), kind="count"),
        Column("按时", how_many(Outcome.ON_TIME), kind="count"),
        Column("迟报", how_many(Outcome.LATE), kind="count"),
        Column("内容不全", how_many(Outcome.INCOMPLETE), kind="count"),
        Column("缺报", how_many(Outcome.MISSING), kind="count"),
        Column("免报", how_many(Outcome.EXEMPT), kind="count"),
    ]
    return Table(
        title="报送要求",
        columns=[
            Column("截止日期", "due_on", kind="day"),
            Column("报表", "title", width=12, link=lambda duty: duty.get_absolute_url()),
            Column("所属期", "period_name", width=14),
            Column("报送单位", "whom", width=14),
            *(counts if counted else []),
        ],
        rows=duties,
    )


def units_table(duty: ReportDuty, found: Sequence[Fulfilled], units: Mapping[int, Unit]) -> Table:
    """One duty, unit by unit."""
    return Table(
        title=str(duty),
        columns=[
            Column(
                "单位",
                lambda one: units[one.unit_id].name,
                width=10,
                link=lambda one: duty_unit_address(duty.pk, one.unit_id),
            ),
            Column("报送情况", outcome_words, width=8),
            Column("收到日期", "received_on", kind="day"),
        ],
        rows=found,
    )


def fault_table(
    found: Sequence[Fulfilled], *, title: str, as_of=None, names: Mapping[int, str] | None = None
) -> Table:
    """The duties behind a unit's deductions, each open to what was handed in; `names` where there are several units."""
    named = [Column("单位", lambda one: names[one.unit_id], width=8)] if names else []
    return Table(
        title=title,
        columns=[
            *named,
            Column("截止日期", "duty.due_on", kind="day"),
            Column(
                "报表",
                "duty.title",
                width=12,
                link=lambda one: duty_unit_address(one.duty.pk, one.unit_id),
            ),
            Column("所属期", "duty.period_name", width=14),
            Column("报送情况", outcome_words, width=8),
            Column("收到日期", "received_on", kind="day"),
            Column(
                "迟报天数",
                lambda one: one.late_days or None,
                kind="count",
                total=lambda rows: sum(one.late_days for one in rows),
            ),
        ],
        rows=found,
        total_row=True,
        as_of=as_of,
    )


def submission_table(rows: Sequence[Submission], *, may_correct: bool) -> Table:
    """All that was entered for one duty and unit, corrected rows among them; needs `replaced_by`."""
    correct = [
        Column(
            "操作",
            lambda row: "更正" if _stands(row) else None,
            link=lambda row: (
                reverse("assessment:submission_correct", args=[row.pk]) if _stands(row) else None
            ),
            width=4,
        )
    ]
    return Table(
        title="报送登记",
        columns=[
            Column("收到日期", "received_on", kind="day"),
            Column("情况", _submission_words, width=8),
            Column("原因", lambda row: row.reason or None, width=14),
            Column("说明", lambda row: row.note or None, width=14),
            Column(
                "报表",
                lambda row: row.file.name if row.file else None,
                width=14,
                link=lambda row: kept_file_link(row.file),
            ),
            Column(
                "登记人", lambda row: f"{row.recorded_by.name}{'（单位）' if row.by_unit else ''}", width=10
            ),
            Column("登记时间", "recorded_at", kind="moment"),
            *(correct if may_correct else []),
        ],
        rows=rows,
    )


def _stands(row: Submission) -> bool:
    return not row.is_void and not hasattr(row, "replaced_by")


def _submission_words(row: Submission) -> Lit:
    if hasattr(row, "replaced_by"):
        return Lit("已更正", "neutral")
    if row.is_void:
        return Lit("作废", "neutral")
    return Lit("内容不全", "amber") if row.is_incomplete else Lit("完整", "green")


def reminder(duty: ReportDuty, found: Sequence[Fulfilled], units: Mapping[int, Unit]) -> str:
    """The text of a reminder to those who have not handed in; '' when everybody has."""
    waited = [one for one in found if one.outcome in (Outcome.MISSING, Outcome.DUE, Outcome.INCOMPLETE)]
    if not waited:
        return ""
    names = "、".join(units[one.unit_id].short_name for one in waited[:NAMES_MOST])
    report, day = f"《{duty.title}》（{duty.period_name}）", show_day(duty.due_on)
    if any(one.outcome == Outcome.MISSING for one in waited):
        return f"{names}：{report}应于{day}前报送，至今未收到完整报表，请即日补报，并说明迟报原因。"
    return f"{names}：请于{day}前报送{report}。逾期未报的，按考核办法处理。"
