"""Forms that superiors ask for, filled from the register: the self-rating of a year, results on display."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.facts import Member, Signed, Years, exact, signed_projects, sums, target_sums, year_period
from assessment.models import ScoreLine, ScoreRun
from assessment.reports.links import posting_link, project_link
from assessment.reports.places import roll
from assessment.reports.ranking import class_name
from projects.models import Project
from promo.days import show_day
from promo.tables import Column, Table
from units.models import Region

SINCE_EVER = date(1978, 1, 1)
OF_YEAR = ("signed_count", "started_count", "completed_count", "arrived_capital")
OF_EVER = ("arrived_capital", "signed_amount")
SIGNATURE = (
    "被考核单位（盖章）：　　　　　　　　填表人：　　　　　　　　审核人：　　　　　　　　日期：　　年　月　日"
)
SHOW_SIGNATURE = "公示单位（盖章）：　　　　　　　　公示时间：　　年　月　日至　　年　月　日"
RATING_NOTES = (
    "履约项目为本年新签合同项目中已有到位资金或已开工的项目；项目数按入账份额计，合作项目按各单位份额分计。",
    "开竣工率为本年竣工项目数与本年开工项目数之比；资金到位率为历年累计到位资金与累计签约金额（均为内资）之比。",
    "得分由被考核单位按考核办法自评填写。",
)


@dataclass(frozen=True)
class Rating:
    """The numbers of one unit; `target` is None where none was set."""

    member: Member
    signed: Fraction
    kept: Fraction
    started: Fraction
    completed: Fraction
    arrived_ever: Fraction
    contract_ever: Fraction
    arrived: Fraction
    target: Fraction | None

    @property
    def kept_rate(self) -> Fraction | None:
        return self.kept / self.signed if self.signed else None

    @property
    def completed_rate(self) -> Fraction | None:
        return self.completed / self.started if self.started else None

    @property
    def arrived_rate(self) -> Fraction | None:
        return self.arrived_ever / self.contract_ever if self.contract_ever else None


@dataclass(frozen=True)
class Time:
    """The year of the form, to its last day that counts; what was known at `as_of`."""

    start: date
    end: date
    as_of: datetime

    @classmethod
    def of(cls, region: Region, *, year: int, today: date, as_of: datetime) -> "Time":
        clock = Years(region, as_of).seen_on(year, today)
        return cls(year_period(clock).start, clock.until + timedelta(days=1), as_of)

    @property
    def given(self) -> dict:
        return {"start": self.start, "end": self.end, "as_of": self.as_of}


def ratings(
    region: Region, *, year: int, today: date, as_of: datetime, unit_ids: Iterable[int] | None = None
) -> list[Rating]:
    """Each assessed unit of the day, in its fixed order; of `unit_ids` only, where they are given."""
    time = Time.of(region, year=year, today=today, as_of=as_of)
    until = time.end - timedelta(days=1)
    members = [one for one in roll(region, on=until) if unit_ids is None or one.unit_id in unit_ids]
    given = target_sums(region, year=year, on=until, as_of=as_of)
    kept: dict[int, int] = {}
    for one in signed_projects(region, **time.given):
        kept[one.unit_id] = kept.get(one.unit_id, 0) + (one.quantity if one.is_kept else 0)
    earned = {measure: sums(measure, region=region, **time.given) for measure in OF_YEAR}
    ever = {
        measure: sums(measure, region=region, **time.given | {"start": SINCE_EVER}) for measure in OF_EVER
    }

    def of_year(measure: str, unit_id: int) -> Fraction:
        return exact(measure, earned[measure].get(unit_id, 0))

    return [
        Rating(
            one, of_year("signed_count", one.unit_id), exact("signed_count", kept.get(one.unit_id, 0)),
            of_year("started_count", one.unit_id), of_year("completed_count", one.unit_id),
            *(exact(measure, ever[measure].get(one.unit_id, 0)) for measure in OF_EVER),
            of_year("arrived_capital", one.unit_id), given.get((one.unit_id, "arrived_capital")),
        )
        for one in members
    ]  # fmt: skip


def rating_table(
    rows: list[Rating], *, region: Region, year: int, time: Time, kept_url: Callable[[int], str] | None = None
) -> Table:
    """Every number of the ledger opens its postings, the kept ones `kept_url(unit id)`."""

    def opens(measure: str, start: date = time.start) -> Callable[[Rating], str]:
        given = time.given | {"start": start}
        return lambda row: posting_link(measure, unit_id=row.member.unit_id, **given)

    def whole(title: str, key: str, group: str, link: Callable[[Rating], str] | None) -> Column:
        return Column(title, key, "count", group=group, total="sum", places=4, link=link)

    def money(title: str, key: str, group: str, link: Callable[[Rating], str] | None = None) -> Column:
        return Column(title, key, "amount_wan", group=group, total="sum", link=link)

    def points(group: str | None, title: str = "得分") -> Column:
        return Column(title, lambda row: "", group=group, width=4)

    kept, built, came, now = "履约率", "开竣工率", "资金到位率", "当年到位资金"
    columns = [
        Column("单位", "member.name", width=10),
        whole("新签合同项目数", "signed", kept, opens("signed_count")),
        whole("履约项目数", "kept", kept, kept_url and (lambda row: kept_url(row.member.unit_id))),
        Column("履约率", "kept_rate", "rate", group=kept), points(kept),
        whole("开工数", "started", built, opens("started_count")),
        whole("竣工数", "completed", built, opens("completed_count")),
        Column("率", "completed_rate", "rate", group=built), points(built),
        money("到位资金总额", "arrived_ever", came, opens("arrived_capital", SINCE_EVER)),
        money("合同项目投资总额", "contract_ever", came, opens("signed_amount", SINCE_EVER)),
        Column("率", "arrived_rate", "rate", group=came), points(came),
        money("到位资金", "arrived", now, opens("arrived_capital")), money("任务", "target", now), points(now),
        points(None, "考核总得分"),
    ]  # fmt: skip
    return Table(
        f"{region.name}{year}年招商引资工作自评表", columns, rows, unit_note="单位：个、万元", as_of=time.as_of,
        notes=RATING_NOTES, total_row=True, signature=SIGNATURE,
    )  # fmt: skip


def kept_table(region: Region, member: Member, *, year: int, time: Time) -> Table:
    """The projects behind 履约项目数 of one unit: signed in the year, and what shows that they were kept."""
    rows = [
        one for one in signed_projects(region, **time.given) if one.is_kept and one.unit_id == member.unit_id
    ]
    names = dict(Project.objects.filter(pk__in=[one.project_id for one in rows]).values_list("pk", "name"))
    rows.sort(key=lambda one: (names[one.project_id], one.project_id))

    def of(measure: str) -> Callable[[Signed], Fraction]:
        return lambda one: exact(measure, one.came.get(measure, 0))

    columns = [
        Column(
            "项目", lambda one: names[one.project_id], link=lambda one: project_link(one.project_id), width=18
        ),
        Column(
            "新签合同项目数", lambda one: exact("signed_count", one.quantity), "count", places=4, total="sum"
        ),
        Column("累计到位内资（万元）", of("arrived_capital"), "amount_wan"),
        Column("累计到位外资（万美元）", of("arrived_foreign"), "amount_wan"),
        Column("开工项目数", of("started_count"), "count", places=4),
    ]
    return Table(
        f"{member.name}{year}年履约项目", columns, rows, as_of=time.as_of, total_row=True,
        notes=("项目数为本单位入账份额，到位资金、开工为项目全部份额。",),
    )  # fmt: skip


def result_table(run: ScoreRun) -> Table:
    """考核结果公示表 of a ranking that went out or hangs out: what was done of each item, the total, the place."""
    rows = list(run.lines.prefetch_related("items"))
    columns = [
        Column("序号", lambda line: rows.index(line) + 1, "serial", width=3),
        Column("被考核单位", "unit_name", width=8),
        Column("组别", lambda line: class_name(line.unit_class), width=6),
        Column("指标完成情况", _items, width=42),
        Column("得分", lambda line: line.total or None, width=5),
        Column("名次", "rank", "rank", width=3),
        Column("备注", lambda line: (line.details or {}).get("grade") or None, width=6),
    ]
    title = f"{run.region.name}{run.scheme.year}年招商引资考核结果公示表"
    caption = f"统计截止日期：{show_day(run.until)}"
    notes = (f"依据：{run.scheme}。",)
    return Table(
        title, columns, rows, caption=caption, as_of=run.as_of, notes=notes, signature=SHOW_SIGNATURE
    )


def _items(line: ScoreLine) -> str:
    parts = (
        f"{number}.{one.name}：{one.words or '—'}" for number, one in enumerate(line.items.all(), start=1)
    )
    return "\n".join(parts) or "—"
