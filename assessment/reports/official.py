"""Forms that superiors ask for, filled from the register: the self-rating of a year, results on display."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q

from assessment.facts import Member, Years, exact, sums, target_sums, year_period
from assessment.models import ScoreLine, ScoreRun
from assessment.reports.places import roll
from assessment.reports.ranking import class_name
from projects.models import Arrival, Milestone, Project
from promo.days import show_day
from promo.tables import Column, Table
from units.models import Region

SINCE_EVER = date(1978, 1, 1)
SIGNATURE = (
    "被考核单位（盖章）：　　　　　　　　填表人：　　　　　　　　审核人：　　　　　　　　日期：　　年　月　日"
)
SHOW_SIGNATURE = "公示单位（盖章）：　　　　　　　　公示时间：　　年　月　日至　　年　月　日"
RATING_NOTES = (
    "履约项目为本年新签合同项目中已有到位资金或已开工的项目；项目数按引资单位计。",
    "开竣工率为本年竣工项目数与本年开工项目数之比；资金到位率为历年累计到位资金与累计签约金额（均为内资）之比。",
    "得分由被考核单位按考核办法自评填写。",
)


@dataclass(frozen=True)
class Rating:
    """The numbers of one unit; `target` is None where none was set."""

    member: Member
    signed: int
    kept: int
    started: int
    completed: int
    arrived_ever: Fraction
    contract_ever: Fraction
    arrived: Fraction
    target: Fraction | None

    @property
    def kept_rate(self) -> Fraction | None:
        return Fraction(self.kept, self.signed) if self.signed else None

    @property
    def completed_rate(self) -> Fraction | None:
        return Fraction(self.completed, self.started) if self.started else None

    @property
    def arrived_rate(self) -> Fraction | None:
        return self.arrived_ever / self.contract_ever if self.contract_ever else None


def ratings(
    region: Region, *, year: int, today: date, as_of: datetime, unit_ids: Iterable[int] | None = None
) -> list[Rating]:
    """Each assessed unit of the day, in its fixed order; of `unit_ids` only, where they are given."""
    clock = Years(region, as_of).seen_on(year, today)
    period, until = year_period(clock), clock.until
    end = until + timedelta(days=1)
    members = [one for one in roll(region, on=until) if unit_ids is None or one.unit_id in unit_ids]
    counted = _projects(region, period.start, end)
    given = target_sums(region, year=year, on=until, as_of=as_of)
    ever = {"region": region, "start": SINCE_EVER, "end": end, "as_of": as_of}
    arrived_ever, contract = sums("arrived_capital", **ever), sums("signed_amount", **ever)
    arrived = sums("arrived_capital", **{**ever, "start": period.start})
    return [
        Rating(
            one, *counted.get(one.unit_id, (0, 0, 0, 0)),
            exact("arrived_capital", arrived_ever.get(one.unit_id, 0)),
            exact("signed_amount", contract.get(one.unit_id, 0)),
            exact("arrived_capital", arrived.get(one.unit_id, 0)),
            given.get((one.unit_id, "arrived_capital")),
        )
        for one in members
    ]  # fmt: skip


def _projects(region: Region, start: date, end: date) -> dict[int, tuple[int, int, int, int]]:
    """Unit -> projects signed in the time, kept of those, started and completed in it. One statement."""
    proved = Milestone.objects.verified().live().counting().not_set_aside().filter(project=OuterRef("pk"))
    inside = proved.filter(statistical_on__gte=start, statistical_on__lt=end)
    came = Arrival.objects.verified().live().counting().filter(project=OuterRef("pk"), statistical_on__lt=end)
    begun = proved.filter(kind="started", statistical_on__lt=end)
    rows = Project.objects.listed().filter(region=region).order_by()
    rows = rows.annotate(
        is_signed=Exists(inside.filter(kind="signed")), is_kept=Q(Exists(came)) | Q(Exists(begun)),
        is_started=Exists(inside.filter(kind="started")), is_completed=Exists(inside.filter(kind="completed")),
    )  # fmt: skip
    found: dict[int, list[int]] = {}
    flags = ("is_signed", "is_kept", "is_started", "is_completed")
    for unit_id, signed, kept, started, completed in rows.values_list("lead_unit", *flags):
        line = found.setdefault(unit_id, [0, 0, 0, 0])
        for place, is_one in enumerate((signed, signed and kept, started, completed)):
            line[place] += bool(is_one)
    return {unit_id: (a, b, c, d) for unit_id, (a, b, c, d) in found.items()}


def rating_table(rows: list[Rating], *, region: Region, year: int, as_of: datetime) -> Table:
    def whole(title: str, key: str, group: str) -> Column:
        return Column(title, key, "count", group=group, total="sum")

    def money(title: str, key: str, group: str) -> Column:
        return Column(title, key, "amount_wan", group=group, total="sum")

    def points(group: str | None, title: str = "得分") -> Column:
        return Column(title, lambda row: "", group=group, width=4)

    kept, built, came, now = "履约率", "开竣工率", "资金到位率", "当年到位资金"
    columns = [
        Column("单位", "member.name", width=10),
        whole("新签合同项目数", "signed", kept), whole("履约项目数", "kept", kept),
        Column("履约率", "kept_rate", "rate", group=kept), points(kept),
        whole("开工数", "started", built), whole("竣工数", "completed", built),
        Column("率", "completed_rate", "rate", group=built), points(built),
        money("到位资金总额", "arrived_ever", came), money("合同项目投资总额", "contract_ever", came),
        Column("率", "arrived_rate", "rate", group=came), points(came),
        money("到位资金", "arrived", now), money("任务", "target", now), points(now),
        points(None, "考核总得分"),
    ]  # fmt: skip
    return Table(
        f"{region.name}{year}年招商引资工作自评表", columns, rows, unit_note="单位：个、万元", as_of=as_of,
        notes=RATING_NOTES, total_row=True, signature=SIGNATURE,
    )  # fmt: skip


def result_table(run: ScoreRun) -> Table:
    """考核结果公示表 of a ranking that went out or hangs out: what was done of each item, the total, the place."""
    rows = list(run.lines.prefetch_related("items"))
    columns = [
        Column("序号", lambda line: rows.index(line) + 1, "count", width=3),
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
