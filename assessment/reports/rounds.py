"""Marking rounds as Tables: the list, who has handed in, what came out for each unit, every mark behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from assessment.facts import counted, value_of
from assessment.models import MarkedUnit, Marker, MarkingRound, PanelMark, RoundState, Scheme
from assessment.panels import aggregate
from assessment.reports.entries import entry_of_unit, every_entry
from assessment.reports.ranking import class_name
from assessment.reports.standing import document_of
from promo.tables import Column, Lit, Table

TONES = {
    RoundState.OPEN: "blue", RoundState.CLOSED: "amber", RoundState.CONFIRMED: "green",
    RoundState.CANCELLED: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What the marks of one unit come to; `found` is None for "—"."""

    unit: MarkedUnit
    marks: tuple[tuple[str, Fraction], ...]
    found: Fraction | None
    words: str


def round_address(row: MarkingRound) -> str:
    return reverse("assessment:round_show", args=[row.pk])


def unit_address(round_id: int, unit_id: int) -> str:
    return reverse("assessment:round_unit", args=[round_id, unit_id])


def with_counts(rows: QuerySet[MarkingRound]) -> QuerySet[MarkingRound]:
    """Adds `asked` and `handed_in`, the numbers of markers; newest first."""
    done = Count("markers", filter=Q(markers__version__gt=0), distinct=True)
    counted_rows = rows.annotate(asked=Count("markers", distinct=True), handed_in=done)
    return counted_rows.select_related("scheme").defer("scheme__content").order_by("-opened_at", "-pk")


def standing_rounds(scheme: Scheme) -> list[MarkingRound]:
    """The confirmed rounds whose result counts today, one for each entry, with `entry`, its name."""
    entries = every_entry(document_of(scheme))
    newest: dict[str, MarkingRound] = {}
    rows = MarkingRound.objects.confirmed().filter(scheme=scheme)
    for row in rows.order_by("-marked_on", "-confirmed_at", "-pk"):
        row.entry = entries[row.code].label if row.code in entries else row.title
        newest.setdefault(row.code, row)
    return list(newest.values())


def list_table(rows: Sequence[MarkingRound]) -> Table:
    return Table(
        "多人评分",
        [
            Column("名称", "title", width=18, link=round_address),
            Column("考核办法", "scheme.name", width=18),
            Column("方式", "get_kind_display", width=6),
            Column("评分日期", "marked_on", kind="day"),
            Column("截止时间", "deadline_at", kind="moment"),
            Column("已提交", lambda row: f"{row.handed_in}/{row.asked}人", width=8),
            Column("状态", lambda row: Lit(row.get_state_display(), TONES[row.state]), width=8),
        ],
        rows,
    )


def board_table(markers: Sequence[Marker], posts: dict[int, str]) -> Table:
    """Who was asked and who has handed in; never what."""
    return Table(
        "提交情况",
        [
            Column("评分人", "user.name", width=8),
            Column("单位", lambda one: posts.get(one.user_id, "—"), width=12),
            Column("类别", lambda one: one.marker_class or "—", width=10),
            Column("状态", _handed_in, width=8),
            Column("提交时间", "handed_in_at", kind="moment"),
            Column("提交次数", "version", kind="count"),
        ],
        markers,
    )


def _handed_in(one: Marker) -> Lit:
    return Lit("已提交", "green") if one.has_handed_in else Lit("未提交", "amber")


def results_of(row: MarkingRound, units: Iterable[MarkedUnit]) -> list[Result]:
    """In the order of the units; two statements whatever their number."""
    document = document_of(row.scheme)
    given: dict[int, list] = {}
    for mark in counted([row.pk]):
        given.setdefault(mark.unit_id, []).append(value_of(mark))
    found = []
    for one in units:
        marks = tuple(given.get(one.unit_id, ()))
        how = entry_of_unit(document, one, row.code).how
        found.append(Result(one, marks, *aggregate(marks, how)))
    return found


def result_tables(
    row: MarkingRound, results: Sequence[Result], *, opens: Callable[[int], bool]
) -> list[Table]:
    """One for each class of units; `opens` says whether the person may open a unit (id)."""
    classes = list(dict.fromkeys(one.unit.unit_class for one in results))
    return [
        Table(
            class_name(unit_class),
            [
                Column("单位", "unit.unit_name", width=10, link=lambda one: _opened(row, one, opens)),
                Column("评分人数", lambda one: len(one.marks), kind="count", width=6),
                Column(_result_head(row), "found", kind="count", places=4, width=8),
                Column("计算过程", "words", width=30),
            ],
            [one for one in results if one.unit.unit_class == unit_class],
        )
        for unit_class in classes
    ]


def _result_head(row: MarkingRound) -> str:
    return "平均名次" if row.is_ballot else "得分"


def _opened(row: MarkingRound, one: Result, opens: Callable[[int], bool]) -> str | None:
    return unit_address(row.pk, one.unit.unit_id) if opens(one.unit.unit_id) else None


def marks_table(
    row: MarkingRound, marks: Sequence[PanelMark], *, title: str, with_unit: bool = False
) -> Table:
    """Every mark with its marker, reason and paper; older versions are marked as such."""
    names = {one.unit_id: one.unit_name for one in row.units.all()} if with_unit else {}
    unit = [Column("单位", lambda one: names.get(one.unit_id, "—"), width=10)] if with_unit else []
    return Table(
        title,
        [
            *unit,
            Column("评分人", "marker.user.name", width=8),
            Column("类别", lambda one: one.marker.marker_class or "—", width=10),
            Column("名次" if row.is_ballot else "评分", _given, kind="count"),
            Column("评分依据", lambda one: one.reason or "—", width=24),
            Column("佐证材料", lambda one: one.file_name or None, width=14, link=_paper),
            Column("提交时间", "handed_in_at", kind="moment"),
            Column("版次", lambda one: f"第{one.version}次" + ("" if _counts(one) else "（已被替代）"), width=10),
        ],
        marks,
    )  # fmt: skip


def _given(one: PanelMark) -> Fraction:
    return value_of(one)[1]


def _counts(one: PanelMark) -> bool:
    return one.version == one.marker.version


def _paper(one: PanelMark) -> str | None:
    return reverse("assessment:panel_file", args=[one.pk]) if one.file_name else None


def marks_of(row: MarkingRound, *, unit_id: int | None = None) -> list[PanelMark]:
    """Everything that was handed in, of all units or of one; the newest version of each marker first."""
    rows = PanelMark.objects.filter(marker__round=row, handed_in_at__isnull=False)
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    return list(rows.select_related("marker__user").order_by("unit", "marker", "-version"))
