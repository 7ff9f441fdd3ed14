"""The calendar of periods as Tables: the periods with their days and state, who reported, the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from assessment.facts import Figure, Outcome, UnitReturn
from assessment.models import ReportDuty
from assessment.reports.links import posting_link
from projects.closings import PeriodState
from projects.fact_tables import in_people_units
from projects.measures import MEASURES
from projects.models import PeriodClosing, PeriodReopening
from projects.period_calendar import Due
from promo.periods import Period, PeriodKind
from promo.tables import Column, Lit, Table
from units.models import Region, Unit

TONES = {"": "neutral", "soft": "amber", "firm": "green", "opened": "red"}
UNITS = {"yuan": "万元", "usd": "万美元", "count": "个"}
WAITED_FOR = (Outcome.DUE, Outcome.MISSING, Outcome.INCOMPLETE)


@dataclass(frozen=True)
class PeriodRow:
    """A period as the list shows it; `waited` counts the units that have not reported, None where none are asked."""

    region: Region
    due: Due
    state: PeriodState
    today: date
    asked: int | None = None
    waited: int | None = None

    @property
    def words(self) -> Lit:
        return state_words(self.state, self.due, self.today)

    @property
    def is_provisional(self) -> bool:
        return self.due.is_provisional and not self.state.rows

    @property
    def deadline_on(self) -> date | None:
        return last_days(self.due, self.state)[0]

    @property
    def grace_until(self) -> date | None:
        return last_days(self.due, self.state)[1]


def last_days(due: Due | None, state: PeriodState) -> tuple[date | None, date | None]:
    """(deadline, end of the grace window): as they were closed by, else as the rule says."""
    if state.rows:
        return state.rows[0].deadline_on, state.rows[0].grace_until
    return (due.deadline_on, due.grace_until) if due else (None, None)


def period_address(region_id: int, period: Period, name: str = "period_show") -> str:
    return reverse(f"assessment:{name}", args=[region_id, period.key])


def state_words(state: PeriodState, due: Due | None, today: date) -> Lit:
    """'进行中', '报送中', '宽限期', '已结账', '已重开'."""
    if state.step or due is None:
        return Lit(state.words, TONES[state.step])
    return Lit("进行中", "neutral") if today <= due.period.last_day else Lit("报送中", "blue")


def period_table(rows: Sequence[PeriodRow], *, title: str, counted: bool) -> Table:
    """The periods, the newest first; without the counts for a unit, which sees only itself."""
    counts = [
        Column("应报单位", "asked", kind="count"),
        Column("未报单位", "waited", kind="count"),
    ]
    provisional = any(row.is_provisional for row in rows)
    return Table(
        title=title,
        columns=[
            Column(
                "所属期",
                lambda row: row.due.period.label,
                width=18,
                link=lambda row: period_address(row.region.pk, row.due.period),
            ),
            Column("周期", lambda row: PeriodKind(row.due.period.kind).label, width=5),
            Column("状态", "words", width=6),
            Column("数据截止", "due.cut_off_on", kind="day"),
            Column("报送截止", "deadline_on", kind="day"),
            Column("补报截止", "grace_until", kind="day"),
            Column("备注", lambda row: "节假日待确认" if row.is_provisional else None, width=8),
            *(counts if counted else []),
        ],
        rows=rows,
        notes=("国务院办公厅放假通知公布后，节假日待确认的日期以公布的安排为准。",) if provisional else (),
    )


def return_table(duty: ReportDuty, found: Sequence[UnitReturn], units: Mapping[int, Unit]) -> Table:
    """Who reported for a period, unit by unit."""
    return Table(
        title="报送情况",
        columns=[
            Column(
                "单位", lambda one: units[one.unit_id].name, width=10,
                link=lambda one: reverse("assessment:period_unit", args=[duty.pk, one.unit_id]),
            ),
            Column("报送情况", return_words, width=7),
            Column("核对数据时间", "confirmed_at", kind="moment"),
            Column("数据", _change_words, width=8),
            Column("进展情况", lambda one: _short(one.progress), width=16),
            Column("存在问题", lambda one: _short(one.problems), width=16),
            Column("下步措施", lambda one: _short(one.measures), width=16),
        ],
        rows=found,
    )  # fmt: skip


def return_words(one: UnitReturn) -> Lit:
    return {
        Outcome.ON_TIME: Lit("按时", "green"),
        Outcome.LATE: Lit(f"迟报{one.late_days}天", "amber"),
        Outcome.INCOMPLETE: Lit("内容不全", "amber"),
        Outcome.MISSING: Lit("未报", "red"),
        Outcome.EXEMPT: Lit("免报", "blue"),
        Outcome.DUE: Lit("未报（未到期）", "neutral"),
    }[one.outcome]


def _change_words(one: UnitReturn) -> Lit | None:
    if one.confirmed_at is None:
        return None
    return Lit("确认后有变动", "amber") if one.is_changed else Lit("与确认时一致", "green")


def _short(text: str, most: int = 60) -> str | None:
    line = " ".join(text.split())
    return (line if len(line) <= most else f"{line[: most - 1]}…") or None


def step_table(rows: Sequence[PeriodClosing]) -> Table:
    """What was done to a period, when and by whom."""
    return Table(
        title="结账记录",
        columns=[
            Column("时间", "recorded_at", kind="moment"),
            Column("状态", lambda row: Lit(row.get_step_display(), TONES[row.step]), width=6),
            Column("办理人", lambda row: row.recorded_by.name if row.recorded_by else "系统", width=8),
            Column("重开至", "open_until", kind="day"),
            Column(
                "批准依据",
                lambda row: row.reopening.document if row.reopening else None,
                width=14,
                link=_paper,
            ),
        ],
        rows=rows,
    )


def _paper(row: PeriodClosing) -> str | None:
    return row.reopening.paper.get_absolute_url() if row.reopening and row.reopening.paper else None


def opening_table(rows: Sequence[PeriodReopening], *, may_decide: bool) -> Table:
    tones = {"asked": "amber", "granted": "blue", "refused": "red"}
    decide = [
        Column(
            "操作", lambda row: "决定" if row.state == "asked" else None, width=4,
            link=lambda row: reverse("assessment:period_decide", args=[row.pk]) if row.state == "asked" else None,
        )
    ]  # fmt: skip
    return Table(
        title="重开申请",
        columns=[
            Column("重开原因", "reason", width=18),
            Column("重开至", "open_until", kind="day"),
            Column("申请人", "asked_by.name", width=8),
            Column("状态", lambda row: Lit(row.get_state_display(), tones[row.state]), width=6),
            Column("决定人", "decided_by.name", width=8),
            Column("说明", lambda row: row.words or None, width=12),
            *(decide if may_decide else []),
        ],
        rows=rows,
    )


@dataclass(frozen=True)
class FigureRow:
    """One line of a unit's figures: what it is called, the quantities by measure, and since when they open."""

    name: str
    quantities: Mapping[str, int]
    start: date | None = None


def figure_table(
    figures: Sequence[Figure], *, unit_id: int, period: Period, year_start: date, as_of, before=()
) -> Table:
    """A unit's figures of the period and of the year so far, each open to its postings of the same window and moment;
    beneath them, where given, what was confirmed and differs now."""
    rows = [
        FigureRow("本期", {one.code: one.in_period for one in figures}, period.start),
        FigureRow("本年累计", {one.code: one.in_year for one in figures}, year_start),
    ]
    if before:
        rows += [
            FigureRow("确认时本期", {one.code: one.in_period for one in before}),
            FigureRow("确认时本年累计", {one.code: one.in_year for one in before}),
        ]

    def column(code: str) -> Column:
        measure = MEASURES[code]
        return Column(
            f"{measure.name}（{UNITS[measure.unit]}）",
            lambda row: in_people_units(row.quantities[code], measure.unit),
            kind="count" if measure.unit == "count" else "amount_wan",
            link=lambda row: (
                posting_link(code, start=row.start, end=period.end, unit_id=unit_id, as_of=as_of)
                if row.start
                else None
            ),
        )

    return Table(
        title="本单位数据",
        columns=[Column("统计范围", "name", width=8), *(column(one.code) for one in figures)],
        rows=rows,
        as_of=as_of,
    )
