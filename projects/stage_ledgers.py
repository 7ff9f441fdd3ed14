"""The three ledgers an office keeps by stage: what may come, what is about to be signed, what has landed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from projects import stages
from projects.models import Blocker, LeadState, Milestone, NextStep, ProgressNote, Project
from projects.models.service import GOING_ON
from projects.rights import phone_for
from projects.sums import totals_of, with_sums
from projects.tables import SIGNATURE, UNITS, said_words, stage_words
from promo.days import PartialDay
from promo.money import show_wan
from promo.tables import Column, Table
from units.models import Region

RESERVE = ("lead", "negotiating")
TO_SIGN = ("intent", "framework")
LANDED = tuple(one.code for one in stages.STEPS if one.order >= stages.BY_CODE["signed"].order)
DATED = ("signed", "registered", "filed", "started", "completed", "producing")
UNLISTED = "另有已终止等不列入本表的项目，仍按入账统计"
TALKED = ("intent", "framework")


def rows_at(wanted: Sequence[str], *, access, region: Region) -> QuerySet[Project]:
    """Projects that go on and stand at one of the stages, with their sums, steps, blockers and last entry."""
    notes = ProgressNote.objects.filter(project=OuterRef("pk")).order_by("-happened_on", "-pk")
    proved = Milestone.objects.verified().live().filter(kind__in=(*TALKED, *DATED)).order_by("event_on")
    around = (
        Prefetch("next_steps", NextStep.objects.open(), to_attr="steps_open"),
        Prefetch("blockers", Blocker.objects.open(), to_attr="blockers_open"),
        Prefetch("milestones", proved, to_attr="proved"),
    )
    rows = with_sums(_seen(access, region).filter(_goes_on(wanted)))
    rows = rows.annotate(last_note=Subquery(notes.values("text")[:1]))
    around_it = ("investor", "region", "lead_unit", "host_unit", "owner")
    rows = rows.select_related(*around_it).prefetch_related(*around)
    return rows.order_by("lead_unit__order", "lead_unit__code", "registered_at", "pk")


def left_out(wanted: Sequence[str], *, access, region: Region) -> QuerySet[Project]:
    """Everything else that the reader sees of the region: what of the ledger is missing from such a form's total."""
    return _seen(access, region).exclude(_goes_on(wanted))


def _seen(access, region: Region) -> QuerySet[Project]:
    return Project.objects.visible_to(access).listed().filter(region=region)


def _goes_on(wanted: Sequence[str]) -> Q:
    return Q(stage__in=wanted, status__in=GOING_ON) & ~Q(lead_state=LeadState.NOT_PURSUED)


def numbered(rows) -> list[Project]:
    rows = list(rows)
    for serial, row in enumerate(rows, start=1):
        row.serial = serial
    return rows


def _begin() -> list[Column]:
    return [
        Column("序号", "serial", "serial", width=3),
        Column(
            "项目名称", "name", link=lambda row: reverse("projects:project_show", args=[row.pk]), width=16
        ),
        Column("投资方", "investor.name", width=12),
        Column("引资单位", "lead_unit.short_name", width=7),
        Column("产业类型", "industry", width=7),
    ]


def _end() -> list[Column]:
    return [Column("责任人", "owner.name", width=5), Column("包联领导", "sponsor", width=5)]


def blocker_words(project: Project) -> str | None:
    return "；".join(one.text for one in project.blockers_open) or None


def day_of(kind: str):
    """The day of the verified milestone of a kind, as exactly as it is known."""

    def found(project: Project) -> PartialDay | None:
        rows = [row for row in project.proved if row.kind == kind]
        return PartialDay(rows[-1].event_on, rows[-1].precision) if rows else None

    return found


def reserve_table(*, access, region: Region, on: date) -> Table:
    columns = [
        *_begin(),
        Column("投资额（原话）", said_words, width=8),
        Column("项目内容", lambda row: row.summary or None, width=16),
        Column("信息来源", "get_channel_display", width=6),
        Column("联系人", lambda row: row.contact or None, width=5),
        Column("联系电话", lambda row: phone_for(access, row, row.phone) or None, width=8),
        Column("阶段", stage_words, width=6),
        Column("最近进展", "last_note", width=16),
        Column("存在问题", blocker_words, width=12),
        *_end(),
    ]
    rows = numbered(rows_at(RESERVE, access=access, region=region))
    return Table(f"{region.name}招商引资项目储备库", columns, rows, as_of=on, signature=SIGNATURE)


def _step(read):
    return lambda row: read(row.steps_open[0]) if row.steps_open else None


def to_sign_table(*, access, region: Region, on: date) -> Table:
    columns = [
        *_begin(),
        Column("计划总投资（原话）", said_words, width=8),
        Column("拟落户地点", lambda row: row.host_place or None, width=7),
        Column("意向书", day_of("intent"), "day", group="洽谈进度"),
        Column("框架协议", day_of("framework"), "day", group="洽谈进度"),
        Column("最近进展", "last_note", group="洽谈进度", width=16),
        Column("下一步工作", _step(lambda one: one.text), group="跟踪服务", width=14),
        Column("完成时限", _step(lambda one: one.due_on), "day", group="跟踪服务"),
        Column("负责人", _step(lambda one: one.owner or None), group="跟踪服务", width=5),
        Column("存在问题", blocker_words, width=12),
        *_end(),
    ]
    rows = numbered(rows_at(TO_SIGN, access=access, region=region))
    return Table(f"{region.name}拟签约项目跟踪服务台账", columns, rows, as_of=on, signature=SIGNATURE)


def landed_table(*, access, region: Region, on: date) -> Table:
    money = [
        Column(title, f"{name}_{currency}", "amount_wan", group=group, total="sum")
        for group, name in (("合同金额", "signed"), ("到位资金", "arrived"))
        for title, currency in (("内资", "cny"), ("外资", "usd"))
    ]
    days = [Column(stages.BY_CODE[kind].name, day_of(kind), "day", group="推进时间") for kind in DATED]
    columns = [
        *_begin(),
        Column("落户地点", lambda row: row.host_place or None, width=7),
        *money,
        *days,
        Column("开工", "planned_start_on", "day", group="计划时间"),
        Column("竣工", "planned_completion_on", "day", group="计划时间"),
        Column("存在问题", blocker_words, width=12),
        *_end(),
    ]
    rows = numbered(rows_at(LANDED, access=access, region=region))
    return Table(
        f"{region.name}招商引资项目落地台账", columns, rows, caption="金额、时间为已核实数", unit_note=UNITS,
        as_of=on, notes=_rest_words(access, region), total_row=True, signature=SIGNATURE,
    )  # fmt: skip


def _rest_words(access, region: Region) -> list[str]:
    """What the ledger counts beyond the total of the form, so that the two can be brought together."""
    rest = totals_of(left_out(LANDED, access=access, region=region))
    signed = in_both("合同金额", rest.signed_cny, rest.signed_usd)
    arrived = in_both("到位资金", rest.arrived_cny, rest.arrived_usd)
    return [f"{UNLISTED}，{signed}，{arrived}。"] if any(vars(rest).values()) else []


def in_both(name: str, cny: Decimal, usd: Decimal) -> str:
    """'到位资金内资253.50万元、外资0.00万美元'."""
    return f"{name}内资{show_wan(cny)}万元、外资{show_wan(usd)}万美元"
