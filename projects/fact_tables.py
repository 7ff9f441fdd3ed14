"""Tables of facts, postings, shares and rates: the page and the workbook are made from the same one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from projects.measures import MEASURES
from projects.models import Arrival, Milestone, Posting
from projects.models.credit import WHOLE
from promo.days import PartialDay, show_day
from promo.money import CURRENCIES, major_units
from promo.tables import Column, Table

ALSO_NOTE = "兼计只列入本单位，不计入合计。"
FEN_NOTE = "账上按分（美分）和万分之一个项目记账，表中按两位小数显示。"


def project_address(row) -> str:
    return reverse("projects:project_show", args=[row.project_id])


def event_day(fact: Milestone | Arrival) -> PartialDay:
    return PartialDay(fact.event_on, fact.precision)


def quantity_in(posting: Posting | dict, unit: str) -> Decimal | Fraction | None:
    """A quantity in 元, 美元 or projects where the measure counts in `unit`, else None."""
    measure, quantity = (
        (posting["measure"], posting["quantity"])
        if isinstance(posting, dict)
        else (posting.measure, posting.quantity)
    )
    return in_people_units(quantity, unit) if MEASURES[measure].unit == unit else None


def in_people_units(quantity: int, unit: str) -> Decimal | Fraction:
    return Fraction(quantity, WHOLE) if unit == "count" else major_units(quantity)


def fact_of(posting: Posting) -> Milestone | Arrival:
    return posting.milestone or posting.arrival


QUANTITIES = {
    "yuan": ("金额（万元）", "amount_wan", 2),
    "usd": ("金额（万美元）", "amount_wan", 2),
    "count": ("项目数（个）", "count", 4),
}


def _quantity(unit: str, total: int | None) -> Column:
    title, kind, places = QUANTITIES[unit]
    shown = (lambda _: in_people_units(total, unit)) if total is not None else None
    return Column(title, lambda row: quantity_in(row, unit), kind, places=places, total=shown)


def posting_table(
    rows: Sequence[Posting], *, measure: str = "", total: int | None = None, as_of: datetime | None = None,
    notes: Sequence[str] = (), caption: str = "", names: Mapping[int, tuple[str, str]] | None = None,
) -> Table:  # fmt: skip
    """Postings; `names` (unit id -> name, short name) are those of another day. With one `measure` the foot holds
    `total`, the sum of the whole filtered set in ledger integers."""
    units = [MEASURES[measure].unit] if measure else list(QUANTITIES)
    columns = [
        Column("序号", "number"),
        Column("单位", lambda row: (names or {}).get(row.unit_id, ("", row.unit.short_name))[1]),
        Column("项目", "project.name", link=project_address, width=18),
        Column("指标", lambda row: MEASURES[row.measure].name),
        *(_quantity(unit, total if measure else None) for unit in units),
        Column("份额", lambda row: Fraction(row.share, WHOLE), "rate"),
        Column("统计日期", "statistical_on", "day"),
        Column("入账时间", "posted_at", "moment"),
        Column("依据", _because, link=lambda row: fact_of(row).get_absolute_url(), width=14),
        Column("备注", _remark),
    ]
    return Table(
        "入账明细", columns, rows, caption=caption, as_of=as_of, notes=notes, total_row=bool(measure),
    )  # fmt: skip


def _remark(posting: Posting) -> str:
    words = ["兼计"] if posting.is_also else []
    if posting.belongs_on:
        words.append(f"所属期（{show_day(posting.belongs_on)}）已结账，列为调整")
    return "，".join([*words, f"冲减第{posting.answers.number}号"] if posting.answers_id else words)


def _because(posting: Posting) -> str:
    fact = fact_of(posting)
    return f"{fact.title} {fact.event_on.isoformat()}"


def measure_table(sums: Sequence[dict]) -> Table:
    """One line a measure: measures are different things and are never added together."""
    columns = [
        Column("指标", lambda row: MEASURES[row["measure"]].name),
        Column("笔数", "count", "count"),
        *(_quantity(unit, None) for unit in QUANTITIES),
    ]
    return Table("各指标合计", columns, sums)


def _units_of(measures: Iterable[str]) -> list[str]:
    """The units that occur, in their fixed order: a domestic project needs no column of dollars."""
    present = {MEASURES[measure].unit for measure in measures}
    return [unit for unit in QUANTITIES if unit in present]


def unit_sum_table(sums: Sequence[dict]) -> Table:
    """What each unit has earned of each measure in one project."""
    columns = [
        Column("单位", lambda row: f"{row['unit__short_name']}{'（兼计）' if row['is_also'] else ''}"),
        Column("指标", lambda row: MEASURES[row["measure"]].name),
        *(_quantity(unit, None) for unit in _units_of(row["measure"] for row in sums)),
    ]
    return Table("各单位合计", columns, sums)


def project_posting_table(rows: Sequence[tuple[Posting, int]]) -> Table:
    """The postings of a project, each with what its unit has of the measure up to there."""
    units = _units_of(row.measure for row, _ in rows)
    columns = [
        Column("序号", lambda row: row[0].number),
        Column("单位", lambda row: row[0].unit.short_name),
        Column("指标", lambda row: MEASURES[row[0].measure].name),
        *(_project_quantity(unit) for unit in units),
        *(_project_running(unit) for unit in units),
        Column("份额", lambda row: Fraction(row[0].share, WHOLE), "rate"),
        Column("统计日期", lambda row: row[0].statistical_on, "day"),
        Column("入账时间", lambda row: row[0].posted_at, "moment"),
        Column(
            "依据",
            lambda row: _because(row[0]),
            link=lambda row: fact_of(row[0]).get_absolute_url(),
            width=14,
        ),
        Column("备注", lambda row: _remark(row[0])),
    ]
    also = [ALSO_NOTE] if any(row.is_also for row, _ in rows) else []
    return Table("入账明细", columns, rows, notes=[FEN_NOTE, *also])


def _project_quantity(unit: str) -> Column:
    title, kind, places = QUANTITIES[unit]
    return Column(title, lambda row: quantity_in(row[0], unit), kind, group="本笔", places=places)


def _project_running(unit: str) -> Column:
    title, kind, places = QUANTITIES[unit]

    def running(row):
        return in_people_units(row[1], unit) if MEASURES[row[0].measure].unit == unit else None

    return Column(title, running, kind, group="本单位累计", places=places)


def split_table(splits: Sequence) -> Table:
    """Every decision on shares, the newest first."""
    columns = [
        Column("起始日期", _from_when),
        Column("指标", "get_measure_display"),
        Column("份额", _shares, width=24),
        Column("依据", "reason", width=18),
        Column("决定人", "decided_by.name"),
        Column("决定时间", "decided_at", "moment"),
    ]
    return Table("份额记录", columns, splits)


def _from_when(split) -> str:
    """The first split holds for all days; its day in the database is no day of the town's."""
    return "登记起" if split.is_from_registration else f"{split.valid_from:%Y-%m-%d}"


def _shares(split) -> str:
    return "、".join(
        f"{line.unit.short_name}{'（兼计）' if line.is_also else ''} {Decimal(line.share).scaleb(-2):.2f}%"
        for line in split.lines.all()
    )


def _common(first: Sequence[Column], sums: dict) -> list[Column]:
    """`sums` holds 'cny' and 'usd' of the whole filtered set."""
    return [
        *first,
        Column("发生日期", event_day, "day", link=lambda row: row.get_absolute_url()),
        Column("统计日期", "statistical_on", "day"),
        Column("币种", lambda row: CURRENCIES[row.currency].name if row.amount is not None else None),
        Column("上报（万）", "amount", "amount_wan", group="原币金额"),
        Column("认定（万）", "recognised", "amount_wan", group="原币金额"),
        Column("内资（万元）", "counted_cny", "amount_wan", group="计入统计", total=lambda _: sums["cny"]),
        Column("外资（万美元）", "counted_usd", "amount_wan", group="计入统计", total=lambda _: sums["usd"]),
        Column("状态", "state_words"),
        Column("录入人", "recorded_by.name"),
        Column("核实人", lambda row: row.verified_by.name if row.verified_by else None),
    ]


FACT_NOTE = (
    "计入统计的金额以核实为准，冲销以负数列示，通过不计分和存疑的不计；"
    "外资折合美元，内资折合人民币，中外合资按出资比例分列，两者不相加。"
)


def _money_kind(row: Arrival) -> str:
    return f"{row.get_kind_display()}{'（冲销）' if row.reverses_id else ''}"


def fact_table(
    rows: Sequence, *, subject: str, sums: dict, caption: str = "", notes: Sequence[str] = ()
) -> Table:
    """Milestones or arrivals of sums.with_counted, with the counted sums of the whole filtered set below."""
    first = [
        Column("项目", "project.name", link=project_address, width=18),
        Column("引资单位", "project.lead_unit.short_name"),
        Column("节点", "title") if subject == "milestone" else Column("资金形式", _money_kind),
    ]
    title = "项目节点明细" if subject == "milestone" else "到位资金明细"
    return Table(
        title, _common(first, sums), rows, caption=caption, notes=[FACT_NOTE, *notes], total_row=True,
    )  # fmt: skip


def desk_table(rows: Sequence, *, today: date) -> Table:
    """The queue of the desk as it leaves the house."""
    columns = [
        Column("事项", "title"),
        Column("项目", "project.name", width=18),
        Column("引资单位", "project.lead_unit.short_name"),
        Column("币种", lambda row: CURRENCIES[row.currency].name if row.amount is not None else None),
        Column("金额（万）", "amount", "amount_wan"),
        Column("发生日期", event_day, "day"),
        Column("统计日期", "statistical_on", "day"),
        Column("录入人", "recorded_by.name"),
        Column("录入时间", "recorded_at", "moment"),
        Column("附件数", "evidence_count", "count"),
        Column("已等待（天）", lambda row: row.days_waiting, "count"),
    ]
    return Table("待核实事项", columns, rows, as_of=today)


def rate_table(rows: Sequence) -> Table:
    columns = [
        Column("币种", "get_currency_display"),
        Column("日期", "valid_on", "day"),
        Column("1单位外币兑人民币（元）", "rate", "points", places=6),
        Column("来源", "source", width=16),
        Column("登记人", "recorded_by.name"),
        Column("登记时间", "recorded_at", "moment"),
    ]
    return Table("汇率表", columns, rows)
