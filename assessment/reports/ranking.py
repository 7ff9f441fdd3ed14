"""Rankings as Tables: one per class, the same object for the page, the workbook and the frozen archive."""

from collections.abc import Iterator
from typing import Any

from assessment.facts import Member
from assessment.functions.words import plain
from assessment.models import ScoreRun
from assessment.ranking import change_in_words
from assessment.reports.places import also_note
from assessment.reports.standing import Placed, Standing, as_rows, work_out
from promo.days import show_day
from promo.tables import Column, Table, digest, freeze
from units.models import UnitClass

FORMAT = 1
RULE = "同分并列，其后名次相应空缺；未下达任务的指标以“—”表示、不计分，各项任务均未下达的单位不参加排名。"
SIGNATURE = "制表：　　　　　　　　审核：　　　　　　　　签发："


def class_name(unit_class: str) -> str:
    return UnitClass(unit_class).label if unit_class in UnitClass.values else unit_class


def ranking_tables(standing: Standing) -> list[Table]:
    """One table per class that has units, in the order of the scheme's groups; links are added by pages."""
    classes = [group.unit_class for group in standing.document.groups]
    return [_table(standing, code) for code in classes if standing.of_class(code)]


def _table(standing: Standing, unit_class: str) -> Table:
    scheme, document = standing.scheme, standing.document
    paper = f"（{document.document}）" if document.document else ""
    also = also_note(
        [one.member.name for one in standing.of_class(unit_class) if one.member.unit_id in standing.also]
    )
    return Table(
        title=f"{scheme.region.name}{document.year}年招商引资考核排名（{class_name(unit_class)}）",
        columns=list(_columns(standing, unit_class)),
        rows=standing.of_class(unit_class),
        caption=f"统计截止日期：{show_day(standing.until)}",
        unit_note="单位：分",
        as_of=standing.as_of,
        notes=[*filter(None, (f"依据：{document.name}{paper}，第{scheme.version}版。", RULE, document.note)), *also],
        signature=SIGNATURE,
    )  # fmt: skip


def _columns(standing: Standing, unit_class: str) -> Iterator[Column]:
    rounding = standing.document.rounding
    yield Column("名次", "rank", kind="rank", width=3)
    yield Column("单位", "member.name", width=10)
    yield Column("总分", lambda one: rounding.of(one.score.total), kind="points", places=rounding.places)
    for place, indicator in enumerate(standing.document.group_for(unit_class).indicators):
        yield Column(
            f"{indicator.name}（{plain(indicator.points)}分）",
            lambda one, place=place: rounding.of(one.score.items[place].points),
            kind="points",
            group="各项得分",
            places=rounding.places,
        )
    yield Column("上期名次", "rank_before", kind="rank", width=4)
    yield Column("位次变化", lambda one: change_of(one, standing), width=5)


def change_of(one: Placed, standing: Standing) -> str:
    """'上升2位' and its like; "—" where there is no earlier ranking."""
    return change_in_words(one.rank, one.rank_before) if standing.has_before else "—"


def freeze_standing(standing: Standing) -> dict[str, Any]:
    """What is kept of a run for ever: who was ranked, the tables, and the checksum of every line and item."""
    return {
        "format": FORMAT,
        "scheme": {"sha256": standing.scheme.sha256, "version": standing.scheme.version},
        "until": standing.until.isoformat(),
        "members": [[one.unit_id, one.code, one.name, one.unit_class, one.order] for one in standing.members],
        "tables": [freeze(table) for table in ranking_tables(standing)],
        "lines": digest(as_rows(standing)),
    }


def members_of(run: ScoreRun) -> tuple[Member, ...]:
    """Who was ranked in a finished run, under the names and classes of its day."""
    return tuple(Member(*row) for row in run.frozen["members"])


def work_out_again(run: ScoreRun) -> Standing:
    """A finished run worked out once more from the ledger as known at its moment."""
    return work_out(
        run.scheme, until=run.until, as_of=run.as_of, previous=run.previous, members=members_of(run)
    )


def recompute(run: ScoreRun) -> dict[str, Any]:
    """The frozen content worked out again; its digest equals `run.sha256` unless somebody tampered."""
    return freeze_standing(work_out_again(run))
