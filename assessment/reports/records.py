"""Records as Tables: the list, its sums by kind, the kinds, the rows of an import, the rows behind one number."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from assessment.models import FigureKind, ImportState, RecordState, UnitRecord
from assessment.record_sheet import ReadRow
from assessment.reports.record_words import figure_words, in_unit
from promo.tables import Column, Lit, Table

TONES = {"recorded": "amber", "verified": "green", "returned": "red", "withdrawn": "neutral"}


def state_of(row: UnitRecord) -> Lit:
    """The state as lists say it; needs `reversals` prefetched."""
    if any(one.state == RecordState.VERIFIED for one in row.reversals.all()):
        return Lit("已冲销", "neutral")
    return Lit(row.get_state_display(), TONES[row.state])


def title_of(row: UnitRecord) -> str:
    return f"冲销：{row.kind.name}" if row.reverses_id else row.kind.name


def record_table(rows: Sequence[UnitRecord], *, own_only: bool) -> Table:
    """One line a record; figures as numbers beside their unit. `own_only`: for a unit (see `paper_of`)."""
    return Table(
        title="登记事项",
        columns=[
            Column("事项", title_of, width=12, link=lambda row: row.get_absolute_url()),
            Column("单位", "unit.name", width=10),
            Column("数值", lambda row: in_unit(row.kind, row.quantity), kind="count", places=6),
            Column("计量单位", "kind.unit_word", width=6),
            Column("状态", state_of, width=6),
            Column("统计日期", "statistical_on", kind="day"),
            Column("发生日期", "happened_on", kind="day"),
            Column("依据", "document", width=18),
            _paper_column(own_only),
            Column("录入人", "recorded_by.name", width=8),
            Column("核实人", "verified_by.name", width=8),
        ],
        rows=rows,
    )


def _paper_column(own_only: bool) -> Column:
    return Column(
        "佐证材料",
        lambda row: paper_of(row, own_only=own_only)[0],
        width=14,
        link=lambda row: paper_of(row, own_only=own_only)[1],
    )


def paper_of(row: UnitRecord, *, own_only: bool) -> tuple[str | None, str | None]:
    """(name, address) of its own file, else of the workbook it came with, which holds other units' figures: a unit
    reads its name only."""
    file = row.file or row.source
    if file is None:
        return None, None
    opens = row.file_id or not own_only
    return file.name, reverse("assessment:kept_file", args=[file.pk]) if opens else None


def sum_table(rows: QuerySet[UnitRecord]) -> Table:
    """The sums of a filtered list by kind, verified and waiting; one statement."""
    verified, waiting = Q(state=RecordState.VERIFIED), Q(state=RecordState.RECORDED)
    summed = rows.order_by().values("kind").annotate(
        done=Count("pk", filter=verified), sum=Sum("quantity", filter=verified),
        waits=Count("pk", filter=waiting), sum_waiting=Sum("quantity", filter=waiting),
    )  # fmt: skip
    found = {row["kind"]: row for row in summed}
    kinds = FigureKind.objects.filter(pk__in=found)
    lines = [(kind, found[kind.pk]) for kind in kinds]
    return Table(
        title="合计",
        columns=[
            Column("事项", lambda line: line[0].name, width=12),
            Column("已核实（条）", lambda line: line[1]["done"], kind="count"),
            Column("已核实合计", lambda line: in_unit(line[0], line[1]["sum"]), kind="count", places=6),
            Column("待核实（条）", lambda line: line[1]["waits"], kind="count"),
            Column(
                "待核实合计", lambda line: in_unit(line[0], line[1]["sum_waiting"]), kind="count", places=6
            ),
            Column("计量单位", lambda line: line[0].unit_word, width=6),
        ],
        rows=lines,
    )


def behind_table(
    rows: Sequence[UnitRecord], kind: FigureKind, *, own_only: bool, as_of: datetime | None = None,
    whole: Sequence[UnitRecord] | None = None, title: str = "", with_unit: bool = False,
) -> Table:  # fmt: skip
    """The rows of one number of a score, or one page of `whole`; the sum at the foot is that number."""

    def total(lines: Sequence[UnitRecord]) -> Fraction | None:
        return in_unit(kind, sum(row.quantity for row in (lines if whole is None else whole)))

    return Table(
        title=title or f"{kind.name}明细",
        columns=[
            *([Column("单位", "unit.short_name", width=8)] if with_unit else []),
            Column("统计日期", "statistical_on", kind="day"),
            Column("事项", title_of, width=12, link=lambda row: row.get_absolute_url()),
            Column(kind.head, lambda row: in_unit(kind, row.quantity), kind="count", places=6, total=total),
            Column("发生日期", "happened_on", kind="day"),
            Column("依据", "document", width=18),
            _paper_column(own_only),
            Column("核实人", "verified_by.name", width=8),
            Column("核实时间", "verified_at", kind="moment"),
        ],
        rows=rows,
        total_row=True,
        as_of=as_of,
    )


def kind_table(kinds: Sequence[FigureKind], *, may_edit: bool) -> Table:
    columns = [
        Column(
            "事项",
            "name",
            width=12,
            link=(lambda kind: reverse("assessment:figure_kind_edit", args=[kind.pk])) if may_edit else None,
        ),
        Column("计量单位", "unit_word", width=6),
        Column("登记方式", lambda kind: "按次" if kind.is_event else "按数值", width=6),
        Column("状态", lambda kind: Lit("启用", "green") if kind.is_active else Lit("停用"), width=6),
        Column("口径说明", lambda kind: kind.sentence or None, width=24),
        Column("代码", "code", width=10),
    ]
    return Table("登记事项设置", columns, kinds)


def import_table(rows: Sequence[ReadRow], kind: FigureKind, *, state: str) -> Table:
    """What a workbook says, row by row, with the problem of each; those with one on top."""
    good = {ImportState.READ: Lit("可导入", "green"), ImportState.CONFIRMED: Lit("已导入", "green")}
    return Table(
        title=f"{kind.name}登记表",
        columns=[
            Column("行", "number", kind="count"),
            Column("结果", lambda row: Lit("不导入", "red") if row.problem else good.get(state), width=6),
            Column("问题", lambda row: row.problem or None, width=24),
            Column("单位", lambda row: row.given["unit"] or None, width=10),
            Column("日期", lambda row: row.given["day"] or None, width=10),
            Column("数值", lambda row: _read_as(row, kind), width=10),
            Column("依据", lambda row: row.given["document"] or None, width=18),
            Column("说明", lambda row: row.given["note"] or None, width=14),
        ],
        rows=sorted(rows, key=lambda row: (not row.problem, row.number)),
    )


def _read_as(row: ReadRow, kind: FigureKind) -> str | None:
    return figure_words(kind, row.quantity) if row.quantity else row.given["figure"] or None
