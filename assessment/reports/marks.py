"""Manual marks as Tables: units by what is entered, and the versions of one mark."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.urls import reverse

from assessment.facts import Member
from assessment.functions import Entered
from assessment.functions.words import plain
from assessment.models import ManualMark, Scheme
from assessment.reports.ranking import class_name
from promo.tables import Column, Table

Entries = Mapping[str, tuple[Entered, Fraction | None]]


def mark_address(scheme_id: int, unit_id: int, code: str) -> str:
    return reverse("assessment:mark_history", args=[scheme_id, unit_id, code])


def grid_table(
    scheme: Scheme, unit_class: str, members: Sequence[Member], entries: Entries, found: Mapping
) -> Table:
    """One class: a row per unit, a column per entry. `found` comes from assessment.facts.marks."""
    return Table(
        title=class_name(unit_class),
        columns=[
            Column("单位", "name", width=10),
            *(_column(scheme, *pair, found) for pair in entries.items()),
        ],
        rows=[one for one in members if one.unit_class == unit_class],
    )


def _column(scheme: Scheme, code: str, entry: tuple[Entered, Fraction | None], found: Mapping) -> Column:
    source, most = entry
    return Column(
        head_of(source, most),
        lambda member: mark_of(found.get((member.unit_id, code))),
        kind="count",
        link=lambda member: mark_address(scheme.pk, member.unit_id, code),
    )


def head_of(source: Entered, most: Fraction | None) -> str:
    """'日常管理（满分10分）', '对接龙头企业数（个）'."""
    return f"{source.label}（满分{plain(most)}分）" if most is not None else f"{source.label}（个）"


def mark_of(row: ManualMark | None) -> Fraction | None:
    return Fraction(row.hundredths, 100) if row else None


def versions_table(rows: Sequence[ManualMark], *, title: str) -> Table:
    """Every version of one mark, newest first."""
    return Table(
        title=title,
        columns=[
            Column("版本", lambda row: f"第{row.version}版", width=4),
            Column("评分", mark_of, kind="count"),
            Column("评分日期", "marked_on", kind="day"),
            Column("评分依据", "reason", width=20),
            Column("佐证材料", lambda row: row.file_name or None, link=_file),
            Column("评分人", "recorded_by.name"),
            Column("登记时间", "recorded_at", kind="moment"),
        ],
        rows=rows,
    )


def _file(row: ManualMark) -> str | None:
    return reverse("assessment:mark_file", args=[row.pk]) if row.file_name else None
