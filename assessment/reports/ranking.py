"""Rankings as Tables: one per class, the same object for the page, the workbook and the frozen archive."""

from collections.abc import Callable, Iterator
from typing import Any

from assessment.facts import Member
from assessment.functions.words import plain
from assessment.models import ScoreRun
from assessment.ranking import change_in_words
from assessment.reports.places import also_note
from assessment.reports.standing import Placed, Standing, as_rows, document_of, work_out
from assessment.rules import Rounding
from assessment.scheme_document import Block, Group, Indicator, walk
from assessment.scheme_document import Scheme as Document
from assessment.scoring import Scored, ScoredBlock
from promo.days import show_day
from promo.tables import Column, Table, digest, freeze
from units.models import UnitClass

FORMAT = 3
RULE = "同分并列，其后名次相应空缺；未下达任务的指标以“—”表示、不计分，各项任务均未下达的单位不参加排名。"
SIGNATURE = "制表：　　　　　　　　审核：　　　　　　　　签发："


def class_name(unit_class: str) -> str:
    return UnitClass(unit_class).label if unit_class in UnitClass.values else unit_class


def ranking_tables(standing: Standing) -> list[Table]:
    """One table per group that has units, in the order of the scheme's groups; links are added by pages."""
    return [
        _table(standing, number)
        for number in range(len(standing.document.groups))
        if standing.of_group(number)
    ]


def group_name(group: Group) -> str:
    """The group's own name, otherwise its classes: '乡镇/村', '垂直部门、园区'."""
    return group.name or "、".join(class_name(code) for code in group.classes) or "考核单位"


def _table(standing: Standing, number: int) -> Table:
    scheme, document = standing.scheme, standing.document
    group = document.groups[number]
    paper = f"（{document.document}）" if document.document else ""
    rows = standing.of_group(number)
    also = also_note([one.member.name for one in rows if one.member.unit_id in standing.also])
    return Table(
        title=f"{scheme.region.name}{document.year}年招商引资考核排名（{group_name(group)}）",
        columns=list(_columns(standing, group)),
        rows=rows,
        caption=f"统计截止日期：{show_day(standing.until)}",
        unit_note="单位：分",
        as_of=standing.as_of,
        notes=[
            *filter(None, (f"依据：{document.name}{paper}，第{scheme.version}版。", RULE, document.note)),
            *_group_notes(group), *also,
        ],
        signature=SIGNATURE,
    )  # fmt: skip


def _group_notes(group: Group) -> Iterator[str]:
    if not group.ranked:
        yield "本组单位只考核、不排名。"
    for joint in group.joint:
        yield f"{joint.name}为联合考核单位，所属单位的数据合并计算。"
    if group.overlaps:
        yield "有包含关系的单位，所含单位的数据在双方分别计列，在合计中只计一次。"


def _columns(standing: Standing, group: Group) -> Iterator[Column]:
    rounding = standing.document.rounding
    yield Column("名次", "rank", kind="rank", width=3)
    yield Column("单位", "member.name", width=10)
    yield Column("总分", lambda one: rounding.of(one.score.total), kind="points", places=rounding.places)
    if group.grading.grades:
        yield Column("等次", "verdict.grade", width=4)
    yield from _item_columns(group, rounding)
    for place, conversion in enumerate(group.conversions):
        yield Column(
            f"折算{conversion.name}",
            lambda one, place=place: _converted(one, place, rounding),
            kind="points",
            places=rounding.places,
        )
    if group.progress:
        yield Column("时序进度", lambda one: one.verdict.pace.words, width=10)
    if group.vetoes:
        yield Column("否决事项", lambda one: "；".join(one.verdict.vetoes) or None, width=10)
    yield Column("上期名次", "rank_before", kind="rank", width=4)
    yield Column("位次变化", lambda one: change_of(one, standing), width=5)


def _item_columns(group: Group, rounding: Rounding) -> Iterator[Column]:
    """Items side by side; those of a block under its name, with its sum behind them."""
    turns = {one.code: turn for turn, one in enumerate(group.indicators)}
    sums = {one.code: turn for turn, one in enumerate(group.blocks)}
    for node in group.nodes:
        head = "各项得分" if isinstance(node, Indicator) else node.name
        inside = [one for one, _ in walk((node,))]
        for one in [one for one in inside if isinstance(one, Indicator)]:
            title = f"{one.name}（{plain(one.points)}分）"
            yield _points(title, lambda row, turn=turns[one.code]: row.score.items[turn], head, rounding)
        for one in [one for one in inside if isinstance(one, Block)]:
            title = "小计" if one is node else f"其中：{one.name}"
            yield _points(title, lambda row, turn=sums[one.code]: row.score.blocks[turn], head, rounding)


def _points(
    title: str, scored: Callable[[Placed], Scored | ScoredBlock], head: str, rounding: Rounding
) -> Column:
    return Column(
        title, lambda row: rounding.of(scored(row).points), kind="points", group=head, places=rounding.places
    )


def _converted(one: Placed, place: int, rounding: Rounding):
    found = one.verdict.conversions
    return rounding.of(found[place].points) if place < len(found) else None


def change_of(one: Placed, standing: Standing) -> str:
    """'上升2位' and its like; "—" where there is no earlier ranking."""
    return change_in_words(one.rank, one.rank_before) if standing.has_before else "—"


def freeze_standing(standing: Standing, rows: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """What is kept of a run for ever: who was ranked, the tables, and the checksum of every line and item.

    `rows` are the standing's `as_rows`, where the caller has them already.
    """
    return {
        "format": FORMAT,
        "scheme": {"sha256": standing.scheme.sha256, "version": standing.scheme.version},
        "until": standing.until.isoformat(),
        "members": [
            [
                one.unit_id,
                one.code,
                one.name,
                one.unit_class,
                one.order,
                one.group,
                list(one.joined),
                list(one.covered),
            ]
            for one in standing.members
        ],
        "tables": [freeze(table) for table in ranking_tables(standing)],
        "lines": digest(as_rows(standing) if rows is None else rows),
    }


def members_of(run: ScoreRun) -> tuple[Member, ...]:
    """Who was ranked in a finished run, under the names and classes of its day."""
    document = document_of(run.scheme)
    return tuple(_member(row, document) for row in run.frozen["members"])


def _member(row: list, document: Document) -> Member:
    """As frozen. Runs of the first format knew no groups beside classes."""
    if len(row) == 5:
        number = next(n for n, group in enumerate(document.groups) if row[3] in group.classes)
        return Member(*row, number)
    return Member(*row[:6], tuple(row[6]), tuple(row[7]))


def work_out_again(run: ScoreRun) -> Standing:
    """A finished run worked out once more from the ledger as known at its moment."""
    return work_out(
        run.scheme, until=run.until, as_of=run.as_of, previous=run.previous, members=members_of(run)
    )
