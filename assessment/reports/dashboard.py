"""The leader's dashboard as data: cards, funnel, months, units; each figure with the address of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Count, Q

from assessment.facts import Member, Years, target_sums, year_period
from assessment.ledger_series import by_month
from assessment.reports import wording
from assessment.reports.links import list_link, posting_link, year_links
from assessment.reports.overview import Line, YearToDate, year_before, year_to_date
from assessment.reports.places import also_note, outside, roll
from projects.family import of_family
from projects.models import Arrival, Milestone, Status
from promo.money import round_to
from promo.periods import add_months
from promo.tables import Column, Table
from units.models import Region

CARDS = ("signed_amount", "arrived_capital", "arrived_foreign", "started_count", "completed_count")
SINCE_EVER = "1978-01-01"
BLUES = ("#163d70", "#1d4f91", "#2b5f9f", "#3a6dab", "#4a78b0")  # white reads on all of them


@dataclass(frozen=True)
class Card:
    """A figure with its target, its pace and the list behind it. `bar` and `mark` are whole per cent for drawing."""

    line: Line
    number: str
    unit: str
    url: str

    @property
    def target(self) -> str:
        return wording.quantity_words(self.line.measure, self.line.target) if self.line.target else ""

    @property
    def pace(self) -> str:
        return wording.pace_words(self.line.lead)

    @property
    def growth(self) -> str:
        return wording.growth_words(self.line.growth)

    @property
    def is_behind(self) -> bool:
        return self.line.lead is not None and round_to(self.line.lead, 2) < 0

    @property
    def bar(self) -> int:
        return max(0, min(100, int((self.line.rate or 0) * 100)))

    @property
    def mark(self) -> int:
        return int(self.line.elapsed * 100)


def year_so_far(
    region: Region, *, today: date, as_of: datetime, year: int | None = None, years: Years | None = None
) -> YearToDate:
    """The running assessment year up to today, or a whole past one. `years` are the region's, where the caller has
    them already."""
    years = years or Years(region, as_of)
    clock = years.running(today) if year is None else years.seen_on(year, today)
    given = target_sums(region, year=clock.year, on=clock.until, as_of=as_of)
    return year_to_date(region, year_period(clock), until=clock.until, as_of=as_of, targets=given)


def cards(year: YearToDate) -> list[Card]:
    link = year_links(year, as_of=None)
    return [card_of(line, link(line, None)) for line in map(year.line, CARDS)]


def card_of(line: Line, url: str) -> Card:
    """The sum with its unit apart, so that a page can set them in two sizes."""
    words = wording.quantity_words(line.measure, line.done)
    number = words.rstrip("万亿元美个")
    return Card(line, number, words.removeprefix(number), url)


@dataclass(frozen=True)
class Step:
    """A step of the funnel: live projects that have reached it, proved by a verified fact."""

    name: str
    count: int
    url: str


def funnel(projects) -> list[Step]:
    """In one statement. `projects` are those the reader sees; the list behind a step has as many rows."""
    milestone = Milestone.objects.verified().live().not_set_aside()
    reached = {
        "signed": of_family(milestone.filter(kind="signed")),
        "arrived": of_family(Arrival.objects.verified().live().not_set_aside()),
        "started": of_family(milestone.filter(kind="started")),
        "completed": of_family(milestone.filter(kind="completed")),
    }
    counted = {f"{name}_sum": Count("pk", filter=Q(**{name: True})) for name in reached}
    rows = projects.active().order_by().annotate(**reached)
    sums = rows.aggregate(all_sum=Count("pk"), **counted)
    names = zip(("签约", "到位", "开工", "竣工"), reached, strict=True)
    steps = [
        Step(name, sums[f"{code}_sum"], list_link(status=Status.ACTIVE.value, **{f"{code}_from": SINCE_EVER}))
        for name, code in names
    ]
    return [Step("在库", sums["all_sum"], list_link(status=Status.ACTIVE.value)), *steps]


def funnel_option(steps: Sequence[Step]) -> dict:
    data = [
        {
            "name": f"{step.name} {step.count}",
            "value": step.count,
            "link": step.url,
            "itemStyle": {"color": blue},
        }
        for step, blue in zip(steps, BLUES, strict=True)
    ]
    series = {
        "type": "funnel", "sort": "none", "gap": 2, "left": 12, "right": 12, "top": 8, "bottom": 8, "minSize": "14%",
        "label": {"position": "inside", "color": "#fff", "fontSize": 13}, "data": data,
    }  # fmt: skip
    return {"unit": "个", "legend": None, "series": [series]}


def funnel_table(steps: Sequence[Step]) -> Table:
    return Table(
        title="项目推进情况",
        columns=[Column("阶段", "name"), Column("项目（个）", "count", "count", link="url")],
        rows=list(steps),
    )


@dataclass(frozen=True)
class Month:
    """Arrived capital of a month in 万元; `now` is None for a month that has not begun."""

    name: str
    now: Fraction | None
    before: Fraction
    url: str


def months(region: Region, year: YearToDate, *, as_of: datetime) -> list[Month]:
    """This year beside last year, month by month, in one statement; last year whole."""
    start = year.year.start
    found = by_month(region, "arrived_capital", start=year_before(start), end=year.year.end, as_of=as_of)
    firsts = [add_months(start, place) for place in range(12)]
    zero = Fraction(0)
    return [
        Month(
            f"{first.month}月",
            found.get((first.year, first.month), zero) / 10_000 if first <= year.until else None,
            found.get((first.year - 1, first.month), zero) / 10_000,
            posting_link("arrived_capital", start=first, end=add_months(first, 1)),
        )
        for first in firsts
    ]


def month_option(rows: Sequence[Month], year: int) -> dict:
    now = [{"value": row.now, "link": row.url} if row.now is not None else None for row in rows]
    before = {"name": f"{year - 1}年", "type": "line", "symbolSize": 6, "data": [row.before for row in rows]}
    return {
        "unit": "万元",
        "xAxis": {"type": "category", "data": [row.name for row in rows]},
        "yAxis": {"type": "value", "name": "万元"},
        "series": [{"name": f"{year}年", "type": "bar", "barMaxWidth": 26, "data": now}, before],
    }


def month_table(rows: Sequence[Month], year: int) -> Table:
    """What the chart draws, to the last 分."""
    columns = [
        Column("月份", "name"),
        Column(
            f"{year}年", lambda row: None if row.now is None else row.now * 10_000, "amount_wan", total="sum"
        ),
        Column(f"{year - 1}年", lambda row: row.before * 10_000, "amount_wan", total="sum"),
    ]
    return Table("到位资金分月情况", columns, list(rows), unit_note="单位：万元", total_row=True)


def unit_lines(region: Region, year: YearToDate) -> list[tuple[Member, Line]]:
    """Units with arrived capital or a target for it, assessed ones first, in their fixed order.

    Those outside the assessment (closed, not assessed) stand behind them, so that the foot is the card's figure.
    """
    members = roll(region, on=year.until)
    members += outside(region, year, besides=members)
    lines = [(one, year.unit_line(one.unit_id, "arrived_capital")) for one in members]
    return [(one, line) for one, line in lines if line.done or line.target]


def unit_option(rows: Sequence[tuple[Member, Line]], link) -> dict:
    """Bars that lie, because names are long; the target stands behind the sum as a pale bar."""
    done = [{"value": line.done / 10_000, "link": link(line, one.unit_id)} for one, line in rows]
    target = [line.target / 10_000 if line.target else None for _, line in rows]
    bar = {"type": "bar", "barMaxWidth": 14}
    return {
        "unit": "万元",
        "grid": {"left": 8, "right": 24, "top": 34, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "value"},
        "yAxis": {
            "type": "category", "inverse": True, "data": [one.name for one, _ in rows],
            "axisLabel": {"width": 96, "overflow": "truncate"},
        },
        "series": [
            {**bar, "name": "累计到位", "data": done, "z": 3},
            {**bar, "name": "年度任务", "barGap": "-100%", "itemStyle": {"color": "#cfdaea"}, "data": target},
        ],
    }  # fmt: skip


def unit_table(rows: Sequence[tuple[Member, Line]], link) -> Table:
    return Table(
        title="各单位到位资金",
        columns=[
            Column("单位", lambda pair: pair[0].name, width=12),
            Column("年度任务（万元）", lambda pair: pair[1].target, "amount_wan", total="sum"),
            Column(
                "累计到位（万元）", lambda pair: pair[1].done, "amount_wan",
                total=lambda pairs: sum((line.counted for _, line in pairs), Fraction(0)),
                link=lambda pair: link(pair[1], pair[0].unit_id),
            ),
            Column("完成率", lambda pair: pair[1].rate, "rate"),
            Column("超（欠）时序（百分点）", lambda pair: pair[1].lead, "pp"),
        ],
        rows=list(rows),
        notes=also_note([one.name for one, line in rows if line.also]),
        total_row=True,
    )  # fmt: skip


def week_start(today: date) -> date:
    return today - timedelta(days=today.weekday())
