"""The monthly progress of the projects that have landed: planned and arrived in the month and altogether, and where it
stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from projects.models import Posting, Project
from projects.plans import PlanState, plan_states
from projects.stage_ledgers import LANDED, UNLISTED, blocker_words, in_both, left_out, numbered, rows_at
from projects.tables import SIGNATURE, stage_words
from promo.money import major_units
from promo.periods import add_months
from promo.tables import Column, Table
from units.models import Region

MEASURES = {"CNY": "arrived_capital", "USD": "arrived_foreign"}
NOTES = (
    "到位资金为按统计日期入账的已核实数；计划数取最新一版到位计划中同币种的各期，未编计划的不列。",
    "实际使用资金由项目单位填写。",
)


@dataclass(frozen=True)
class Month:
    """Half-open, and what arrived: (project, measure) -> sum, in the month and up to its end."""

    start: date
    within: dict[tuple[int, str], Decimal]
    so_far: dict[tuple[int, str], Decimal]
    plans: dict[int, PlanState]
    rest: set[int]  # projects that the form does not list

    @property
    def end(self) -> date:
        return add_months(self.start, 1)


def month_table(*, access, region: Region, month: date) -> Table:
    """`month` is its first day."""
    rows = numbered(rows_at(LANDED, access=access, region=region))
    rest = left_out(LANDED, access=access, region=region).order_by()
    found = _month(rows, set(rest.values_list("pk", flat=True)), month)
    columns = [
        Column("序号", "serial", "serial", width=3),
        Column(
            "项目名称", "name", link=lambda row: reverse("projects:project_show", args=[row.pk]), width=16
        ),
        Column("引资单位", "lead_unit.short_name", width=7),
        Column("所处阶段", stage_words, width=6),
        *_money("本月计划到位", lambda row, currency: _planned(found, row, currency, found.start)),
        *_money("本月实际到位", lambda row, currency: found.within.get((row.pk, MEASURES[currency]))),
        Column("本月实际使用资金", lambda row: "", width=6),
        *_money("累计计划到位", lambda row, currency: _planned(found, row, currency, None)),
        *_money("累计实际到位", lambda row, currency: found.so_far.get((row.pk, MEASURES[currency]))),
        Column("累计使用资金", lambda row: "", width=6),
        Column("建设进展情况", "last_note", width=16),
        Column("目前存在问题", blocker_words, width=12),
    ]
    return Table(
        f"{region.name}招商引资项目{month.year}年{month.month}月进度表", columns, rows,
        unit_note="单位：内资为万元，外资为万美元", notes=(*NOTES, *_rest_words(found)), total_row=True,
        signature=SIGNATURE,
    )  # fmt: skip


def _money(group: str, read) -> list[Column]:
    return [
        Column(title, lambda row, code=code: read(row, code), "amount_wan", group=group, total="sum")
        for title, code in (("内资", "CNY"), ("外资", "USD"))
    ]


def _rest_words(month: Month) -> list[str]:
    """A project that ended leaves the form, also that of a month in which its money came and was counted."""

    def total(came: dict[tuple[int, str], Decimal], currency: str) -> Decimal:
        return sum((came.get((pk, MEASURES[currency]), Decimal(0)) for pk in month.rest), Decimal(0))

    within, so_far = ([total(came, one) for one in MEASURES] for came in (month.within, month.so_far))
    said = f"{UNLISTED}，{in_both('本月实际到位', *within)}，{in_both('累计实际到位', *so_far)}。"
    return [said] if any(within + so_far) else []


def _month(rows: list[Project], rest: set[int], start: date) -> Month:
    end = add_months(start, 1)
    ids = {row.pk for row in rows} | rest
    within, so_far = (_arrived(ids, first, end) for first in (start, None))
    return Month(start, within, so_far, plan_states(rows, on=end), rest)


def _arrived(ids: set[int], start: date | None, end: date) -> dict[tuple[int, str], Decimal]:
    """What was posted for each project and for what was merged into it; one statement."""
    found = Posting.objects.counted().filter(measure__in=MEASURES.values(), statistical_on__lt=end)
    found = found.filter(statistical_on__gte=start) if start else found
    sums = (
        found.order_by().values_list("project", "project__merged_into", "measure").annotate(Sum("quantity"))
    )
    total: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for pk, merged_into, measure, quantity in sums:
        for one in {pk, merged_into} & ids:
            total[one, measure] += major_units(int(quantity))
    return dict(total)


def _planned(month: Month, row: Project, currency: str, start: date | None) -> Decimal | None:
    state = month.plans.get(row.pk)
    if state is None or state.plan.currency != currency:
        return None
    due = [amount for on, amount in state.lines if on < month.end and (start is None or on >= start)]
    return sum(due, Decimal(0))
