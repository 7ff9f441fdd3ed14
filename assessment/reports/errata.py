"""A correction as Tables: its effect on the places, the points and numbers it corrects, what it stands on."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from assessment.countable import countables
from assessment.facts import changed_since, moved_since
from assessment.functions.words import quantity
from assessment.models import Erratum, ScoreRun
from assessment.reports.ranking import class_name, group_name, members_of
from assessment.reports.restating import NotAdditive, Row, changed_items, changed_lines, number, restated
from assessment.reports.reworking import Scope, is_plain, reworked
from assessment.reports.standing import as_rows, document_of, work_out
from assessment.reports.stored import groups_of, stored_rows
from assessment.reports.today import changed_table, moved_table, names_of_marks
from projects.models import Posting
from promo.days import show_day
from promo.tables import Column, Table, digest, freeze

FORMAT = 1


@dataclass(frozen=True)
class Worked:
    """A correction worked out: the lines it starts from, those it ends with, and what came to be known in between."""

    run: ScoreRun
    before: list[Row]
    after: list[Row]
    as_of: datetime
    facts: tuple[Table, ...]

    @property
    def changes_anything(self) -> bool:
        return next(changed_lines(self.before, self.after), None) is not None

    @property
    def tables(self) -> list[Table]:
        places = document_of(self.run.scheme).rounding.places
        numbers = numbers_table(self.before, self.after)
        groups = {code: self._name_of(group) for code, group in groups_of(self.run).items()}
        return [*effect_tables(self.before, self.after, places, groups), points_table(self.before, self.after, places),
                *([numbers] if numbers.rows else [])]  # fmt: skip

    def _name_of(self, group: int | str) -> str:
        """Of a group by its number; runs of the first format have classes instead."""
        return (
            group_name(document_of(self.run.scheme).groups[group])
            if isinstance(group, int)
            else class_name(group)
        )


def worked_out(
    run: ScoreRun, *, base: Erratum | None, unit_code: str, item: str, as_of: datetime, facts: bool = True
) -> Worked:
    """The ranking (or the correction before) with what is in scope as known at `as_of`.

    Where totals or places are more than sums of the items, the groups are worked out again with the corrected numbers.
    Raises NotAdditive where the lines it starts from do not come out of their own numbers any more.
    """
    before = base.frozen["rows"] if base else stored_rows(run)
    members = members_of(run)
    standing = work_out(run.scheme, until=run.until, as_of=as_of, previous=run.previous, members=members)
    after = None
    if is_plain(standing.document, members) or not (unit_code or item):
        with suppress(NotAdditive):
            after = restated(
                before, as_rows(standing), unit_code=unit_code, item=item, rounding=standing.document.rounding,
                order={one.code: one.order for one in members}, groups=groups_of(run),
            )  # fmt: skip
    if after is None:
        after = reworked(run, before, base=base, asked=Scope(unit_code, item, as_of))
    found = _facts(run, standing, unit_code) if facts else ()
    return Worked(run, before, after, as_of, found)


def _facts(run: ScoreRun, standing, unit_code: str) -> tuple[Table, ...]:
    """What was posted, targeted and marked between the run and the correction, for the units in scope."""
    rows = Posting.objects.filter(region=run.region)
    rows = rows.filter(unit__code=unit_code) if unit_code else rows
    moved = moved_since(
        run.scheme, standing.document, until=run.until, postings=rows, after=run.as_of, as_of=standing.as_of
    )
    changed = changed_since(run.scheme, until=run.until, after=run.as_of, as_of=standing.as_of)
    changed = [row for row in changed if unit_code in ("", row.unit.code)]
    names = names_of_marks(standing.document)
    return (moved_table(moved), *([changed_table(changed, names, countables(run.region))] if changed else []))


def effect_tables(
    before: Sequence[Row], after: Sequence[Row], places: int, groups: Mapping[str, str]
) -> list[Table]:
    """Per group in which a total or a place changes: every unit, then and now."""
    touched = dict.fromkeys(groups[row["unit_code"]] for row, _ in changed_lines(before, after))
    then = {row["unit_code"]: row for row in before}
    return [
        _effect(
            name, [(then[row["unit_code"]], row) for row in after if groups[row["unit_code"]] == name], places
        )
        for name in touched
    ]


def _effect(group: str, pairs: Sequence[tuple[Row, Row]], places: int) -> Table:
    points = {"kind": "points", "places": places}
    return Table(
        title=f"更正对名次的影响（{group}）",
        columns=[
            Column("单位", lambda pair: pair[0]["unit_name"], width=10),
            Column("原总分", lambda pair: _shown(pair[0]["total"]), **points),
            Column("更正后总分", lambda pair: _shown(pair[1]["total"]), **points),
            Column("原名次", lambda pair: pair[0]["rank"], kind="rank"),
            Column("更正后名次", lambda pair: pair[1]["rank"], kind="rank"),
            Column("名次变化", lambda pair: _moved(pair[0]["rank"], pair[1]["rank"]), width=6),
        ],
        rows=list(pairs),
        unit_note="单位：分",
    )


def _moved(then: int | None, now: int | None) -> str:
    if then == now:
        return "不变"
    if then is None or now is None:
        return "参加排名" if then is None else "不参加排名"
    return f"上升{then - now}位" if now < then else f"下降{now - then}位"


def points_table(before: Sequence[Row], after: Sequence[Row], places: int) -> Table:
    points = {"kind": "points", "places": places}
    return Table(
        title="更正的得分",
        columns=[
            Column("单位", lambda one: one[0]["unit_name"], width=10),
            Column("指标", lambda one: one[1]["name"], width=10),
            Column("原得分", lambda one: _shown(one[1]["points"]), **points),
            Column("更正后得分", lambda one: _shown(one[2]["points"]), **points),
            Column("原计算", lambda one: one[1]["words"], width=24),
            Column("更正后计算", lambda one: one[2]["words"], width=24),
        ],
        rows=list(changed_items(before, after)),
        unit_note="单位：分",
    )


def numbers_table(before: Sequence[Row], after: Sequence[Row]) -> Table:
    """Every number behind the points whose value changed."""
    rows = [
        (line, item, then, now)
        for line, item, fresh in changed_items(before, after)
        for then, now in _paired(item["inputs"], fresh["inputs"])
        if then["value"] != now["value"]
    ]
    return Table(
        title="更正的数据",
        columns=[
            Column("单位", lambda one: one[0]["unit_name"], width=10),
            Column("指标", lambda one: one[1]["name"], width=10),
            Column("数据", lambda one: one[2]["label"], width=10),
            Column("原值", lambda one: in_words(one[2]), width=14),
            Column("更正后", lambda one: in_words(one[3]), width=14),
        ],
        rows=rows,
    )


def _paired(then: Sequence[dict], now: Sequence[dict]) -> list[tuple[dict, dict]]:
    fresh = {one["name"]: one for one in now}
    return [(one, fresh[one["name"]]) for one in then if one["name"] in fresh]


def in_words(given: dict) -> str:
    """A number of an item as a page shows it."""
    value = number(given["value"])
    return "—" if value is None else quantity(value, given["unit"])


def _shown(points: str) -> Decimal | None:
    return Decimal(points) if points else None


def freeze_worked(worked: Worked, *, base: Erratum | None) -> dict[str, Any]:
    """What is kept of a correction for ever."""
    return {
        "format": FORMAT,
        "run": worked.run.sha256,
        "base": base.sha256 if base else "",
        "rows": worked.after,
        "tables": [freeze(table) for table in worked.tables],
        "facts": [freeze(table) for table in worked.facts],
    }


def erratum_digest(erratum: Erratum) -> str:
    """SHA-256 over everything a reader sees: number, scope, grounds, people, moment, lines and tables."""
    return digest(
        {
            name: getattr(erratum, name)
            for name in ("number", "unit_name", "item", "reason", "document", "frozen")
        }
        | {
            "as_of": erratum.as_of.astimezone(UTC).isoformat(),
            "requested_by": erratum.requested_by_id,
            "decided_by": erratum.decided_by_id,
        }
    )


def erratum_table(rows: Sequence[Erratum]) -> Table:
    """The corrections of one ranking or of many."""
    return Table(
        title="排名更正",
        columns=[
            Column("更正", "title", link=lambda one: reverse("assessment:erratum_show", args=[one.pk])),
            Column("排名", lambda one: f"第{one.run.number}期（截至{show_day(one.run.until)}）", width=14),
            Column("范围", "about", width=14),
            Column("原因", "reason", width=20),
            Column("依据文件", "document", width=12),
            Column("状态", "get_state_display"),
            Column("申请人", "requested_by.name"),
            Column("办理人", "decided_by.name"),
            Column("办理时间", "decided_at", kind="moment"),
        ],
        rows=rows,
    )
