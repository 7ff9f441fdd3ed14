"""Forms that superiors ask for, filled from the register: the self-rating of a year, results on display."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessment.facts import (
    Earned,
    Member,
    Signed,
    Years,
    exact,
    signed_projects,
    sums,
    target_sums,
    year_period,
)
from assessment.models import ScoreLine, ScoreRun
from assessment.reports.links import posting_link, project_link
from assessment.reports.places import also_note, roll
from assessment.reports.ranking import class_name
from projects.models import Project
from promo.days import show_day
from promo.tables import Column, Table
from units.models import Region

SINCE_EVER = date(1978, 1, 1)
EARNED: tuple[tuple[str, str, date | None], ...] = (  # number of the form, measure, since when if not in the year
    ("signed", "signed_count", None), ("started", "started_count", None), ("completed", "completed_count", None),
    ("arrived", "arrived_capital", None), ("arrived_ever", "arrived_capital", SINCE_EVER),
    ("contract_ever", "signed_amount", SINCE_EVER),
)  # fmt: skip
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
    also: Mapping[str, Fraction] = field(
        default_factory=dict
    )  # the part of a number that enters no total (兼计)

    def counted(self, name: str) -> Fraction | None:
        """What a number adds to the total of the units."""
        number = getattr(self, name)
        return None if number is None else number - self.also.get(name, Fraction(0))

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
    kept = Earned({}, {})
    for one in signed_projects(region, **time.given):
        if one.is_kept:
            kept[one.unit_id] = kept.get(one.unit_id, 0) + one.quantity
            kept.also[one.unit_id] = kept.also.get(one.unit_id, 0) + one.also
    earned = {name: (measure, _earned(measure, region, time, start)) for name, measure, start in EARNED}
    earned["kept"] = ("signed_count", kept)
    return [_rating(one, earned, given.get((one.unit_id, "arrived_capital"))) for one in members]


def _earned(measure: str, region: Region, time: Time, start: date | None) -> Earned:
    return sums(measure, region=region, **time.given | ({"start": start} if start else {}))


def _rating(member: Member, earned: Mapping[str, tuple[str, Earned]], target: Fraction | None) -> Rating:
    pk = member.unit_id
    numbers = {name: exact(measure, found.get(pk, 0)) for name, (measure, found) in earned.items()}
    also = {
        name: exact(measure, part)
        for name, (measure, found) in earned.items()
        if (part := found.also.get(pk))
    }
    return Rating(member, target=target, also=also, **numbers)


def _total(numbers: Sequence[Fraction | None]) -> Fraction | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known else None


def rating_table(
    rows: list[Rating], *, region: Region, year: int, time: Time, kept_url: Callable[[int], str] | None = None
) -> Table:
    """Every number of the ledger opens its postings, the kept ones `kept_url(unit id)`."""

    def opens(measure: str, start: date = time.start) -> Callable[[Rating], str]:
        given = time.given | {"start": start}
        return lambda row: posting_link(measure, unit_id=row.member.unit_id, **given)

    def total(key: str) -> Callable[[Sequence[Rating]], Fraction | None]:
        return lambda shown: _total([row.counted(key) for row in shown])

    def whole(title: str, key: str, group: str, link: Callable[[Rating], str] | None) -> Column:
        return Column(title, key, "count", group=group, total=total(key), places=4, link=link)

    def money(title: str, key: str, group: str, link: Callable[[Rating], str] | None = None) -> Column:
        return Column(title, key, "amount_wan", group=group, total=total(key), link=link)

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
    with_also = [row.member.name for row in rows if any(row.also.values())]
    return Table(
        f"{region.name}{year}年招商引资工作自评表", columns, rows, unit_note="单位：个、万元", as_of=time.as_of,
        notes=(*RATING_NOTES, *also_note(with_also)), total_row=True, signature=SIGNATURE,
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
